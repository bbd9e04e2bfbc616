//! Every list: rows with hairlines, groups that fold, a line of time, facts.

use maud::{Markup, html};

use crate::{icons::Icon, parts::State};

/// One row of a list. Take `Row::new(title)` and say what more it has.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    title: &'a str,
    href: Option<&'a str>,
    drawing: Option<Markup>,
    lines: Vec<Markup>,
    detail: Option<&'a str>,
    end: Option<Markup>,
}

impl<'a> Row<'a> {
    /// A row with this title.
    pub const fn new(title: &'a str) -> Self {
        Self { title, href: None, drawing: None, lines: Vec::new(), detail: None, end: None }
    }
    /// Leads there; a chevron says so, unless something else stands at the end.
    #[must_use]
    pub const fn to(mut self, href: &'a str) -> Self {
        self.href = Some(href);
        self
    }
    /// Begins with the drawing of a state.
    #[must_use]
    pub fn state(mut self, state: State) -> Self {
        self.drawing = Some(state.drawing());
        self
    }
    /// Begins with a drawing.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.drawing = Some(icon.beside());
        self
    }
    /// A line between title and detail; the row grows tall.
    #[must_use]
    pub fn line(mut self, line: Markup) -> Self {
        self.lines.push(line);
        self
    }
    /// Who, when, where: small and quiet under the title.
    #[must_use]
    pub const fn detail(mut self, detail: &'a str) -> Self {
        self.detail = Some(detail);
        self
    }
    /// What stands at the end: a state's word, a button.
    #[must_use]
    pub fn end(mut self, end: Markup) -> Self {
        self.end = Some(end);
        self
    }

    fn inside(&self) -> Markup {
        html! {
            @if let Some(drawing) = &self.drawing { (drawing) }
            @if self.lines.is_empty() {
                span class="grow" { b { (self.title) } @if let Some(detail) = self.detail { small { (detail) } } }
            } @else {
                span class="grow stack" data-gap="1" {
                    b { (self.title) }
                    @for line in &self.lines { span { (line) } }
                    @if let Some(detail) = self.detail { small { (detail) } }
                }
            }
            @if let Some(end) = &self.end { (end) } @else if self.href.is_some() { (Icon::Right.go()) }
        }
    }
}

/// The rows as a list item each.
pub fn rows(rows: &[Row<'_>]) -> Markup {
    html! {
        ul class="rows" {
            @for row in rows {
                @let class = if row.lines.is_empty() { "row" } else { "row tall" };
                @match row.href {
                    Some(href) => li { a class=(class) href=(href) { (row.inside()) } },
                    None => li class=(class) { (row.inside()) },
                }
            }
        }
    }
}

/// A part of a long list that folds: heading, what stands beside it (`24 av 33`), a drawing below it, and the list.
pub fn group(id: &str, heading: &str, beside: &str, below: Markup, open: bool, list: Markup) -> Markup {
    html! {
        details class="group" id=(id) open[open] {
            summary {
                h2 class="ds-heading grow stack" data-size="2xs" data-gap="1" {
                    span class="line" { (heading) small class="end" { (beside) } }
                    (below)
                }
                (Icon::Down.go())
            }
            (list)
        }
    }
}

/// One thing that happened.
#[derive(Debug, Clone)]
pub struct Event<'a> {
    /// What it was.
    pub state: State,
    /// In words.
    pub what: &'a str,
    /// Who, in which role, when.
    pub who_when: &'a str,
    /// What was said, in the person's own words; quotation is by look, not by marks.
    pub comment: Option<&'a str>,
}

/// What happened, newest first.
pub fn timeline(events: &[Event<'_>]) -> Markup {
    html! {
        ol class="time" {
            @for event in events {
                li {
                    (event.state.drawing())
                    div {
                        b { (event.what) }
                        small { (event.who_when) }
                        @if let Some(comment) = event.comment { p class="quote" { (comment) } }
                    }
                }
            }
        }
    }
}

/// Names and what they stand for.
pub fn facts(items: &[(&str, Markup)]) -> Markup {
    html! { dl class="facts" { @for (name, value) in items { dt { (name) } dd { (value) } } } }
}
