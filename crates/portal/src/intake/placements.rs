//! `placements.csv`: who trains where. A row is a placement; its programme and trainee stand beside it, and the plan that comes with the
//! programme. Several rows may say the same programme or placement: to name a second plan, or where another time element is served.

use std::collections::{BTreeMap, btree_map::Entry};

use base::{Day, OrganisationId, Percent, PersonId, PlacementId, ProgrammeId};
use db::Conn;
use domain::scheme::Scheme;

use super::{
    NotImported, concluded, employ,
    people::email,
    plans::{self, WantedPlan},
    problem::Problems,
    remarks,
    report::Report,
    table::{self, Column, Row, optional, required, shown},
};
use crate::{
    error::Error,
    mint, organisations,
    people::{self, Email},
    training::{self, Placement, Programme},
    world::World,
};

const COLUMNS: &[Column] = &[
    required("scheme"),
    required("trainee"),
    required("programme"),
    required("title"),
    required("stage"),
    optional("specialty"),
    required("programme_from"),
    required("programme_until"),
    required("organisation"),
    required("from"),
    required("until"),
    optional("percent"),
    optional("curriculum"),
    optional("version"),
    optional("time"),
];

/// The import of programmes, placements and plans.
#[derive(Debug)]
pub struct Placements {
    /// The clock and the dice.
    pub world: World,
    /// The schemes that this portal knows, by code.
    pub schemes: BTreeMap<String, Scheme>,
    /// The file.
    pub file: Vec<u8>,
    /// Whether to do it, or only to show what it would do.
    pub apply: bool,
}

/// A row as the file has it.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) line: u64,
    pub(super) programme: WantedProgramme,
    pub(super) placement: WantedPlacement,
    pub(super) plan: Option<WantedPlan>,
}

/// What readable cells of a row name, also when others of it cannot be read: looked up all the same, so that all is told at once.
#[derive(Debug)]
struct Named {
    line: u64,
    scheme: Option<String>,
    trainee: Option<Email>,
    organisation: Option<String>,
    plan: Option<WantedPlan>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WantedProgramme {
    pub(super) scheme: String,
    pub(super) code: String,
    pub(super) trainee: Email,
    title: String,
    stage: String,
    pub(super) specialty: Option<String>,
    from: Day,
    until: Day,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WantedPlacement {
    pub(super) organisation: String,
    pub(super) from: Day,
    pub(super) until: Day,
    pub(super) percent: Percent,
}

/// A row with what its names stand for.
pub(super) struct Found<'a> {
    pub(super) want: &'a Wanted,
    pub(super) programme: Programme,
    pub(super) placement: Placement,
}

impl db::Work for Placements {
    type Done = Report;
    type Error = NotImported;
    async fn run(&self, c: &mut Conn) -> Result<Report, NotImported> {
        let (mut problems, mut report) = (Problems::default(), Report::default());
        let mut named = Vec::new();
        let wanted = self.wanted(&mut named, &mut problems);
        for one in &named {
            self.look_up(c, one, &mut problems).await?;
        }
        agree(&wanted, &mut problems);
        let found = self.find(c, &wanted, &mut problems).await?;
        let plans = plans::find(c, &found, &mut problems).await?;
        if problems.none() {
            employ::enrol(c, &self.world, &found, &mut report).await?;
            employ::place(c, &self.world, &found, &mut report).await?;
            plans::assign(c, &self.world, &found, &plans, &mut report).await?;
            remarks::remark(c, &self.schemes, &wanted, &mut report).await?;
        }
        concluded(self.apply, report, problems)
    }
}

impl Placements {
    fn wanted(&self, named: &mut Vec<Named>, problems: &mut Problems) -> Vec<Wanted> {
        let rows = table::read(&self.file, COLUMNS, problems);
        rows.iter().filter_map(|row| self.read(row, named, problems)).collect()
    }

    fn read(&self, row: &Row<'_>, named: &mut Vec<Named>, problems: &mut Problems) -> Option<Wanted> {
        let known: Vec<&str> = self.schemes.keys().map(String::as_str).collect();
        row.needed("scheme", problems);
        let scheme = row.one_of("scheme", &known, problems);
        let trainee = email(row, "trainee", problems);
        let programme = self.programme(row, scheme, trainee.clone(), problems);
        let organisation = row.code_needed("organisation", problems);
        let days = whole_period(row, "from", "until", problems);
        let percent = row.percent("percent", problems);
        let plan = plans::read(row, problems);
        named.push(Named {
            line: row.line,
            scheme: scheme.map(str::to_owned),
            trainee,
            organisation: organisation.clone(),
            plan: plan.clone().flatten(),
        });
        let (programme, (from, until)) = (programme?, days?);
        if from < programme.from || programme.until < until {
            problems.row(row.line, "the placement does not lie within its programme");
        }
        let placement = WantedPlacement { organisation: organisation?, from, until, percent: percent? };
        Some(Wanted { line: row.line, programme, placement, plan: plan? })
    }

    fn programme(
        &self,
        row: &Row<'_>,
        scheme: Option<&str>,
        trainee: Option<Email>,
        problems: &mut Problems,
    ) -> Option<WantedProgramme> {
        let code = row.code_needed("programme", problems);
        let title = row.name("title", problems);
        row.needed("stage", problems);
        let stages = scheme.and_then(|code| self.schemes.get(code)).map(|known| known.stages.as_slice());
        let stages: Vec<&str> = stages.unwrap_or_default().iter().map(String::as_str).collect();
        let stage = scheme.and_then(|_| row.one_of("stage", &stages, problems));
        let specialty = row.code("specialty", problems);
        let (from, until) = whole_period(row, "programme_from", "programme_until", problems)?;
        let (scheme, stage) = (scheme?.to_owned(), stage?.to_owned());
        Some(WantedProgramme {
            scheme,
            code: code?,
            trainee: trainee?,
            title: title?,
            stage,
            specialty,
            from,
            until,
        })
    }

    /// Finds trainee, unit and what is there of each row; notes what is nowhere.
    async fn find<'a>(
        &self,
        c: &mut Conn,
        wanted: &'a [Wanted],
        problems: &mut Problems,
    ) -> Result<Vec<Found<'a>>, Error> {
        let mut programmes: BTreeMap<(&str, &str), (ProgrammeId, Vec<Placement>)> = BTreeMap::new();
        let mut fresh: BTreeMap<(ProgrammeId, Day), PlacementId> = BTreeMap::new();
        let mut all = Vec::new();
        for want in wanted {
            let trainee = trainee(c, want.line, &want.programme.trainee, problems).await?;
            let (scheme, code) = (&want.programme.scheme, &want.placement.organisation);
            let place = self.unit(c, want.line, (scheme, code), problems).await?;
            let (Some(trainee), Some((organisation, setting))) = (trainee, place) else { continue };
            let key = (want.programme.scheme.as_str(), want.programme.code.as_str());
            let (id, placements) = match programmes.entry(key) {
                Entry::Occupied(there) => there.into_mut(),
                Entry::Vacant(place) => place.insert(self.there(c, want, trainee, problems).await?),
            };
            let known = placements.iter().find(|one| one.from == want.placement.from).map(|one| one.id);
            let placement = known.unwrap_or_else(|| {
                *fresh.entry((*id, want.placement.from)).or_insert_with(|| mint!(self.world, PlacementId))
            });
            all.push(want.found(trainee, *id, placement, organisation, setting));
        }
        Ok(all)
    }

    /// Notes what a row names and nobody has; of a row that can be read whole the same is noted again, which counts once.
    async fn look_up(&self, c: &mut Conn, named: &Named, problems: &mut Problems) -> Result<(), Error> {
        if let Some(email) = &named.trainee {
            trainee(c, named.line, email, problems).await?;
        }
        let Some(scheme) = &named.scheme else { return Ok(()) };
        if let Some(code) = &named.organisation {
            self.unit(c, named.line, (scheme, code), problems).await?;
        }
        if let Some(plan) = &named.plan {
            plans::book(c, named.line, scheme, plan, problems).await?;
        }
        Ok(())
    }

    /// The unit and the setting that holds there.
    async fn unit(
        &self,
        c: &mut Conn,
        line: u64,
        (scheme, code): (&str, &str),
        problems: &mut Problems,
    ) -> Result<Option<(OrganisationId, String)>, Error> {
        let Some(unit) = organisations::find_by_code(c, scheme, code).await? else {
            problems.cell(
                line,
                "organisation",
                format!("{} is not in the portal; import organisations first", shown(code)),
            );
            return Ok(None);
        };
        let only = match self.schemes[scheme].settings.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        };
        let setting = organisations::setting_of(c, unit.id).await?.or(only);
        if setting.is_none() {
            let what = format!("{} has no setting; give it, or a unit above it, one", shown(code));
            problems.cell(line, "organisation", what);
        }
        Ok(setting.map(|setting| (unit.id, setting)))
    }

    /// The programme's id, old or new, and the placements it has.
    async fn there(
        &self,
        c: &mut Conn,
        want: &Wanted,
        trainee: PersonId,
        problems: &mut Problems,
    ) -> Result<(ProgrammeId, Vec<Placement>), Error> {
        let Some(there) =
            training::programme_by_code(c, &want.programme.scheme, &want.programme.code).await?
        else {
            return Ok((mint!(self.world, ProgrammeId), Vec::new()));
        };
        if there.trainee != trainee {
            problems.cell(want.line, "programme", "is another trainee's in the portal");
        }
        Ok((there.id, training::placements_of(c, there.id).await?))
    }
}

impl Wanted {
    fn found(
        &self,
        trainee: PersonId,
        id: ProgrammeId,
        placement: PlacementId,
        organisation: OrganisationId,
        setting: String,
    ) -> Found<'_> {
        let (programme, place) = (self.programme.clone(), &self.placement);
        let (from, until, percent) = (place.from, place.until, place.percent);
        Found {
            want: self,
            placement: Placement {
                id: placement,
                programme: id,
                trainee,
                organisation,
                setting,
                from,
                until,
                percent,
            },
            programme: Programme {
                id,
                trainee,
                scheme: programme.scheme,
                code: programme.code,
                stage: programme.stage,
                specialty: programme.specialty,
                title: programme.title,
                from: programme.from,
                until: programme.until,
            },
        }
    }
}

async fn trainee(
    c: &mut Conn,
    line: u64,
    email: &Email,
    problems: &mut Problems,
) -> Result<Option<PersonId>, Error> {
    let person = people::find_by_email(c, email).await?;
    if person.is_none() {
        let what = format!("{} is not in the portal; import people first", shown(email.as_str()));
        problems.cell(line, "trainee", what);
    }
    Ok(person.map(|person| person.id))
}

fn whole_period(
    row: &Row<'_>,
    from: &'static str,
    until: &'static str,
    problems: &mut Problems,
) -> Option<(Day, Day)> {
    row.needed(until, problems);
    let period = row.period(from, until, problems)?;
    Some((period.from, period.until?))
}

/// Rows that say the same programme, or the same placement of it, must say the same about it.
fn agree(wanted: &[Wanted], problems: &mut Problems) {
    let mut programmes: BTreeMap<(&str, &str), &Wanted> = BTreeMap::new();
    let mut placements: BTreeMap<(&str, &str, Day), &Wanted> = BTreeMap::new();
    for want in wanted {
        let (scheme, code) = (want.programme.scheme.as_str(), want.programme.code.as_str());
        let first = programmes.entry((scheme, code)).or_insert(want);
        if first.programme != want.programme {
            problems.row(
                want.line,
                format!("says something else about the programme {} than line {}", shown(code), first.line),
            );
        }
        let first = placements.entry((scheme, code, want.placement.from)).or_insert(want);
        if first.placement != want.placement {
            problems.row(
                want.line,
                format!("says something else about the same placement than line {}", first.line),
            );
        }
    }
}
