//! The desk of whoever reads: their roles and plans, the places of their navigation, and a page put into its shell.

use std::cmp::Reverse;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use base::{Day, PlanId};
use domain::{
    access::{Act, Kind as Asked, Role},
    scheme::Scheme,
};
use web::page::{self, Ask};

use crate::{
    access, cases,
    door::Caller,
    dossiers,
    error::Result,
    installation::Kind,
    people::{self, Delegation, Grant, Over},
    show::{self, Nav, Page, Reader, Say, SwitchPlan},
    training::{self, PlanLine},
    words,
};

/// Somebody's desk.
pub struct Desk {
    /// Who, and what they call.
    pub caller: Caller,
    /// The roles they hold today.
    pub grants: Vec<Grant>,
    /// Their own plans.
    pub plans: Vec<PlanLine>,
    /// Names of their plans, for the switcher.
    switch: Vec<SwitchPlan>,
    /// Delegations of the right to approve that they hold today.
    pub delegations: Vec<Delegation>,
}

/// Roles whose holders decide on requests.
const DECIDING: [Role; 9] = [
    Role::Supervisor,
    Role::Mentor,
    Role::Leader,
    Role::EducationLead,
    Role::Tutor,
    Role::CourseProvider,
    Role::CourseLeader,
    Role::SubCourseLeader,
    Role::ResearchSupervisor,
];

impl Desk {
    /// The desk of a caller: two statements, and one more for somebody with plans.
    pub async fn of(caller: Caller) -> Result<Self> {
        let call = caller.call.clone();
        let lang = caller.lang;
        let app = call.portal.clone();
        app.db
            .read(move |c| {
                Box::pin(async move {
                    let (person, today) = (call.actor, call.today);
                    let grants = people::grants_of(c, person, today).await?;
                    let delegations = people::running_delegations_to(c, person, today).await?;
                    let mut books = Vec::new();
                    for plan in training::plans_of(c, person, today).await? {
                        books.push((call.portal.shelf.get(c, plan.curriculum).await?, plan));
                    }
                    // Live plans first, and of these the longest: the specialty before what all have in common.
                    books.sort_by_key(|(book, plan)| (plan.archived || plan.over, Reverse(book.len())));
                    let mut switch = Vec::with_capacity(books.len());
                    for (book, plan) in &books {
                        let scheme = call.portal.scheme(&plan.scheme)?;
                        let stage = Say { lang, scheme, today }.stage(&plan.stage);
                        switch.push(SwitchPlan {
                            plan: plan.id,
                            title: show::dotted(&[
                                without(&book.curriculum.title, &stage),
                                &web::format::capitalised(&stage),
                            ]),
                            // The place first: a narrow page cuts the end off.
                            detail: format!(
                                "{} · {} {}",
                                plan.place,
                                book.curriculum.code,
                                year_of(&book.curriculum.version)
                            ),
                            finished: plan.archived || plan.over,
                            here: false,
                        });
                    }
                    let plans = books.into_iter().map(|(_, plan)| plan).collect();
                    Ok(Self { caller, grants, plans, switch, delegations })
                })
            })
            .await
    }

    /// The scheme whose words this reader is spoken to in: of the first live plan, else of the first role
    /// or delegation, else of an old plan; without any of them, one that speaks their language.
    pub fn scheme(&self) -> &Scheme {
        let schemes = &self.caller.call.portal.schemes;
        let live = self.plans.iter().filter(|plan| under_way(plan)).map(|plan| plan.scheme.as_str());
        let held = self.grants.iter().map(|grant| grant.scheme.as_str());
        let lent = self.delegations.iter().map(|delegation| delegation.scheme.as_str());
        let old = self.plans.iter().map(|plan| plan.scheme.as_str());
        let speaks = |scheme: &&Scheme| scheme.languages.iter().any(|one| one == self.caller.lang.code());
        live.chain(held)
            .chain(lent)
            .chain(old)
            .find_map(|code| schemes.get(code))
            .or_else(|| schemes.values().find(speaks))
            .or_else(|| schemes.values().next())
            .expect("a portal has a scheme")
    }

    /// To whom a page of this reader's own scheme speaks.
    pub fn say(&self) -> Say<'_> {
        Say { lang: self.caller.lang, scheme: self.scheme(), today: self.caller.call.today }
    }

    /// The same about something in another scheme.
    pub fn say_of<'a>(&'a self, scheme: &str) -> Say<'a> {
        let scheme = self.caller.call.portal.schemes.get(scheme).unwrap_or_else(|| self.scheme());
        Say { lang: self.caller.lang, scheme, today: self.caller.call.today }
    }

    /// Whether they train: somebody with a plan that is not over.
    pub fn trains(&self) -> bool {
        self.plans.iter().any(under_way)
    }

    /// Whether they decide on requests.
    pub fn decides(&self) -> bool {
        !self.delegations.is_empty() || self.grants.iter().any(|grant| DECIDING.contains(&grant.role))
    }

    /// Whether they hold this role over anything.
    pub fn holds(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }

    /// The roles in which they decide, each once.
    pub fn deciding_roles(&self) -> Vec<Role> {
        let mut roles: Vec<Role> =
            self.grants.iter().map(|grant| grant.role).filter(|role| DECIDING.contains(role)).collect();
        roles.sort_unstable();
        roles.dedup();
        roles
    }

    /// The name of the place where they hold their roles, if it is one.
    pub fn place(&self) -> String {
        let mut places: Vec<&str> = self
            .grants
            .iter()
            .filter(|grant| matches!(grant.over, Over::Organisation(_)))
            .filter_map(|grant| grant.over_name.as_deref())
            .collect();
        places.dedup();
        if places.len() == 1 { places[0].to_owned() } else { String::new() }
    }

    /// Whether one of their standings reaches an act in their scheme.
    fn reaches(&self, act: Act) -> bool {
        let policies = &self.caller.call.portal.policies;
        let lent = !self.delegations.is_empty();
        self.grants
            .iter()
            .any(|grant| policies.reach(&grant.scheme, act).standings().any(|kind| kind.role() == grant.role))
            || lent && act == Act::ListTrainees
    }

    /// Whether they assign plans to anybody.
    pub fn may_assign(&self) -> bool {
        self.reaches(Act::AssignPlan)
    }

    /// Whether they may be asked to recommend before an approval.
    pub fn advises(&self) -> bool {
        let asks = |grant: &Grant| {
            let scheme = self.caller.call.portal.schemes.get(&grant.scheme);
            scheme.is_some_and(|scheme| {
                scheme.advice.as_ref().is_some_and(|rule| rule.needed_from.contains(&grant.role))
            })
        };
        self.grants.iter().any(asks)
    }

    /// Whether they have a list of trainees.
    pub fn follows(&self) -> bool {
        self.reaches(Act::ListTrainees)
    }

    /// What they attest in plans which they may not see as a whole: courses, or research training only.
    pub fn signs_apart(&self) -> Option<Asked> {
        let portal = &self.caller.call.portal;
        let of = |grant: &Grant| -> Vec<Asked> {
            let scheme = portal.schemes.get(&grant.scheme);
            let signs = scheme.map(|scheme| access::signs_apart(&portal.policies, scheme));
            let mine = signs.into_iter().flatten().filter(|(standing, ..)| standing.role() == grant.role);
            mine.map(|(_, kind, _)| kind).collect()
        };
        self.grants.iter().flat_map(of).min()
    }

    /// Whether they propose or confirm annulments.
    pub fn annuls(&self) -> bool {
        self.reaches(Act::ConfirmAnnulment) || self.reaches(Act::ProposeAnnulment)
    }

    /// Whether annulments that others propose wait for them.
    pub fn confirms_annulments(&self) -> bool {
        self.reaches(Act::ConfirmAnnulment)
    }

    /// Whether what is sent to the authority is sent to them.
    pub fn handles_cases(&self) -> bool {
        cases::handles(&self.caller.call, &self.grants)
    }

    /// Whether they give roles to anybody.
    pub fn appoints(&self) -> bool {
        self.grants.iter().any(|grant| people::appoints(&self.caller.call.portal, grant))
    }

    /// The places of their navigation. Who decides and trained once finds the old plan in the switcher.
    fn places(&self) -> Vec<Nav> {
        let mut places = Vec::new();
        let own = self.plans.iter().find(|plan| under_way(plan));
        if let Some(plan) = own {
            places.extend([Nav::Home, Nav::Plan(plan.id), Nav::Log(plan.id), Nav::Apply]);
        } else if let Some(plan) = self.plans.first().filter(|_| !self.decides()) {
            places.extend([Nav::Home, Nav::Plan(plan.id)]);
            // One often applies on the day after the last, and sends what follows later still.
            if self.applies() {
                places.push(Nav::Apply);
            }
        }
        if self.decides() {
            places.push(Nav::Tray);
        }
        if places.is_empty() {
            places.push(Nav::Home);
        }
        if self.follows() {
            places.push(Nav::Trainees);
        }
        if let Some(kind) = self.signs_apart() {
            places.push(Nav::Courses(kind));
        }
        if self.handles_cases() {
            places.push(Nav::Cases);
        }
        if self.annuls() {
            places.push(Nav::Annulments);
        }
        if self.reaches(Act::Delegate) {
            places.push(Nav::Delegations);
        }
        if self.appoints() {
            places.push(Nav::Roles);
        }
        places
    }

    /// Whether what is sent to the authority comes at the end of a stage of theirs.
    pub fn applies(&self) -> bool {
        let ends_so = |plan: &PlanLine| {
            let scheme = self.caller.call.portal.schemes.get(&plan.scheme);
            scheme.is_some_and(|scheme| dossiers::is_for(scheme, &plan.stage))
        };
        self.plans.iter().any(ends_so)
    }

    /// What the shell must know, with the plan in view.
    pub fn reader(&self, in_view: Option<PlanId>) -> Reader {
        let mut plans = self.switch.clone();
        for plan in &mut plans {
            plan.here = Some(plan.plan) == in_view;
        }
        let mut places = self.places();
        if let Some(plan) = in_view.filter(|plan| self.plans.iter().any(|own| own.id == *plan)) {
            for place in &mut places {
                match place {
                    Nav::Plan(at) | Nav::Log(at) => *at = plan,
                    Nav::Home
                    | Nav::Apply
                    | Nav::Tray
                    | Nav::Trainees
                    | Nav::Courses(_)
                    | Nav::Cases
                    | Nav::Annulments
                    | Nav::Delegations
                    | Nav::Roles
                    | Nav::Me => {}
                }
            }
        }
        Reader { places, plans, searches: self.follows(), demo: self.caller.call.portal.kind == Kind::Demo }
    }

    /// A page as an answer.
    pub fn page(&self, say: &Say<'_>, ask: Ask, in_view: Option<PlanId>, page: Page) -> Response {
        self.page_with(StatusCode::OK, say, ask, in_view, page)
    }

    /// A page as an answer with another status. The title of one that came back says so: it is what a screen reader says first.
    pub fn page_with(
        &self,
        status: StatusCode,
        say: &Say<'_>,
        ask: Ask,
        in_view: Option<PlanId>,
        mut page: Page,
    ) -> Response {
        if status.is_client_error() {
            page.title = words::common_title_wrong(say.lang, page.title);
        }
        page::answer(status, page.in_shell(say, ask, &self.reader(in_view))).into_response()
    }
}

/// A curriculum's title without the stage at its end, which is about to be said: `Ortopædisk kirurgi, introduktion`.
fn without<'a>(title: &'a str, stage: &str) -> &'a str {
    match title.rsplit_once(", ") {
        Some((head, tail)) if stage.to_lowercase().starts_with(&tail.to_lowercase()) => head,
        _ => title,
    }
}

/// A version that is called by its day, by its year only: `2017-03-30`.
fn year_of(version: &str) -> &str {
    version.split_once('-').filter(|_| version.parse::<Day>().is_ok()).map_or(version, |(year, _)| year)
}

/// Whether somebody trains on this plan now.
fn under_way(plan: &PlanLine) -> bool {
    !plan.archived && !plan.over
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_that_is_a_day_is_called_by_its_year() {
        for (version, called) in
            [("2017-03-30", "2017"), ("2019", "2019"), ("2021-a", "2021-a"), ("1.2", "1.2")]
        {
            assert_eq!(year_of(version), called);
        }
    }
}
