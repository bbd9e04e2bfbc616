//! Fields of a form: label, hint, what was typed, and what is wrong with it, bound together for a screen reader.
//!
//! No `maxlength`: a browser cuts what is pasted without a word. The hint says the limit, the server answers what is too long.

use maud::{Markup, Render, html};

use crate::form::Fields;

/// A field's name, words and limits. `Field::new("comment", "Kommentar")`, then what it has besides.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    name: &'a str,
    id: Option<&'a str>,
    label: &'a str,
    hint: Option<&'a str>,
    autocomplete: Option<&'a str>,
    inputmode: Option<&'a str>,
    placeholder: Option<&'a str>,
    rows: u8,
    required: bool,
    grow: bool,
}

impl<'a> Field<'a> {
    /// A field with this name in the form and this label on the page.
    pub const fn new(name: &'a str, label: &'a str) -> Self {
        Self {
            name,
            id: None,
            label,
            hint: None,
            autocomplete: None,
            inputmode: None,
            placeholder: None,
            rows: 3,
            required: false,
            grow: false,
        }
    }
    /// Its id, where the name stands twice on a page.
    #[must_use]
    pub const fn id(mut self, id: &'a str) -> Self {
        self.id = Some(id);
        self
    }
    /// A line under the label: how to fill it in.
    #[must_use]
    pub const fn hint(mut self, hint: &'a str) -> Self {
        self.hint = Some(hint);
        self
    }
    /// For the browser's memory: `username`, `current-password`, `off`.
    #[must_use]
    pub const fn autocomplete(mut self, autocomplete: &'a str) -> Self {
        self.autocomplete = Some(autocomplete);
        self
    }
    /// The keyboard of a phone: `numeric`, `email`.
    #[must_use]
    pub const fn inputmode(mut self, inputmode: &'a str) -> Self {
        self.inputmode = Some(inputmode);
        self
    }
    /// The shape of what is typed: `dd.mm.åååå`.
    #[must_use]
    pub const fn placeholder(mut self, placeholder: &'a str) -> Self {
        self.placeholder = Some(placeholder);
        self
    }
    /// Lines of a text area.
    #[must_use]
    pub const fn rows(mut self, rows: u8) -> Self {
        self.rows = rows;
        self
    }
    /// It must be filled in.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }
    /// Takes the room that is left in its line.
    #[must_use]
    pub const fn grow(mut self) -> Self {
        self.grow = true;
        self
    }

    const fn key(&self) -> &'a str {
        match self.id {
            Some(id) => id,
            None => self.name,
        }
    }

    /// Ids of hint and error, for `aria-describedby`.
    fn described(&self, error: Option<&str>) -> Option<String> {
        match (self.hint, error) {
            (None, None) => None,
            (Some(_), None) => Some(format!("{}-hint", self.key())),
            (None, Some(_)) => Some(format!("{}-error", self.key())),
            (Some(_), Some(_)) => Some(format!("{0}-hint {0}-error", self.key())),
        }
    }

    fn around(&self, error: Option<&str>, control: impl Render) -> Markup {
        html! {
            div class=(if self.grow { "ds-field grow" } else { "ds-field" }) {
                label class="ds-label" for=(self.key()) { (self.label) }
                @if let Some(hint) = self.hint { div data-field="description" id={ (self.key()) "-hint" } { (hint) } }
                (control)
                @if let Some(error) = error {
                    p class="ds-validation-message" data-field="validation" id={ (self.key()) "-error" } { (error) }
                }
            }
        }
    }
}

fn control(kind: &str, field: Field<'_>, value: Option<&str>, error: Option<&str>) -> Markup {
    html! {
        input class="ds-input" type=(kind) id=(field.key()) name=(field.name) value=[value] autocomplete=[field.autocomplete]
            inputmode=[field.inputmode] placeholder=[field.placeholder] required[field.required]
            aria-invalid=[error.map(|_| "true")] aria-describedby=[field.described(error)];
    }
}

/// One line of text, a number (`inputmode numeric`) or a day.
pub fn input(field: Field<'_>, fields: &Fields) -> Markup {
    let error = fields.error(field.name);
    field.around(error, control("text", field, Some(fields.value(field.name)), error))
}
/// A file of one of the sorts in `accept`; a browser never gives one back. `words` are those of its control, which speaks the browser's
/// language and not the page's: what its button does, and that nothing is chosen. The script shows them in its place, with the name of
/// the file; without script the browser's own stands there.
pub fn file(field: Field<'_>, fields: &Fields, accept: &str, words: [&str; 2]) -> Markup {
    let error = fields.error(field.name);
    let [choose, none] = words;
    field.around(
        error,
        html! {
            div class="file" {
                input class="ds-input" type="file" id=(field.key()) name=(field.name) accept=(accept) required[field.required]
                    aria-label={ (field.label) ": " (choose) } aria-invalid=[error.map(|_| "true")] aria-describedby=[field.described(error)];
                div class="line" aria-hidden="true" hidden data-none=(none) {
                    span class="ds-button" data-variant="secondary" { (choose) }
                    span class="grow" { (none) }
                }
            }
        },
    )
}
/// A password; never given back.
pub fn password(field: Field<'_>, fields: &Fields) -> Markup {
    let error = fields.error(field.name);
    field.around(error, control("password", field, None, error))
}
/// A search; with script it goes off by itself, so its button stands in `<noscript>`.
pub fn search(field: Field<'_>, value: &str) -> Markup {
    let field = Field { placeholder: Some(" "), ..field };
    field.around(None, html! { div class="ds-search" { (control("search", field, Some(value), None)) } })
}
/// Text of several lines.
pub fn textarea(field: Field<'_>, fields: &Fields) -> Markup {
    let error = fields.error(field.name);
    field.around(
        error,
        html! {
            textarea class="ds-input" id=(field.key()) name=(field.name) rows=(field.rows) placeholder=[field.placeholder]
                required[field.required] aria-invalid=[error.map(|_| "true")] aria-describedby=[field.described(error)] {
                // A browser drops one line feed after the tag: this is the one.
                "\n" (fields.value(field.name))
            }
        },
    )
}

/// One of several.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What the reader sees.
    pub label: String,
}

/// A list to choose one from. `none` is the first line, for nothing chosen.
pub fn select(field: Field<'_>, fields: &Fields, none: Option<&str>, choices: &[Choice]) -> Markup {
    let error = fields.error(field.name);
    let chosen = fields.value(field.name);
    field.around(
        error,
        html! {
            select class="ds-input" id=(field.key()) name=(field.name) required[field.required] aria-invalid=[error.map(|_| "true")]
                aria-describedby=[field.described(error)] {
                @if let Some(none) = none { option value="" { (none) } }
                @for choice in choices { option value=(choice.value) selected[choice.value == chosen] { (choice.label) } }
            }
        },
    )
}

/// One of a few, all in sight.
pub fn choices(name: &str, legend: &str, fields: &Fields, choices: &[Choice]) -> Markup {
    let (error, chosen) = (fields.error(name), fields.value(name));
    html! {
        fieldset class="ds-fieldset" {
            legend class="ds-label" { (legend) }
            @for (at, choice) in choices.iter().enumerate() {
                div class="ds-field" data-color="accent" {
                    input class="ds-input" type="radio" id={ (name) "-" (at) } name=(name) value=(choice.value) checked[choice.value == chosen];
                    label class="ds-label" for={ (name) "-" (at) } { (choice.label) }
                }
            }
            @if let Some(error) = error { p class="ds-validation-message" data-field="validation" { (error) } }
        }
    }
}

/// A box to tick, with its label as markup. `id` is unique on the page.
pub fn check(id: &str, name: &str, value: &str, checked: bool, label: Markup) -> Markup {
    html! {
        div class="ds-field" data-color="accent" {
            input class="ds-input" type="checkbox" id=(id) name=(name) value=(value) checked[checked];
            label class="ds-label" for=(id) { (label) }
        }
    }
}

/// What the form carries without showing it.
pub fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

/// Above a form that came back: what is wrong, each a link to its field. It has the focus, so that it is in view on a phone
/// and read aloud. `ids` names fields whose id is not their name; `called` says what a reader knows a field as.
pub fn error_summary<'a>(
    heading: &str,
    fields: &Fields,
    ids: &[(&str, &str)],
    called: impl Fn(&str) -> Option<&'a str>,
) -> Markup {
    let id =
        |name: &str| ids.iter().find(|(n, _)| *n == name).map_or(name.to_owned(), |(_, id)| (*id).to_owned());
    html! {
        @if fields.has_errors() {
            div class="ds-error-summary" role="alert" tabindex="-1" autofocus {
                h2 class="ds-heading" data-size="2xs" { (heading) }
                ul { @for (name, error) in fields.errors() { li { a class="ds-link" href={ "#" (id(name)) } { @if let Some(called) = called(name) { (called) @if called.ends_with('?') { " " } @else { ": " } } (error) } } } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_comes_back_with_what_was_typed_and_what_is_wrong() {
        let mut fields = Fields::with(&[("count", "mange <b>")]);
        fields.mark("count", "Skriv et helt tal.");
        let text =
            input(Field::new("count", "Antal").hint("1 til 50").inputmode("numeric").required(), &fields)
                .into_string();
        for part in [
            "value=\"mange &lt;b&gt;\"",
            "aria-invalid=\"true\"",
            "aria-describedby=\"count-hint count-error\"",
            "id=\"count-error\">Skriv et helt tal.",
            "for=\"count\"",
        ] {
            assert!(text.contains(part), "{part} not in {text}");
        }
        let summary = error_summary("Ret dette", &fields, &[], |name| (name == "count").then_some("Antal")).0;
        assert!(summary.contains("href=\"#count\"") && summary.contains("autofocus"), "{summary}");
        assert!(
            error_summary("Ret dette", &fields, &[("count", "n-1")], |_| None).0.contains("href=\"#n-1\"")
        );
        assert_eq!(error_summary("Ret dette", &Fields::default(), &[], |_| None).0, "");
    }

    #[test]
    fn a_leading_line_break_survives_the_text_area() {
        let fields = Fields::with(&[("comment", "\nto linjer")]);
        assert!(
            textarea(Field::new("comment", "Kommentar"), &fields).0.contains(">\n\nto linjer</textarea>")
        );
    }

    #[test]
    fn a_file_is_chosen_in_the_words_of_the_page() {
        let text =
            file(Field::new("file", "Filen"), &Fields::default(), ".pdf", ["Vælg fil", "Ingen fil valgt"]).0;
        assert!(
            text.contains("aria-label=\"Filen: Vælg fil\"")
                && text.contains("hidden data-none=\"Ingen fil valgt\""),
            "{text}"
        );
    }

    #[test]
    fn a_password_is_never_given_back() {
        let fields = Fields::with(&[("password", "hunter2")]);
        assert!(!password(Field::new("password", "Adgangskode"), &fields).0.contains("hunter2"));
    }
}
