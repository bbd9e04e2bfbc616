//! What a requirement's page says, as against what can be done there.

use domain::{access::Kind, signoff::State};
use maud::{Markup, html};
use web::{
    format,
    parts::{self, Tone},
};

use super::requirement::{Annulment, Approver, Approvers, Did, Requirement, Returned, When};
use super::requirement_forms as forms;
use crate::{
    show::{Say, activities_done, activities_to_do, dotted, encoded, entries, official},
    words,
};

/// What was just done.
pub(super) fn told(say: &Say<'_>, view: &Requirement, did: &Did) -> Markup {
    let lang = say.lang;
    let trainee = view.reading.as_ref().map_or("", |reading| &reading.trainee);
    let (what, next) = match did {
        Did::Registered => (
            words::training_did_registered(lang).to_owned(),
            words::training_did_registered_next(lang).to_owned(),
        ),
        Did::Sent(name) => (words::training_did_sent(lang, name), String::new()),
        Did::Recalled => (
            words::training_did_recalled(lang).to_owned(),
            words::training_did_recalled_next(lang).to_owned(),
        ),
        Did::Advised => (words::training_did_advised(lang).to_owned(), String::new()),
        Did::Attested => {
            (words::training_did_attested(lang).to_owned(), words::training_did_attested_next(lang, trainee))
        }
        Did::Marked => (words::training_did_marked(lang).to_owned(), String::new()),
    };
    parts::alert(Tone::Success, &what, html! { @if !next.is_empty() { p { (next) } } })
}

/// What stands out: it came back, or an approval was taken back.
pub(super) fn notes(say: &Say<'_>, view: &Requirement) -> Markup {
    html! {
        @if let Some(returned) = view.returned.as_ref().filter(|_| view.state == State::Returned) { (came_back(say, returned)) }
        @for annulment in &view.annulments { (annulled(say, annulment)) }
    }
}

fn came_back(say: &Say<'_>, returned: &Returned) -> Markup {
    let heading = words::training_req_returned(say.lang, &returned.who.name);
    parts::alert(
        Tone::Warning,
        &heading,
        html! { p { (say.quote(&returned.comment)) } p { small { (format::capitalised(&say.when(returned.at))) } } },
    )
}

fn annulled(say: &Say<'_>, one: &Annulment) -> Markup {
    let lang = say.lang;
    let (tone, heading, by) = match &one.confirmed {
        Some((who, at)) => (
            Tone::Warning,
            words::training_req_annulled(lang),
            words::training_req_annulled_by(lang, &one.proposed_by.name, &who.name, say.when(*at)),
        ),
        None => (
            Tone::Info,
            words::training_req_annul_proposed(lang),
            words::training_req_proposed_by(lang, &one.proposed_by.name, say.when(one.proposed_at)),
        ),
    };
    parts::alert(tone, heading, html! { p { (say.quote(&one.reason)) } p { small { (by) } } })
}

/// What is required, what counts, and towards what.
pub(super) fn wording(say: &Say<'_>, view: &Requirement) -> Markup {
    let lang = say.lang;
    html! {
        (parts::section(words::training_req_required(lang), official(say, &view.official)))
        @if let Some(evidence) = &view.evidence {
            (parts::section(words::training_req_evidence(lang), html! { p { (evidence) } }))
        }
        @if !view.supports.is_empty() {
            (parts::section(words::training_req_supports(lang), html! {
                ul class="rows" {
                    @for (code, title) in &view.supports {
                        li { a class="row" href={ "/plans/" (view.plan) "/requirements/" (encoded(code)) } {
                            span class="grow" { b { (title) } small { (code) } } (web::Icon::Right.go())
                        } }
                    }
                }
            }))
        }
    }
}

/// On what it rests: activities, entries, time; and where the trainee registers.
pub(super) fn basis(say: &Say<'_>, view: &Requirement) -> Markup {
    let lang = say.lang;
    let own = view.reading.is_none() && view.forms.register.is_some();
    html! {
        section class="stack" data-gap="2" {
            (parts::h2(words::training_req_basis(lang)))
            @if view.kind == Kind::Time { (served(say, view)) }
            @if let Some((count, signed, required)) = view.counted { (counted(say, view, count, signed, required)) }
            @if !view.activities.is_empty() {
                p class="quiet" { (words::training_req_basis_about(lang)) }
                @if own { (activities_to_do(say, view.plan, &view.key, &view.activities)) }
                @else { (activities_done(say, view.plan, &view.activities, view.state.is_end())) }
            } @else if view.kind == Kind::Goal && view.entries.is_empty() {
                p class="quiet" { @if own { (words::training_req_basis_none(lang)) } @else { (words::signoff_evidence_no_entries(lang)) } }
            }
        }
        @if !view.entries.is_empty() { (parts::section(words::training_req_entries(lang), entries(say, &view.entries))) }
        @if let Some(fields) = &view.forms.register { (forms::register(say, view, fields)) }
    }
}

fn counted(say: &Say<'_>, view: &Requirement, count: u32, signed: u32, required: u32) -> Markup {
    let lang = say.lang;
    let sure = if view.approvers.self_registered { count } else { signed };
    let words = words::show_of_total(lang, i64::from(count), i64::from(required));
    let signed = if view.approvers.self_registered {
        words::training_req_self(lang).to_owned()
    } else {
        words::training_req_signed_count(lang, i64::from(signed))
    };
    let (full, sure) = (count.min(required), sure.min(required));
    let steps = [(parts::State::Attested, sure), (parts::State::Progress, full.saturating_sub(sure))];
    html! {
        p { (dotted(&[words.clone(), signed])) }
        (parts::bar(&say.title(&view.title, &view.code, view.kind), &words, required.max(1), &steps, false))
    }
}

fn served(say: &Say<'_>, view: &Requirement) -> Markup {
    let lang = say.lang;
    match &view.served {
        Some(time) => {
            let share = format::percent(lang, i64::from(time.percent.get()));
            let period = format!("{} – {}", say.long(time.from), say.long(time.until));
            html! { p { b { (period) } } p { (words::training_req_time(lang, share, &time.place)) } }
        }
        None => html! { p class="quiet" { (words::training_req_time_none(lang)) } },
    }
}

/// Who may approve it, and when.
pub(super) fn approvers(say: &Say<'_>, who: &Approvers) -> Markup {
    let lang = say.lang;
    let when = match &who.when {
        When::Any => words::training_req_when_any(lang).to_owned(),
        When::AfterAdvice(roles) => words::training_req_when_advice(lang, say.roles(roles)),
        When::From(day) if *day <= say.today => words::training_req_when_open(lang, say.long(*day)),
        When::From(day) => words::training_req_when_from(lang, say.long(*day)),
    };
    html! {
        section class="stack" data-gap="2" {
            h2 class="ds-heading" data-size="2xs" { (words::training_req_approvers(lang)) }
            @if who.self_registered { p { (words::training_req_approvers_self(lang)) } }
            @else if who.people.is_empty() { p { (words::training_req_approvers_nobody(lang, say.roles(&who.roles))) } }
            @else { p { (people(say, &who.people)) } }
            @if !who.self_registered { p class="quiet" { (when) } }
        }
    }
}

fn people(say: &Say<'_>, people: &[Approver]) -> String {
    let lang = say.lang;
    let mut names: Vec<String> = people
        .iter()
        .map(|one| match one.deputy_until {
            Some(day) => words::show_delegate_until(lang, say.long(day), &one.name),
            None => words::show_person_role(lang, &one.name, say.role(one.role)),
        })
        .collect();
    match names.pop() {
        Some(last) if names.is_empty() => format!("{last}."),
        Some(last) => words::training_req_approvers_and(lang, last, names.join("; ")),
        None => String::new(),
    }
}
