//! The activities under a goal: how many of how many, who signed, and a press that registers one more.

use base::PlanId;
use domain::signoff::State;
use maud::{Markup, html};
use web::parts;

use super::{Say, dotted, of_total, states::drawn};
use crate::words;

/// An activity that supports a goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its state.
    pub state: State,
    /// All that is registered.
    pub count: u32,
    /// Of these, signed.
    pub signed: u32,
    /// How many are recommended; none: once.
    pub required: Option<u32>,
    /// Who signed last.
    pub signed_by: Option<String>,
    /// Whether nobody needs to sign it.
    pub self_registered: bool,
    /// Other goals that it supports.
    pub also_for: Vec<String>,
}

impl Activity {
    /// How many are missing.
    pub fn missing(&self) -> u32 {
        self.required.unwrap_or(1).saturating_sub(self.count)
    }

    fn detail(&self, say: &Say<'_>) -> String {
        let lang = say.lang;
        let counted = of_total(lang, self.count, self.required.unwrap_or(1));
        let signed = match (&self.signed_by, self.self_registered) {
            (_, true) if self.count > 0 => words::training_req_self(lang).to_owned(),
            (Some(name), _) if self.signed >= self.count => words::training_req_signed_by(lang, name),
            (_, false) if self.signed > 0 => words::training_req_signed_count(lang, i64::from(self.signed)),
            _ => String::new(),
        };
        let also = if self.also_for.is_empty() {
            String::new()
        } else {
            words::training_req_counts_for(lang, say.list(&self.also_for))
        };
        dotted(&[counted, signed, also])
    }

    fn bar(&self, say: &Say<'_>) -> Markup {
        let total = self.required.unwrap_or(1).max(1);
        let count = self.count.min(total);
        let sure = if self.self_registered { count } else { self.signed.min(count) };
        let steps = [(parts::State::Attested, sure), (parts::State::Progress, count - sure)];
        let desc = of_total(say.lang, self.count, total);
        parts::bar(&self.title, &desc, total, &steps, false)
    }
}

/// Activities as the trainee sees them, each with a press for one more that comes back to the `goal` on whose page they stand.
/// `key` makes a double press count once.
pub fn activities_to_do(say: &Say<'_>, plan: PlanId, goal: &str, key: &str, all: &[Activity]) -> Markup {
    html! {
        ul class="rows" {
            @for one in all {
                li class="row" {
                    (drawn(one.state).drawing())
                    span class="grow stack" data-gap="1" { (name(plan, one)) small { (one.detail(say)) } (one.bar(say)) }
                    (plus(say, plan, goal, key, one))
                }
            }
        }
    }
}

fn plus(say: &Say<'_>, plan: PlanId, goal: &str, key: &str, one: &Activity) -> Markup {
    html! {
        form method="post" action={ "/plans/" (plan) "/requirements/" (super::encoded(&one.code)) "/entries" } {
            (parts::hidden("count", "1"))
            (parts::hidden("from", goal))
            (parts::hidden("key", &format!("{key}-{}", one.code)))
            button class="ds-button" type="submit" data-variant="secondary" {
                "+1" span class="ds-sr-only" { " " (words::training_req_plus_named(say.lang, &one.title)) }
            }
        }
    }
}

/// Activities as the approver sees them: what is short stands out, as long as nobody has decided.
pub fn activities_done(say: &Say<'_>, plan: PlanId, all: &[Activity], decided: bool) -> Markup {
    html! {
        ul class="rows" {
            @for one in all {
                li class="row" {
                    @if decided || one.missing() == 0 { (drawn(one.state).drawing()) } @else { (parts::State::Missing.icon().coloured("returned")) }
                    span class="grow" { (name(plan, one)) small { (one.detail(say)) } }
                    @if !decided && one.missing() > 0 {
                        (parts::State::Returned.word(&words::signoff_decide_fewer(say.lang, i64::from(one.missing()))))
                    }
                }
            }
        }
    }
}

fn name(plan: PlanId, one: &Activity) -> Markup {
    html! { a class="ds-link name" href={ "/plans/" (plan) "/requirements/" (super::encoded(&one.code)) } { (one.title) } }
}
