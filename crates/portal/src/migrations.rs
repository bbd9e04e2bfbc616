//! The migrations, inside the binary. One file serves both engines (ADR 0003).

/// Every migration: number, name, text.
pub const ALL: &[(u32, &str, &str)] = &[
    (2, "people", include_str!("../../../migrations/0002_people.sql")),
    (3, "organisations", include_str!("../../../migrations/0003_organisations.sql")),
    (4, "curricula", include_str!("../../../migrations/0004_curricula.sql")),
    (5, "training", include_str!("../../../migrations/0005_training.sql")),
    (6, "signoff", include_str!("../../../migrations/0006_signoff.sql")),
    (8, "audit", include_str!("../../../migrations/0008_audit.sql")),
];
