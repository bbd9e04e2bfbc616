//! What every page shares: to whom it speaks, the words of the scheme, states, names, dates. Pages say, they do not compute.
//!
//! A page is a plain view struct and a function from it to a [`Page`]; the handler fills the struct and puts the shell around
//! the page ([`shell`]). No SQL, no HTTP, no clock: today comes with [`Say`].

mod activities;
mod advice;
mod documents;
mod drawing;
mod employments;
mod entries;
mod errors;
mod history;
mod news;
mod official;
mod paging;
mod refusals;
#[cfg(test)]
pub mod samples;
mod shell;
mod states;
mod title;

pub use activities::{Activity, activities_done, activities_to_do};
pub use advice::{Advice, AdviceLine, Heard, advice};
pub use documents::{DocumentDid, DocumentRow, DocumentStands, document_done, document_row};
pub use drawing::{Counts, Tally, tally_bar, tally_legend, tally_words};
pub use employments::{employment_registered, employment_said, employment_source, employment_whole};
pub use entries::{EntryLine, entries, undo};
pub use errors::{error_page, kept_page, log_in, refused, unread_page};
pub use history::{Happened, Happening, Who, history};
pub use news::{News, NewsKind, news};
pub use official::{Licence, Official, Source, official};
pub use paging::{further, search_by_name};
pub use refusals::{
    comment_hint, form_errors, form_errors_called, instead_words, mark_all, problem_words, refusal_alert,
    refusal_words, unsent,
};
pub use shell::{Here, Nav, Page, Reader, SwitchPlan, head_alone};
pub use states::{drawn, state_word};
pub use title::Title;

use base::{Day, Moment};
use domain::{
    access::{Kind, Role},
    scheme::Scheme,
    signoff::State,
};
use maud::{Markup, html};
use web::{Lang, format};

use crate::words;

/// To whom a page speaks: language, the words of the scheme, and the day it is.
#[derive(Debug, Clone, Copy)]
pub struct Say<'a> {
    /// The reader's language.
    pub lang: Lang,
    /// The scheme whose words are used.
    pub scheme: &'a Scheme,
    /// The day it is.
    pub today: Day,
}

impl<'a> Say<'a> {
    /// The scheme's word.
    pub fn word(&self, key: &'a str) -> &'a str {
        self.scheme.word(self.lang.code(), key)
    }
    /// The scheme's word for this kind of requirement.
    pub fn word_for(&self, key: &'a str, kind: Kind) -> &'a str {
        self.scheme.word_for(self.lang.code(), key, kind)
    }
    /// The scheme's word without what it explains in brackets: for the middle of a sentence.
    pub fn short(&self, key: &'a str) -> &'a str {
        short(self.word(key))
    }
    /// A stage of training, short: `LIS3`, `introduktionsuddannelse`.
    pub fn stage(&self, code: &str) -> String {
        short(self.scheme.word(self.lang.code(), &format!("stage-{code}"))).to_owned()
    }
    /// What is applied for.
    pub fn applied_for(&self, kind: &str) -> String {
        self.scheme.word(self.lang.code(), &format!("dossier-{kind}")).to_owned()
    }
    /// A role, short.
    pub fn role(&self, role: Role) -> &'a str {
        self.short(role.code())
    }
    /// Roles as a list: `a, b og c`.
    pub fn roles(&self, roles: &[Role]) -> String {
        format::list(self.lang, &self.role_names(roles))
    }
    /// The same, of whom any one is enough.
    pub fn any_role(&self, roles: &[Role]) -> String {
        format::any_of(self.lang, &self.role_names(roles))
    }
    fn role_names(&self, roles: &[Role]) -> Vec<&'a str> {
        roles.iter().map(|role| self.role(*role)).collect()
    }
    /// What a button that does this is called for this kind of requirement. To return is one thing whatever is returned.
    pub fn button(&self, act: &'a str, kind: Kind) -> &'a str {
        if act == "return" { self.word(act) } else { self.word_for(act, kind) }
    }
    /// What a state is called where it is the subject of the page.
    pub fn state(&self, state: State, kind: Kind) -> &'a str {
        // The scheme has no words in this language: then the page's own, as in every list.
        if !self.scheme.speaks(self.lang.code()) {
            return state_word(self.lang, state);
        }
        if state == State::Returned { self.word(state.code()) } else { self.word_for(state.code(), kind) }
    }
    /// The plural of what is counted.
    pub fn things(&self, counts: Counts) -> &'a str {
        self.short(match counts {
            Counts::Goals => "goal-plural",
            Counts::Requirements => "requirement-plural",
            Counts::Activities => "activity-plural",
        })
    }
    /// The theme under which a requirement stands; without one, what all of its kind are called.
    pub fn theme(&self, theme: Option<&str>, kind: Kind) -> String {
        let plural = match kind {
            Kind::Goal => "goal-plural",
            Kind::Activity => "activity-plural",
            Kind::Course => "course-plural",
            Kind::Time => "time-plural",
            Kind::Research => "research",
        };
        theme.map_or_else(|| format::capitalised(self.short(plural)), str::to_owned)
    }
    /// `torsdag`, `i går`, `17. november`.
    pub fn day(&self, day: Day) -> String {
        format::relative_day(self.lang, day, self.today)
    }
    /// `17. november`; another year is named.
    pub fn date(&self, day: Day) -> String {
        if day.date().year() == self.today.date().year() {
            format::day_month(self.lang, day)
        } else {
            format::long(self.lang, day)
        }
    }
    /// `23. november 2026`.
    pub fn long(&self, day: Day) -> String {
        format::long(self.lang, day)
    }
    /// The version of a curriculum: one that is called by its day says it as every day is said.
    pub fn version(&self, version: &str) -> String {
        version.parse().map_or_else(|_| version.to_owned(), |day| self.long(day))
    }
    /// `i går kl. 20.40`.
    pub fn when(&self, moment: Moment) -> String {
        format::when(self.lang, moment, self.today)
    }
    /// A number as the language writes it.
    pub fn number(&self, value: u32) -> String {
        format::number(self.lang, i64::from(value))
    }
    /// In the marks of the language.
    pub fn quote(&self, text: &str) -> String {
        format::quote(self.lang, text)
    }
    /// `a, b og c`.
    pub fn list<S: AsRef<str>>(&self, items: &[S]) -> String {
        let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
        format::list(self.lang, &items)
    }
    /// The title of a requirement; where no official one is known, which is only so of goals, its number.
    pub fn title(&self, title: &str, code: &str, kind: Kind) -> String {
        if !title.is_empty() {
            return title.to_owned();
        }
        let number = code.rsplit(|c: char| !c.is_ascii_digit()).find(|n| !n.is_empty()).unwrap_or(code);
        let number = number.trim_start_matches('0');
        if kind == Kind::Goal {
            return words::show_goal_number(self.lang, number);
        }
        format!("{} {number}", format::capitalised(self.short(kind.code())))
    }
}

/// A text without what stands in brackets at its end.
fn short(word: &str) -> &str {
    word.split(" (").next().unwrap_or(word)
}

/// Small facts side by side, parted by a middle dot.
pub fn dotted<S: AsRef<str>>(facts: &[S]) -> String {
    let facts: Vec<&str> = facts.iter().map(AsRef::as_ref).filter(|fact| !fact.is_empty()).collect();
    facts.join(" · ")
}

/// The words of the control with which a file is chosen.
pub const fn file_words(lang: Lang) -> [&'static str; 2] {
    [words::common_file_choose(lang), words::common_file_none(lang)]
}

/// With its first letter small: for the middle of a line.
pub fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// So many of so many; more than are asked for is said as that, not as "31 of 30".
pub fn of_total(lang: Lang, count: u32, total: u32) -> String {
    let (more, count, total) = (count > total, i64::from(count), i64::from(total));
    if more { words::show_more_than(lang, count, total) } else { words::show_of_total(lang, count, total) }
}

/// A heading with a quiet line under it.
pub fn heading(words: &str, beneath: &str) -> Markup {
    html! { div { (web::parts::h1(words)) @if !beneath.is_empty() { p class="quiet" { (beneath) } } } }
}

/// A number of ours as the texts count.
pub fn n(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A value as it stands in a query: everything but letters, figures and a few marks percent-encoded.
pub fn encoded(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            _ => {
                out.push('%');
                for half in [byte >> 4, byte & 15] {
                    out.push(char::from(b"0123456789ABCDEF"[usize::from(half)]));
                }
            }
        }
    }
    out
}
