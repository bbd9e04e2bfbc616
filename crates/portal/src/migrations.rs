//! The migrations, inside the binary. One file serves both engines (ADR 0003).

use db::Migration;

/// Every migration, in order.
pub const ALL: &[Migration] = &[
    Migration::new(1, "world", include_str!("../../../migrations/0001_world.sql")),
    Migration::new(2, "people", include_str!("../../../migrations/0002_people.sql")),
    Migration::new(3, "organisations", include_str!("../../../migrations/0003_organisations.sql")),
    Migration::new(4, "curricula", include_str!("../../../migrations/0004_curricula.sql")),
    Migration::new(5, "training", include_str!("../../../migrations/0005_training.sql")),
    Migration::new(6, "signoff", include_str!("../../../migrations/0006_signoff.sql")),
    Migration::new(7, "ledger", include_str!("../../../migrations/0007_ledger.sql")),
    Migration::new(8, "audit", include_str!("../../../migrations/0008_audit.sql")),
    Migration::new(9, "documents", include_str!("../../../migrations/0009_documents.sql")),
    Migration::new(10, "employments", include_str!("../../../migrations/0010_employments.sql")),
    Migration::new(11, "dossiers", include_str!("../../../migrations/0011_dossiers.sql")),
    Migration::new(12, "cases", include_str!("../../../migrations/0012_cases.sql")),
    Migration::new(13, "credits", include_str!("../../../migrations/0013_credits.sql")),
    Migration::new(14, "machines", include_str!("../../../migrations/0014_machines.sql")),
    Migration::new(15, "deliveries", include_str!("../../../migrations/0015_deliveries.sql")),
    Migration::new(16, "identifiers", include_str!("../../../migrations/0016_identifiers.sql")),
];
