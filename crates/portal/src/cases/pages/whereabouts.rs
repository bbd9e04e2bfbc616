//! Where a sealed dossier is, and what its trainee can do with it: the part of its receipt that changes.

use base::{Day, DossierId, Moment};
use domain::refusal::Refusal;
use maud::{Markup, html};
use web::{
    Fields,
    parts::{self, Field, Weight},
};

use super::{super::State, Told, timeline, told_at_length};
use crate::{
    show::{Say, form_errors_called, n, refusal_alert},
    words,
};

/// A dossier that followed the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentLater {
    /// Which.
    pub id: DossierId,
    /// When it was sent.
    pub at: Moment,
    /// SHA-256 of its file, in hex; none while that is being made.
    pub digest: Option<String>,
}

/// What is known of it.
#[derive(Debug, Clone)]
pub struct Whereabouts {
    /// The dossier.
    pub dossier: DossierId,
    /// Whether its file is made, so that it can be sent.
    pub made: bool,
    /// Where its case stands; none: it was not sent.
    pub state: Option<State>,
    /// Since when some of it is on its way to the authority's own system.
    pub delivering: Option<Moment>,
    /// Whether it is in the air, and cannot be taken back.
    pub held: bool,
    /// When it was sent, and what people call its case.
    pub sent: Option<(Moment, String)>,
    /// When it was taken back.
    pub withdrawn: Option<Moment>,
    /// What followed it, the first first.
    pub later: Vec<SentLater>,
    /// The documents that go along with whatever is sent next.
    pub along: Vec<String>,
    /// Whether they stay behind, for the record is not ready.
    pub stays: bool,
    /// The last day on which the authority opens it, once it is decided, and whether that day has passed.
    pub readable: Option<(Day, bool)>,
    /// Whether it is a dossier that followed the first: what is done is done from that one.
    pub first: Option<DossierId>,
    /// What is still to happen, the last first.
    pub ahead: Vec<Told>,
    /// What happened, the newest first.
    pub told: Vec<Told>,
    /// Whether its trainee has written to the authority.
    pub said: bool,
    /// Whether what stands in the field went back with the case before.
    pub kept: bool,
    /// What was typed: `comment`.
    pub fields: Fields,
    /// Makes a press that comes twice count once; new for each view of the page.
    pub key: String,
    /// Why the last try was refused.
    pub refused: Option<Refusal>,
    /// What was just done.
    pub did: Option<&'static str>,
    /// Another that was sent instead of it, and whether that was granted.
    pub instead: Option<(DossierId, bool)>,
    /// Whether what the record lacks stands in the way: then it leads there.
    pub lacks: bool,
}

impl Whereabouts {
    /// In which colour that is said; the words say the same.
    pub const fn colour(&self) -> &'static str {
        match self.state {
            Some(State::Refused) => "danger",
            Some(State::Asked) => "warning",
            Some(State::Sent) if self.delivering.is_some() => "info",
            Some(State::Withdrawn) => "info",
            _ => "success",
        }
    }

    /// Whether it is the doctor who is to do something: send it, or answer.
    pub fn is_ones_turn(&self) -> bool {
        let unsent =
            self.made && self.instead.is_none() && matches!(self.state, None | Some(State::Withdrawn));
        self.first.is_none() && (unsent || self.state == Some(State::Asked))
    }

    /// What has become of it, once it was sent.
    pub fn title(&self, say: &Say<'_>) -> Option<String> {
        let state = self.state?;
        let later = self.first.is_some() && matches!(state, State::Sent | State::Open | State::Supplemented);
        Some(if later {
            words::cases_heading_later(say.lang, say.short("authority"))
        } else {
            told_at_length(say, state, self.delivering.is_some())
        })
    }
}

/// The part of the page. What the doctor is to do comes before what there is to read.
pub fn whereabouts(say: &Say<'_>, view: &Whereabouts) -> Markup {
    let lang = say.lang;
    let at = |what: &str| format!("/dossiers/{}/{what}", view.dossier);
    let turn = view.is_ones_turn();
    html! {
        @if turn { (sending(say, view)) }
        (parts::section(words::cases_where(lang), html! {
            @if let Some(refusal) = &view.refused { (refusal_alert(say, refusal)) }
            @if let Some(since) = view.delivering { (on_its_way(say, view.state, since)) }
            @if let Some((day, past)) = view.readable {
                p { (if past { words::cases_open_ended(lang, say.long(day)) } else { words::cases_open_until(lang, say.long(day)) }) }
            }
            (timeline(&view.ahead, &view.told))
        }))
        @if !turn { (sending(say, view)) }
        @if view.state == Some(State::Sent) && view.first.is_none() && view.held {
            p { (words::cases_withdraw_held(lang)) }
        }
        @if view.state == Some(State::Sent) && view.first.is_none() && !view.held {
            form class="stack" method="post" action=(at("withdraw")) {
                p { (words::cases_withdraw_about(lang)) }
                @if view.said { p { (words::cases_withdraw_words(lang)) } }
                div class="line" { (parts::button(Weight::Tertiary, words::cases_withdraw_button(lang))) }
            }
        }
    }
}

/// Sending it, or more of it.
fn sending(say: &Say<'_>, view: &Whereabouts) -> Markup {
    let lang = say.lang;
    let at = |what: &str| format!("/dossiers/{}/{what}", view.dossier);
    let open = matches!(view.state, Some(State::Sent | State::Open | State::Asked | State::Supplemented));
    html! {
        @if let Some((other, granted)) = view.instead.filter(|_| matches!(view.state, None | Some(State::Withdrawn | State::Refused))) {
            p { (if granted { words::cases_instead_granted(lang) } else { words::cases_instead_sent(lang) }) }
            p { (parts::link_alone(&format!("/dossiers/{other}"), words::cases_instead_see(lang))) }
        } @else if view.made && matches!(view.state, None | Some(State::Withdrawn | State::Refused)) {
            (parts::section(&words::cases_send_title(lang, say.short("authority")), html! {
                form class="stack" method="post" action=(at("send")) {
                    p { (if view.state == Some(State::Refused) { words::cases_send_again(lang) } else { words::cases_send_about(lang) }) }
                    div class="line" { (parts::button(Weight::Primary, words::cases_send_button(lang))) }
                }
            }))
        }
        @if let Some(first) = view.first {
            p { (parts::link_alone(&format!("/dossiers/{first}"), words::cases_to_first(lang))) }
        }
        @if open && view.first.is_none() {
            (parts::section(supplement_title(say, view), html! {
                form class="stack" method="post" action=(at("supplements")) {
                    p { (words::cases_supplement_about(lang)) }
                    @if !view.along.is_empty() {
                        @if view.stays { p { (words::cases_supplement_stays(lang, n(view.along.len()))) } }
                        @else { p { (words::cases_supplement_along(lang, n(view.along.len()))) } }
                        ul { @for one in &view.along { li { (one) } } }
                        @if view.stays { p { (parts::link_alone("/dossiers", words::show_refused_dossiers(lang))) } }
                    }
                    @if view.kept { p { (words::cases_supplement_kept(lang)) } }
                    (form_errors_called(lang, &view.fields, &[], &[("comment", words::cases_supplement_comment(lang))]))
                    input type="hidden" name="key" value=(view.key);
                    (parts::textarea(Field::new("comment", words::cases_supplement_comment(lang)), &view.fields))
                    div class="line" {
                        (parts::button(if view.state == Some(State::Asked) { Weight::Primary } else { Weight::Secondary }, words::cases_supplement_button(lang)))
                    }
                }
            }))
        }
    }
}

/// That it is kept, and tried until it is there.
fn on_its_way(say: &Say<'_>, state: Option<State>, since: Moment) -> Markup {
    let lang = say.lang;
    if state == Some(State::Sent) {
        return html! { p { (words::cases_delivering_about(lang)) } };
    }
    let since = words::cases_delivering_more_since(lang, say.when(since));
    let what = words::cases_delivering_more(lang, say.short("authority"));
    parts::alert(
        parts::Tone::Info,
        &what,
        html! { p { (since) } p { (words::cases_delivering_more_about(lang)) } },
    )
}

fn supplement_title(say: &Say<'_>, view: &Whereabouts) -> &'static str {
    if view.state == Some(State::Asked) {
        words::cases_answer_title(say.lang)
    } else {
        words::cases_supplement_title(say.lang)
    }
}
