//! Advice before approval: on one goal or many, each recorded by itself.

use base::{AdviceId, Day, PlanId};
use db::{Conn, Work};
use domain::{
    access::{Act as Want, Kind, StandingKind, Subject},
    refusal::{Problem, Refusal},
    signoff::State,
    text::Comment,
};

use super::{Case, case, store};
use crate::{
    access,
    audit::{self, What},
    error::{Error, Result},
    mint,
    notices::{self, Notice},
    portal::Call,
};

/// Somebody advises on goals of one plan, alone or as the assessment group's meeting.
#[derive(Clone)]
pub struct Advise {
    /// Who, when.
    pub call: Call,
    /// In which plan.
    pub plan: PlanId,
    /// On which goals, by their codes.
    pub codes: Vec<String>,
    /// Whether they are recommended.
    pub recommends: bool,
    /// The adviser's words.
    pub comment: Option<Comment>,
    /// The day of the assessment group's meeting, where it was given there.
    pub meeting_on: Option<Day>,
}

impl Work for Advise {
    type Done = Vec<AdviceId>;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<Vec<AdviceId>> {
        let mut given = Vec::with_capacity(self.codes.len());
        for code in &self.codes {
            given.push(self.on_goal(c, code).await?);
        }
        Ok(given)
    }
}

impl Advise {
    /// Whether whoever may not advise on this might, were it a goal: then it is the code that is wrong.
    async fn would_on_a_goal(&self, c: &mut Conn, case: &Case) -> Result<bool> {
        if case.asked.kind == Kind::Goal {
            return Ok(false);
        }
        let Call { portal, actor, today, .. } = &self.call;
        let goal = Subject::Requirement {
            scheme: &case.scheme,
            setting: &case.setting,
            trainee: case.trainee,
            kind: Kind::Goal,
            attested_by: &case.roles,
            proposed_by: None,
        };
        let standings = access::standings(c, *actor, *today, case.at()).await?;
        Ok(portal.policies.decide(*actor, Want::Advise, &goal, &standings).is_ok())
    }

    async fn on_goal(&self, c: &mut Conn, code: &str) -> Result<AdviceId> {
        let case = case(c, &self.call, self.plan, code).await?;
        let permit = match case.ask(c, &self.call, Want::Advise).await {
            Err(Error::Refused(Refusal::NotEntitled)) if self.would_on_a_goal(c, &case).await? => {
                return Err(Error::field("requirements", Problem::NotAGoal));
            }
            asked => asked?,
        };
        case.must_be_live()?;
        if case.standing.state == State::Attested {
            return Err(Refusal::AlreadyAttested.into());
        }
        // Who is both mentor and supervisor speaks as mentor: § 22 asks for the mentor and somebody else.
        let as_mentor = permit.fitting().contains(&StandingKind::Mentor);
        let role = if as_mentor { StandingKind::Mentor.role() } else { permit.role() };
        let id = mint!(self.call.portal.world, AdviceId);
        let words = self.comment.as_ref().map(Comment::as_str);
        let mut act = case.act(What::Advised, &self.call, &permit);
        act.role = Some(role);
        act.advice = Some(id);
        act.recommends = Some(self.recommends);
        act.on = self.meeting_on;
        act.comment = words.map(str::to_owned);
        let row = audit::record(c, &self.call.portal.world, &act).await?;
        let new = store::NewAdvice {
            id,
            role: role.code(),
            recommends: self.recommends,
            comment: words,
            meeting_on: self.meeting_on,
            at: self.call.now,
            act: row,
        };
        store::add_advice(c, &case, &new, &permit).await?;
        case.begin(c, &self.call).await?;
        notices::tell(c, &self.call, &Notice::about(&act, case.trainee)).await?;
        Ok(id)
    }
}
