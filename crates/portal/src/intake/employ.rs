//! Brings programmes and placements to what `placements.csv` says, and notes what that changes.

use std::collections::BTreeSet;

use db::Conn;

use super::{
    placements::Found,
    report::{Fate, Report},
    table::shown,
};
use crate::{
    error::Error,
    organisations,
    training::{self, Placement, Programme},
    world::World,
};

pub(super) async fn enrol(
    c: &mut Conn,
    world: &World,
    found: &[Found<'_>],
    report: &mut Report,
) -> Result<(), Error> {
    let (today, mut seen) = (world.today(), BTreeSet::new());
    for programme in found.iter().map(|found| &found.programme) {
        if !seen.insert(programme.id) {
            continue;
        }
        let which = format!("{}:{}", programme.scheme, programme.code);
        match training::programme_by_code(c, &programme.scheme, &programme.code).await? {
            None => report.note(Fate::New, "programme", format!("{which} {}", shown(&programme.title))),
            Some(now) => {
                let pairs = paired(facts(&now), facts(programme));
                if programme.until < today && now.until >= today {
                    report.end("programme", which, &pairs);
                } else {
                    report.compare("programme", which, &pairs);
                }
            }
        }
        training::enrol(c, programme, world.now()).await?;
    }
    Ok(())
}

pub(super) async fn place(
    c: &mut Conn,
    world: &World,
    found: &[Found<'_>],
    report: &mut Report,
) -> Result<(), Error> {
    let (today, mut seen) = (world.today(), BTreeSet::new());
    for Found { want, programme, placement } in found {
        if !seen.insert(placement.id) {
            continue;
        }
        let place = &want.placement.organisation;
        let which = format!("{}:{} at {place} from {}", programme.scheme, programme.code, placement.from);
        let there = training::placements_of(c, programme.id).await?;
        match there.into_iter().find(|one| one.from == placement.from) {
            None => report.note(Fate::New, "placement", which),
            Some(now) => {
                let before = organisations::find(c, now.organisation).await?.map(|unit| unit.code);
                let pairs = paired(
                    placement_facts(&now, before.unwrap_or_default()),
                    placement_facts(placement, place.clone()),
                );
                if placement.until < today && now.until >= today {
                    report.end("placement", which, &pairs);
                } else {
                    report.compare("placement", which, &pairs);
                }
            }
        }
        training::place(c, placement).await?;
    }
    Ok(())
}

type Fact = (&'static str, String);

fn facts(programme: &Programme) -> Vec<Fact> {
    vec![
        ("title", programme.title.clone()),
        ("stage", programme.stage.clone()),
        ("specialty", programme.specialty.clone().unwrap_or_default()),
        ("from", programme.from.to_string()),
        ("until", programme.until.to_string()),
    ]
}

fn placement_facts(placement: &Placement, organisation: String) -> Vec<Fact> {
    vec![
        ("organisation", organisation),
        ("setting", placement.setting.clone()),
        ("until", placement.until.to_string()),
        ("percent", placement.percent.get().to_string()),
    ]
}

fn paired(before: Vec<Fact>, after: Vec<Fact>) -> Vec<(&'static str, String, String)> {
    before.into_iter().zip(after).map(|((field, before), (_, after))| (field, before, after)).collect()
}
