//! One requirement of one plan, with all that a decision about it needs.

use base::{
    AttestationId, CurriculumId, Day, Moment, PersonId, PlanId, ProgrammeId, RequirementId, SignOffId,
};
use db::{Conn, from_row};
use domain::{
    access::{Act as Want, Kind, Permit, Role, Subject},
    refusal::{Instead, Refusal},
    signoff::{Asked, InForce, Standing, State},
};

use super::store;
use crate::{
    access,
    audit::{Act, Named, What},
    error::Result,
    portal::Call,
};

from_row! {
    /// The row behind a [`Case`]; what is asked stands in the curriculum.
    #[derive(Debug, Clone)]
    pub(in crate::signoff) struct Row {
        plan: PlanId,
        programme: ProgrammeId,
        trainee: PersonId,
        scheme: String,
        curriculum: CurriculumId,
        archived: bool,
        begun: bool,
        setting: Option<String>,
        state: Option<String>,
        registered: Option<u32>,
        signed: Option<u32>,
        sign_off: Option<SignOffId>,
        attestation: Option<AttestationId>,
        attested_at: Option<Moment>,
        annulled: Option<bool>,
    }
}

/// One requirement of one plan: what is asked, where it stands, who may sign, and when.
#[derive(Debug, Clone)]
pub struct Case {
    /// The plan.
    pub plan: PlanId,
    /// The programme it belongs to.
    pub programme: ProgrammeId,
    /// Whose.
    pub trainee: PersonId,
    /// The scheme's code.
    pub scheme: String,
    /// Its curriculum version.
    pub curriculum: CurriculumId,
    /// The requirement.
    pub requirement: RequirementId,
    /// As everyone outside names it.
    pub named: Named,
    /// What is asked.
    pub asked: Asked,
    /// Who may sign: the curriculum's roles, or the scheme's; empty when nobody needs to.
    pub roles: Vec<Role>,
    /// Where it stands.
    pub standing: Standing,
    /// The request that waits, or was returned.
    pub sign_off: Option<SignOffId>,
    /// The attestation in force.
    pub attestation: Option<InForce>,
    /// Whether one was taken back.
    pub annulled: bool,
    /// The setting of the placement in which an act on it happens today.
    pub setting: String,
    /// The first day on which it may be attested, where there is one.
    pub opens: Option<Day>,
    /// Whether something was recorded in the plan before.
    pub begun: bool,
    /// Whether the plan is archived: it may be read, and nothing more.
    pub archived: bool,
}

impl Case {
    /// The case that a row is about. Not found: its curriculum has no such requirement.
    pub(super) async fn read(
        c: &mut Conn,
        call: &Call,
        row: Row,
        requirement: RequirementId,
    ) -> Result<Self> {
        let scheme = call.portal.scheme(&row.scheme)?;
        let book = call.portal.shelf.get(c, row.curriculum).await?;
        let of = book.requirement(requirement).ok_or(Refusal::NotFound)?;
        let served = match of.kind {
            Kind::Time => store::served(c, row.plan, requirement).await?,
            Kind::Goal | Kind::Activity | Kind::Course | Kind::Research => None,
        };
        let (setting, last_day) = served.unzip();
        let roles = scheme.signers(of).to_vec();
        let state = row.state.as_deref().map_or(Some(State::Open), State::of);
        Ok(Self {
            plan: row.plan,
            programme: row.programme,
            trainee: row.trainee,
            curriculum: row.curriculum,
            requirement,
            asked: scheme.asked(of),
            standing: Standing {
                state: state.ok_or_else(|| anyhow::anyhow!("an unknown state"))?,
                registered: row.registered.unwrap_or(0),
                signed: row.signed.unwrap_or(0),
            },
            named: Named {
                scheme: row.scheme.clone(),
                curriculum: book.curriculum.code.clone(),
                version: book.curriculum.version.clone(),
                code: of.code.clone(),
                kind: of.kind,
            },
            roles,
            sign_off: row.sign_off,
            attestation: row.attestation.zip(row.attested_at).map(|(id, at)| InForce { id, at }),
            annulled: row.annulled.unwrap_or(false),
            setting: setting.or(row.setting).or_else(|| scheme.settings.first().cloned()).unwrap_or_default(),
            opens: scheme.opens(of.kind, last_day),
            begun: row.begun,
            archived: row.archived,
            scheme: row.scheme,
        })
    }

    /// It as the policies see it.
    pub fn subject(&self) -> Subject<'_> {
        self.subject_proposed_by(None)
    }

    /// It as the policies see it when an annulment that somebody proposed is to be confirmed.
    pub fn subject_proposed_by(&self, proposed_by: Option<PersonId>) -> Subject<'_> {
        Subject::Requirement {
            scheme: &self.scheme,
            setting: &self.setting,
            trainee: self.trainee,
            kind: self.asked.kind,
            attested_by: &self.roles,
            proposed_by,
        }
    }

    /// Where in the plan it stands, for standings.
    pub const fn at(&self) -> access::At {
        access::At { programme: self.programme, requirement: Some(self.requirement) }
    }

    /// Asks leave for an act on it.
    pub async fn ask(&self, c: &mut Conn, call: &Call, want: Want) -> Result<Permit> {
        access::ask(c, call, want, &self.subject(), self.at()).await
    }

    /// An archived plan takes no more acts.
    pub fn must_be_live(&self) -> Result<()> {
        if self.archived { Err(Refusal::WrongState(Instead::Archived).into()) } else { Ok(()) }
    }

    /// An act about it, as far as it is known before the verb says more.
    pub fn act(&self, what: What, call: &Call, permit: &Permit) -> Act {
        Act {
            trainee: Some(self.trainee),
            plan: Some(self.plan),
            requirement: Some(self.requirement),
            of: Some(self.named.clone()),
            ..Act::by(what, call.now, permit)
        }
    }

    /// Writes where it stands now.
    pub(super) async fn stands(&self, c: &mut Conn, call: &Call, _: &Permit, after: &After) -> Result<()> {
        store::put_state(c, self, after, call.now).await?;
        self.begin(c, call).await
    }

    /// Something is recorded in its plan: from now on the plan can be archived, no longer deleted.
    pub(super) async fn begin(&self, c: &mut Conn, call: &Call) -> Result<()> {
        if !self.begun {
            crate::training::begin(c, self.plan, call.now).await?;
        }
        Ok(())
    }
}

/// Where a requirement stands after a verb.
#[derive(Debug, Clone, Copy)]
pub struct After {
    /// State and counts.
    pub standing: Standing,
    /// The request that waits, or was returned.
    pub sign_off: Option<SignOffId>,
    /// The attestation in force.
    pub attestation: Option<InForce>,
    /// Whether one was taken back.
    pub annulled: bool,
}

impl After {
    /// The same with another standing.
    pub const fn of(case: &Case, standing: Standing) -> Self {
        Self { standing, sign_off: case.sign_off, attestation: case.attestation, annulled: case.annulled }
    }
}
