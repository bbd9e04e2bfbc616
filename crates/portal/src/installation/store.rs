//! The SQL of the one row that says whose world this is.

use base::Moment;
use db::{Conn, Fault, args, sql};

pub(super) async fn kind(c: &mut Conn) -> Result<Option<String>, Fault> {
    let row: Option<(String,)> = c.first(sql!("SELECT kind FROM world WHERE id = 1"), &[]).await?;
    Ok(row.map(|(kind,)| kind))
}

pub(super) async fn mark(c: &mut Conn, kind: &str, now: Moment) -> Result<bool, Fault> {
    let rows = c
        .execute(
            sql!("INSERT INTO world (id, kind, created_at) VALUES (1, $1, $2) ON CONFLICT (id) DO NOTHING"),
            &args![kind, now],
        )
        .await?;
    Ok(rows == 1)
}

pub(super) async fn newest_migration(c: &mut Conn) -> Result<Option<u32>, Fault> {
    let row: Option<(Option<u32>,)> = c.first(sql!("SELECT MAX(number) FROM migration"), &[]).await?;
    Ok(row.and_then(|(number,)| number))
}
