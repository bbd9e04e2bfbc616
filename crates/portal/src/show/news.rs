//! News: what others did since last time, on the first page of whoever it concerns.

use base::{Day, Moment, NoticeId};
use maud::{Markup, html};
use web::{
    format,
    parts::{self, Weight},
};

use super::{Say, Who, dotted};
use crate::words;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewsKind {
    /// Attested.
    Attested,
    /// Marked as fulfilled.
    Marked,
    /// Registered as achieved before.
    Credited,
    /// Returned.
    Returned,
    /// Recommended.
    Advised,
    /// Not recommended yet.
    AdvisedNot,
    /// Sent to the reader.
    Requested,
    /// Recalled before the reader decided.
    Recalled,
    /// An annulment was proposed.
    AnnulmentProposed,
    /// Annulled by two.
    Annulled,
    /// A proposal to annul was given up.
    AnnulmentDropped,
    /// A plan was assigned.
    PlanAssigned,
    /// A plan was archived.
    PlanArchived,
    /// The right to approve was lent to the reader.
    Delegated,
    /// Such a delegation ended.
    DelegationEnded,
    /// Who approved on the reader's behalf gave it back.
    DelegationGivenBack,
    /// A role was given.
    RoleGranted,
    /// A role ends.
    RoleEnded,
    /// The original of a document was seen.
    Verified,
    /// That an original was seen was taken back.
    Unverified,
    /// A document was put on record, for the reader to see its original.
    Filed,
    /// The authority asked the reader.
    CaseAsked,
    /// The authority granted what the reader applied for.
    CaseGranted,
    /// The authority refused it.
    CaseRefused,
    /// Anything else.
    Other,
}

/// One piece of news.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// Which.
    pub id: NoticeId,
    /// What.
    pub kind: NewsKind,
    /// About which requirement, plan or role, by title; may be empty.
    pub title: String,
    /// Its code; may be empty.
    pub code: String,
    /// About whom, when that is not the reader.
    pub trainee: Option<String>,
    /// Who did it.
    pub who: Option<Who>,
    /// What was said.
    pub comment: Option<String>,
    /// When.
    pub at: Moment,
    /// Where it leads.
    pub href: Option<String>,
}

impl News {
    fn state(&self) -> parts::State {
        match self.kind {
            NewsKind::Attested | NewsKind::Marked | NewsKind::Credited => parts::State::Attested,
            NewsKind::Advised => parts::State::Advised,
            NewsKind::Returned => parts::State::Returned,
            NewsKind::AdvisedNot | NewsKind::AnnulmentProposed | NewsKind::Unverified => {
                parts::State::Missing
            }
            NewsKind::Requested => parts::State::Requested,
            NewsKind::Recalled
            | NewsKind::AnnulmentDropped
            | NewsKind::PlanArchived
            | NewsKind::DelegationEnded
            | NewsKind::DelegationGivenBack
            | NewsKind::RoleEnded
            | NewsKind::Other => parts::State::Open,
            NewsKind::Annulled => parts::State::Annulled,
            NewsKind::Verified => parts::State::Verified,
            NewsKind::Filed => parts::State::Requested,
            NewsKind::CaseAsked => parts::State::Returned,
            NewsKind::CaseGranted => parts::State::Attested,
            NewsKind::CaseRefused => parts::State::Missing,
            NewsKind::PlanAssigned | NewsKind::Delegated | NewsKind::RoleGranted => parts::State::Progress,
        }
    }

    fn words(&self, say: &Say<'_>) -> String {
        let (lang, title) = (say.lang, &self.title);
        let name = self.who.as_ref().map_or("", |who| who.name.as_str());
        match self.kind {
            NewsKind::Attested => words::home_news_attested(lang, title),
            NewsKind::Marked => words::home_news_marked(lang, title),
            NewsKind::Credited => words::home_news_credited(lang, title),
            NewsKind::Returned => words::home_news_returned(lang, title),
            NewsKind::Advised => words::home_news_advised(lang, title),
            NewsKind::AdvisedNot => words::home_news_advised_not(lang, title),
            NewsKind::Requested => words::home_news_requested(lang, title),
            NewsKind::Recalled => words::home_news_recalled(lang, title),
            NewsKind::AnnulmentProposed => words::home_news_annulment_proposed(lang, title),
            NewsKind::Annulled => words::home_news_annulled(lang, title),
            NewsKind::AnnulmentDropped => words::home_news_annulment_dropped(lang, title),
            NewsKind::PlanAssigned => words::home_news_plan_assigned(lang).to_owned(),
            NewsKind::PlanArchived => words::home_news_plan_archived(lang).to_owned(),
            NewsKind::Delegated => words::home_news_delegated(lang, name),
            NewsKind::DelegationEnded => words::home_news_delegation_ended(lang, name),
            NewsKind::DelegationGivenBack => words::home_news_delegation_given_back(lang, name),
            NewsKind::RoleGranted => words::home_news_role(lang).to_owned(),
            NewsKind::RoleEnded => words::home_news_role_ended(lang).to_owned(),
            NewsKind::Verified => words::home_news_verified(lang, name),
            NewsKind::Unverified => words::home_news_unverified(lang, name),
            NewsKind::Filed => words::home_news_filed(lang, name),
            NewsKind::CaseAsked => words::home_news_case_asked(lang).to_owned(),
            NewsKind::CaseGranted => words::home_news_case_granted(lang).to_owned(),
            NewsKind::CaseRefused => words::home_news_case_refused(lang).to_owned(),
            NewsKind::Other => words::home_news_other(lang).to_owned(),
        }
    }

    fn detail(&self, say: &Say<'_>) -> String {
        let who = self.who.as_ref().map(|who| who.said(say)).unwrap_or_default();
        let trainee = self.trainee.clone().unwrap_or_default();
        dotted(&[trainee, who, self.code.clone(), say.when(self.at)])
    }
}

/// The section with what is new, and a button that puts it away; nothing when nothing is. `since` is the day of the last visit.
pub fn news(say: &Say<'_>, since: Option<Day>, all: &[News]) -> Markup {
    let heading = match since {
        Some(day) if day != say.today => {
            words::home_news_title(say.lang, format::relative_day(say.lang, day, say.today))
        }
        Some(_) | None => words::home_news_title_plain(say.lang).to_owned(),
    };
    let texts: Vec<(String, String)> = all.iter().map(|one| (one.words(say), one.detail(say))).collect();
    let rows: Vec<parts::Row<'_>> = all
        .iter()
        .zip(&texts)
        .map(|(one, (what, detail))| {
            let mut row = parts::Row::new(what).state(one.state()).detail(detail);
            if let Some(href) = &one.href {
                row = row.to(href);
            }
            match &one.comment {
                Some(comment) => row.line(html! { (say.quote(comment)) }),
                None => row,
            }
        })
        .collect();
    html! {
        @if !rows.is_empty() {
            section class="stack" data-gap="2" {
                (parts::h2(&heading))
                (parts::rows(&rows))
                form method="post" action="/notices/seen" {
                    @for one in all { (parts::hidden("id", &one.id.to_string())) }
                    (parts::button(Weight::Tertiary, words::home_news_seen(say.lang)))
                }
            }
        }
    }
}
