//! The shell as this portal fills it: which places a reader's navigation has, the switcher of plans, the way out.

use base::PlanId;
use domain::access::Kind;
use maud::{Markup, html};
use web::{
    Icon, Lang,
    page::{Ask, NavItem, QuickLink, Shell, ShellWords, Width},
    parts,
};

use super::Say;
use crate::words;

/// A page: its title, what it says, and where it stands.
#[derive(Debug, Clone)]
pub struct Page {
    /// The title, also of the browser's tab.
    pub title: String,
    /// How wide it is.
    pub width: Width,
    /// Which place of the navigation it belongs to.
    pub here: Here,
    /// What it says.
    pub body: Markup,
}

/// Where a page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Here {
    /// At this place of the navigation.
    At(Nav),
    /// At none of them.
    Elsewhere,
}

/// A place in the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nav {
    /// The first page of a trainee, an officer, an administrator.
    Home,
    /// The first page of somebody who approves.
    Tray,
    /// The trainee's plan.
    Plan(PlanId),
    /// Where the trainee logs.
    Log(PlanId),
    /// Whether one is ready to apply.
    Apply,
    /// The trainees within reach.
    Trainees,
    /// Courses that lack an attestation, for those who see no more of a plan; or research training.
    Courses(Kind),
    /// What was sent to the authority.
    Cases,
    /// Annulments that wait.
    Annulments,
    /// Lending the right to approve.
    Delegations,
    /// Who has which role, for those who give roles.
    Roles,
    /// One's own page.
    Me,
}

impl Nav {
    /// Its address.
    pub fn href(self) -> String {
        match self {
            Self::Home => "/".to_owned(),
            Self::Tray => "/sign-offs".to_owned(),
            Self::Plan(plan) => format!("/plans/{plan}"),
            Self::Log(plan) => format!("/log/{plan}"),
            Self::Apply => "/dossiers".to_owned(),
            Self::Trainees => "/trainees".to_owned(),
            Self::Courses(_) => "/courses".to_owned(),
            Self::Cases => "/cases".to_owned(),
            Self::Annulments => "/annulments".to_owned(),
            Self::Delegations => "/delegations".to_owned(),
            Self::Roles => "/roles".to_owned(),
            Self::Me => "/me".to_owned(),
        }
    }
    pub(crate) const fn icon(self) -> Icon {
        match self {
            Self::Home => Icon::Home,
            Self::Tray => Icon::Inbox,
            Self::Plan(_) => Icon::Plan,
            Self::Log(_) => Icon::Log,
            Self::Apply => Icon::File,
            Self::Trainees => Icon::People,
            Self::Courses(_) => Icon::Star,
            Self::Cases => Icon::File,
            Self::Annulments => Icon::Annulled,
            Self::Delegations => Icon::Calendar,
            Self::Roles => Icon::Key,
            Self::Me => Icon::Person,
        }
    }
    pub(crate) fn name(self, say: &Say<'_>) -> String {
        let lang = say.lang;
        match self {
            Self::Home => words::show_nav_home(lang).into(),
            Self::Tray => words::show_nav_tray(lang).into(),
            Self::Plan(_) => words::show_nav_plan(lang).into(),
            Self::Log(_) => words::show_nav_log(lang).into(),
            Self::Apply => words::show_nav_apply(lang).into(),
            Self::Trainees => words::show_nav_trainees(lang).into(),
            Self::Courses(kind) => say.theme(None, kind),
            Self::Cases => words::cases_title(lang).into(),
            Self::Annulments => words::show_nav_annulments(lang).into(),
            Self::Delegations => words::show_nav_delegations(lang).into(),
            Self::Roles => words::show_nav_roles(lang).into(),
            Self::Me => words::common_me(lang).into(),
        }
    }
    /// Whether both are the same place: a reader has one plan and one log at a time.
    fn is(self, other: Self) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

/// One of the plans that the switcher offers: programme and phase above, place and curriculum below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SwitchPlan {
    /// Which.
    pub plan: PlanId,
    /// `Anestesiologi · LIS3`.
    pub title: String,
    /// `Nordvik sykehus · ANE 2019`.
    pub detail: String,
    /// Finished or archived: stands last.
    pub finished: bool,
    /// Whether it is the one in view.
    pub here: bool,
}

/// Who reads, as far as the shell must know.
#[derive(Debug, Clone, Default)]
pub struct Reader {
    /// The places of the navigation, the first one home. A phone shows five; all of them stand on the reader's own page.
    pub places: Vec<Nav>,
    /// The reader's own plans, for the switcher.
    pub plans: Vec<SwitchPlan>,
    /// Whether there are trainees to look up, from every page.
    pub searches: bool,
    /// Whether this is the demo world, which says so at the top.
    pub demo: bool,
}

impl Page {
    /// The page within its shell; for htmx only what changes.
    pub fn in_shell(self, say: &Say<'_>, ask: Ask, reader: &Reader) -> Markup {
        let texts: Vec<(Nav, String, String)> =
            reader.places.iter().map(|place| (*place, place.href(), place.name(say))).collect();
        let nav: Vec<NavItem<'_>> = texts
            .iter()
            .map(|(place, href, name)| NavItem {
                href,
                icon: place.icon(),
                name,
                here: matches!(self.here, Here::At(at) if at.is(*place)),
            })
            .collect();
        let quick = |href, icon, name| QuickLink { href, icon, name, wide_only: false };
        let me = quick("/me", Icon::Person, words::common_me(say.lang));
        let search = quick("/trainees", Icon::Search, words::show_search(say.lang));
        let both = [search, me];
        Shell {
            lang: say.lang,
            title: &self.title,
            words: shell_words(say.lang),
            width: self.width,
            nav: &nav,
            switcher: switcher(say, &reader.plans),
            quick: if reader.searches { &both } else { &both[1..] },
            banner: None,
        }
        .page(ask, self.body)
    }

    /// The page without navigation: log-in and what comes before it.
    pub fn alone(self, lang: Lang, ask: Ask) -> Markup {
        Shell {
            lang,
            title: &self.title,
            words: shell_words(lang),
            width: Width::Solo,
            nav: &[],
            switcher: None,
            quick: &[],
            banner: None,
        }
        .page(ask, self.body)
    }
}

/// The top of a page without navigation: the mark, and the languages as links. Before log-in a choice holds for this visit.
pub fn head_alone(lang: Lang, href: impl Fn(Lang) -> String) -> Markup {
    html! {
        div class="line" {
            (web::page::brand())
            nav class="line end quiet" aria-label=(words::people_login_languages(lang)) {
                @for other in Lang::ALL {
                    @if other == lang {
                        b lang=(other.tag()) aria-current="true" { (other.own_name()) }
                    } @else {
                        a class="ds-link back" lang=(other.tag()) hreflang=(other.tag()) href=(href(other)) { (other.own_name()) }
                    }
                }
            }
        }
    }
}

/// The words of the shell.
pub(super) fn shell_words(lang: Lang) -> ShellWords<'static> {
    ShellWords {
        skip: words::common_skip(lang),
        menu: words::common_menu(lang),
        home: words::common_home(lang),
        offline: words::common_offline(lang),
    }
}

fn switcher(say: &Say<'_>, plans: &[SwitchPlan]) -> Option<Markup> {
    let here = plans.iter().find(|plan| plan.here).or_else(|| plans.first())?;
    let mut sorted: Vec<&SwitchPlan> = plans.iter().collect();
    sorted.sort_by_key(|plan| plan.finished);
    let texts: Vec<(String, String)> = sorted
        .iter()
        .map(|plan| {
            let title = if plan.finished {
                format!("{} · {}", plan.title, words::show_finished(say.lang))
            } else {
                plan.title.clone()
            };
            (format!("/plans/{}", plan.plan), title)
        })
        .collect();
    let places: Vec<parts::Place<'_>> = sorted
        .iter()
        .zip(&texts)
        .map(|(plan, (href, title))| parts::Place { href, title, detail: &plan.detail, here: plan.here })
        .collect();
    Some(parts::switcher(&here.title, &here.detail, words::show_switch(say.lang), &places))
}
