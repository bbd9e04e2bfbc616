//! The policies of every scheme: read, validated against the schema in strict mode, and asked.
//!
//! A decision asks Cedar about one standing at a time. So whoever is allowed has one standing that alone allows it: that is
//! the role the act is recorded in, and a list needs no second policy, only the standings that allow ([`Reach`]).

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::OnceLock,
};

use base::PersonId;
use cedar_policy::{Authorizer, Context, Decision, Entities, Policy, PolicySet, Request, Response, Schema};

use super::{
    Act, Denied, Kind, Permit, Role, Standing, StandingKind, Subject,
    page::{self, Page},
    question::{Answers, ME, Question, SOMEBODY_ELSE},
    subject::{named, person_uid, uid},
};
use crate::defect::Defect;

/// The policies of all schemes, ready to be asked from any thread.
pub struct Policies {
    schema: Schema,
    everywhere: Page,
    schemes: BTreeMap<String, Page>,
    reaches: BTreeMap<String, Reaches>,
    standings: BTreeMap<StandingKind, Context>,
    answers: Answers,
}

/// The page of one scheme, as a policy set needs to know it.
#[derive(Debug, Clone, Copy)]
pub struct SchemePolicy<'a> {
    /// The scheme's code.
    pub code: &'a str,
    /// Its settings' codes.
    pub settings: &'a [String],
    /// The text of its `policy.cedar`.
    pub text: &'a str,
}

/// The standings that allow an act: on every plan of the scheme for acts on plans, on some requirement for acts on those.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reach(BTreeSet<StandingKind>);

impl Reach {
    /// Whether this standing allows the act.
    pub fn allows(&self, kind: StandingKind) -> bool {
        self.0.contains(&kind)
    }
    /// The standings, strongest first.
    pub fn standings(&self) -> impl Iterator<Item = StandingKind> + '_ {
        self.0.iter().copied()
    }
}

/// A scheme's reaches. Those of plans are learnt at load, the others when first asked for: a portal starts at once.
struct Reaches {
    settings: Vec<String>,
    by_act: BTreeMap<Act, OnceLock<Reach>>,
}

impl Policies {
    /// Reads and validates `schema.cedarschema`, `common.cedar` and every scheme's page; reports all defects at once.
    pub fn load(schema: &str, common: &str, schemes: &[SchemePolicy<'_>]) -> Result<Self, Vec<Defect>> {
        let (schema, _) = Schema::from_cedarschema_str(schema)
            .map_err(|error| vec![Defect::in_file("schema.cedarschema", error.to_string())])?;
        let mut defects = Vec::new();
        let shared = page::read(&schema, "common", "common.cedar", common, &mut defects);
        defects.extend(page::strangers(&shared, &[], "common.cedar", common));
        let mut sets = BTreeMap::new();
        for scheme in schemes {
            let own = page::read(&schema, scheme.code, "policy.cedar", scheme.text, &mut defects);
            defects.extend(page::strangers(&own, scheme.settings, "policy.cedar", scheme.text));
            sets.insert(scheme.code.to_owned(), Page::of(shared.iter().chain(&own).cloned().collect()));
        }
        if !defects.is_empty() {
            return Err(defects);
        }
        let everywhere = Page::of(shared);
        let standings = StandingKind::ALL.iter().map(|kind| (*kind, context(*kind))).collect();
        let unlearnt = |scheme: &SchemePolicy<'_>| {
            let by_act = Act::ALL.iter().map(|act| (*act, OnceLock::new())).collect();
            (scheme.code.to_owned(), Reaches { settings: scheme.settings.to_vec(), by_act })
        };
        let reaches = schemes.iter().map(unlearnt).collect();
        let answers = Answers::default();
        let policies = Self { schema, everywhere, schemes: sets, reaches, standings, answers };
        let same_everywhere = schemes.iter().flat_map(|scheme| policies.hanging_on_the_setting(scheme));
        defects.extend(same_everywhere);
        if defects.is_empty() { Ok(policies) } else { Err(defects) }
    }

    /// May `actor`, who is `standings` towards `subject`, do `act`? The permit names the strongest standing that alone allows it.
    pub fn decide(
        &self,
        actor: PersonId,
        act: Act,
        subject: &Subject<'_>,
        standings: &[Standing],
    ) -> Result<Permit, Denied> {
        let mut strongest_first: Vec<&Standing> = standings.iter().collect();
        strongest_first.sort();
        let (mut fitting, mut refusal): (Vec<&Standing>, Option<Denied>) = (Vec::new(), None);
        for standing in strongest_first {
            match self.ask(actor, act, subject, standing.kind) {
                Ok(()) => fitting.push(standing),
                Err(denied) => refusal = refusal.max(Some(denied)),
            }
        }
        let Some(first) = fitting.first() else {
            return Err(refusal.unwrap_or(Denied::NotEntitled));
        };
        let mut kinds: Vec<StandingKind> = fitting.iter().map(|standing| standing.kind).collect();
        kinds.dedup();
        Ok(Permit::new(actor, act, subject.trainee(), (*first).clone(), kinds))
    }

    /// The standings in which somebody else than the trainee may do `act` to `subject`: who may approve it, and the like.
    pub fn who(&self, act: Act, subject: &Subject<'_>) -> BTreeSet<StandingKind> {
        let may = |kind: &StandingKind| self.ask(ME, act, subject, *kind).is_ok();
        StandingKind::ALL.iter().copied().filter(may).collect()
    }

    /// The standings that allow `act` in a scheme. None of them in an unknown scheme.
    pub fn reach(&self, scheme: &str, act: Act) -> &Reach {
        const NONE: &Reach = &Reach(BTreeSet::new());
        let known = self.reaches.get(scheme).and_then(|known| Some((known, known.by_act.get(&act)?)));
        let learn = |settings: &[String]| {
            Reach(settings.iter().flat_map(|setting| self.reach_in(scheme, setting, act)).collect())
        };
        known.map_or(NONE, |(known, reach)| reach.get_or_init(|| learn(&known.settings)))
    }

    /// The schema, for the proofs.
    pub const fn schema(&self) -> &Schema {
        &self.schema
    }

    /// A scheme's whole policy set, with what holds everywhere, for the proofs.
    pub fn of_scheme(&self, code: &str) -> Option<&PolicySet> {
        self.schemes.get(code).map(|page| &page.whole)
    }

    /// Reads a page of claims (`never.cedar`): what must never be allowed, each with `@id` and `@says`. They decide nothing.
    pub fn claims(&self, page: &str, file: &str, text: &str) -> Result<Vec<Policy>, Vec<Defect>> {
        let mut defects = Vec::new();
        let claims = page::read(&self.schema, page, file, text, &mut defects);
        for claim in claims.iter().filter(|claim| claim.annotation("says").is_none()) {
            defects.push(Defect::in_file(
                file,
                format!("{} does not say in a sentence what it claims: @says", claim.id()),
            ));
        }
        if defects.is_empty() { Ok(claims) } else { Err(defects) }
    }

    fn ask(
        &self,
        actor: PersonId,
        act: Act,
        subject: &Subject<'_>,
        kind: StandingKind,
    ) -> Result<(), Denied> {
        if !subject.takes(act) {
            return Err(Denied::NotEntitled);
        }
        self.answers.or_ask(Question::of(actor, act, subject, kind), |question| self.ask_cedar(question))
    }

    /// One question to Cedar. Whatever cannot be asked properly is refused.
    fn ask_cedar(&self, question: &Question) -> Result<(), Denied> {
        let (act, subject) = (question.act(), question.subject());
        let page = match subject.scheme() {
            Some(scheme) => self.schemes.get(scheme).ok_or(Denied::NotEntitled)?,
            None => &self.everywhere,
        };
        let set = page.by_act.get(&act).ok_or(Denied::NotEntitled)?;
        let resource = subject.entity().ok_or(Denied::NotEntitled)?;
        let context = self.standings.get(&question.standing()).cloned().ok_or(Denied::NotEntitled)?;
        let request = Request::new(person_uid(ME), uid("Action", act.code()), resource.uid(), context, None)
            .map_err(|_| Denied::NotEntitled)?;
        let entities = Entities::from_entities([resource], None).map_err(|_| Denied::NotEntitled)?;
        let answer = Authorizer::new().is_authorized(&request, set, &entities);
        match answer.decision() {
            Decision::Allow if answer.diagnostics().errors().next().is_none() => Ok(()),
            Decision::Allow | Decision::Deny => Err(refusal(set, &answer)),
        }
    }

    /// Whether a plan may be seen or listed must not hang on the setting: a list runs over all of them.
    fn hanging_on_the_setting(&self, scheme: &SchemePolicy<'_>) -> Vec<Defect> {
        let hangs = |act: &Act| {
            let whole = self.reach(scheme.code, *act);
            scheme.settings.iter().any(|setting| self.reach_in(scheme.code, setting, *act) != whole.0)
        };
        let defect = |act: Act| {
            let what = format!("{act} must be the same in every setting: lists run over all of them");
            Defect::in_file("policy.cedar", what)
        };
        [Act::SeePlan, Act::ListTrainees, Act::SeeDocument].into_iter().filter(hangs).map(defect).collect()
    }

    fn reach_in(&self, scheme: &str, setting: &str, act: Act) -> BTreeSet<StandingKind> {
        let may = |kind: &StandingKind| {
            let trainee = if *kind == StandingKind::Oneself { ME } else { SOMEBODY_ELSE };
            examples(scheme, setting, (trainee, &[ME]), &[kind.role()])
                .iter()
                .filter(|subject| subject.takes(act))
                .any(|subject| self.ask(ME, act, subject, *kind).is_ok())
        };
        StandingKind::ALL.iter().copied().filter(may).collect()
    }
}

/// One subject of every sort that matters to a policy: every kind of requirement, attested by every role and by `alone`; every role to
/// appoint.
pub(super) fn examples<'a>(
    scheme: &'a str,
    setting: &'a str,
    (trainee, participants): (PersonId, &'a [PersonId]),
    alone: &'a [Role; 1],
) -> Vec<Subject<'a>> {
    let requirement = |kind: &Kind, attested_by: &'a [Role]| {
        let kind = *kind;
        Subject::Requirement { scheme, setting, trainee, kind, attested_by, proposed_by: None }
    };
    let both = |kind| [requirement(kind, Role::ALL), requirement(kind, alone)];
    let appointment =
        |role: &Role| Subject::Appointment { scheme, setting, role: *role, holder: SOMEBODY_ELSE };
    let others = [
        Subject::Plan { scheme, setting, trainee },
        Subject::Minutes { scheme, setting, trainee, participants },
        Subject::Document { scheme, setting, trainee, over: false },
        Subject::Document { scheme, setting, trainee, over: true },
        Subject::Unit { scheme, setting },
        Subject::Case { scheme, trainee },
        Subject::AccessLog { person: trainee },
        Subject::Portal,
    ];
    Kind::ALL.iter().flat_map(both).chain(Role::ALL.iter().map(appointment)).chain(others).collect()
}

impl fmt::Debug for Policies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Policies").field("schemes", &self.schemes.keys()).finish_non_exhaustive()
    }
}

/// The gravest of the reasons that the forbids which applied carry as `@refusal`.
fn refusal(set: &PolicySet, answer: &Response) -> Denied {
    let reasons = answer.diagnostics().reason().filter_map(|id| set.annotation(id, "refusal"));
    reasons
        .map(|reason| match reason {
            "own" => Denied::Own,
            "same_person" => Denied::SamePerson,
            _ => Denied::NotEntitled,
        })
        .max()
        .unwrap_or(Denied::NotEntitled)
}

fn context(kind: StandingKind) -> Context {
    let facts = [("standing", named("Standing", kind.code())), ("role", named("Role", kind.role().code()))];
    Context::from_pairs(facts.map(|(key, value)| (key.to_owned(), value))).expect("two names make a context")
}
