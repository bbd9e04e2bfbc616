//! The personas of the demo: where each belongs on the log-in page, who it is, and one line what to try.

use web::Lang;

use super::login::Persona;
use crate::words;

/// Personas of one place, in the order given.
pub(super) struct Group<'a> {
    pub(super) name: &'static str,
    pub(super) members: Vec<Member<'a>>,
}

/// A persona and its words; a key that we do not know has none.
pub(super) struct Member<'a> {
    pub(super) persona: &'a Persona,
    pub(super) who: Option<&'static str>,
    pub(super) hint: Option<&'static str>,
}

/// By place, each in the order given; empty places are left out.
pub(super) fn grouped(lang: Lang, personas: &[Persona]) -> Vec<Group<'_>> {
    let places = [
        (words::people_login_group_dk(lang), Place::Denmark),
        (words::people_login_group_no(lang), Place::Hospital),
        (words::people_login_group_nom(lang), Place::Municipality),
        (words::people_login_group_portal(lang), Place::Portal),
        (words::people_login_group_more(lang), Place::Other),
    ];
    places
        .into_iter()
        .map(|(name, place)| {
            let here = personas.iter().filter(|persona| place_of(&persona.key) == place);
            let mut here: Vec<&Persona> = here.collect();
            here.sort_by_key(|persona| rank(&persona.key));
            Group { name, members: here.into_iter().map(|persona| member(lang, persona)).collect() }
        })
        .filter(|group| !group.members.is_empty())
        .collect()
}

#[derive(PartialEq, Eq)]
enum Place {
    Denmark,
    Hospital,
    Municipality,
    Portal,
    Other,
}

/// Persona keys begin with where they belong. The Norwegian authority confirms what municipalities annul, and stands there.
fn place_of(key: &str) -> Place {
    match key {
        "admin" => Place::Portal,
        "no-authority" => Place::Municipality,
        _ if key.starts_with("dk-") => Place::Denmark,
        _ if key.starts_with("no-") => Place::Hospital,
        _ if key.starts_with("nom-") => Place::Municipality,
        _ => Place::Other,
    }
}

/// Whom to try first: the trainee, then who approves; who is told nothing comes last.
fn rank(key: &str) -> usize {
    const FIRST: [&str; 7] = ["trainee", "lis", "supervisor", "mentor", "leader", "delegate", "uao"];
    let role = key.split_once('-').map_or(key, |(_, role)| role);
    let last = if role == "stranger" { FIRST.len() + 1 } else { FIRST.len() };
    FIRST.iter().position(|first| *first == role).unwrap_or(last)
}

fn member(lang: Lang, persona: &Persona) -> Member<'_> {
    let text = |ending: &str| words::text(lang, &format!("people-persona-{}{ending}", persona.key));
    Member { persona, who: text(""), hint: text("-try") }
}
