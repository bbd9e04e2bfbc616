//! SQL of leave: what somebody is towards one programme, and the grants that a decision rests on.

#[macro_use]
mod standing;
mod lists;

use base::{Day, DelegationId, GrantId, PersonId};
use db::{Conn, Fault, Sql, args, from_row, sql};
use domain::access::{Standing, StandingKind};

pub use lists::{Outstanding, TimeServed, Unseen, Within};
pub(super) use lists::{
    among, colleagues, is_colleague, outstanding_within, times_within, unseen_within, waiting_within, within,
};

use super::At;

/// Some parts of the text, asked of one person and one programme: as a whole, and for one requirement. Not every part knows the day, and
/// PostgreSQL wants to hear its type.
macro_rules! towards {
    ($($part:ident),+) => {
        [
            sql!(concat!(
                "SELECT standing, grant_id, delegation_id, on_behalf_of FROM ",
                standing!($($part),+),
                " WHERE person_id = $2 AND programme_id = $3 AND CAST($1 AS TEXT) <> ''"
            )),
            sql!(concat!(
                "SELECT standing, grant_id, delegation_id, on_behalf_of FROM ",
                standing!($($part),+),
                " WHERE person_id = $2 AND programme_id = $3 AND CAST($1 AS TEXT) <> ''
                    AND (requirement_id IS NULL OR requirement_id = $4)"
            )),
        ]
    };
}

type Row = (String, Option<GrantId>, Option<DelegationId>, Option<PersonId>);

fn standing((kind, grant, delegation, on_behalf_of): Row) -> Option<Standing> {
    let kind: StandingKind = kind.parse().ok()?;
    Some(Standing { kind, grants: grant.into_iter().collect(), delegation, on_behalf_of })
}

/// What of the text can say anything of a person towards one programme: each part costs, also where it finds nothing.
#[derive(Debug, Default, Clone, Copy)]
struct Parts {
    unit: bool,
    served: bool,
    wide: bool,
    lent: bool,
}

impl Parts {
    /// Of whoever has these powers, each the kind of what it is over and its role.
    fn of(powers: &[(String, String)]) -> Self {
        let mut parts = Self::default();
        for (over, role) in powers {
            match over.as_str() {
                "organisation" => {
                    parts.unit = true;
                    parts.served |= matches!(role.as_str(), "leader" | "education_lead" | "tutor");
                }
                "delegation" => parts.lent = true,
                _ => parts.wide = true,
            }
        }
        parts
    }

    /// The statements that ask them, of one programme, and of one requirement where there is one.
    fn statements(self, at: At) -> impl Iterator<Item = Sql> {
        let of = |both: [Sql; 2]| both[usize::from(at.requirement.is_some())];
        let near = if self.unit { of(towards!(own, unit)) } else { of(towards!(own)) };
        let served = self.served.then(|| of(towards!(served)));
        let wide = self.wide.then(|| of(towards!(person, specialty, scheme)));
        let lent = self.lent.then(|| of(towards!(lent)));
        [Some(near), served, wide, lent].into_iter().flatten()
    }
}

/// What gives a person any standing: the grants and delegations that are good today.
fn powers() -> Sql {
    sql!(
        "SELECT over_kind, role FROM role_grant
         WHERE person_id = $1 AND from_day <= $2 AND (until_day IS NULL OR until_day >= $2) AND ended_at IS NULL
         UNION ALL
         SELECT 'delegation', 'leader' FROM delegation
         WHERE to_person = $1 AND from_day <= $2 AND until_day >= $2 AND ended_at IS NULL"
    )
}

pub(super) async fn standings(
    c: &mut Conn,
    actor: PersonId,
    today: Day,
    at: At,
) -> Result<Vec<Standing>, Fault> {
    let powers: Vec<(String, String)> = c.all(powers(), &args![actor, today]).await?;
    let args = match at.requirement {
        Some(requirement) => args![today, actor, at.programme, requirement].to_vec(),
        None => args![today, actor, at.programme].to_vec(),
    };
    let parts = Parts::of(&powers);
    for later in parts.statements(at).skip(1) {
        c.ahead(later, &args).await?;
    }
    let mut rows: Vec<Row> = Vec::new();
    for part in parts.statements(at) {
        rows.extend(c.all::<Row>(part, &args).await?);
    }
    Ok(once(rows).filter_map(standing).collect())
}

/// Says that somebody's standings will be asked, and which of their grants are good.
pub(super) async fn standings_ahead(c: &mut Conn, actor: PersonId, today: Day) -> Result<(), Fault> {
    c.ahead(powers(), &args![actor, today]).await?;
    c.ahead(good(), &args![actor, today]).await
}

/// Each row once: a grant reaches a programme through each of its placements.
fn once<T: Ord>(mut rows: Vec<T>) -> impl Iterator<Item = T> {
    rows.sort_unstable();
    rows.dedup();
    rows.into_iter()
}

/// A person's grants that are good today, as they stay until the transaction ends.
fn good() -> Sql {
    sql!(
        "SELECT id FROM role_grant
         WHERE person_id = $1 AND from_day <= $2 AND (until_day IS NULL OR until_day >= $2) AND ended_at IS NULL {for_share}"
    )
}

/// The grants of a person that are good today; they stay so until the transaction ends. None: as many as there were.
pub(super) async fn hold_grants(
    c: &mut Conn,
    person: PersonId,
    today: Day,
) -> Result<Option<Vec<GrantId>>, Fault> {
    let rows: Option<Vec<(GrantId,)>> = c.hold(good(), &args![person, today]).await?;
    Ok(rows.map(|rows| rows.into_iter().map(|(id,)| id).collect()))
}

pub(super) async fn hold_delegation(
    c: &mut Conn,
    delegation: DelegationId,
    today: Day,
) -> Result<bool, Fault> {
    let rows: Option<Vec<(DelegationId,)>> = c
        .hold(
            sql!(
                "SELECT id FROM delegation WHERE id = $1 AND from_day <= $2 AND until_day >= $2 AND ended_at IS NULL {for_share}"
            ),
            &args![delegation, today],
        )
        .await?;
    Ok(rows.is_none_or(|rows| !rows.is_empty()))
}

from_row! {
    /// Somebody who may receive a request.
    #[derive(Debug, Clone)]
    pub struct Approver {
        /// Who.
        pub person: PersonId,
        /// Their name.
        pub name: String,
        /// What they are towards the plan, as a code.
        pub standing: String,
        /// The leader for whom a delegate acts.
        pub on_behalf_of: Option<PersonId>,
        /// The last day of a delegate's delegation.
        pub deputy_until: Option<Day>,
        /// That leader's name.
        pub leader: Option<String>,
    }
}

pub(super) async fn holders(
    c: &mut Conn,
    today: Day,
    at: At,
    kinds: &[&str],
) -> Result<Vec<Approver>, Fault> {
    c.all(
        sql!(concat!(
            "SELECT person_id, who.name, standing, on_behalf_of, MAX(d.until_day), leader.name FROM ",
            standing!(),
            " JOIN person who ON who.id = person_id
              LEFT JOIN delegation d ON d.id = delegation_id
              LEFT JOIN person leader ON leader.id = on_behalf_of
              WHERE programme_id = $2 AND (requirement_id IS NULL OR requirement_id = $3 OR $3 IS NULL) AND standing {any_text $4}
              GROUP BY person_id, who.name, who.sort_key, standing, on_behalf_of, leader.name
              ORDER BY who.sort_key, person_id, standing LIMIT 500"
        )),
        &args![today, at.programme, at.requirement, kinds],
    )
    .await
}
