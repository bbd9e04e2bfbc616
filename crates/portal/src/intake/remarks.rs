//! What `placements.csv` says that is taken and may all the same be a slip of the pen.

use std::collections::{BTreeMap, BTreeSet};

use db::Conn;
use domain::scheme::Scheme;

use super::{placements::Wanted, report::Report, table::shown};
use crate::{curricula, error::Error};

/// Tells all of it.
pub(super) async fn remark(
    c: &mut Conn,
    schemes: &BTreeMap<String, Scheme>,
    wanted: &[Wanted],
    report: &mut Report,
) -> Result<(), Error> {
    less_part_time(schemes, wanted, report);
    more_than_full_time(wanted, report);
    strange_specialties(c, wanted, report).await
}

/// Less part time than the scheme allows: two placements at once may share a week.
fn less_part_time(schemes: &BTreeMap<String, Scheme>, wanted: &[Wanted], report: &mut Report) {
    for Wanted { line, programme, placement, .. } in wanted {
        let least = schemes.get(&programme.scheme).and_then(|scheme| scheme.part_time);
        let percent = placement.percent.get();
        if let Some(least) = least.map(|part_time| part_time.percent_min).filter(|least| percent < *least) {
            report.remark(format!(
                "line {line}: {percent} percent is less than the {least} that {} allows",
                programme.scheme
            ));
        }
    }
}

/// Two placements of one doctor at the same time that come to more than full time.
fn more_than_full_time(wanted: &[Wanted], report: &mut Report) {
    let mut of_one: BTreeMap<(&str, &str), Vec<&Wanted>> = BTreeMap::new();
    for one in wanted {
        let of = (one.programme.scheme.as_str(), one.programme.trainee.as_str());
        let earlier = of_one.entry(of).or_default();
        for before in &*earlier {
            let (a, b) = (&before.placement, &one.placement);
            let same = (&before.programme.code, &a.organisation, a.from)
                == (&one.programme.code, &b.organisation, b.from);
            let percent = u32::from(a.percent.get()) + u32::from(b.percent.get());
            if !same && a.from <= b.until && b.from <= a.until && percent > 100 {
                report.remark(format!(
                    "line {}: together with line {}, which it overlaps, it comes to {percent} percent",
                    one.line, before.line
                ));
            }
        }
        earlier.push(one);
    }
}

/// Specialties that no curriculum here is about: course leaders are found by the same code.
async fn strange_specialties(c: &mut Conn, wanted: &[Wanted], report: &mut Report) -> Result<(), Error> {
    let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for one in curricula::all(c).await? {
        known.entry(one.scheme).or_default().extend(one.specialty);
    }
    for Wanted { line, programme, .. } in wanted {
        let Some(specialty) = &programme.specialty else { continue };
        let of_scheme = known.get(&programme.scheme);
        if !of_scheme.is_some_and(|known| known.contains(specialty)) {
            let there: Vec<&str> = of_scheme.into_iter().flatten().map(String::as_str).collect();
            report.remark(format!(
                "line {line}: no curriculum of {} is about the specialty {}; there are: {}",
                programme.scheme,
                shown(specialty),
                if there.is_empty() { "none".to_owned() } else { there.join(", ") }
            ));
        }
    }
    Ok(())
}
