//! The one SQL text that says what people are towards plans.

/// Whether a grant's role is one of these. A list after IN is a table of its own to SQLite, made and dropped at each question.
macro_rules! role_is {
    ($($role:literal),+) => {
        concat!("CASE g.role", $(" WHEN '", $role, "' THEN TRUE",)+ " ELSE FALSE END")
    };
}

/// Every standing of every person towards every programme on day `$1`; whoever asks narrows it to a person or to a programme. A row
/// with a requirement is good for that one only. Columns: person_id, standing, programme_id, requirement_id, grant_id,
/// delegation_id, on_behalf_of.
macro_rules! standing {
    () => {
        concat!(
            "(SELECT p.trainee_id AS person_id, 'oneself' AS standing, p.id AS programme_id, NULLIF(p.id, p.id) AS requirement_id,
                     NULLIF(p.id, p.id) AS grant_id, NULLIF(p.id, p.id) AS delegation_id, NULLIF(p.id, p.id) AS on_behalf_of
              FROM programme p
              UNION ALL
              SELECT g.person_id, CASE WHEN g.role = 'tutor' AND (l.from_day > $1 OR l.until_day < $1) THEN 'tutor_of_programme' ELSE g.role END,
                     p.id, NULLIF(p.id, p.id), g.id, NULLIF(p.id, p.id), NULLIF(p.id, p.id)
              FROM role_grant g
              JOIN organisation_tree t ON t.ancestor_id = g.over_id
              JOIN placement l ON l.organisation_id = t.descendant_id
              JOIN programme p ON p.id = l.programme_id AND p.scheme = g.scheme
              WHERE g.over_kind = 'organisation'
                AND ",
                role_is!("supervisor", "leader", "education_lead", "tutor", "secretariat", "course_provider"),
                "
                AND g.from_day <= $1 AND (g.until_day IS NULL OR g.until_day >= $1) AND g.ended_at IS NULL
                AND ((l.from_day <= $1 AND l.until_day >= $1) OR g.role = 'secretariat' OR g.role = 'tutor')
              UNION ALL
              SELECT g.person_id, g.role || '_served', l.programme_id, s.requirement_id, g.id, NULLIF(g.id, g.id), NULLIF(g.id, g.id)
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
                AND l.from_day <= $1
              UNION ALL
              SELECT g.person_id, g.role, p.id, NULLIF(p.id, p.id), g.id, NULLIF(p.id, p.id), NULLIF(p.id, p.id)
              FROM role_grant g
              JOIN programme p ON p.trainee_id = g.over_id AND p.scheme = g.scheme
              WHERE g.over_kind = 'person' AND ",
                role_is!("mentor", "supervisor", "research_supervisor"),
                "
                AND g.from_day <= $1 AND (g.until_day IS NULL OR g.until_day >= $1) AND g.ended_at IS NULL
              UNION ALL
              SELECT g.person_id, g.role, p.id, NULLIF(p.id, p.id), g.id, NULLIF(p.id, p.id), NULLIF(p.id, p.id)
              FROM role_grant g
              JOIN programme p ON p.specialty = g.over_code AND p.scheme = g.scheme
              WHERE g.over_kind = 'specialty' AND ",
                role_is!("course_leader", "sub_course_leader"),
                "
                AND g.from_day <= $1 AND (g.until_day IS NULL OR g.until_day >= $1) AND g.ended_at IS NULL
              UNION ALL
              SELECT g.person_id, g.role, p.id, NULLIF(p.id, p.id), g.id, NULLIF(p.id, p.id), NULLIF(p.id, p.id)
              FROM role_grant g
              JOIN programme p ON p.scheme = g.scheme
              WHERE g.over_kind = 'scheme' AND ",
                role_is!("authority", "course_provider", "machine", "secretariat"),
                "
                AND g.from_day <= $1 AND (g.until_day IS NULL OR g.until_day >= $1) AND g.ended_at IS NULL
              UNION ALL
              SELECT d.to_person, 'delegate', p.id, NULLIF(p.id, p.id), g.id, d.id, d.from_person
              FROM delegation d
              JOIN role_grant g ON g.person_id = d.from_person AND g.role = 'leader' AND g.scheme = d.scheme
              JOIN organisation_tree u ON u.ancestor_id = g.over_id AND u.descendant_id = d.organisation_id
              JOIN organisation_tree t ON t.ancestor_id = d.organisation_id
              JOIN placement l ON l.organisation_id = t.descendant_id AND l.from_day <= $1 AND l.until_day >= $1
              JOIN programme p ON p.id = l.programme_id AND p.scheme = d.scheme
              WHERE d.from_day <= $1 AND d.until_day >= $1 AND d.ended_at IS NULL
                AND g.over_kind = 'organisation' AND g.granted_at <= d.created_at AND g.from_day <= $1
                AND (g.until_day IS NULL OR g.until_day >= $1) AND g.ended_at IS NULL) AS standing"
        )
    };
}
