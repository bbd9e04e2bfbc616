//! One trainee: person, programme, placements, mentor, and a plan with its past.

use base::{Day, Moment, Percent, Period, PlacementId, PlanId, ProgrammeId};
use db::Conn;
use domain::access::{Kind, Role};

use super::{
    book::Book,
    chance::{Chance, id},
    nation::{Nation, Seat, new_person},
    past::{Around, Telling},
};
use crate::{
    error::Result,
    logging,
    people::{self, NewGrant, NewPerson, Over},
    signoff::Past,
    training::{self, NewPlan, Placement, Programme},
    world::World,
};

/// Everything about one trainee, ready to be written.
pub(super) struct Trainee {
    pub(super) book: usize,
    person: NewPerson,
    mentor: NewGrant,
    programme: Programme,
    placements: Vec<Placement>,
    plan: NewPlan,
    entries: Vec<logging::Past>,
    past: Past,
    begun: Option<Moment>,
}

/// Makes a trainee somewhere on the way.
pub(super) fn make(chance: &mut Chance, nation: &Nation, seat: &Seat, books: &[Book], today: Day) -> Trainee {
    let book = &books[seat.book];
    let department = &nation.departments[seat.department];
    let person = new_person(chance, (nation.seed, book.language, today), "trainee", seat.number);
    // Most are in the first half. The first of every department is nearly through: a full plan to look at.
    let through = if seat.place == 0 { 0.93 } else { chance.share().powf(1.4) * 0.95 + 0.02 };
    let from = today.plus_days(-((f64::from(book.months) * 30.4 * through) as i32) - 14);
    let programme = Programme {
        id: id!(chance, ProgrammeId),
        trainee: person.id,
        scheme: book.scheme.to_owned(),
        code: format!("S{}-{}", nation.seed, seat.number),
        stage: book.stage.to_owned(),
        specialty: book.published.curriculum.specialty.clone(),
        title: book.title.to_owned(),
        from,
        until: from.plus_months(book.months).plus_days(-1),
    };
    let placements = placements(chance, book, &programme, department.unit);
    let plan = NewPlan {
        id: id!(chance, PlanId),
        programme: programme.id,
        trainee: person.id,
        scheme: programme.scheme.clone(),
        curriculum: book.published.id,
        specialty: programme.specialty.clone(),
        assigned_by: None,
        assigned_at: Moment::start_of(from),
    };
    let mentor = department.mentors[seat.place * department.mentors.len() / 50 % department.mentors.len()];
    let around = Around { trainee: person.id, plan: plan.id, department, mentor, from, today, through, book };
    let (entries, past) = Telling::of(chance, &around);
    let begun = past.acts.iter().map(|(_, _, act)| act.at).min();
    let period = Period { from, until: None };
    let mentor = NewGrant {
        person: mentor,
        role: Role::Mentor,
        scheme: book.scheme.to_owned(),
        over: Over::Person(person.id),
        period,
    };
    Trainee { book: seat.book, person, mentor, programme, placements, plan, entries, past, begun }
}

fn placements(
    chance: &mut Chance,
    book: &Book,
    programme: &Programme,
    unit: base::OrganisationId,
) -> Vec<Placement> {
    let months = book.months / book.placements;
    (0..book.placements)
        .map(|nth| Placement {
            id: id!(chance, PlacementId),
            programme: programme.id,
            trainee: programme.trainee,
            organisation: unit,
            setting: "hospital".to_owned(),
            from: programme.from.plus_months(nth * months),
            until: programme.from.plus_months((nth + 1) * months).plus_days(-1),
            percent: Percent::new(100).expect("full time"),
        })
        .collect()
}

impl Trainee {
    pub(super) fn rows(&self) -> [(&'static str, usize); 12] {
        use crate::audit::What;
        let acts = |what| self.past.acts.iter().filter(|(_, _, act)| act.what == what).count();
        let mut states: Vec<_> = self.past.acts.iter().map(|(_, _, act)| act.requirement).collect();
        states.sort();
        states.dedup();
        [
            ("person", 1),
            ("role_grant", 1),
            ("programme", 1),
            ("placement", self.placements.len()),
            ("plan", 1),
            ("entry", self.entries.len()),
            ("sign_off", acts(What::Requested)),
            ("sign_off_entry", self.past.evidence.len()),
            ("attestation", acts(What::Attested)),
            ("advice", acts(What::Advised)),
            ("requirement_state", states.len()),
            // Beside what happened in the plan: who the trainee is, who the mentor, and that there is a plan.
            ("act", self.past.acts.len() + 3),
        ]
    }

    pub(super) async fn write(&self, c: &mut Conn, book: &Book, staff: &World) -> Result<()> {
        people::create(c, staff, &self.person).await?;
        people::grant_role(c, staff, None, &self.mentor).await?;
        training::enrol(c, &self.programme, self.plan.assigned_at).await?;
        for placement in &self.placements {
            training::place(c, placement).await?;
        }
        training::add_plan(c, staff, &self.plan).await?;
        let times = book.published.requirements().filter(|(_, one)| one.kind == Kind::Time);
        for (nth, (requirement, _)) in times.enumerate() {
            let placement = &self.placements[nth.min(self.placements.len() - 1)];
            training::serve_time(c, self.plan.id, requirement, (placement.id, true)).await?;
        }
        if let Some(begun) = self.begun {
            training::begin(c, self.plan.id, begun).await?;
        }
        logging::add_all(c, &self.entries).await?;
        self.past.write(c, &|requirement| book.asked_of(requirement)).await
    }
}
