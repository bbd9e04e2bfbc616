//! The lines of a checklist as the page shows them: what, how it stands, who can act, from when, and where it is done.

use std::sync::Arc;

use domain::{
    access::{Kind, StandingKind},
    dossier::Topic,
};

use super::super::{
    Readiness, ReadyLine, Who, holder,
    pages::{Acts, Line, Stands},
};
use crate::{
    access::Approver,
    curricula::Published,
    desk::Desk,
    documents::called,
    show::{self, Say, Title, n},
    training::{Filter, PlanLine, Shown},
    words,
};

/// The lines, in the order of what an application asks for.
pub(super) fn lines(say: &Say<'_>, desk: &Desk, application: &str, ready: Readiness) -> Vec<Line> {
    let Readiness { lines, books, .. } = ready;
    let plan_of = |plan: usize| {
        let book = books.get(plan)?;
        desk.plans.iter().find(|one| one.curriculum == book.id)
    };
    lines.into_iter().map(|one| line(say, application, &books, plan_of, one)).collect()
}

fn line<'a>(
    say: &Say<'_>,
    application: &str,
    books: &[Arc<Published>],
    plan_of: impl Fn(usize) -> Option<&'a PlanLine>,
    one: ReadyLine,
) -> Line {
    let (lang, line) = (say.lang, one.line);
    let stands = match (line.met, line.follows, line.claimed) {
        (true, ..) => Stands::Met,
        _ if line.optional => Stands::Without,
        _ if line.unread => Stands::Unread,
        (_, true, _) => Stands::Follows,
        (_, _, true) => Stands::Unseen,
        _ => Stands::Missing,
    };
    let book = |plan: usize| books.get(plan).map(|book| &book.curriculum);
    let mut element = Title::default();
    let (title, detail, href): (String, Title, Option<String>) = match &line.topic {
        Topic::Window => match (line.met, line.earliest) {
            (true, _) => (words::dossiers_window_open(lang).to_owned(), Title::default(), None),
            (false, Some(day)) => (words::dossiers_window_from(lang, say.long(day)), Title::default(), None),
            (false, None) => (words::dossiers_window_unknown(lang).to_owned(), Title::default(), None),
        },
        Topic::Plan(code) => {
            let detail = show::dotted(&[code.as_str(), words::dossiers_no_plan_next(lang)]);
            (words::dossiers_no_plan(lang, say.short("plan")), detail.into(), None)
        }
        Topic::Requirements { plan, kind } => {
            let (done, total) = line.of.unwrap_or_default();
            let things = say.theme(None, *kind).to_lowercase();
            let missing =
                Filter { shown: Shown::Remaining, activities: *kind == Kind::Activity, ..Filter::default() };
            let href = plan_of(*plan).map(|plan| missing.href(plan.id));
            let title = if line.met {
                words::dossiers_count(lang, n(done), things, n(total))
            } else {
                words::dossiers_count_left(lang, n(total - done), things, n(total))
            };
            let of = book(*plan).map(|book| say.of_book(book, &book.title));
            (title, of.unwrap_or_default(), href)
        }
        Topic::Time { plan, code } => {
            let of = books.get(*plan).and_then(|book| Some((&book.curriculum, book.by_code(code)?.1)));
            element = of.map(|(book, of)| say.titled(book, of)).unwrap_or_default();
            let href =
                plan_of(*plan).map(|plan| format!("/plans/{}/requirements/{}", plan.id, show::encoded(code)));
            (web::format::capitalised(say.word("time-attestation")), Title::default(), href)
        }
        Topic::Document(kind) => {
            // Where none is, the form for it stands open; where one is, its line says what it waits for.
            let form = format!(
                "/dossiers?kind={}&add={}#documents",
                show::encoded(application),
                show::encoded(kind)
            );
            let href = if line.claimed { "#documents".to_owned() } else { form };
            (web::format::capitalised(&called(say, kind)), Title::default(), Some(href))
        }
        Topic::Identifier(kind) => {
            let detail = match (line.met, line.unread) {
                (true, _) => "",
                (false, true) => words::dossiers_number_unread(lang),
                (false, false) => say.word("identifier-missing"),
            };
            (web::format::capitalised(holder::number_called(say, kind)), detail.to_owned().into(), None)
        }
        Topic::Employments => {
            let detail = if line.met { "" } else { words::dossiers_employments(lang) };
            let href = Some("/employments".to_owned());
            (words::employments_title(lang).to_owned(), detail.to_owned().into(), href)
        }
        Topic::Lacks(kind) => {
            let things = say.theme(None, *kind).to_lowercase();
            (words::dossiers_lacks(lang, things), words::dossiers_lacks_next(lang).to_owned().into(), None)
        }
    };
    // A deputy is no leader: whose they are is said instead.
    let named = |who: &Approver| match &who.leader {
        Some(leader) => words::show_delegate_of(lang, leader, &who.name),
        None => match who.standing.parse::<StandingKind>() {
            Ok(kind) => words::show_person_role(lang, &who.name, say.role(kind.role())),
            Err(_) => who.name.clone(),
        },
    };
    let acts = match one.who {
        Who::Nobody => Acts::Nobody,
        Who::Oneself => Acts::You,
        Who::Others { named: who, roles, .. } if who.is_empty() => {
            let roles = say.any_role(&roles);
            // Where that part has not begun, it is too early to say that nobody is appointed.
            let later = line.earliest.is_some()
                || matches!(line.topic, Topic::Window | Topic::Plan(_) | Topic::Lacks(_));
            if later { Acts::Later(roles) } else { Acts::NobodyYet(roles) }
        }
        Who::Others { named: who, advised_by, .. } => {
            let names: Vec<String> = who.iter().map(named).collect();
            Acts::Others(match &*advised_by {
                [] => names,
                roles => vec![words::dossiers_after_advice(lang, names.join("; "), say.roles(roles))],
            })
        }
    };
    let now = line.earliest.is_none()
        && acts != Acts::You
        && matches!(line.topic, Topic::Time { .. } | Topic::Document(_));
    Line { title, element, detail, stands, acts, earliest: line.earliest, now, href }
}
