//! What can be done on a requirement's page: send, recall, register, attest, advise, mark, credit. A form each, to an address of its own.

use base::Day;
use domain::{access::Kind, signoff::State};
use maud::{Markup, html};
use web::{
    Fields, Lang, format,
    parts::{self, Choice, Field, Weight},
};

use super::{
    requirement::{Attest, Attested, Credit, How, Requirement, Send, Waiting},
    requirement_parts as says,
};
use crate::{
    show::{Say, comment_hint, form_errors, form_errors_called, refusal_words},
    words,
};

/// An entry as the form begins: today, once.
pub fn register_fields(today: Day) -> Fields {
    Fields::with(&[("on_date", &format::numeric(today)), ("count", "1")])
}
/// A request as the form begins: achieved today; sent to `to`, when there is one to prefer.
pub fn send_fields(today: Day, to: Option<&str>) -> Fields {
    Fields::with(&[("completed_on", &format::numeric(today)), ("to", to.unwrap_or_default())])
}
/// An unasked approval as the form begins: of so many times as are registered and not signed.
pub fn attest_fields(unsigned: u32) -> Fields {
    let count = if unsigned > 0 { unsigned.to_string() } else { String::new() };
    Fields::with(&[("count", &count)])
}

/// Everything that is done beside what it is about.
pub(super) fn aside(say: &Say<'_>, view: &Requirement) -> Markup {
    html! {
        @if let Some(waiting) = &view.waiting { (waits(say, view, waiting)) }
        @if let Some(attested) = &view.attested { (is_attested(say, attested)) }
        @if let Some(to) = &view.forms.send { (send(say, view, to)) }
        @if view.forms.registers_first {
            section class="stack" data-gap="2" id="send" {
                (parts::h2(send_words(say, view)))
                p { (words::training_req_registers_first(say.lang)) }
            }
        }
        @if let Some(form) = &view.forms.attest { (attest(say, view, form)) }
        @if let Some(fields) = &view.forms.advise { (advise(say, view, fields)) }
        @if let Some(fields) = &view.forms.mark { (mark(say, view, fields)) }
        @if let Some(form) = &view.forms.credit { (credit(say, view, form)) }
    }
}

fn day_field<'a>(say: &Say<'a>, name: &'a str, label: &'a str) -> Field<'a> {
    Field::new(name, label).hint(words::common_date_shape(say.lang)).autocomplete("off")
}

fn comment<'a>(label: &'a str, id: &'a str, hint: &'a str) -> Field<'a> {
    Field::new("comment", label).id(id).hint(hint).rows(3)
}

/// What the button that sends is called.
pub(super) fn send_words<'a>(say: &Say<'a>, view: &Requirement) -> &'a str {
    say.button("send-for-sign-off", view.kind)
}

fn send(say: &Say<'_>, view: &Requirement, form: &Send) -> Markup {
    let lang = say.lang;
    let returned = view.state == State::Returned;
    let hint = if returned {
        words::training_req_comment_hint_returned(lang)
    } else {
        words::training_req_comment_hint(lang)
    };
    let hint = comment_hint(lang, hint);
    let to = Field::new("to", words::training_req_to(lang)).required();
    let none = (form.to.len() > 1).then_some(words::training_req_choose_person(lang));
    let heading = send_words(say, view);
    html! {
        @if !form.to.is_empty() {
            section class="stack" id="send" {
                (parts::h2(heading))
                form class="stack" novalidate method="post" action={ (view.path()) "/sign-offs" } {
                    (form_errors(lang, &form.fields, &[("comment", "send-comment"), ("entries", "count")]))
                    (parts::hidden("key", &format!("{}-send", view.key)))
                    (parts::select(to, &form.fields, none, &form.to))
                    // A time element has its own last day.
                    @if view.kind != Kind::Time {
                        (parts::input(day_field(say, "completed_on", words::training_req_completed_on(lang)), &form.fields))
                    }
                    (parts::textarea(comment(words::training_req_comment(lang), "send-comment", &hint), &form.fields))
                    div class="line" { button class="ds-button" type="submit" data-color="accent" { (web::Icon::Send.beside()) (heading) } }
                }
            }
        }
    }
}

fn waits(say: &Say<'_>, view: &Requirement, waiting: &Waiting) -> Markup {
    let lang = say.lang;
    let when = say.when(waiting.since);
    let trainee = view.reading.as_ref().map_or("", |reading| &reading.trainee);
    html! {
        section class="stack" data-gap="2" id="send" {
            @if waiting.decides {
                @if waiting.mine { (parts::h2(&words::training_req_decide_link(lang, trainee))) }
                @else { (parts::h2(&words::training_req_decide_other(lang, trainee, &waiting.to))) }
                p { (words::training_req_waiting_other(lang, when)) }
                div class="line" { (parts::button_link(Weight::Primary, &format!("/sign-offs/{}", waiting.sign_off), words::training_req_decide_button(lang))) }
            } @else {
                (parts::h2(&words::training_req_waiting(lang, &waiting.to)))
                @if waiting.recalls {
                    @if waiting.gone { p { (words::training_req_waiting_gone(lang, &waiting.to)) } }
                    @else { p { (words::training_req_waiting_since(lang, when)) } }
                    p class="quiet" { (words::training_req_recall_about(lang)) }
                    form class="line" method="post" action={ "/sign-offs/" (waiting.sign_off) "/recall" } {
                        (parts::button(Weight::Secondary, say.button("recall", view.kind)))
                    }
                } @else { p { (words::training_req_waiting_other(lang, when)) } }
            }
        }
    }
}

fn is_attested(say: &Say<'_>, attested: &Attested) -> Markup {
    let lang = say.lang;
    let when = say.when(attested.at);
    let line = match (&attested.who.on_behalf_of, attested.who.role) {
        (Some(leader), _) => words::training_req_attested_behalf(lang, leader, when),
        (None, Some(role)) => words::training_req_attested_line(lang, say.role(role), when),
        (None, None) => when,
    };
    html! {
        section class="stack" data-gap="2" {
            @let name = &attested.who.name;
            (parts::h2(&match attested.how {
                How::Vouched => words::training_req_attested(lang, name),
                How::Marked => words::training_req_marked(lang, name),
                How::OnPaper => words::training_req_on_paper(lang).to_owned(),
                How::Credited { .. } => words::training_req_credited(lang, name, format::capitalised(say.short("credited"))),
            }))
            @if attested.how == How::OnPaper { p { (words::training_req_on_paper_seen(lang, line, name)) } } @else { p { (line) } }
            @if let How::Credited { on, document } = &attested.how { p { (words::training_req_credited_on(lang, say.long(*on), document)) } }
            p class="quiet" { (if attested.how == How::OnPaper { words::training_req_on_paper_about(lang) } else { words::training_req_attested_stays(lang) }) }
            @if let Some(id) = attested.shows {
                p { (parts::link_alone(&format!("/attestations/{id}/credential"), words::credentials_fetch(lang))) }
            }
            @if let Some(id) = attested.annul {
                p { (parts::link_alone(&format!("/attestations/{id}/annulment"), words::signoff_annulment_propose(lang))) }
            }
        }
    }
}

/// Where the trainee registers; it stands with the evidence.
pub(super) fn register(say: &Say<'_>, view: &Requirement, fields: &Fields) -> Markup {
    let lang = say.lang;
    let count = Field::new("count", words::training_req_count(lang))
        .inputmode("numeric")
        .autocomplete("off")
        .required();
    let hint = comment_hint(lang, words::training_req_comment_hint(lang));
    let note = comment(words::training_req_comment(lang), "entry-comment", &hint).rows(2);
    parts::section(
        words::training_req_register_activity(lang),
        html! {
            form class="stack" novalidate method="post" action={ (view.path()) "/entries" } {
                (form_errors(lang, fields, &[("comment", "entry-comment")]))
                (parts::hidden("key", &view.key))
                div class="pair" {
                    (parts::input(day_field(say, "on_date", words::training_req_date(lang)).required(), fields))
                    (parts::input(count, fields))
                }
                (parts::textarea(note, fields))
                div class="line" { (parts::button(Weight::Secondary, words::training_req_register_button(lang))) }
            }
        },
    )
}

fn attest(say: &Say<'_>, view: &Requirement, form: &Attest) -> Markup {
    let lang = say.lang;
    let trainee = view.reading.as_ref().map_or("", |reading| &reading.trainee);
    let heading = if form.blocked.is_some() {
        words::training_req_attest_not_yet(lang)
    } else if view.kind == Kind::Time {
        words::training_req_attest_time(lang)
    } else {
        words::training_req_attest_title(lang)
    };
    let hint = if form.missing > 0 {
        words::signoff_decide_reason_missing(lang, i64::from(form.missing))
    } else {
        words::training_req_comment_hint(lang).to_owned()
    };
    let hint = comment_hint(lang, &hint);
    let mut reason = comment(words::signoff_decide_reason(lang), "attest-comment", &hint);
    if form.missing > 0 {
        reason = reason.required();
    }
    let times = Field::new("count", words::training_req_attest_count(lang))
        .id("attest-count")
        .inputmode("numeric")
        .autocomplete("off")
        .required();
    let as_whom = match (&form.on_behalf_of, form.role) {
        (Some(leader), _) => words::signoff_decide_as_behalf(lang, leader),
        (None, Some(role)) => words::signoff_decide_as(lang, say.role(role)),
        (None, None) => words::signoff_final(lang).to_owned(),
    };
    html! {
        section class="stack" data-gap="2" {
            (parts::h2(heading))
            @if let Some(refusal) = &form.blocked {
                @let (what, next) = refusal_words(say, refusal);
                p { b { (what) } } p class="quiet" { (next) }
            } @else {
                form class="stack" novalidate method="post" action={ (view.path()) "/attestations" } {
                    p { (words::training_req_attest_about(lang, trainee)) }
                    @if let Some(part) = says::part_served(say, view) { p { b { (part) } } }
                    (form_errors_called(
                        lang, &form.fields, &[("comment", "attest-comment"), ("count", "attest-count")],
                        &[("comment", words::signoff_decide_reason(lang)), ("count", words::training_req_attest_count(lang))],
                    ))
                    @if let Some((count, signed, required)) = view.counted.filter(|_| view.kind == Kind::Activity) {
                        @let hint = words::training_req_attest_count_hint(lang, i64::from(required), i64::from(count.saturating_sub(signed)));
                        (parts::input(times.hint(&hint), &form.fields))
                    }
                    (parts::textarea(reason, &form.fields))
                    p class="quiet" {
                        (as_whom)
                        @if let Some(percent) = form.absence_percent { " " (words::signoff_decide_absence(lang, format::percent(lang, i64::from(percent)))) }
                    }
                    div class="line" { (parts::button(Weight::Primary, say.button("attest", view.kind))) }
                }
            }
        }
    }
}

/// The fields of a recommendation, for one goal or for many.
pub(super) fn advice_fields(say: &Say<'_>, fields: &Fields) -> Markup {
    let lang = say.lang;
    let choice = |value: &str, label: &str| Choice { value: value.to_owned(), label: label.to_owned() };
    let both = [
        choice("yes", words::training_req_advise_yes(lang)),
        choice("no", words::training_req_advise_no(lang)),
    ];
    let hint = comment_hint(lang, words::training_req_comment_hint_patients(lang));
    let why = comment(words::training_req_advise_comment(lang), "advice-comment", &hint);
    let meeting = Field::new("meeting_on", words::training_req_advise_meeting(lang))
        .hint(words::training_req_advise_meeting_hint(lang))
        .autocomplete("off");
    html! {
        (parts::choices("recommends", words::training_req_advise_recommends(lang), fields, &both))
        (parts::textarea(why, fields))
        (parts::input(meeting, fields))
    }
}

fn advise(say: &Say<'_>, view: &Requirement, fields: &Fields) -> Markup {
    let lang = say.lang;
    let weight = if view.forms.attest.is_some() { Weight::Secondary } else { Weight::Primary };
    parts::section(
        words::training_req_advise_title(lang),
        html! {
            form class="stack" novalidate method="post" action={ (view.path()) "/advice" } {
                (form_errors(lang, fields, &[("comment", "advice-comment"), ("recommends", "recommends-0")]))
                (parts::hidden("key", &format!("{}-advise", view.key)))
                (advice_fields(say, fields))
                div class="line" { (parts::button(weight, words::training_req_advise_button(lang))) }
            }
        },
    )
}

fn mark(say: &Say<'_>, view: &Requirement, fields: &Fields) -> Markup {
    let lang = say.lang;
    let trainee = view.reading.as_ref().map_or("", |reading| &reading.trainee);
    let hint = comment_hint(lang, words::training_req_comment_hint_patients(lang));
    let how = comment(words::training_req_mark_comment(lang), "mark-comment", &hint).required();
    let words = say.button("mark-fulfilled", view.kind);
    html! {
        details open[fields.has_errors()] {
            summary class="ds-link back" { (words) }
            form class="stack" novalidate method="post" action={ (view.path()) "/marks" } {
                p { (words::training_req_mark_about(lang, trainee)) }
                (form_errors_called(lang, fields, &[("comment", "mark-comment")], &[("comment", words::training_req_mark_comment(lang))]))
                (parts::textarea(how, fields))
                div class="line" { (parts::button(Weight::Secondary, words)) }
            }
        }
    }
}

/// What was achieved before: folded away, for it is rare.
fn credit(say: &Say<'_>, view: &Requirement, form: &Credit) -> Markup {
    let lang = say.lang;
    let words = say.button("credit", view.kind);
    let hint = comment_hint(lang, words::training_req_comment_hint_patients(lang));
    let document = Field::new("document", words::training_req_credit_document(lang)).required();
    let on = day_field(say, "completed_on", words::training_req_credit_on(lang)).id("credit-on").required();
    html! {
        details open[form.fields.has_errors()] {
            summary class="ds-link back" { (words) }
            div class="stack" {
                p { (words::training_req_credit_about(lang)) }
                @if let Some(months) = form.post_months_min { p { (words::training_req_credit_months(lang, i64::from(months))) } }
                @if form.documents.is_empty() {
                    p { (words::training_req_credit_none(lang, say.list(&form.kinds))) }
                    p { (parts::link_alone(&form.listed_at, words::training_req_credit_documents(lang))) }
                } @else {
                    form class="stack" novalidate method="post" action={ (view.path()) "/credit" } {
                        (form_errors_called(lang, &form.fields, &[("completed_on", "credit-on"), ("comment", "credit-comment")],
                            &[("completed_on", words::training_req_credit_on(lang))]))
                        (parts::hidden("key", &format!("{}-credit", view.key)))
                        (parts::select(document, &form.fields, (form.documents.len() > 1).then_some(words::training_req_credit_choose(lang)), &form.documents))
                        @if !form.unseen.is_empty() { (parts::alert(parts::Tone::Warning, words::training_req_credit_unseen(lang), unseen(lang, &form.unseen))) }
                        p { (parts::link_alone(&form.listed_at, words::training_req_credit_documents(lang))) }
                        (parts::input(on, &form.fields))
                        (parts::textarea(comment(words::training_req_comment(lang), "credit-comment", &hint), &form.fields))
                        div class="line" { (parts::button(Weight::Secondary, words)) }
                    }
                }
            }
        }
    }
}

/// Of which documents nobody has seen the original, and what to do about it.
fn unseen(lang: Lang, names: &[String]) -> Markup {
    html! {
        ul { @for name in names { li { (name) } } }
        p { (words::training_req_credit_unseen_next(lang)) }
    }
}
