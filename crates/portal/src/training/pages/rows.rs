//! The rows of a plan: many, short, and cheap. What does not change with the plan is made once a curriculum and language.

use std::{fmt::Write as _, sync::Arc};

use base::{Day, PlanId};
use domain::signoff::State;
use maud::{Render, html};
use web::{Lang, format};

use crate::{
    show::{Say, drawn, encoded, of_total, state_word},
    words,
};

/// What a row says of its requirement, escaped once: keep it per curriculum version and language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowText {
    code: String,
    href: String,
    shown: String,
}

impl RowText {
    /// Of a code, the code as it is shown, and the title to be shown ([`Say::title`]).
    pub fn new(code: &str, shown_code: &str, title: &str) -> Self {
        let shown = html! { b { (title) } small { (shown_code) } }.into_string();
        let shown = shown.strip_suffix("</small>").unwrap_or(&shown).to_owned();
        Self { code: code.to_owned(), href: encoded(code), shown }
    }
    /// The code.
    pub fn code(&self) -> &str {
        &self.code
    }
}

/// The one fact beside the code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// None.
    Nothing,
    /// So many of so many.
    Count(u32, u32),
    /// Waits for somebody.
    SentTo(String),
    /// Came back from somebody.
    BackFrom(String),
    /// Approved on a day.
    On(Day),
    /// Cannot be attested before a day.
    Opens(Day),
}

/// One requirement of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanRow {
    /// What it says of the requirement.
    pub text: Arc<RowText>,
    /// Where it stands.
    pub state: State,
    /// The one fact.
    pub fact: Fact,
    /// Whether an approval was taken back.
    pub annulled: bool,
    /// Whether it can be recommended: a goal that is not approved.
    pub advised: bool,
}

/// Rows of one theme, written in one go.
pub(super) struct Rows<'a> {
    lang: Lang,
    today: Day,
    plan: PlanId,
    /// Whether each that can be recommended has a tick in front, and with which ones set.
    pick: Option<&'a dyn Fn(&str) -> bool>,
    rows: &'a [PlanRow],
}

/// The list of one theme.
pub(super) fn rows<'a>(
    say: &Say<'_>,
    plan: PlanId,
    pick: Option<&'a dyn Fn(&str) -> bool>,
    rows: &'a [PlanRow],
) -> impl Render + 'a {
    Rows { lang: say.lang, today: say.today, plan, pick, rows }
}

/// Bytes of one row, about.
const ROW_BYTES: usize = 320;

impl Render for Rows<'_> {
    fn render_to(&self, out: &mut String) {
        out.reserve(self.rows.len() * ROW_BYTES);
        out.push_str("<ul class=\"rows\">");
        for row in self.rows {
            self.row(row, out);
        }
        out.push_str("</ul>");
    }
}

impl Rows<'_> {
    fn row(&self, row: &PlanRow, out: &mut String) {
        let (state, href) = (drawn(row.state).name(), &row.text.href);
        let pick = self.pick.filter(|_| row.advised);
        match pick {
            Some(picked) => {
                let ticked = if picked(&row.text.code) { " checked" } else { "" };
                let _ = write!(
                    out,
                    "<li class=\"row\" data-color=\"accent\"><input class=\"ds-input\" type=\"checkbox\" name=\"requirements\" id=\"p-{href}\" \
                     value=\"{href}\"{ticked}><label class=\"grow\" for=\"p-{href}\">"
                );
            }
            None => {
                let _ = write!(
                    out,
                    "<li><a class=\"row\" href=\"/plans/{}/requirements/{href}\"><svg class=\"i\" data-state=\"{state}\" \
                     aria-hidden=\"true\"><use href=\"#i-{state}\"/></svg><span class=\"grow\">",
                    self.plan
                );
            }
        }
        out.push_str(&row.text.shown);
        self.fact(row, out);
        out.push_str(if pick.is_some() { "</small></label>" } else { "</small></span>" });
        let _ = write!(
            out,
            "<span class=\"state\" data-state=\"{state}\">{}</span>",
            state_word(self.lang, row.state)
        );
        out.push_str(if pick.is_some() { "</li>" } else { "</a></li>" });
    }

    fn fact(&self, row: &PlanRow, out: &mut String) {
        let lang = self.lang;
        let mut say = |text: &str| {
            if !out.ends_with("<small>") {
                out.push_str(" · ");
            }
            text.render_to(out);
        };
        match &row.fact {
            Fact::Nothing => {}
            Fact::Count(count, of) => say(&of_total(lang, *count, *of)),
            Fact::SentTo(name) => say(&words::training_plan_to(lang, name)),
            Fact::BackFrom(name) => say(&words::training_plan_back_from(lang, name)),
            Fact::On(day) if day.date().year() == self.today.date().year() => say(&format::short(lang, *day)),
            Fact::On(day) => say(&format::short_month_year(lang, *day)),
            Fact::Opens(day) => say(&words::training_plan_opens(lang, format::short_year(lang, *day))),
        }
        if row.annulled {
            say(words::training_plan_annulled(lang));
        }
    }
}
