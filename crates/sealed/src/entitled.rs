//! Whether those who attested, and who saw originals, were entitled to: a role or a loan of approval that an act gave them, that ran on
//! that day, and with which the enclosed policies allow it.

use std::collections::{BTreeMap, BTreeSet};

use base::{ActId, Day, DelegationId, GrantId, Moment, Period, PersonId};
use domain::{
    access::{Act as Want, Policies, Role, StandingKind, Subject},
    act::{Act, What},
    scheme::Scheme,
};
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::{Wrong, content::Content, count::Counted};

/// The day of a moment, where a scheme's applicants are.
pub fn day_of(scheme: &Scheme, at: Moment) -> Result<Day, Wrong> {
    Ok(at.day_in(&zone(scheme)?))
}

fn zone(scheme: &Scheme) -> Result<TimeZone, Wrong> {
    TimeZone::get(&scheme.time_zone).map_err(|error| Wrong::Rules(error.to_string()))
}

/// Judges the acts on which the result rests.
pub(crate) struct Judge<'a> {
    content: &'a Content,
    counted: &'a Counted,
    policies: Policies,
    zone: TimeZone,
    /// The acts that gave, moved or ended a role or a loan, in their order, by which.
    powers: BTreeMap<Uuid, Vec<&'a Act>>,
}

impl<'a> Judge<'a> {
    pub(crate) fn new(content: &'a Content, counted: &'a Counted) -> Result<Self, Wrong> {
        let rules = &content.rules;
        let pages = [counted.scheme().policy()];
        let policies = Policies::load(&rules.schema, &rules.common, &pages);
        let policies = policies
            .map_err(|defects| Wrong::Rules(defects.first().map(ToString::to_string).unwrap_or_default()))?;
        let zone = zone(counted.scheme())?;
        let mut powers: BTreeMap<Uuid, Vec<&Act>> = BTreeMap::new();
        let mut acts: Vec<_> =
            counted.acts.iter().filter_map(|(id, act)| Some((act.power()?, *id, act))).collect();
        acts.sort_by_key(|(_, id, act)| (act.at, *id));
        for (power, _, act) in acts {
            powers.entry(power).or_default().push(act);
        }
        Ok(Self { content, counted, policies, zone, powers })
    }

    /// The day of an act, where the applicant is.
    pub(crate) fn day(&self, act: &Act) -> Day {
        act.at.day_in(&self.zone)
    }

    /// Whoever attested a requirement in force, or saw a document's original, was entitled to.
    pub(crate) fn all(&self) -> Result<(), Wrong> {
        let result = &self.content.result;
        for id in result.requirements.iter().flat_map(|one| &one.attested) {
            self.one(*id, |act, kinds| self.attested(act, kinds))?;
        }
        let documents: BTreeSet<_> = self.content.documents.iter().map(|one| one.id).collect();
        let verified =
            |act: &Act| act.what == What::Verified && act.document.is_some_and(|id| documents.contains(&id));
        for (id, _) in self.counted.acts.iter().filter(|(_, act)| verified(act)) {
            self.one(*id, |_, kinds| {
                kinds.extend(self.kinds(Want::VerifyDocument, |scheme, setting, trainee| {
                    [false, true].map(|over| Subject::Document { scheme, setting, trainee, over })
                }));
                Some(())
            })?;
        }
        Ok(())
    }

    fn one(
        &self,
        id: ActId,
        may: impl FnOnce(&Act, &mut BTreeSet<StandingKind>) -> Option<()>,
    ) -> Result<(), Wrong> {
        let judged = || {
            let act = self.counted.act(id)?;
            let (actor, role) = (act.actor?, act.role?);
            let mut kinds = BTreeSet::new();
            may(act, &mut kinds)?;
            let fits = kinds.iter().any(|kind| kind.role() == role);
            let is_another =
                actor != self.content.trainee.id && act.on_behalf_of != Some(self.content.trainee.id);
            (fits && is_another && self.held(act, actor, role)).then_some(())
        };
        judged().ok_or(Wrong::NotEntitled(id))
    }

    /// In which standings a requirement could be attested that way.
    fn attested(&self, act: &Act, kinds: &mut BTreeSet<StandingKind>) -> Option<()> {
        let plan = self.content.plan(act.plan?)?;
        let code = &act.of.as_ref()?.code;
        let curriculum = self.counted.curriculum(plan)?;
        let of = &curriculum.requirements[curriculum.position(code)?];
        let attested_by = self.counted.scheme().signers(of);
        let want = match act.what {
            What::Marked => Want::MarkFulfilled,
            What::Credited if !self.rests(act) => return None,
            What::Credited => Want::Credit,
            _ => Want::Attest,
        };
        kinds.extend(self.kinds(want, |scheme, setting, trainee| {
            [Subject::Requirement { scheme, setting, trainee, kind: of.kind, attested_by, proposed_by: None }]
        }));
        Some(())
    }

    /// Whether what was achieved before rests on an enclosed document, of a kind that the scheme names, by its digest, with its day.
    fn rests(&self, act: &Act) -> bool {
        let kinds = self.counted.scheme().credit.as_ref().map_or(&[][..], |credit| &credit.documents);
        let document = self.content.documents.iter().find(|one| Some(one.id) == act.document);
        document.is_some_and(|one| {
            kinds.contains(&one.kind) && act.evidence == [one.sha256.clone()] && act.on.is_some()
        })
    }

    /// The standings with which the policies allow it, in a setting where the applicant was employed.
    fn kinds<const N: usize>(
        &self,
        want: Want,
        subject: impl Fn(&'a str, &'a str, PersonId) -> [Subject<'a>; N],
    ) -> BTreeSet<StandingKind> {
        let settings: BTreeSet<&str> = self.content.placements.iter().map(|one| &*one.setting).collect();
        let of = |setting| subject(&self.content.rules.scheme, setting, self.content.trainee.id);
        settings.into_iter().flat_map(of).flat_map(|subject| self.policies.who(want, &subject)).collect()
    }

    /// Whether the actor, or the leader who lent it, held the role on the day.
    fn held(&self, act: &Act, actor: PersonId, role: Role) -> bool {
        let holder = act.on_behalf_of.unwrap_or(actor);
        let lent = match (act.on_behalf_of, act.delegation) {
            (None, None) => true,
            (Some(_), Some(delegation)) => self.was_lent(act, actor, delegation),
            _ => false,
        };
        lent && act.under.iter().any(|grant| self.ran(act, holder, role, *grant))
    }

    /// Whether a grant of this role to this person ran when the act was done.
    fn ran(&self, act: &Act, holder: PersonId, role: Role, grant: GrantId) -> bool {
        let mut runs = None;
        for one in self.before(act, grant.uuid()) {
            match one.what {
                What::RoleGranted => runs = self.given(one, holder, role),
                What::RoleExtended => {
                    runs = runs.map(|period: Period| Period { until: one.on, ..period });
                }
                What::RoleEnded if one.on.is_some() => {
                    runs = runs.map(|period| Period { until: one.on, ..period });
                }
                What::RoleEnded => runs = None,
                _ => {}
            }
        }
        runs.is_some_and(|period| period.contains(self.day(act)))
    }

    fn was_lent(&self, act: &Act, to: PersonId, delegation: DelegationId) -> bool {
        let mut runs = None;
        for one in self.before(act, delegation.uuid()) {
            runs = match one.what {
                What::Delegated if one.to == Some(to) && one.actor == act.on_behalf_of => period(one),
                _ => None,
            };
        }
        runs.is_some_and(|period| period.contains(self.day(act)))
    }

    /// What was done to a role or loan before an act, in order.
    fn before(&self, act: &Act, power: Uuid) -> impl Iterator<Item = &'a Act> {
        let all = self.powers.get(&power).cloned().unwrap_or_default();
        let at = act.at;
        all.into_iter().filter(move |one| one.at <= at)
    }

    /// From when until when a grant gives this role to this person, in this scheme, over something of the applicant's.
    fn given(&self, act: &Act, holder: PersonId, role: Role) -> Option<Period> {
        let [of, scheme, over, _] = act.over.as_deref()?.split(' ').collect::<Vec<_>>()[..] else {
            return None;
        };
        let fits = match over.split_once(':')? {
            ("person", id) => id == self.content.trainee.id.to_string(),
            ("specialty", code) => self.content.specialty.as_deref().is_none_or(|own| own == code),
            _ => true,
        };
        let is_it = act.to == Some(holder) && of == role.code() && scheme == self.content.rules.scheme;
        (is_it && fits).then(|| period(act)).flatten()
    }
}

/// The days at the end of what an act says of a role or a loan: `…2026-01-01/2026-12-31`; without a last day no end is known.
fn period(act: &Act) -> Option<Period> {
    let (from, until) = act.over.as_deref()?.rsplit(' ').next()?.split_once('/')?;
    let until = if until.is_empty() { None } else { Some(until.parse().ok()?) };
    Some(Period { from: from.parse().ok()?, until })
}
