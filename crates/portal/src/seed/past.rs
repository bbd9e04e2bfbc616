//! What happened in one plan: the first part of the curriculum is attested, a strip around today is under way, the rest is open.

use base::{
    ActId, AdviceId, AttestationId, Day, EntryId, Moment, PersonId, PlanId, RequirementId, SignOffId,
};
use domain::access::{Kind, Role};

use super::{
    book::Book,
    chance::{Chance, id},
    nation::Department,
};
use crate::{
    audit::{Act, Named, What},
    logging::{self, Entry},
    signoff::Past,
};

/// The plan, and the people around it.
pub(super) struct Around<'a> {
    pub(super) trainee: PersonId,
    pub(super) plan: PlanId,
    pub(super) department: &'a Department,
    pub(super) mentor: PersonId,
    pub(super) from: Day,
    pub(super) today: Day,
    /// How far through the programme, from 0 to 1.
    pub(super) through: f64,
    pub(super) book: &'a Book,
}

/// The strip of a curriculum that is under way, as a share of it.
const UNDER_WAY: f64 = 0.06;
/// How far from its turn a requirement may come.
const OUT_OF_TURN: f64 = 0.12;

/// How one requirement stands.
#[derive(Clone, Copy, PartialEq)]
enum Fate {
    Done,
    Waits,
    Back,
    Begun,
    Open,
}

/// The story while it is told.
pub(super) struct Telling<'a> {
    chance: &'a mut Chance,
    around: &'a Around<'a>,
    entries: Vec<logging::Past>,
    past: Past,
}

/// One requirement of it.
#[derive(Clone, Copy)]
struct Turn {
    place: usize,
    requirement: RequirementId,
    /// The first act's day.
    on: Day,
}

impl<'a> Telling<'a> {
    /// Tells what happened in the plan.
    pub(super) fn of(chance: &'a mut Chance, around: &'a Around<'a>) -> (Vec<logging::Past>, Past) {
        let mut telling = Telling { chance, around, entries: Vec::new(), past: Past::default() };
        for kind in [Kind::Goal, Kind::Activity] {
            let book = around.book;
            let places: Vec<_> =
                (0..book.published.len()).filter(|place| book.published.at(*place).kind == kind).collect();
            for (nth, place) in places.iter().enumerate() {
                telling.requirement(*place, (nth as f64 + 0.5) / places.len() as f64);
            }
        }
        (telling.entries, telling.past)
    }

    fn requirement(&mut self, place: usize, turn: f64) {
        let comes = turn + (self.chance.share() - 0.5) * OUT_OF_TURN;
        let fate = self.fate(self.around.through - comes);
        if fate == Fate::Open {
            return;
        }
        let days = self.around.from.days_until(self.around.today).max(12) - 10;
        let share = (comes / self.around.through.max(0.01)).clamp(0.0, 1.0);
        let on = self.around.from.plus_days((f64::from(days) * share) as i32);
        let requirement = self.around.book.published.id_at(place);
        let turn = Turn { place, requirement, on };
        match self.around.book.asked(place).kind {
            Kind::Goal => self.goal(turn, fate),
            _ => self.activity(turn, fate),
        }
    }

    fn fate(&self, passed: f64) -> Fate {
        match passed {
            passed if passed > UNDER_WAY => Fate::Done,
            passed if passed > 0.0 => match self.chance.below(20) {
                0..10 => Fate::Waits,
                10..13 => Fate::Back,
                _ => Fate::Begun,
            },
            _ if self.chance.percent(3) => Fate::Begun,
            _ => Fate::Open,
        }
    }

    fn goal(&mut self, turn: Turn, fate: Fate) {
        let head = self.around.department.head;
        if fate == Fate::Begun {
            self.register(turn, 1);
            return;
        }
        if self.around.book.advised {
            self.advise(turn, self.around.mentor, Role::Mentor);
            let supervisor = *self.chance.of(&self.around.department.supervisors);
            self.advise(turn, supervisor, Role::Supervisor);
        }
        let (to, role) = match self.around.book.leader_approves {
            true => (head, Role::Leader),
            false => (*self.chance.of(&self.around.department.supervisors), Role::Supervisor),
        };
        let asked = (fate != Fate::Done || self.chance.percent(25)).then(|| self.ask(turn, to, None));
        self.answer(turn, fate, (to, role), asked, 1);
    }

    fn activity(&mut self, turn: Turn, fate: Fate) {
        let asked = self.around.book.asked(turn.place);
        let required = asked.required.min(999);
        if !asked.signed_by_somebody {
            let count = if fate == Fate::Begun { required.div_ceil(3) } else { required };
            self.register(turn, count);
            return;
        }
        let count = if fate == Fate::Begun { required.div_ceil(2) } else { required };
        let entry = self.register(turn, count);
        if fate == Fate::Begun {
            return;
        }
        let to = *self.chance.of(&self.around.department.supervisors);
        let request = (fate != Fate::Done || self.chance.percent(25)).then(|| self.ask(turn, to, entry));
        self.answer(turn, fate, (to, Role::Supervisor), request, count);
    }

    /// Attested, returned, or still waiting.
    fn answer(
        &mut self,
        turn: Turn,
        fate: Fate,
        (by, role): (PersonId, Role),
        request: Option<SignOffId>,
        count: u32,
    ) {
        match fate {
            Fate::Done => {
                let id = id!(self.chance, AttestationId);
                self.act(turn, What::Attested, (by, role), |act| {
                    act.sign_off = request;
                    act.attestation = Some(id);
                    act.count = Some(count);
                    if request.is_some() {
                        act.on = Some(turn.on);
                    }
                });
            }
            Fate::Back => self.act(turn, What::Returned, (by, role), |act| {
                act.sign_off = request;
                act.comment = Some("Vis mig det en gang til, så godkender jeg.".to_owned());
            }),
            Fate::Waits | Fate::Begun | Fate::Open => {}
        }
    }

    fn register(&mut self, turn: Turn, count: u32) -> Option<EntryId> {
        let entry = Entry { id: id!(self.chance, EntryId), on: turn.on, count, comment: None };
        let (id, digest) = (entry.id, entry.digest());
        let at = moment(turn.on, What::Registered);
        self.entries.push((entry, self.around.plan, turn.requirement, self.around.trainee, at));
        self.act(turn, What::Registered, (self.around.trainee, Role::Trainee), |act| {
            act.on = Some(turn.on);
            act.count = Some(count);
            act.evidence = vec![digest];
        });
        Some(id)
    }

    fn ask(&mut self, turn: Turn, to: PersonId, entry: Option<EntryId>) -> SignOffId {
        let id = id!(self.chance, SignOffId);
        let resting = entry.and_then(|_| self.entries.last()).map(|(entry, ..)| entry.digest());
        self.act(turn, What::Requested, (self.around.trainee, Role::Trainee), |act| {
            act.sign_off = Some(id);
            act.to = Some(to);
            act.on = Some(turn.on);
            act.evidence = resting.into_iter().collect();
        });
        self.past.evidence.extend(entry.map(|entry| (id, entry)));
        id
    }

    fn advise(&mut self, turn: Turn, by: PersonId, role: Role) {
        let id = id!(self.chance, AdviceId);
        self.act(turn, What::Advised, (by, role), |act| {
            act.advice = Some(id);
            act.recommends = Some(true);
        });
    }

    fn act(&mut self, turn: Turn, what: What, (by, role): (PersonId, Role), more: impl FnOnce(&mut Act)) {
        let curriculum = &self.around.book.published.curriculum;
        let mut act = Act {
            actor: Some(by),
            role: Some(role),
            trainee: Some(self.around.trainee),
            plan: Some(self.around.plan),
            requirement: Some(turn.requirement),
            of: Some(Named {
                scheme: curriculum.scheme.clone(),
                curriculum: curriculum.code.clone(),
                version: curriculum.version.clone(),
                code: self.around.book.published.at(turn.place).code.clone(),
                kind: self.around.book.asked(turn.place).kind,
            }),
            ..Act::new(what, moment(turn.on, what))
        };
        more(&mut act);
        let id = act.attested_as().unwrap_or_else(|| id!(self.chance, ActId));
        self.past.acts.push((id, self.chance.bytes(), act));
    }
}

/// When in the days after the first one an act of this kind happens.
fn moment(on: Day, what: What) -> Moment {
    let (days, hour) = match what {
        What::Registered => (0, 14),
        What::Advised => (1, 9),
        What::Requested => (2, 13),
        _ => (4, 8),
    };
    Moment::start_of(on.plus_days(days)).plus_seconds(hour * 3600)
}
