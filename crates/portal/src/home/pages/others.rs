//! First pages of an officer of the secretariat or the authority, of an administrator, and of somebody without a role yet.

use maud::{Markup, html};
use web::{
    Fields,
    page::Width,
    parts::{self, Field, Weight},
};

use crate::{
    cases::{DeskRow, show_rows},
    show::{Here, Nav, News, Page, Say, news},
    words,
};

/// What an officer's first page shows.
#[derive(Debug, Clone, Default)]
pub struct OfficerHome {
    /// Annulments that wait for the reader.
    pub annulments: u32,
    /// Proposed by the reader, waiting for somebody else.
    pub proposed: u32,
    /// Whether annulments are the reader's business: not every country's authority has a part in them.
    pub annuls: bool,
    /// How many cases wait for the reader's authority; none: they handle none.
    pub cases: Option<u32>,
    /// Those of them that have waited longest.
    pub longest: Vec<DeskRow>,
    /// Whether trainees may be looked up: the secretariat may, the authority may not.
    pub searches: bool,
    /// News.
    pub news: Vec<News>,
}

/// First page of an officer.
pub fn officer(say: &Say<'_>, view: &OfficerHome) -> Page {
    let lang = say.lang;
    let title = if let Some(cases) = view.cases.filter(|cases| *cases > 0) {
        words::home_cases_title(lang, i64::from(cases))
    } else if view.annuls && (view.annulments > 0 || view.cases.is_none()) {
        words::home_officer_title(lang, i64::from(view.annulments))
    } else {
        words::home_authority_title(lang).to_owned()
    };
    let body = html! {
        div class="stack" data-gap="7" {
            div class="stack" {
                (parts::h1(&title))
                @if !view.searches { p { (words::home_authority_about(lang)) } }
                @else { p { (words::signoff_annulments_about(lang)) } }
                @if !view.longest.is_empty() { (show_rows(say, &view.longest.iter().collect::<Vec<_>>())) }
                @if view.cases.is_some() {
                    div class="line" { (parts::button_link(Weight::Secondary, "/cases", words::home_cases_all(lang))) }
                }
                @if view.annuls && view.annulments + view.proposed > 0 {
                    div class="line" {
                        @if view.annulments > 0 { (parts::button_link(if view.cases.is_some_and(|cases| cases > 0) { Weight::Secondary } else { Weight::Primary }, "/annulments", words::home_officer_see(lang))) }
                        @else { (parts::button_link(Weight::Secondary, "/annulments", words::show_nav_annulments(lang))) }
                        @if view.proposed > 0 { span class="quiet" { (words::home_officer_proposed(lang)) ": " (say.number(view.proposed)) } }
                    }
                }
            }
            @if view.searches { (find(say, view.annulments == 0)) }
            (news(say, None, &view.news))
        }
    };
    Page { title, width: Width::Reading, here: Here::At(Nav::Home), body }
}

fn find(say: &Say<'_>, first: bool) -> Markup {
    let lang = say.lang;
    let name = Field::new("q", words::home_officer_find(lang))
        .hint(words::home_officer_find_hint(lang))
        .grow()
        .autocomplete("off");
    html! {
        form class="stack" role="search" method="get" action="/trainees" {
            (parts::input(name, &Fields::default()))
            div class="line" { (parts::button(if first { Weight::Primary } else { Weight::Secondary }, words::common_search(lang))) }
        }
    }
}

/// First page of an administrator: what is seen, and what is not.
pub fn administrator(say: &Say<'_>) -> Page {
    let lang = say.lang;
    let title = words::home_admin_title(lang);
    let can = [
        (words::home_admin_can_import(lang), "attest import"),
        (words::home_admin_can_curricula(lang), "attest curriculum"),
    ];
    let roles = Nav::Roles;
    let body = html! {
        div class="stack" data-gap="7" {
            (parts::h1(title))
            (parts::section(words::home_admin_can(lang), html! {
                ul class="rows" {
                    @for (what, command) in can {
                        li class="row" { (web::Icon::Check.beside()) span class="grow" { b { (what) } small { (words::home_admin_how(lang, command)) } } }
                    }
                    li { a class="row" href=(roles.href()) {
                        (web::Icon::Check.beside())
                        span class="grow" { b { (words::home_admin_can_grants(lang)) } small { (roles.name(say)) } }
                        (web::Icon::Right.go())
                    } }
                }
            }))
            (parts::section(words::home_admin_cannot(lang), html! { p { (words::home_admin_cannot_about(lang)) } }))
        }
    };
    Page { title: title.to_owned(), width: Width::Reading, here: Here::At(Nav::Home), body }
}

/// First page of somebody who has no role now: what to do next, and what happened.
pub fn nobody(say: &Say<'_>, told: &[News]) -> Page {
    let lang = say.lang;
    let title = words::home_nobody_title(lang);
    let body = html! {
        div class="stack" data-gap="7" {
            div class="stack" {
                (parts::h1(title))
                p { (words::home_nobody_trainee(lang)) }
                p { (words::home_nobody_approver(lang)) }
                p class="quiet" { (words::home_nobody_see(lang)) }
                div class="line" { (parts::button_link(Weight::Secondary, "/me", words::common_me(lang))) }
            }
            (news(say, None, told))
        }
    };
    Page { title: title.to_owned(), width: Width::Reading, here: Here::At(Nav::Home), body }
}
