//! `docs/who-may-do-what.md`: the policies asked about everything, written down. A change of power is a diff of that page.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

use base::PersonId;

use super::{Act, Kind, Policies, Role, StandingKind, Subject};
use crate::scheme::Scheme;

const HEAD: &str = "# Who may do what

Generated from `schemes/*/policy.cedar` and `schemes/common.cedar`; a test compares it. Update it with
`UPDATE_GOLDEN=1 cargo test -p domain`. Each answer is for somebody who has that one standing and is not the trainee, except
`oneself`, who is. *Served* means: now in that role where the time element was served. A curriculum may narrow who attests;
here stands the scheme's own list.
";

/// One row's question: an act, and what it is done to in words.
type Asked = (Act, String);
/// Who may, to each question.
type Answers = Vec<(Asked, BTreeSet<StandingKind>)>;

/// The page for these schemes.
pub fn who_may_do_what(policies: &Policies, schemes: &[Scheme]) -> String {
    let mut page = HEAD.to_owned();
    for scheme in schemes {
        let mut by_answers: BTreeMap<Answers, Vec<&str>> = BTreeMap::new();
        for setting in &scheme.settings {
            by_answers.entry(answers(policies, scheme, setting)).or_default().push(setting);
        }
        let mut groups: Vec<_> = by_answers.into_iter().collect();
        groups.sort_by_key(|(_, settings)| {
            scheme.settings.iter().position(|setting| Some(&setting.as_str()) == settings.first())
        });
        for (answers, settings) in groups {
            write_group(&mut page, &scheme.code, &settings.join(", "), &answers);
        }
    }
    page
}

fn write_group(page: &mut String, scheme: &str, settings: &str, answers: &Answers) {
    page.push_str(&format!("\n## {scheme}: {settings}\n\n| act | of what | who |\n|---|---|---|\n"));
    for ((act, what), who) in merged(answers) {
        let _ = writeln!(page, "| {act} | {} | {} |", named(&what), codes(&who));
    }
    page.push_str("\n| who | may |\n|---|---|\n");
    for standing in StandingKind::ALL {
        let mut acts: BTreeMap<Act, Vec<&str>> = BTreeMap::new();
        for ((act, what), _) in answers.iter().filter(|(_, who)| who.contains(standing)) {
            acts.entry(*act).or_default().push(what);
        }
        let said = |(act, whats): (Act, Vec<&str>)| match named(&whats.join(", ")) {
            "" => act.to_string(),
            what => format!("{act} ({what})"),
        };
        let acts: Vec<String> = acts.into_iter().map(said).collect();
        if !acts.is_empty() {
            let _ = writeln!(page, "| {standing} | {} |", acts.join("; "));
        }
    }
}

/// Every kind of requirement is "any requirement".
fn named(what: &str) -> &str {
    if what == "goal, activity, general course, specialty course, time, research" {
        "any requirement"
    } else {
        what
    }
}

/// Rows of one act with the same answer become one row.
fn merged(answers: &Answers) -> Answers {
    let mut rows: Answers = Vec::new();
    for ((act, what), who) in answers {
        match rows.iter_mut().find(|((other, _), same)| other == act && same == who) {
            Some(((_, whats), _)) => {
                whats.push_str(", ");
                whats.push_str(what);
            }
            None => rows.push(((*act, what.clone()), who.clone())),
        }
    }
    rows
}

fn codes(who: &BTreeSet<StandingKind>) -> String {
    let codes: Vec<&str> = who.iter().map(|standing| standing.code()).collect();
    if codes.is_empty() { "nobody".to_owned() } else { codes.join(", ") }
}

fn answers(policies: &Policies, scheme: &Scheme, setting: &str) -> Answers {
    let mut answers = Answers::new();
    for &act in Act::ALL {
        for (what, subject) in subjects(scheme, setting) {
            if subject(OTHER).takes(act) {
                let mut who = policies.who(act, &subject(OTHER));
                who.remove(&StandingKind::Oneself);
                let own = policies.decide(ME, act, &subject(ME), &[super::Standing::oneself()]);
                who.extend(own.ok().map(|permit| permit.standing()));
                answers.push(((act, what), who));
            }
        }
    }
    answers
}

const ME: PersonId = PersonId::from_uuid(uuid::Uuid::nil());
const OTHER: PersonId = PersonId::from_uuid(uuid::Uuid::max());
/// Whoever asks takes part in the meeting: that others may not read its minutes is proved, not listed.
const PARTICIPANTS: &[PersonId] = &[ME];

type Made<'a> = Box<dyn Fn(PersonId) -> Subject<'a> + 'a>;

fn subjects<'a>(scheme: &'a Scheme, setting: &'a str) -> Vec<(String, Made<'a>)> {
    let code = scheme.code.as_str();
    let requirement = |kind: Kind, general: bool| -> Made<'a> {
        let attested_by = scheme.attested_by.of(kind, general);
        Box::new(move |trainee| Subject::Requirement {
            scheme: code,
            setting,
            trainee,
            kind,
            attested_by,
            proposed_by: None,
        })
    };
    let mut all: Vec<(String, Made<'a>)> =
        vec![(String::new(), Box::new(move |trainee| Subject::Plan { scheme: code, setting, trainee }))];
    for &kind in Kind::ALL {
        if kind == Kind::Course {
            all.push(("general course".to_owned(), requirement(kind, true)));
            all.push(("specialty course".to_owned(), requirement(kind, false)));
        } else {
            all.push((kind.to_string(), requirement(kind, false)));
        }
    }
    for &role in Role::ALL {
        all.push((
            role.to_string(),
            Box::new(move |holder| Subject::Appointment { scheme: code, setting, role, holder }),
        ));
    }
    all.push((
        "taking part".to_owned(),
        Box::new(move |trainee| Subject::Minutes {
            scheme: code,
            setting,
            trainee,
            participants: PARTICIPANTS,
        }),
    ));
    for (when, over) in [("while training goes on", false), ("after the last day", true)] {
        let document = move |trainee| Subject::Document { scheme: code, setting, trainee, over };
        all.push((when.to_owned(), Box::new(document)));
    }
    all.push((String::new(), Box::new(move |_| Subject::Unit { scheme: code, setting })));
    all.push((String::new(), Box::new(move |trainee| Subject::Case { scheme: code, trainee })));
    all.push(("own".to_owned(), Box::new(move |person| Subject::AccessLog { person })));
    all.push((String::new(), Box::new(|_| Subject::Portal)));
    all
}
