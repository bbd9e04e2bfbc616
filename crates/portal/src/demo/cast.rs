//! Who lives in the demo world, and where: invented persons and places, each with only the roles named.

use domain::access::Role;

/// Over what a role of the cast reaches.
#[derive(Debug, Clone, Copy)]
pub(super) enum Over {
    /// A unit and all below it, by its code.
    Unit(&'static str),
    /// One trainee, by the key.
    Trainee(&'static str),
    /// A specialty's courses.
    Specialty(&'static str),
    /// The whole scheme.
    Scheme,
    /// The portal.
    Portal,
}

/// A person of the cast. Those with a `-` in the key are personas that one can log in as; the others fill the wards.
#[derive(Debug, Clone, Copy)]
pub(super) struct Player {
    pub(super) key: &'static str,
    pub(super) name: &'static str,
    pub(super) scheme: &'static str,
    pub(super) language: &'static str,
    pub(super) roles: &'static [(Role, Over)],
}

const fn player(
    key: &'static str,
    name: &'static str,
    scheme: &'static str,
    language: &'static str,
    roles: &'static [(Role, Over)],
) -> Player {
    Player { key, name, scheme, language, roles }
}

use Over::{Portal, Scheme, Specialty, Trainee, Unit};

/// Everybody.
pub(super) const CAST: &[Player] = &[
    player("dk-trainee", "Freja Lindholm", "dk", "da", &[]),
    player("dk-supervisor", "Mads Kjærgaard", "dk", "da", &[(Role::Supervisor, Unit("DK-SUND-ORT"))]),
    player(
        "dk-mentor",
        "Birgitte Holm",
        "dk",
        "da",
        &[(Role::Mentor, Trainee("dk-trainee")), (Role::Mentor, Trainee("dk.oliver"))],
    ),
    player("dk-uao", "Søren Damgaard", "dk", "da", &[(Role::EducationLead, Unit("DK-SUND-ORT"))]),
    player("dk-basic", "Emil Thorsen", "dk", "da", &[]),
    player("dk-tutor", "Karen Bisgaard", "dk", "da", &[(Role::Tutor, Unit("DK-HAVN"))]),
    player("dk-course-provider", "Pia Winther", "dk", "da", &[(Role::CourseProvider, Scheme)]),
    player(
        "dk-course-leader",
        "Jens Rask",
        "dk",
        "da",
        &[(Role::CourseLeader, Specialty("ortopaedisk-kirurgi"))],
    ),
    player("dk-secretariat", "Hanne Friis", "dk", "da", &[(Role::Secretariat, Unit("DK-OEST"))]),
    player("dk-secretariat-2", "Ole Brandt", "dk", "da", &[(Role::Secretariat, Unit("DK-OEST"))]),
    player("dk-stranger", "Lone Skov", "dk", "da", &[(Role::EducationLead, Unit("DK-FJORD-KIR"))]),
    player("dk-authority", "Rikke Juhl", "dk", "da", &[(Role::Authority, Scheme)]),
    player("dk.oliver", "Oliver Krogh", "dk", "da", &[]),
    player("dk.overgaard", "Line Overgaard", "dk", "da", &[(Role::Supervisor, Unit("DK-SUND-ORT"))]),
    player("dk.medlead", "Anne Kjeldsen", "dk", "da", &[(Role::EducationLead, Unit("DK-SUND-MED"))]),
    player("dk.fjord", "Asger Bjerre", "dk", "da", &[]),
    player("no-lis", "Ingrid Solbakken", "no", "nb", &[]),
    player("no-supervisor", "Jonas Eide", "no", "nb", &[(Role::Supervisor, Unit("NO-NORDVIK-ANE"))]),
    player(
        "no-mentor",
        "Marit Haugland",
        "no",
        "nb",
        &[
            (Role::Mentor, Trainee("no-lis")),
            (Role::Mentor, Trainee("no-done")),
            (Role::Mentor, Trainee("no.haakon")),
            (Role::Mentor, Trainee("no.sara")),
            (Role::Mentor, Trainee("no.jo")),
            (Role::Mentor, Trainee("no.thea")),
            (Role::Mentor, Trainee("no.kristin")),
            (Role::Mentor, Trainee("no.eirik")),
        ],
    ),
    player("no-leader", "Torunn Vik", "no", "nb", &[(Role::Leader, Unit("NO-NORDVIK-ANE"))]),
    player("no-delegate", "Anders Brekke", "no", "nb", &[]),
    player("no-uao", "Henrik Moen", "no", "nb", &[(Role::EducationLead, Unit("NO-NORDVIK-ANE"))]),
    player("no-stranger", "Gunnar Aas", "no", "nb", &[(Role::Leader, Unit("NO-FJELLDAL-ANE"))]),
    player("no-done", "Amir Rahimi", "no", "nb", &[]),
    player("nom-lis", "Silje Nordby", "no", "nn", &[]),
    player("nom-supervisor", "Per Arne Hagen", "no", "nb", &[(Role::Supervisor, Unit("NO-ELVESTAD"))]),
    player("nom-mentor", "Astrid Lie", "no", "nb", &[(Role::Mentor, Trainee("nom-lis"))]),
    player("nom-leader", "Knut Sandvik", "no", "nb", &[(Role::Leader, Unit("NO-ELVESTAD"))]),
    player("no-authority", "Nina Berge", "no", "nb", &[(Role::Authority, Scheme)]),
    player("no.haakon", "Håkon Myhre", "no", "nb", &[]),
    player("no.sara", "Sara Benali", "no", "nb", &[]),
    player("no.jo", "Jo Fossum", "no", "nb", &[]),
    player("no.thea", "Thea Nygaard", "no", "nb", &[]),
    player("no.kristin", "Kristin Dale", "no", "nb", &[]),
    player("no.eirik", "Eirik Lund", "no", "nb", &[]),
    player("no.fjell", "Liv Strand", "no", "nb", &[]),
    player("admin", "Kim Poulsen", "dk", "da", &[(Role::Administrator, Portal)]),
];

/// Numbers of the cast that can be nobody's: CPR numbers of people who will be born in 2057, the authorisation IDs that the Danish register
/// itself keeps for nobody (nspop.dk), Norwegian ones of test registers (eighty added to the month), and register numbers beyond what was
/// ever given out. Who has none sees what is missing.
pub(super) const NUMBERS: &[(&str, &str, &str)] = &[
    ("dk-trainee", "cpr", "010157-5001"),
    ("dk-trainee", "authorisation", "09YM8"),
    ("dk-basic", "cpr", "020257-5002"),
    ("dk-basic", "authorisation", "09YM9"),
    ("no-lis", "foedselsnummer", "018190 00049"),
    ("no-lis", "hpr", "999999901"),
    ("no-done", "foedselsnummer", "128185 30003"),
    ("no-done", "hpr", "999999902"),
];

/// A unit of the demo: scheme, code, kind, name, parent, setting.
pub(super) type UnitRow =
    (&'static str, &'static str, &'static str, &'static str, Option<&'static str>, Option<&'static str>);

/// Every unit, parents first.
pub(super) const UNITS: &[UnitRow] = &[
    ("dk", "DK", "nation", "Danmark", None, Some("hospital")),
    ("dk", "DK-OEST", "region", "Videreuddannelsesregion Øst", Some("DK"), None),
    ("dk", "DK-SUND", "hospital", "Sundby Sygehus", Some("DK-OEST"), None),
    ("dk", "DK-SUND-ORT", "department", "Ortopædkirurgisk Afdeling, Sundby Sygehus", Some("DK-SUND"), None),
    ("dk", "DK-SUND-MED", "department", "Medicinsk Afdeling, Sundby Sygehus", Some("DK-SUND"), None),
    ("dk", "DK-HAVN", "practice", "Lægerne Havnegade", Some("DK-OEST"), Some("practice")),
    ("dk", "DK-NORD", "region", "Videreuddannelsesregion Nord", Some("DK"), None),
    ("dk", "DK-FJORD", "hospital", "Fjordby Sygehus", Some("DK-NORD"), None),
    (
        "dk",
        "DK-FJORD-KIR",
        "department",
        "Ortopædkirurgisk Afdeling, Fjordby Sygehus",
        Some("DK-FJORD"),
        None,
    ),
    ("no", "NO", "nation", "Norge", None, Some("hospital")),
    ("no", "NO-VEST", "region", "Helse Vestfjord RHF", Some("NO"), None),
    ("no", "NO-NORDVIK", "trust", "Nordvik sykehus", Some("NO-VEST"), None),
    ("no", "NO-NORDVIK-ANE", "department", "Anestesiavdelingen, Nordvik sykehus", Some("NO-NORDVIK"), None),
    ("no", "NO-OST", "region", "Helse Østdal RHF", Some("NO"), None),
    ("no", "NO-FJELLDAL", "trust", "Fjelldal sykehus", Some("NO-OST"), None),
    (
        "no",
        "NO-FJELLDAL-ANE",
        "department",
        "Anestesiavdelingen, Fjelldal sykehus",
        Some("NO-FJELLDAL"),
        None,
    ),
    ("no", "NO-ELVESTAD", "municipality", "Elvestad kommune", Some("NO"), Some("municipal")),
];

/// A trainee's stage: key, programme code, stage, specialty, title, first month and months from this month's first day, and where the
/// employments are: unit, first month, months.
pub(super) struct Stage {
    pub(super) key: &'static str,
    pub(super) code: &'static str,
    pub(super) stage: &'static str,
    pub(super) specialty: Option<&'static str>,
    pub(super) title: &'static str,
    /// In months from the first of this month.
    pub(super) begins: i32,
    /// Unit and length in months, one employment after the other.
    pub(super) places: &'static [(&'static str, i32)],
    /// Curriculum code and version of each plan.
    pub(super) plans: &'static [(&'static str, &'static str)],
}

const ANE: &[(&str, &str)] = &[("ANE", "2019"), ("FKM", "2025")];

const fn lis3(key: &'static str, code: &'static str, begins: i32) -> Stage {
    Stage {
        key,
        code,
        stage: "lis3",
        specialty: Some("ANE"),
        title: "Anestesiologi",
        begins,
        places: &[("NO-NORDVIK-ANE", 60)],
        plans: ANE,
    }
}

/// Every trainee's stage.
pub(super) const STAGES: &[Stage] = &[
    Stage {
        key: "dk-trainee",
        code: "I-2026-014",
        stage: "introduktion",
        specialty: Some("ortopaedisk-kirurgi"),
        title: "Ortopædisk kirurgi",
        begins: -6,
        places: &[("DK-SUND-ORT", 12)],
        plans: &[("ORTO-I", "2021")],
    },
    Stage {
        key: "dk.oliver",
        code: "I-2026-015",
        stage: "introduktion",
        specialty: Some("ortopaedisk-kirurgi"),
        title: "Ortopædisk kirurgi",
        begins: -8,
        places: &[("DK-SUND-ORT", 12)],
        plans: &[("ORTO-I", "2021")],
    },
    Stage {
        key: "dk.fjord",
        code: "I-2026-101",
        stage: "introduktion",
        specialty: Some("ortopaedisk-kirurgi"),
        title: "Ortopædisk kirurgi",
        begins: -3,
        places: &[("DK-FJORD-KIR", 12)],
        plans: &[("ORTO-I", "2021")],
    },
    Stage {
        key: "dk-basic",
        code: "KBU-2025-207",
        stage: "kbu",
        specialty: None,
        title: "Klinisk basisuddannelse",
        begins: -11,
        places: &[("DK-SUND-MED", 6), ("DK-HAVN", 6)],
        plans: &[("KBU", "2017-03-30")],
    },
    lis3("no-lis", "LIS3-2024-07", -26),
    Stage {
        key: "no-done",
        code: "LIS3-2021-02",
        stage: "lis3",
        specialty: Some("ANE"),
        title: "Anestesiologi",
        begins: -59,
        places: &[("NO-NORDVIK-ANE", 60)],
        plans: ANE,
    },
    lis3("no.haakon", "LIS3-2023-11", -33),
    lis3("no.sara", "LIS3-2023-12", -34),
    // For the leader to assign.
    Stage { plans: &[("ANE", "2019")], ..lis3("no.jo", "LIS3-2026-01", -5) },
    lis3("no.thea", "LIS3-2025-03", -18),
    lis3("no.kristin", "LIS3-2022-04", -50),
    lis3("no.eirik", "LIS3-2023-01", -40),
    Stage {
        key: "no.fjell",
        code: "LIS3-2024-31",
        stage: "lis3",
        specialty: Some("ANE"),
        title: "Anestesiologi",
        begins: -20,
        places: &[("NO-FJELLDAL-ANE", 60)],
        plans: &[("ANE", "2019")],
    },
    Stage {
        key: "nom-lis",
        code: "ALIS-2024-02",
        stage: "lis3",
        specialty: Some("ALM"),
        title: "Allmennmedisin",
        begins: -22,
        places: &[("NO-ELVESTAD", 60)],
        plans: &[("ALM", "2019"), ("FKM", "2025")],
    },
];
