//! What a dossier holds that an earlier one did not: what an officer who has read the first has still to read.

use std::collections::BTreeSet;

use base::{ActId, DocumentId, PlanId};
use domain::employment::{Employment, Source};
use sealed::{Checked, Content, Requirement};

use super::told::{attested, is_end, title_of};
use crate::{
    documents,
    show::{Say, Title, dotted, employment_registered, employment_whole},
    words,
};

/// What is new, by name, in the order of the dossier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Since {
    /// Requirements that are met now and were not.
    pub met: Vec<Title>,
    /// Attestations that count now and did not: of what, by whom, when.
    pub attested: Vec<(Title, String)>,
    /// Documents that were not there.
    pub documents: Vec<String>,
    /// Employments that were not in the overview.
    pub employed: Vec<String>,
    /// Those that say something else now, each with what it said.
    pub corrected: Vec<String>,
    /// Those that are not in it any more.
    pub dropped: Vec<String>,
}

impl Since {
    /// Whether it is none of these that has changed.
    pub fn is_nothing(&self) -> bool {
        let told = [&self.documents, &self.employed, &self.corrected, &self.dropped];
        self.met.is_empty() && self.attested.is_empty() && told.iter().all(|one| one.is_empty())
    }
}

/// What is new in a checked dossier since an earlier one of the same trainee.
pub(crate) fn since(say: &Say<'_>, first: &Content, now: &Checked) -> Since {
    let content = &now.payload.content;
    let title = |one: &Requirement| {
        let curriculum = &content.plan(one.plan)?.curriculum;
        Some(title_of(say, now, curriculum, &one.code).unwrap_or_else(|| one.code.clone().into()))
    };
    let (met, counted) = (met(first), counted(first));
    let ends: Vec<&Requirement> = content.result.requirements.iter().filter(|one| is_end(one)).collect();
    let new = ends.iter().filter(|one| !met.contains(&(one.plan, one.code.as_str())));
    let attestation = |one: &Requirement, id: &ActId| {
        let act = now.counted.act(*id).filter(|_| !counted.contains(id))?;
        Some((title(one)?, attested(say, now, act)))
    };
    let known: BTreeSet<DocumentId> = first.documents.iter().map(|one| one.id).collect();
    let document = |one: &sealed::Document| {
        dotted(&[web::format::capitalised(&documents::called(say, &one.kind)), one.name.clone()])
    };
    let (then, now) = (first.overview(), content.overview());
    let (employed, corrected, dropped) = overview(&then, &now);
    let said = |one: &Employment| {
        dotted(&[employment_whole(say, &one.stated), employment_registered(say, one).unwrap_or_default()])
    };
    // Both whole: any part of it may be what changed.
    let both = |(was, is): &(&Employment, &Employment)| words::cases_since_was(say.lang, said(was), said(is));
    Since {
        met: new.filter_map(|one| title(one)).collect(),
        attested: ends
            .iter()
            .flat_map(|one| one.attested.iter().filter_map(|id| attestation(one, id)))
            .collect(),
        documents: content.documents.iter().filter(|one| !known.contains(&one.id)).map(document).collect(),
        employed: employed.into_iter().map(said).collect(),
        corrected: corrected.iter().map(both).collect(),
        dropped: dropped.into_iter().map(said).collect(),
    }
}

/// What happened to an overview of employments: those that are new; those of which period or share changed, as they were and are; and
/// those that are gone. One that stands there twice counts twice.
type Overview<'a> = (Vec<&'a Employment>, Vec<(&'a Employment, &'a Employment)>, Vec<&'a Employment>);

fn overview<'a>(then: &'a [Employment], now: &'a [Employment]) -> Overview<'a> {
    let mut gone: Vec<&Employment> = then.iter().collect();
    let mut new: Vec<&Employment> = now.iter().collect();
    new.retain(|one| take(&mut gone, |was| was == *one).is_none());
    let (mut added, mut corrected) = (Vec::new(), Vec::new());
    for one in new {
        let same = |was: &Employment| {
            let (was, one) = ((&was.stated, was.source.code()), (&one.stated, one.source.code()));
            (&was.0.place, &was.0.position, was.1) == (&one.0.place, &one.0.position, one.1)
                && (was.0.period.from == one.0.period.from || was.0.period.until == one.0.period.until)
        };
        // Of one placement, whatever the doctor says of it.
        let placement = |one: &Employment| match &one.source {
            Source::Portal => Some(one.stated.clone()),
            Source::Corrected(registered) => Some(registered.clone()),
            Source::Own => None,
        };
        let known = placement(one);
        let same = |was: &Employment| known.is_some() && placement(was) == known || same(was);
        match take(&mut gone, same) {
            Some(was) => corrected.push((was, one)),
            None => added.push(one),
        }
    }
    (added, corrected, gone)
}

fn take<'a>(all: &mut Vec<&'a Employment>, fits: impl Fn(&Employment) -> bool) -> Option<&'a Employment> {
    let at = all.iter().position(|one| fits(one))?;
    Some(all.remove(at))
}

/// What is met, by plan and code.
fn met(content: &Content) -> BTreeSet<(PlanId, &str)> {
    let all = content.result.requirements.iter().filter(|one| is_end(one));
    all.map(|one| (one.plan, one.code.as_str())).collect()
}

/// The attestations that count.
fn counted(content: &Content) -> BTreeSet<ActId> {
    let all = content.result.requirements.iter().filter(|one| is_end(one));
    all.flat_map(|one| one.attested.iter().copied()).collect()
}

#[cfg(test)]
mod tests {
    use base::{Day, Percent, Period};
    use domain::employment::Stated;

    use super::*;

    fn one(place: &str, (from, until): (&str, Option<&str>), percent: i64) -> Employment {
        let day = |text: &str| text.parse::<Day>().expect("a day");
        let stated = Stated {
            place: place.to_owned(),
            position: "KBU".to_owned(),
            period: Period { from: day(from), until: until.map(day) },
            percent: Percent::new(percent).expect("a share"),
        };
        Employment { stated, source: Source::Own }
    }

    #[test]
    fn an_overview_is_compared_line_by_line() {
        let (aarhus, sundby) = (("2026-01-01", Some("2026-01-31")), ("2025-02-01", None));
        let then = [one("Aarhus", aarhus, 100), one("Sundby", sundby, 100), one("Havnen", sundby, 50)];
        let ended = one("Sundby", ("2025-02-01", Some("2026-06-30")), 100);
        // The same line stands there twice now.
        let now = [then[0].clone(), then[0].clone(), ended.clone()];
        let (added, corrected, gone) = overview(&then, &now);
        assert_eq!(added, [&now[1]]);
        assert_eq!(corrected, [(&then[1], &ended)]);
        assert_eq!(gone, [&then[2]]);
        assert_eq!(overview(&then, &then), (vec![], vec![], vec![]));
        // What the portal says, and what the doctor says instead, is one employment.
        let known = Employment { source: Source::Portal, ..then[0].clone() };
        let instead = one("Aarhus Universitetshospital", (("2026-02-01"), None), 60);
        let instead = Employment { source: Source::Corrected(known.stated.clone()), ..instead };
        let (then, now) = ([known], [instead]);
        assert_eq!(overview(&then, &now), (vec![], vec![(&then[0], &now[0])], vec![]));
    }
}
