//! A leader's overview above the list of trainees: who is late and why, before how much. It counts those on the page of the list.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap},
};

use base::{CurriculumId, Day, PersonId, PlanId, RequirementId};
use domain::{access::Kind, pace, signoff::State};

use jiff::tz::TimeZone;

use super::trainees::people_in;
use crate::{
    desk::Desk,
    error::{Error, Result},
    home::pages::leader::{Bottleneck, Cause, Late, Line, Overview, Pace, Table},
    people,
    signoff::{self, Reached},
    training::{InReach, Plan},
};

/// How many bottlenecks an overview names.
const BOTTLENECKS_MAX: usize = 5;
/// So many months behind the planned end is late.
const LATE_MONTHS: i32 = 2;

/// What the overview counts from.
struct Ground {
    today: Day,
    zone: TimeZone,
    /// When goals were attested, by plan, oldest first.
    days: HashMap<PlanId, Vec<Day>>,
    /// How many plans have each goal attested.
    by_goal: HashMap<RequirementId, u32>,
    /// How many requests wait in a plan, and for whom.
    waiting: Vec<(PlanId, PersonId, u32)>,
    /// How many wait for the reader: the in-tray's own number.
    to_reader: u32,
    /// Who can approve for the reader, and until when.
    deputies: Vec<(String, Day)>,
}

/// What stands above a leader's list.
pub(super) async fn above(desk: &Desk, all: &[InReach]) -> Result<Overview> {
    let ground = read(desk, all).await?;
    let (mut late, mut tables, mut behind) = (Vec::new(), BTreeMap::new(), BTreeSet::new());
    for (one, plan) in live(all) {
        let (pace, months) = ground.pace(one, plan);
        let href = format!("/plans/{}", plan.plan.id);
        if months >= LATE_MONTHS || pace == Pace::Still {
            behind.insert(one.stage.trainee);
            late.push(Late {
                name: one.name.clone(),
                title: plan.name(&desk.say_of(&one.stage.scheme)),
                months: months.unsigned_abs(),
                causes: ground.causes(desk.caller.call.actor, plan),
                href: href.clone(),
            });
        }
        let themes = plan.published.themes();
        let title = plan.name(&desk.say_of(&one.stage.scheme));
        let table = tables.entry(title.clone()).or_insert_with(|| Table {
            title,
            themes: themes.iter().map(|theme| (*theme).to_owned()).collect(),
            lines: Vec::new(),
        });
        table.lines.push(Line { name: one.name.clone(), href, percents: percents(plan, &themes), pace });
    }
    late.sort_by_key(|one: &Late| Reverse(one.months));
    tell_apart(&mut late);
    // By name as they come, but those behind first.
    tables
        .values_mut()
        .for_each(|table: &mut Table| table.lines.sort_by_key(|line| Reverse(line.pace.behind())));
    let behind = u32::try_from(behind.len()).unwrap_or(u32::MAX);
    Ok(Overview {
        place: desk.place(),
        total: people_in(all),
        behind,
        begun: !ground.days.is_empty(),
        waiting: (ground.to_reader > 0).then_some((ground.to_reader, 0)),
        deputies: ground.deputies,
        tables: tables.into_values().filter(|table| table.themes.len() > 1).collect(),
        late,
        bottlenecks: bottlenecks(all, &ground.by_goal),
    })
}

/// Whoever stands there with several plans is told apart by the plan.
fn tell_apart(late: &mut [Late]) {
    let names: Vec<String> = late.iter().map(|one| one.name.clone()).collect();
    for one in late {
        if names.iter().filter(|name| **name == one.name).count() > 1 {
            one.name = format!("{}, {}", one.name, one.title);
        }
    }
}

async fn read(desk: &Desk, all: &[InReach]) -> Result<Ground> {
    let ids: Vec<PlanId> = live(all).map(|(_, plan)| plan.plan.id).collect();
    let call = desk.caller.call.clone();
    let (app, me, today) = (call.portal.clone(), call.actor, call.today);
    let read = app.db.read(move |c| {
        Box::pin(async move {
            let reached = signoff::reached(c, &ids).await?;
            let waiting = signoff::waiting_in(c, &ids).await?;
            let delegations = people::delegations_of(c, call.actor, call.today).await?;
            let tray = signoff::in_box(c, &call, 0).await?;
            Ok::<_, Error>((reached, waiting, delegations, tray.total))
        })
    });
    let (reached, waiting, delegations, to_reader) = read.await?;
    let to_reader = u32::try_from(to_reader).unwrap_or(u32::MAX);
    let zone = app.world.zone().clone();
    let (mut days, mut by_goal) = (HashMap::<PlanId, Vec<Day>>::new(), HashMap::new());
    for Reached { plan, goal, at } in reached {
        days.entry(plan).or_default().push(at.day_in(&zone));
        *by_goal.entry(goal).or_default() += 1;
    }
    let lent =
        delegations.into_iter().filter(|delegation| delegation.from == me && delegation.from_day <= today);
    let deputies = lent.map(|delegation| (delegation.to_name, delegation.until_day)).collect();
    Ok(Ground { today, zone, days, by_goal, waiting, to_reader, deputies })
}

impl Ground {
    fn days(&self, plan: &Plan) -> &[Day] {
        self.days.get(&plan.plan.id).map(Vec::as_slice).unwrap_or_default()
    }

    /// How a plan lies against the planned end, and by how many months it is late.
    fn pace(&self, one: &InReach, plan: &Plan) -> (Pace, i32) {
        let (days, remaining) = (self.days(plan), self.remaining(plan));
        // Nobody stands still in a plan before it was there.
        let from = one.stage.from.max(plan.plan.assigned_at.day_in(&self.zone));
        if pace::stands_still(from, self.today, days, remaining) {
            return (Pace::Still, 0);
        }
        match pace::done_by(one.stage.from, self.today, days, remaining) {
            None => (if remaining == 0 { Pace::OnTime } else { Pace::Unknown }, 0),
            Some(done) => {
                let months = pace::months_late(one.stage.until, done);
                let pace = match months {
                    ..=-1 => Pace::Ahead(months.unsigned_abs()),
                    0 => Pace::OnTime,
                    1.. => Pace::Behind(months.unsigned_abs()),
                };
                (pace, months)
            }
        }
    }

    fn remaining(&self, plan: &Plan) -> u32 {
        let goals = plan.published.requirements().filter(|(_, one)| one.kind == Kind::Goal).count();
        u32::try_from(goals.saturating_sub(self.days(plan).len())).unwrap_or(u32::MAX)
    }

    /// Why somebody is late: how fast it goes, then what others can do about it, the reader's own part first.
    fn causes(&self, me: PersonId, plan: &Plan) -> Vec<Cause> {
        let days = self.days(plan);
        let year_ago = self.today.plus_months(-12);
        let lately = days.iter().filter(|day| **day > year_ago).count();
        let mut causes = vec![match (days.last(), lately) {
            (None, _) => Cause::NotBegun,
            (Some(last), 0) => Cause::Still(*last),
            (Some(_), lately) => {
                Cause::Lately(u32::try_from(lately).unwrap_or(u32::MAX), self.remaining(plan))
            }
        }];
        let waiting = |mine: bool| -> u32 {
            let here = self.waiting.iter().filter(|(id, ..)| *id == plan.plan.id);
            here.filter(|(_, to, _)| (*to == me) == mine).map(|(.., count)| *count).sum()
        };
        let returned = plan.tallies.iter().filter(|one| one.state == State::Returned.code());
        let returned: u32 = returned.map(|one| one.count).sum();
        causes.extend((waiting(true) > 0).then(|| Cause::WaitsForYou(waiting(true))));
        causes.extend((waiting(false) > 0).then(|| Cause::Waits(waiting(false))));
        causes.extend((returned > 0).then_some(Cause::Returned(returned)));
        causes
    }
}

fn live(all: &[InReach]) -> impl Iterator<Item = (&InReach, &Plan)> {
    all.iter()
        .flat_map(|one| one.plans.iter().filter(|plan| !plan.plan.archived).map(move |plan| (one, plan)))
}

/// Approved in percent, per theme.
fn percents(plan: &Plan, themes: &[&str]) -> Vec<Option<u32>> {
    let goals = |theme: &str| {
        plan.published
            .requirements()
            .filter(|(_, one)| one.kind == Kind::Goal && one.theme.as_deref() == Some(theme))
            .count()
    };
    let done = |theme: &str| -> u32 {
        let mine = plan
            .tallies
            .iter()
            .filter(|one| one.kind == Kind::Goal.code() && one.theme.as_deref() == Some(theme));
        mine.filter(|one| one.state == State::Attested.code()).map(|one| one.count).sum()
    };
    themes
        .iter()
        .map(|theme| {
            u32::try_from(goals(theme)).ok().filter(|all| *all > 0).map(|all| done(theme) * 100 / all)
        })
        .collect()
}

/// Goals that most of those on the most common curriculum lack; of several, the longest.
fn bottlenecks(all: &[InReach], by_goal: &HashMap<RequirementId, u32>) -> Vec<Bottleneck> {
    let mut plans: BTreeMap<CurriculumId, Vec<&Plan>> = BTreeMap::new();
    for (_, plan) in live(all) {
        plans.entry(plan.published.id).or_default().push(plan);
    }
    let size = |plans: &Vec<&Plan>| (plans.len(), plans.first().map_or(0, |plan| plan.published.len()));
    let Some(most) = plans.into_values().max_by_key(size).filter(|plans| plans.len() > 2) else {
        return Vec::new();
    };
    let of = u32::try_from(most.len()).unwrap_or(u32::MAX);
    let mut found: Vec<Bottleneck> = most[0]
        .published
        .requirements()
        .filter(|(_, one)| one.kind == Kind::Goal)
        .map(|(id, one)| Bottleneck {
            title: one.title.clone(),
            code: one.code.clone(),
            missing: of.saturating_sub(by_goal.get(&id).copied().unwrap_or(0)),
            of,
        })
        .filter(|one| one.missing > 0 && one.missing < of)
        .collect();
    found.sort_by_key(|one| std::cmp::Reverse(one.missing));
    found.truncate(BOTTLENECKS_MAX);
    found
}
