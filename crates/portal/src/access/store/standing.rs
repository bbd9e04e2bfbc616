//! The one SQL text that says what people are towards plans, in the parts of which it consists.

/// Whether a grant's role is one of these. A list after IN is a table of its own to SQLite, made and dropped at each question.
macro_rules! role_is {
    ($($role:literal),+) => {
        concat!("CASE g.role", $(" WHEN '", $role, "' THEN TRUE",)+ " ELSE FALSE END")
    };
}

/// One part: the standings of every person towards every programme on day `$1` that follow
/// - `own`: from being in training;
/// - `unit`: from a grant over a unit where the programme is, or was to be, served;
/// - `served`: from a grant over a unit where a time element was served, good for that requirement only;
/// - `person`, `specialty`, `scheme`: from a grant over the trainee, the specialty, the whole scheme;
/// - `lent`: from a leader's delegation.
macro_rules! standing_part {
    (own) => {
        "SELECT p.trainee_id AS person_id, 'oneself' AS standing, p.id AS programme_id, NULLIF(p.id, p.id) AS requirement_id,
                NULLIF(p.id, p.id) AS grant_id, NULLIF(p.id, p.id) AS delegation_id, NULLIF(p.id, p.id) AS on_behalf_of
         FROM programme p"
    };
    (unit) => {
        concat!(
            "SELECT g.person_id AS person_id,
                    CASE WHEN g.role = 'tutor' AND (l.from_day > $1 OR l.until_day < $1) THEN 'tutor_of_programme' ELSE g.role END AS standing,
                    p.id AS programme_id, NULLIF(p.id, p.id) AS requirement_id, g.id AS grant_id, NULLIF(p.id, p.id) AS delegation_id,
                    NULLIF(p.id, p.id) AS on_behalf_of
             FROM role_grant g
             JOIN organisation_tree t ON t.ancestor_id = g.over_id
             JOIN placement l ON l.organisation_id = t.descendant_id
             JOIN programme p ON p.id = l.programme_id AND p.scheme = g.scheme
             WHERE g.over_kind = 'organisation'
               AND ",
            role_is!("supervisor", "leader", "education_lead", "tutor", "secretariat", "course_provider"),
            "
               AND g.from_day <= $1 AND (g.until_day IS NULL OR g.until_day >= $1) AND g.ended_at IS NULL
               AND ((l.from_day <= $1 AND l.until_day >= $1) OR g.role = 'secretariat' OR g.role = 'tutor')"
        )
    };
    (served) => {
        concat!(
            "SELECT g.person_id AS person_id, g.role || '_served' AS standing, l.programme_id AS programme_id,
                    s.requirement_id AS requirement_id, g.id AS grant_id, NULLIF(g.id, g.id) AS delegation_id,
                    NULLIF(g.id, g.id) AS on_behalf_of
             FROM role_grant g
             JOIN organisation_tree t ON t.ancestor_id = g.over_id
             JOIN placement l ON l.organisation_id = t.descendant_id
             JOIN plan_time s ON s.placement_id = l.id
             JOIN programme p ON p.id = l.programme_id AND p.scheme = g.scheme
             WHERE g.over_kind = 'organisation'
               AND ",
            role_is!("leader", "education_lead", "tutor"),
            "
               AND g.from_day <= $1 AND (g.until_day IS NULL OR g.until_day >= $1) AND g.ended_at IS NULL
               AND l.from_day <= $1"
        )
    };
    (person) => {
        standing_part!(@ "p.trainee_id = g.over_id", "person", "mentor", "supervisor", "research_supervisor")
    };
    (specialty) => {
        standing_part!(@ "p.specialty = g.over_code", "specialty", "course_leader", "sub_course_leader")
    };
    (scheme) => {
        standing_part!(@ "TRUE", "scheme", "authority", "course_provider", "machine", "secretariat")
    };
    (@ $reaches:literal, $kind:literal, $($role:literal),+) => {
        concat!(
            "SELECT g.person_id AS person_id, g.role AS standing, p.id AS programme_id, NULLIF(p.id, p.id) AS requirement_id,
                    g.id AS grant_id, NULLIF(p.id, p.id) AS delegation_id, NULLIF(p.id, p.id) AS on_behalf_of
             FROM role_grant g
             JOIN programme p ON ", $reaches, " AND p.scheme = g.scheme
             WHERE g.over_kind = '", $kind, "' AND ", role_is!($($role),+), "
               AND g.from_day <= $1 AND (g.until_day IS NULL OR g.until_day >= $1) AND g.ended_at IS NULL"
        )
    };
    (lent) => {
        "SELECT d.to_person AS person_id, 'delegate' AS standing, p.id AS programme_id, NULLIF(p.id, p.id) AS requirement_id,
                g.id AS grant_id, d.id AS delegation_id, d.from_person AS on_behalf_of
         FROM delegation d
         JOIN role_grant g ON g.person_id = d.from_person AND g.role = 'leader' AND g.scheme = d.scheme
         JOIN organisation_tree u ON u.ancestor_id = g.over_id AND u.descendant_id = d.organisation_id
         JOIN organisation_tree t ON t.ancestor_id = d.organisation_id
         JOIN placement l ON l.organisation_id = t.descendant_id AND l.from_day <= $1 AND l.until_day >= $1
         JOIN programme p ON p.id = l.programme_id AND p.scheme = d.scheme
         WHERE d.from_day <= $1 AND d.until_day >= $1 AND d.ended_at IS NULL
           AND g.over_kind = 'organisation' AND g.granted_at <= d.created_at AND g.from_day <= $1
           AND (g.until_day IS NULL OR g.until_day >= $1) AND g.ended_at IS NULL"
    };
}

/// Every standing of every person towards every programme on day `$1`, or what some parts of the text say of them; whoever asks narrows
/// it to a person or to a programme. A row with a requirement is good for that one only. Columns: person_id, standing, programme_id,
/// requirement_id, grant_id, delegation_id, on_behalf_of.
macro_rules! standing {
    () => {
        standing!(own, unit, served, person, specialty, scheme, lent)
    };
    ($first:ident $(, $more:ident)*) => {
        concat!("(", standing_part!($first), $(" UNION ALL ", standing_part!($more),)* ") AS standing")
    };
}
