//! Taking an approval back: one proposes with a reason, another confirms. Both stay visible for ever.

use base::{AnnulmentId, AttestationId, Moment};
use domain::{
    access::{Kind, Role},
    refusal::Refusal,
};
use maud::{Markup, html};
use web::{
    Fields, format,
    page::Width,
    parts::{self, Field, Tone, Weight},
};

use crate::{
    show::{
        Here, Nav, Page, Say, Who, comment_hint, dotted, form_errors_called, heading, n, refusal_alert,
        unsent,
    },
    words,
};

/// What is or was approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The requirement's title; empty where no official one is known.
    pub title: String,
    /// Its code.
    pub code: String,
    /// What it is.
    pub kind: Kind,
    /// Whose.
    pub trainee: String,
    /// Who approved it, in which role.
    pub attester: Who,
    /// When.
    pub attested_at: Moment,
    /// Where the requirement is, if the reader may open it.
    pub href: Option<String>,
}

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Which.
    pub id: AnnulmentId,
    /// About what.
    pub subject: Subject,
    /// Who proposed it.
    pub proposed_by: Who,
    /// When.
    pub proposed_at: Moment,
    /// Why.
    pub reason: String,
    /// Who confirmed it, and when.
    pub confirmed: Option<(Who, Moment)>,
    /// Who withdrew or declined it, when, and why.
    pub dropped: Option<Dropped>,
}

/// What was just done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Did {
    /// Proposed: these can confirm.
    Proposed(Vec<String>),
    /// Confirmed.
    Confirmed {
        /// The requirement.
        title: String,
        /// Whose.
        trainee: String,
        /// Who had approved it.
        attester: String,
    },
    /// Withdrawn or declined.
    Dropped {
        /// The requirement.
        title: String,
    },
}

/// All annulments of somebody who may propose or confirm.
#[derive(Debug, Clone, Default)]
pub struct Annulments {
    /// Waiting for the reader.
    pub waiting: Vec<Proposal>,
    /// Proposed by the reader, waiting for somebody else.
    pub yours: Vec<Proposal>,
    /// Confirmed, newest first.
    pub done: Vec<Proposal>,
    /// Withdrawn or declined, newest first.
    pub dropped: Vec<Proposal>,
    /// Whether the reader may propose, and is told how.
    pub may_propose: bool,
    /// What was just done.
    pub did: Option<Did>,
    /// Why the last try was refused.
    pub refused: Option<Refusal>,
    /// What was typed to give up a proposal, and which one: `reason`.
    pub typed: Option<(AnnulmentId, Fields)>,
}

/// The page.
pub fn annulments(say: &Say<'_>, view: &Annulments) -> Page {
    let lang = say.lang;
    let title = words::signoff_annulments_title(lang, n(view.waiting.len()));
    let body = html! {
        div class="stack" data-gap="7" {
            @if let Some(refusal) = &view.refused { (refusal_alert(say, refusal)) }
            @if let Some(did) = &view.did { (told(say, did)) }
            (heading(&title, words::signoff_annulments_about(lang)))
            @if view.may_propose && view.waiting.is_empty() {
                div class="stack" {
                    p { (words::signoff_annulments_how(lang)) }
                    div class="line" { (parts::button_link(Weight::Secondary, &Nav::Trainees.href(), words::show_search(lang))) }
                }
            }
            @if !view.may_propose && view.waiting.is_empty() { p { (words::signoff_annulments_none(lang)) } }
            @if !view.waiting.is_empty() { ul class="requests stack" { @for one in &view.waiting { (to_confirm(say, one, view.typed(one.id))) } } }
            @if !view.yours.is_empty() {
                (listed(say, words::signoff_annulments_yours(lang), &view.yours, |one| withdraw(say, one, &view.typed(one.id))))
            }
            @if !view.done.is_empty() { (listed(say, words::signoff_annulments_done(lang), &view.done, |_| html! {})) }
            @if !view.dropped.is_empty() { (listed(say, words::signoff_annulments_dropped(lang), &view.dropped, |_| html! {})) }
        }
    };
    Page { title, width: Width::Reading, here: Here::At(Nav::Annulments), body }
}

impl Annulments {
    fn typed(&self, id: AnnulmentId) -> Fields {
        self.typed.as_ref().filter(|(at, _)| *at == id).map(|(_, fields)| fields.clone()).unwrap_or_default()
    }
}

/// Giving a proposal up: a form that stands behind its button.
fn give_up(
    say: &Say<'_>,
    one: &Proposal,
    fields: &Fields,
    words: &str,
    label: &'static str,
    needed: bool,
) -> Markup {
    let hint = comment_hint(say.lang, words::signoff_annulment_reason_hint(say.lang));
    let id = format!("why-{}", one.id);
    let reason = Field::new("reason", label).id(&id).hint(&hint).rows(3);
    let reason = if needed { reason.required() } else { reason };
    html! {
        details open[fields.has_errors()] {
            summary class="ds-link back" { (words) span class="ds-sr-only" { ": " (one.subject.title(say)) } }
            form class="stack" novalidate method="post" action={ "/annulments/" (one.id) "/drop" } {
                (form_errors_called(say.lang, fields, &[("reason", &id)], &[("reason", label)]))
                (parts::textarea(reason, fields))
                div class="line" { (parts::button(Weight::Secondary, words)) }
            }
        }
    }
}

fn withdraw(say: &Say<'_>, one: &Proposal, fields: &Fields) -> Markup {
    let lang = say.lang;
    let label = words::signoff_annulment_withdraw_reason(lang);
    give_up(say, one, fields, words::signoff_annulment_withdraw(lang), label, false)
}

fn decline(say: &Say<'_>, one: &Proposal, fields: &Fields) -> Markup {
    let lang = say.lang;
    let label = words::signoff_annulment_decline_reason(lang);
    give_up(say, one, fields, words::signoff_annulment_decline(lang), label, true)
}

fn told(say: &Say<'_>, did: &Did) -> Markup {
    let lang = say.lang;
    let (what, next) = match did {
        Did::Proposed(names) if names.is_empty() => (
            words::signoff_annulment_proposed(lang).to_owned(),
            words::signoff_annulment_proposed_next_role(lang).to_owned(),
        ),
        Did::Proposed(names) => (
            words::signoff_annulment_proposed(lang).to_owned(),
            words::signoff_annulment_proposed_next(lang, say.list(names)),
        ),
        Did::Confirmed { title, trainee, attester } => (
            words::signoff_annulment_annulled(lang, title),
            words::signoff_annulment_annulled_next(lang, attester, trainee),
        ),
        Did::Dropped { title } => (
            words::signoff_annulment_dropped(lang, title),
            words::signoff_annulment_dropped_next(lang).to_owned(),
        ),
    };
    parts::alert(Tone::Success, &what, html! { p { (next) } })
}

impl Subject {
    /// What it is called.
    pub fn title(&self, say: &Say<'_>) -> String {
        say.title(&self.title, &self.code, self.kind)
    }
    fn approved(&self, say: &Say<'_>) -> String {
        let lang = say.lang;
        let role = self.attester.role.map_or("", |role: Role| say.role(role));
        let by = words::signoff_annulment_approved_by(lang, &self.attester.name, role);
        dotted(&[by, format::moment_year(lang, self.attested_at)])
    }
}

fn proposed(say: &Say<'_>, one: &Proposal) -> String {
    words::signoff_annulment_proposed_by(say.lang, one.proposed_by.said(say), say.when(one.proposed_at))
}

/// What is to be confirmed: what was approved by whom, why it is wrong, what will follow; then one press.
fn to_confirm(say: &Say<'_>, one: &Proposal, typed: Fields) -> Markup {
    let lang = say.lang;
    let title = one.subject.title(say);
    html! {
        li class="ds-card request" {
            div class="stack" data-gap="2" {
                h2 class="ds-heading" data-size="xs" { (words::signoff_annulment_row(lang, &one.subject.trainee, &title)) }
                p class="quiet" { (one.subject.code) " · " (one.subject.approved(say)) }
                p class="quote" { (say.quote(&one.reason)) }
                p class="quiet" { (proposed(say, one)) }
                p { (words::signoff_annulment_confirm_about(lang, &one.subject.trainee)) }
                div class="line" {
                    form method="post" action={ "/annulments/" (one.id) "/confirm" } {
                        button class="ds-button" type="submit" data-color="danger" {
                            (words::signoff_annulment_confirm(lang)) span class="ds-sr-only" { ": " (title) }
                        }
                    }
                    @if let Some(href) = &one.subject.href { (parts::link_alone(href, words::training_req_see_goals(lang))) }
                }
                (decline(say, one, &typed))
            }
        }
    }
}

fn listed(say: &Say<'_>, heading: &str, all: &[Proposal], below: impl Fn(&Proposal) -> Markup) -> Markup {
    let lang = say.lang;
    parts::section(
        heading,
        html! {
            ul class="rows" {
                @for one in all {
                    @let state = match (&one.confirmed, &one.dropped) {
                        (Some(_), _) => parts::State::Annulled,
                        (None, Some(_)) => parts::State::Open,
                        (None, None) => parts::State::Requested,
                    };
                    li class="row tall" {
                        (state.drawing())
                        span class="grow stack" data-gap="1" {
                            b {
                                @let name = words::signoff_annulment_row(lang, &one.subject.trainee, one.subject.title(say));
                                @match &one.subject.href { Some(href) => a class="ds-link" href=(href) { (name) }, None => (name) }
                            }
                            span { (say.quote(&one.reason)) }
                            small { (proposed(say, one)) }
                            @if let Some((who, at)) = &one.confirmed {
                                small { (words::signoff_annulment_confirmed_by(lang, who.said(say), say.when(*at))) }
                            }
                            @if let Some(dropped) = &one.dropped {
                                small { (dropped.said(say)) }
                                @if let Some(why) = &dropped.why { span { (say.quote(why)) } }
                            }
                            (below(one))
                        }
                    }
                }
            }
        },
    )
}

/// The end of a proposal that came to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// By whom.
    pub who: Who,
    /// When.
    pub at: Moment,
    /// Why, if it was said.
    pub why: Option<String>,
    /// Whether they had proposed it themselves.
    pub own: bool,
}

impl Dropped {
    fn said(&self, say: &Say<'_>) -> String {
        let (who, when) = (self.who.said(say), say.when(self.at));
        if self.own {
            words::signoff_annulment_withdrawn_by(say.lang, who, when)
        } else {
            words::signoff_annulment_declined_by(say.lang, who, when)
        }
    }
}

/// What the page shows on which an annulment is proposed.
#[derive(Debug, Clone)]
pub struct Propose {
    /// Which attestation.
    pub attestation: AttestationId,
    /// What was approved.
    pub subject: Subject,
    /// Who could confirm, by name; may be empty.
    pub confirmers: Vec<String>,
    /// A proposal that waits already.
    pub waiting: Option<Proposal>,
    /// What was typed: `reason`.
    pub fields: Fields,
    /// Why the last try was refused.
    pub refused: Option<Refusal>,
}

/// The page on which an annulment is proposed.
pub fn propose(say: &Say<'_>, view: &Propose) -> Page {
    let lang = say.lang;
    let title = words::signoff_annulment_propose_title(lang, view.subject.title(say));
    let body = html! {
        @if let Some(href) = &view.subject.href { (parts::back(href, words::common_back(lang))) }
        div class="stack" data-gap="7" {
            @if let Some(refusal) = &view.refused { (refusal_alert(say, refusal)) }
            div class="stack" data-gap="2" {
                (parts::h1(&title))
                p class="quiet" { (words::signoff_annulment_trainee(lang, &view.subject.code, &view.subject.trainee)) }
                p { (view.subject.approved(say)) }
            }
            @match &view.waiting {
                Some(waiting) => {
                    @let typed = view.fields.value("reason");
                    @if !typed.is_empty() { (unsent(say, typed)) }
                    (listed(say, words::signoff_annulment_proposed(lang), std::slice::from_ref(waiting), |_| html! {}))
                },
                None => (reason_form(say, view)),
            }
        }
    };
    Page { title, width: Width::Reading, here: Here::At(Nav::Annulments), body }
}

fn reason_form(say: &Say<'_>, view: &Propose) -> Markup {
    let lang = say.lang;
    let hint = comment_hint(lang, words::signoff_annulment_reason_hint(lang));
    let reason = Field::new("reason", words::signoff_annulment_reason(lang)).hint(&hint).rows(4).required();
    let next = if view.confirmers.is_empty() {
        words::signoff_annulment_proposed_next_role(lang).to_owned()
    } else {
        words::signoff_annulment_proposed_next(lang, say.list(&view.confirmers))
    };
    html! {
        form class="stack" novalidate method="post" action={ "/attestations/" (view.attestation) "/annulment" } {
            (form_errors_called(lang, &view.fields, &[], &[("reason", words::signoff_annulment_reason(lang))]))
            (parts::textarea(reason, &view.fields))
            p class="quiet" { (words::signoff_annulment_two(lang)) " " (next) }
            div class="line" { (parts::button(Weight::Primary, words::signoff_annulment_propose(lang))) }
        }
    }
}
