//! Countries, regions, hospitals and departments, and who works there.

use base::{Day, OrganisationId, Period, PersonId};
use db::{Conn, Work};
use domain::access::Role;

use super::{
    Wanted,
    chance::{Chance, id},
    names::{FIRST_DA, FIRST_NB, LAST_DA, LAST_NB},
};
use crate::{
    error::Error,
    organisations::{self, Organisation},
    people::{self, Email, NewGrant, NewPerson, Over},
    world::World,
};

/// Of a hundred trainees so many are Norwegian.
const NORWEGIAN_PERCENT: u32 = 70;
const REGIONS: u32 = 4;
const TRUST_DEPARTMENTS: u32 = 2;

/// How departments are staffed.
struct Staffing {
    scheme: &'static str,
    language: &'static str,
    trainees: u32,
    supervisors: u32,
    mentors: u32,
    head: Role,
    country: &'static str,
    hospital: &'static str,
    department: &'static str,
    /// Which books its trainees follow, in turn.
    books: &'static [usize],
    /// Regional officers, and whoever provides courses.
    secretariats: bool,
}
const NORWAY: Staffing = Staffing {
    scheme: "no",
    language: "nb",
    trainees: 50,
    supervisors: 8,
    mentors: 10,
    head: Role::Leader,
    country: "Norge",
    hospital: "trust",
    books: &[0],
    secretariats: false,
    department: "Anestesiavdelingen",
};
const DENMARK: Staffing = Staffing {
    scheme: "dk",
    language: "da",
    trainees: 25,
    supervisors: 5,
    mentors: 5,
    head: Role::EducationLead,
    country: "Danmark",
    hospital: "hospital",
    books: &[1, 1, 2],
    secretariats: true,
    department: "Ortopædkirurgisk Afdeling",
};

/// A department and who works there.
pub(super) struct Department {
    pub(super) unit: OrganisationId,
    pub(super) head: PersonId,
    pub(super) supervisors: Vec<PersonId>,
    pub(super) mentors: Vec<PersonId>,
}

/// Where one trainee is.
pub(super) struct Seat {
    pub(super) number: u32,
    pub(super) department: usize,
    pub(super) place: usize,
    pub(super) book: usize,
}

/// All but the trainees.
pub(super) struct Nation {
    pub(super) seed: u64,
    pub(super) departments: Vec<Department>,
    units: Vec<Organisation>,
    people: Vec<NewPerson>,
    grants: Vec<NewGrant>,
    seats: Vec<Seat>,
    today: Day,
}

/// The code of the topmost unit that a seed makes.
pub(super) fn mark(seed: u64) -> String {
    format!("S{seed}")
}

/// The address of somebody made by a seed: `leader-3@1.seed.example`.
pub(super) fn address(seed: u64, what: &str, number: u32) -> Option<Email> {
    Email::read(&format!("{what}-{number}@{seed}.{}", super::HOST))
}

impl Nation {
    pub(super) fn plan(chance: &mut Chance, wanted: Wanted, today: Day) -> Self {
        let norwegian = (wanted.trainees * NORWEGIAN_PERCENT).div_ceil(100);
        let mut nation = Self {
            seed: wanted.seed,
            departments: Vec::new(),
            units: Vec::new(),
            people: Vec::new(),
            grants: Vec::new(),
            seats: Vec::new(),
            today,
        };
        nation.country(chance, &NORWAY, norwegian);
        nation.country(chance, &DENMARK, wanted.trainees - norwegian);
        nation
    }

    pub(super) fn seats(&self) -> &[Seat] {
        &self.seats
    }

    fn country(&mut self, chance: &mut Chance, staffing: &Staffing, trainees: u32) {
        let mark = mark(self.seed);
        let top = self.unit(chance, staffing, ("nation", mark.clone(), staffing.country.to_owned()), None);
        let regions: Vec<_> = (1..=REGIONS)
            .map(|n| {
                self.unit(
                    chance,
                    staffing,
                    ("region", format!("{mark}-R{n}"), format!("Region {n}")),
                    Some(top),
                )
            })
            .collect();
        self.officers(chance, staffing, &regions);
        let mut trust = top;
        for n in 0..trainees.div_ceil(staffing.trainees) {
            if n % TRUST_DEPARTMENTS == 0 {
                let number = n / TRUST_DEPARTMENTS + 1;
                let region = regions[(number % REGIONS) as usize];
                let unit = (staffing.hospital, format!("{mark}-H{number}"), format!("Sygehus {number}"));
                trust = self.unit(chance, staffing, unit, Some(region));
            }
            let name = format!("{} {}", staffing.department, n + 1);
            let unit =
                self.unit(chance, staffing, ("department", format!("{mark}-D{}", n + 1), name), Some(trust));
            self.department(chance, staffing, unit);
            let here = staffing.trainees.min(trainees - n * staffing.trainees);
            for place in 0..here {
                let book = staffing.books[place as usize % staffing.books.len()];
                self.seats.push(Seat {
                    number: self.seats.len() as u32 + 1,
                    department: self.departments.len() - 1,
                    place: place as usize,
                    book,
                });
            }
        }
    }

    fn unit(
        &mut self,
        chance: &mut Chance,
        staffing: &Staffing,
        (kind, code, name): (&str, String, String),
        parent: Option<OrganisationId>,
    ) -> OrganisationId {
        let id = id!(chance, OrganisationId);
        self.units.push(Organisation {
            id,
            scheme: staffing.scheme.to_owned(),
            kind: kind.to_owned(),
            code,
            name,
            parent,
            setting: parent.is_none().then(|| "hospital".to_owned()),
            period: Period { from: long_ago(), until: None },
            successor: None,
        });
        id
    }

    fn officers(&mut self, chance: &mut Chance, staffing: &Staffing, regions: &[OrganisationId]) {
        let scheme = staffing.scheme;
        self.give(chance, staffing, &format!("authority-{scheme}"), 1, Role::Authority, Over::Scheme);
        if staffing.secretariats {
            self.give(chance, staffing, "course-provider", 1, Role::CourseProvider, Over::Scheme);
            for (n, region) in (1..).zip(regions) {
                for officer in [2 * n - 1, 2 * n] {
                    let over = Over::Organisation(*region);
                    self.give(chance, staffing, "secretariat", officer, Role::Secretariat, over);
                }
            }
        }
    }

    fn department(&mut self, chance: &mut Chance, staffing: &Staffing, unit: OrganisationId) {
        let number = self.departments.len() as u32 + 1;
        let over = || Over::Organisation(unit);
        let head = match staffing.head {
            Role::Leader => {
                self.give(chance, staffing, "education-lead", number, Role::EducationLead, over());
                self.give(chance, staffing, "leader", number, Role::Leader, over())
            }
            role => self.give(chance, staffing, "education-lead", number, role, over()),
        };
        let supervisor = |n| (number - 1) * NORWAY.supervisors + n;
        let mentor = |n| (number - 1) * NORWAY.mentors + n;
        let supervisors = (1..=staffing.supervisors)
            .map(|n| self.give(chance, staffing, "supervisor", supervisor(n), Role::Supervisor, over()))
            .collect();
        let mentors = (1..=staffing.mentors)
            .map(|n| self.person(chance, staffing.language, "mentor", mentor(n)))
            .collect();
        self.departments.push(Department { unit, head, supervisors, mentors });
    }

    fn give(
        &mut self,
        chance: &mut Chance,
        staffing: &Staffing,
        what: &str,
        number: u32,
        role: Role,
        over: Over,
    ) -> PersonId {
        let person = self.person(chance, staffing.language, what, number);
        let period = Period { from: self.today.plus_months(-72), until: None };
        self.grants.push(NewGrant { person, role, scheme: staffing.scheme.to_owned(), over, period });
        person
    }

    fn person(&mut self, chance: &mut Chance, language: &str, what: &str, number: u32) -> PersonId {
        let new = new_person(chance, (self.seed, language, self.today), what, number);
        let id = new.id;
        self.people.push(new);
        id
    }

    pub(super) fn rows(&self) -> [(&'static str, usize); 4] {
        [
            ("organisation", self.units.len()),
            ("person", self.people.len()),
            ("role_grant", self.grants.len()),
            ("act", self.grants.len() + self.people.len()),
        ]
    }

    /// What writes it.
    pub(super) fn work(&self, world: World) -> impl Work<Done = (), Error = Error> + use<> {
        Write { units: self.units.clone(), people: self.people.clone(), grants: self.grants.clone(), world }
    }
}

/// Somebody with a name and an address.
pub(super) fn new_person(
    chance: &mut Chance,
    (seed, language, today): (u64, &str, Day),
    what: &str,
    number: u32,
) -> NewPerson {
    let (first, last) = if language == "da" { (FIRST_DA, LAST_DA) } else { (FIRST_NB, LAST_NB) };
    NewPerson {
        id: id!(chance, PersonId),
        name: format!("{} {}", chance.of(first), chance.of(last)),
        email: address(seed, what, number),
        language: Some(language.to_owned()),
        at: base::Moment::start_of(today),
    }
}

struct Write {
    units: Vec<Organisation>,
    people: Vec<NewPerson>,
    grants: Vec<NewGrant>,
    world: World,
}

impl Work for Write {
    type Done = ();
    type Error = Error;
    async fn run(&self, c: &mut Conn) -> Result<(), Error> {
        for unit in &self.units {
            organisations::create(c, unit).await?;
        }
        for person in &self.people {
            people::create(c, &self.world, person).await?;
        }
        for grant in &self.grants {
            people::grant_role(c, &self.world, None, grant).await?;
        }
        Ok(())
    }
}

fn long_ago() -> Day {
    Day::new(2000, 1, 1).expect("a day")
}
