//! Credentials at the command line: checked by anybody, and shown in part by their holder, with the published keys and nothing else.

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::Context as _;
use credential::{Checked, Competence, Form, Presented, Status};
use sealed::KeyList;

use super::{
    Failure,
    dossier::{holds_no_longer, key_list, plain, say},
};

/// Checks a credential and tells what it says, and what of it was annulled since by these lists.
pub(super) fn verify(file: &[u8], keys: &KeyList, lists: &[Status]) -> Result<(), Failure> {
    let checked =
        keys.check_credential(file).map_err(|wrong| Failure::failed(format!("NOT genuine: {wrong}")))?;
    if tell(&checked, lists) { Err(holds_no_longer()) } else { Ok(()) }
}

/// True: something in it was annulled since.
fn tell(checked: &Checked, lists: &[Status]) -> bool {
    if KeyList::is_demo_credential(&checked.key) {
        say("DEMO: made-up people. This file proves nothing.".to_owned());
    }
    say("Genuine, and unchanged since it was issued.".to_owned());
    say(format!("Holder: {} ({})", checked.holder.name, checked.holder.id));
    say(format!("Issued by: {}", checked.issuer.url));
    say(format!("Signed with: {}", checked.key.thumbprint()));
    say(match checked.form {
        Form::Badge => "It is about one attestation:".to_owned(),
        Form::Transcript => format!("All that was attested at {}:", checked.at),
        Form::Shown => {
            format!("What its holder chose to show of a record of {}; there may be more:", checked.at)
        }
    });
    for one in &checked.competences {
        let credited = match (one.credited, one.marked) {
            (true, _) => " (achieved before, on a document)",
            (_, true) => " (marked as fulfilled)",
            _ => "",
        };
        let times = match (one.times, one.required) {
            (Some(times), Some(required)) => format!(", done {times} of {required}"),
            (Some(times), None) => format!(", done {times}"),
            (None, _) => String::new(),
        };
        let on = one.completed_on.map(|day| format!(", achieved {day}")).unwrap_or_default();
        let stands = match annulled(lists, &checked.issuer.url, one.place) {
            Some(true) => " ANNULLED since",
            Some(false) | None => "",
        };
        say(format!(
            "  {} {} {}: {}{credited}{times}{on}{stands}: {}",
            one.curriculum.code,
            one.curriculum.version,
            one.code,
            one.title,
            attested(one)
        ));
    }
    let said = checked.competences.iter().map(|one| annulled(lists, &checked.issuer.url, one.place));
    super::dossier::since(&said.collect::<Vec<_>>(), lists)
}

fn attested(one: &Competence) -> String {
    let by = &one.by;
    let lent = by.on_behalf_of.as_ref().map(|leader| format!(" on behalf of {leader}")).unwrap_or_default();
    format!("{}, {}{lent}, {}", by.name, by.role.code(), one.at)
}

/// Shows only the requirements with these codes. One that two curricula have is named with the curriculum's: `KBU/2`.
pub(super) fn show(file: &Path, codes: &[String], keys: Option<&Path>) -> Result<(), Failure> {
    let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let whole = Presented::read(&text, &key_list(keys)?.credentials)
        .map_err(|wrong| Failure::failed(format!("{}: {wrong}", file.display())))?;
    for code in codes {
        let meant = whole.competences().filter(|one| is_meant(one, code));
        let books: BTreeSet<String> =
            meant.map(|one| format!("{}/{}", one.curriculum.code, one.code)).collect();
        match books.len() {
            0 => return Err(Failure::failed(plain(&format!("{} does not hold {code}", file.display())))),
            1 => {}
            _ => {
                let books: Vec<String> = books.into_iter().collect();
                let which = format!("{code} could be {}: say which", books.join(" or "));
                return Err(Failure::failed(plain(&which)));
            }
        }
    }
    super::say(whole.only(|one| codes.iter().any(|code| is_meant(one, code))).text());
    Ok(())
}

/// Whether a code, alone or after its curriculum's, is that of an attestation's requirement.
fn is_meant(one: &Competence, code: &str) -> bool {
    one.code == code
        || code.strip_prefix(&*one.curriculum.code).and_then(|rest| rest.strip_prefix('/')) == Some(&one.code)
}

/// Whether any of these lists, of whoever issued it, says that an attestation was annulled; none when none of them has it.
fn annulled(lists: &[Status], issuer: &str, place: u64) -> Option<bool> {
    let said = lists.iter().filter(|list| list.issuer() == issuer).filter_map(|list| list.is_annulled(place));
    said.reduce(|one, next| one || next)
}
