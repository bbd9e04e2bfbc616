//! Rows of role_grant, delegation, identity and person as they are compared with their acts: in pages, by id, in the acts' own words.

use base::{Day, Moment, PersonId};
use db::{Conn, Fault, args, from_row, sql};
use uuid::Uuid;

from_row! {
    /// A role with all that its row says.
    pub(in crate::people) struct StoredGrant {
        pub(in crate::people) id: Uuid,
        pub(in crate::people) person: PersonId,
        pub(in crate::people) role: String,
        pub(in crate::people) scheme: String,
        pub(in crate::people) over_kind: String,
        pub(in crate::people) over_id: Option<Uuid>,
        pub(in crate::people) over_code: Option<String>,
        pub(in crate::people) from: Day,
        pub(in crate::people) until: Option<Day>,
        pub(in crate::people) by: Option<PersonId>,
        pub(in crate::people) at: Moment,
        pub(in crate::people) ended_at: Option<Moment>,
    }
}

/// The roles from one id up to another, both too, the first `limit` in the order of their ids.
pub(in crate::people) async fn grants_between(
    c: &mut Conn,
    from: Uuid,
    until: Uuid,
    limit: i64,
) -> Result<Vec<StoredGrant>, Fault> {
    c.all(
        sql!(
            "SELECT id, person_id, role, scheme, over_kind, over_id, over_code, from_day, until_day, granted_by, granted_at, ended_at
             FROM role_grant WHERE id >= $1 AND id <= $2 ORDER BY id LIMIT $3"
        ),
        &args![from, until, limit],
    )
    .await
}

from_row! {
    /// A delegation with all that its row says.
    pub(in crate::people) struct StoredDelegation {
        pub(in crate::people) id: Uuid,
        pub(in crate::people) by: PersonId,
        pub(in crate::people) to: PersonId,
        pub(in crate::people) over: Uuid,
        pub(in crate::people) from: Day,
        pub(in crate::people) until: Day,
        pub(in crate::people) at: Moment,
        pub(in crate::people) ended_at: Option<Moment>,
    }
}

/// The delegations from one id up to another, both too, the first `limit` in the order of their ids.
pub(in crate::people) async fn delegations_between(
    c: &mut Conn,
    from: Uuid,
    until: Uuid,
    limit: i64,
) -> Result<Vec<StoredDelegation>, Fault> {
    c.all(
        sql!(
            "SELECT id, from_person, to_person, organisation_id, from_day, until_day, created_at, ended_at
             FROM delegation WHERE id >= $1 AND id <= $2 ORDER BY id LIMIT $3"
        ),
        &args![from, until, limit],
    )
    .await
}

from_row! {
    /// What a person is known by.
    pub(in crate::people) struct StoredIdentity {
        pub(in crate::people) id: Uuid,
        pub(in crate::people) person: PersonId,
        pub(in crate::people) issuer: String,
        pub(in crate::people) subject: String,
        pub(in crate::people) at: Moment,
    }
}

/// The subjects of identity providers from one id on, that one too, in the order of their ids.
pub(in crate::people) async fn identities_from(
    c: &mut Conn,
    from: Uuid,
    limit: i64,
) -> Result<Vec<StoredIdentity>, Fault> {
    c.all(
        sql!(
            "SELECT id, person_id, issuer, subject, bound_at FROM identity WHERE id >= $1 ORDER BY id LIMIT $2"
        ),
        &args![from, limit],
    )
    .await
}

/// The persons from one up to another, both too, with an address: they have one since they are there.
pub(in crate::people) async fn addresses_between(
    c: &mut Conn,
    from: Uuid,
    until: Uuid,
    limit: i64,
) -> Result<Vec<StoredIdentity>, Fault> {
    c.all(
        sql!(
            "SELECT id, id, 'email', email, created_at FROM person
             WHERE email IS NOT NULL AND id >= $1 AND id <= $2 ORDER BY id LIMIT $3"
        ),
        &args![from, until, limit],
    )
    .await
}
