//! Every list: rows with hairlines, groups that fold, a line of time, facts.

use maud::{Markup, Render, html};

use crate::{
    icons::{Drawing, Icon},
    parts::State,
};

/// One row of a list. Take `Row::new(title)` and say what more it has.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    title: &'a str,
    href: Option<&'a str>,
    drawing: Option<Drawing<'a>>,
    lines: Vec<Markup>,
    detail: Option<&'a str>,
    end: End<'a>,
}

#[derive(Debug, Clone)]
enum End<'a> {
    Usual,
    Word(State, &'a str),
    Other(Markup),
}

impl<'a> Row<'a> {
    /// A row with this title.
    pub const fn new(title: &'a str) -> Self {
        Self { title, href: None, drawing: None, lines: Vec::new(), detail: None, end: End::Usual }
    }
    /// Leads there; a chevron says so, unless something else stands at the end.
    #[must_use]
    pub const fn to(mut self, href: &'a str) -> Self {
        self.href = Some(href);
        self
    }
    /// Begins with the drawing of a state.
    #[must_use]
    pub const fn state(mut self, state: State) -> Self {
        self.drawing = Some(state.drawing());
        self
    }
    /// Begins with a drawing.
    #[must_use]
    pub const fn icon(mut self, icon: Icon) -> Self {
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
    /// Ends with a state's word.
    #[must_use]
    pub fn word(mut self, state: State, word: &'a str) -> Self {
        self.end = End::Word(state, word);
        self
    }
    /// Ends with something else, such as a button.
    #[must_use]
    pub fn end(mut self, end: Markup) -> Self {
        self.end = End::Other(end);
        self
    }

    fn text_to(&self, out: &mut String) {
        let stacked = !self.lines.is_empty();
        out.push_str(if stacked {
            "<span class=\"grow stack\" data-gap=\"1\"><b>"
        } else {
            "<span class=\"grow\"><b>"
        });
        self.title.render_to(out);
        out.push_str("</b>");
        for line in &self.lines {
            out.push_str("<span>");
            line.render_to(out);
            out.push_str("</span>");
        }
        if let Some(detail) = self.detail {
            out.push_str("<small>");
            unbroken(detail).render_to(out);
            out.push_str("</small>");
        }
        out.push_str("</span>");
    }
}

/// A list item. Written by hand, since a plan has hundreds of them and a template would allocate for each.
impl Render for Row<'_> {
    fn render_to(&self, out: &mut String) {
        let class = if self.lines.is_empty() { "row" } else { "row tall" };
        out.push_str(if self.href.is_some() { "<li><a class=\"" } else { "<li class=\"" });
        out.push_str(class);
        if let Some(href) = self.href {
            out.push_str("\" href=\"");
            href.render_to(out);
        }
        out.push_str("\">");
        if let Some(drawing) = &self.drawing {
            drawing.render_to(out);
        }
        self.text_to(out);
        match &self.end {
            End::Word(state, word) => state.word(word).render_to(out),
            End::Other(end) => end.render_to(out),
            End::Usual if self.href.is_some() => Icon::Right.go().render_to(out),
            End::Usual => {}
        }
        out.push_str(if self.href.is_some() { "</a></li>" } else { "</li>" });
    }
}

/// Text in which a code, such as `ANE-001`, stands in one piece: a line would else break at its hyphen.
pub fn unbroken(text: &str) -> Markup {
    if !text.split(' ').any(|word| is_code(bare(word))) {
        return html! { (text) };
    }
    html! {
        @for (at, word) in text.split(' ').enumerate() {
            @let code = bare(word);
            @if at > 0 { " " }
            @if is_code(code) { span class="code" { (code) } (word[code.len()..]) } @else { (word) }
        }
    }
}

/// A word without what ends a clause.
fn bare(word: &str) -> &str {
    word.trim_end_matches([',', ';', '.', ':'])
}

/// Capitals and figures around a hyphen.
fn is_code(word: &str) -> bool {
    let mut letters = word.chars();
    word.contains('-')
        && letters.next().is_some_and(char::is_uppercase)
        && letters.all(|letter| letter.is_uppercase() || letter.is_ascii_digit() || letter == '-')
        && word.ends_with(|last: char| last.is_ascii_digit())
}

/// The rows as a list.
pub fn rows(rows: &[Row<'_>]) -> Markup {
    html! { ul class="rows" { @for row in rows { (row) } } }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_stands_in_one_piece_and_nothing_else_changes() {
        assert_eq!(
            unbroken("5 av 5 · ANE-004, ANE-049").0,
            "5 av 5 · <span class=\"code\">ANE-004</span>, <span class=\"code\">ANE-049</span>"
        );
        for plain in ["Sist brukt", "Øre-nese-hals · 12-14", "E-læring <1>", "AMK-", ""] {
            assert_eq!(unbroken(plain).0, html! { (plain) }.0);
        }
    }

    #[test]
    fn a_row_says_what_it_was_given_and_no_more() {
        let plain = rows(&[Row::new("Kort <1>")
            .to("/a?b=1&c")
            .state(State::Attested)
            .detail("ANE-038")
            .word(State::Attested, "Godkjent")]);
        assert_eq!(
            plain.0,
            "<ul class=\"rows\"><li><a class=\"row\" href=\"/a?b=1&amp;c\"><svg class=\"i\" data-state=\"attested\" aria-hidden=\"true\"><use href=\"#i-attested\"/></svg>\
             <span class=\"grow\"><b>Kort &lt;1&gt;</b><small><span class=\"code\">ANE-038</span></small></span><span class=\"state\" data-state=\"attested\">Godkjent</span></a></li></ul>"
        );
        let tall = rows(&[Row::new("A").line(html! { "b" })]);
        assert_eq!(
            tall.0,
            "<ul class=\"rows\"><li class=\"row tall\"><span class=\"grow stack\" data-gap=\"1\"><b>A</b><span>b</span></span></li></ul>"
        );
    }
}
