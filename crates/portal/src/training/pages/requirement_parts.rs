//! What a requirement's page says, as against what can be done there.

use domain::{access::Kind, signoff::State};
use maud::{Markup, html};
use web::{
    format,
    parts::{self, Tone},
};

use super::requirement::{Annulment, Approver, Approvers, Did, Receipt, Requirement, Returned, When};
use super::requirement_forms as forms;
use crate::{
    show::{Say, activities_done, activities_to_do, dotted, encoded, entries, of_total, official, undo},
    words,
};

/// What was just done, as it was understood.
pub(super) fn told(say: &Say<'_>, view: &Requirement, did: &Did) -> Markup {
    let lang = say.lang;
    let trainee = view.reading.as_ref().map_or("", |reading| &reading.trainee);
    let next = |words: &str| html! { @if !words.is_empty() { p { (words) } } };
    let (what, next) = match did {
        Did::Registered(receipt) => {
            (words::training_did_registered(lang).to_owned(), registered(say, view, receipt))
        }
        Did::Withdrawn => {
            (words::training_did_withdrawn(lang).to_owned(), next(words::training_did_withdrawn_next(lang)))
        }
        Did::Sent { to, completed_on } => {
            let day = completed_on.map(|day| words::training_did_completed(lang, say.long(day)));
            (words::training_did_sent(lang, to), next(&day.unwrap_or_default()))
        }
        Did::Recalled => {
            (words::training_did_recalled(lang).to_owned(), next(words::training_did_recalled_next(lang)))
        }
        Did::Advised => (words::training_did_advised(lang).to_owned(), html! {}),
        Did::Attested => (
            words::training_did_attested(lang).to_owned(),
            next(&words::training_did_attested_next(lang, trainee)),
        ),
        Did::Marked => (words::training_did_marked(lang).to_owned(), html! {}),
        Did::Credited => (words::training_did_credited(lang).to_owned(), html! {}),
    };
    parts::alert(Tone::Success, &what, next)
}

fn registered(say: &Say<'_>, view: &Requirement, receipt: &Receipt) -> Markup {
    let lang = say.lang;
    let what = words::training_did_registered_what(lang, i64::from(receipt.count), say.long(receipt.on));
    let back = receipt.title.as_ref().map(|_| ("from", view.code.as_str()));
    html! {
        p { (dotted(&[receipt.title.as_deref().unwrap_or_default(), &what])) }
        @if let Some(begun) = receipt.before { p { (words::training_did_registered_before(lang, say.long(begun))) } }
        @if let Some(entry) = receipt.undo { (undo(say, view.plan, entry, &what, back)) }
    }
}

/// Nothing has happened to it; what has begun is then what lies under it, or its time.
pub(super) fn nothing_yet(say: &Say<'_>, view: &Requirement) -> &'static str {
    if view.state == State::Open || view.kind == Kind::Time {
        words::training_req_history_none(say.lang)
    } else {
        words::training_req_history_beneath(say.lang)
    }
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
                    @for goal in &view.supports {
                        li { a class="row" href={ "/plans/" (view.plan) "/requirements/" (encoded(&goal.code)) } {
                            span class="grow" { b { (goal.title) } @if !goal.shown_code.is_empty() { small { (goal.shown_code) } } } (web::Icon::Right.go())
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
    let rests =
        matches!(view.kind, Kind::Time | Kind::Goal) || view.counted.is_some() || !view.activities.is_empty();
    html! {
        @if rests { section class="stack" data-gap="2" {
            (parts::h2(words::training_req_basis(lang)))
            @if view.kind == Kind::Time { (served(say, view)) }
            @if let Some((count, signed, required)) = view.counted { (counted(say, view, count, signed, required)) }
            @if !view.activities.is_empty() {
                p class="quiet" {
                    @if say.scheme.approval.comment_when_activities_missing { (words::training_req_basis_about(lang)) }
                    @else { (words::training_req_basis_free(lang)) }
                }
                @if own { (activities_to_do(say, view.plan, &view.code, &view.key, &view.activities)) }
                @else { (activities_done(say, view.plan, &view.activities, view.state.is_end())) }
            } @else if view.kind == Kind::Goal && view.entries.is_empty() {
                p class="quiet" { @if own { (words::training_req_basis_none(lang)) } @else { (words::signoff_evidence_no_entries(lang)) } }
            }
        } }
        @if !view.entries.is_empty() { (parts::section(words::training_req_entries(lang), entries(say, view.plan, &view.entries))) }
        @if let Some(fields) = &view.forms.register { (forms::register(say, view, fields)) }
    }
}

fn counted(say: &Say<'_>, view: &Requirement, count: u32, signed: u32, required: u32) -> Markup {
    let lang = say.lang;
    let sure = if view.approvers.self_registered { count } else { signed };
    let words = of_total(lang, count, required);
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
            html! {
                p { b { (period) } }
                p { (words::training_req_time(lang, share, &time.place)) }
                // Whoever attests reads it where they do.
                @if view.forms.attest.as_ref().is_none_or(|form| form.blocked.is_some()) {
                    @if let Some(part) = part_served(say, view) { p { (part) } }
                    @if let Some(percent) = say.scheme.absence_certified(view.kind).filter(|_| !view.state.is_end()) {
                        p class="quiet" { (words::training_req_time_absence(lang, format::percent(lang, i64::from(percent)))) }
                    }
                }
            }
        }
        None => html! { p class="quiet" { (words::training_req_time_none(lang)) } },
    }
}

/// From so many days before its end on, time is said by the days that are left.
const NEAR_DAYS: i64 = 31;

/// How much of the time lies behind, as long as some lies ahead.
pub(super) fn part_served(say: &Say<'_>, view: &Requirement) -> Option<String> {
    let lang = say.lang;
    let time = view.served.as_ref().filter(|time| time.until > say.today)?;
    if time.from > say.today {
        return Some(words::training_req_time_ahead(lang, say.long(time.from)));
    }
    let left = i64::from(say.today.days_until(time.until));
    // Both days count. The whole is rounded, what is served never up; near the end the days that are left say more.
    let twelfths = |until| (i64::from(time.from.days_until(until)) + 1) * 12;
    let (served, whole) = (twelfths(say.today) / 365, (twelfths(time.until) + 182) / 365);
    Some(if left <= NEAR_DAYS {
        words::training_req_time_left(lang, left, whole, say.long(time.until))
    } else {
        words::training_req_time_part(lang, served, whole, say.long(time.until))
    })
}

/// Who may approve it, and when.
pub(super) fn approvers(say: &Say<'_>, who: &Approvers, own: bool) -> Markup {
    let lang = say.lang;
    let oneself = if own {
        words::training_req_approvers_self(lang)
    } else {
        words::training_req_approvers_self_reader(lang)
    };
    let when = match &who.when {
        When::Any => words::training_req_when_any(lang).to_owned(),
        When::AfterAdvice(roles) => words::training_req_when_advice(lang, say.roles(roles)),
        When::From(day) => words::training_req_when_from(lang, say.long(*day)),
    };
    html! {
        section class="stack" data-gap="2" {
            h2 class="ds-heading" data-size="2xs" { (words::training_req_approvers(lang)) }
            @if who.self_registered { p { (oneself) } }
            // Where its time has not come, whoever will be appointed there need not be yet.
            @else if who.people.is_empty() && matches!(who.when, When::From(_)) { p { (format::capitalised(&say.any_role(&who.roles))) "." } }
            @else if who.people.is_empty() { p { (words::training_req_approvers_nobody(lang, say.any_role(&who.roles))) } }
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
