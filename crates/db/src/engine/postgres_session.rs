//! One connection to PostgreSQL: what goes out with what, and how far its transaction has come.

use deadpool_postgres::Object;
use futures_util::future::{join_all, join4};
use tokio_postgres::{Statement, types::ToSql};

use super::{postgres_fault::fault, postgres_value::is_ours};
use crate::{Fault, FromRow, Row, Value, row::Source};

/// Writes that are kept for the next statement.
const LATE_MAX: usize = 200;

/// One connection, and how far its transaction has come.
pub(crate) struct Session {
    client: Option<Object>,
    stage: Stage,
    /// Whether a statement met another transaction, or a table that a migration changed, and shall be run again.
    pub(super) met: bool,
    /// Writes that go out with the next statement, or with the commit.
    late: Vec<Prepared>,
    /// Questions that go out with the next statement, because they will be asked.
    early: Vec<(&'static str, Prepared)>,
    /// Their answers, until they are asked or something is written.
    known: Vec<(&'static str, Vec<Value>, Vec<tokio_postgres::Row>)>,
}

/// A statement that goes out with another.
struct Prepared {
    statement: Statement,
    args: Vec<Value>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Each statement is its own transaction.
    Outside,
    /// BEGIN goes out together with the first statement.
    Beginning,
    /// In a transaction.
    Inside,
}

impl Session {
    /// Outside any transaction.
    pub(super) const fn on(client: Object) -> Self {
        Self {
            client: Some(client),
            stage: Stage::Outside,
            met: false,
            late: Vec::new(),
            early: Vec::new(),
            known: Vec::new(),
        }
    }
    pub(super) fn begin(&mut self) {
        self.stage = Stage::Beginning;
    }
    /// Commits or rolls back.
    pub(super) async fn end(&mut self, commit: bool) -> Result<(), tokio_postgres::Error> {
        let late = std::mem::take(&mut self.late);
        let done = match (self.stage, commit) {
            (Stage::Inside, false) => self.client().batch_execute("ROLLBACK").await,
            (Stage::Inside, true) => self.sent(&late, "COMMIT").await,
            (Stage::Beginning, true) if !late.is_empty() => self.sent(&late, "COMMIT").await,
            (Stage::Beginning | Stage::Outside, _) => Ok(()),
        };
        if let Err(error) = &done {
            self.heed(error);
        }
        // Whatever the server answered, it was the transaction's last word; a connection without an answer goes.
        if done.as_ref().err().is_none_or(|error| error.as_db_error().is_some()) {
            self.stage = Stage::Outside;
        }
        done
    }
    /// A text without arguments, after what is late.
    async fn sent(&mut self, late: &[Prepared], text: &str) -> Result<(), tokio_postgres::Error> {
        let begins = self.begins();
        let client = self.client();
        in_order(client, begins, late, &[], client.batch_execute(text)).await.map(|(done, _)| done)
    }

    pub(crate) async fn all<T: FromRow>(
        &mut self,
        text: &'static str,
        args: &[Value],
    ) -> Result<Vec<T>, Fault> {
        let rows = self.rows(text, args).await?;
        rows.iter().map(|row| Row::new(Source::Postgres(row)).into(row.len())).collect()
    }
    pub(crate) async fn first<T: FromRow>(
        &mut self,
        text: &'static str,
        args: &[Value],
    ) -> Result<Option<T>, Fault> {
        let rows = self.rows(text, args).await?;
        rows.first().map(|row| Row::new(Source::Postgres(row)).into(row.len())).transpose()
    }
    async fn rows(&mut self, text: &'static str, args: &[Value]) -> Result<Vec<tokio_postgres::Row>, Fault> {
        if let Some(at) = self.known.iter().position(|(of, with, _)| *of == text && with == args) {
            return Ok(self.known.swap_remove(at).2);
        }
        self.early.retain(|(of, one)| *of != text || one.args != args);
        let rows = self.rows_once(text, args).await;
        if self.stage == Stage::Outside && std::mem::take(&mut self.met) {
            return self.rows_once(text, args).await;
        }
        rows
    }
    async fn rows_once(&mut self, text: &str, args: &[Value]) -> Result<Vec<tokio_postgres::Row>, Fault> {
        let statement = self.prepared(text, args).await?;
        let params = params(args);
        let (begins, late, early) =
            (self.begins(), std::mem::take(&mut self.late), std::mem::take(&mut self.early));
        let client = self.client();
        let answered = in_order(client, begins, &late, &early, client.query(&statement, &params)).await;
        let (rows, known) = self.noted(answered)?;
        self.known.extend(early.into_iter().zip(known).map(|((text, one), rows)| (text, one.args, rows)));
        Ok(rows)
    }
    /// A question that will be asked: it goes out with the next one.
    pub(crate) async fn ahead(&mut self, text: &'static str, args: &[Value]) -> Result<(), Fault> {
        let statement = self.prepared(text, args).await?;
        self.early.push((text, Prepared { statement, args: args.to_vec() }));
        Ok(())
    }
    pub(crate) async fn execute(&mut self, text: &str, args: &[Value]) -> Result<u64, Fault> {
        self.writes();
        let statement = self.prepared(text, args).await?;
        let params = params(args);
        let (begins, late) = (self.begins(), std::mem::take(&mut self.late));
        let client = self.client();
        let count = in_order(client, begins, &late, &[], client.execute(&statement, &params)).await;
        self.noted(count).map(|(count, _)| count)
    }
    /// What was answered, or asked, before a write may be different after it.
    fn writes(&mut self) {
        self.early.clear();
        self.known.clear();
    }
    /// Outside a transaction at once; in one with whatever is sent next, or when some hundred are there.
    pub(crate) async fn put(&mut self, text: &str, args: &[Value]) -> Result<(), Fault> {
        if self.stage == Stage::Outside {
            return self.execute(text, args).await.map(drop);
        }
        self.writes();
        let statement = self.prepared(text, args).await?;
        self.late.push(Prepared { statement, args: args.to_vec() });
        if self.late.len() < LATE_MAX { Ok(()) } else { self.batch("").await }
    }
    pub(crate) async fn batch(&mut self, text: &str) -> Result<(), Fault> {
        self.writes();
        let late = std::mem::take(&mut self.late);
        let done = self.sent(&late, text).await;
        self.noted(done)
    }
    /// Whether the server understands a statement, and takes and gives only types of ours.
    pub(crate) async fn check(&self, text: &str) -> Result<(), Fault> {
        let statement = self.client().prepare(text).await.map_err(|e| fault(&e))?;
        if let Some(ty) = statement.params().iter().find(|ty| !is_ours(ty)) {
            return Err(Fault::broken(format!("an argument is taken for {ty}; CAST it")));
        }
        match statement.columns().iter().find(|column| !is_ours(column.type_())) {
            Some(column) => Err(Fault::broken(format!("{} is {}; CAST it", column.name(), column.type_()))),
            None => Ok(()),
        }
    }

    async fn prepared(&mut self, text: &str, args: &[Value]) -> Result<Statement, Fault> {
        let statement = self.client().prepare_cached(text).await;
        let statement = self.noted(statement)?;
        if statement.params().len() != args.len() {
            let wanted = statement.params().len();
            return Err(Fault::broken(format!("{} arguments for {wanted} placeholders", args.len())));
        }
        Ok(statement)
    }
    fn begins(&mut self) -> bool {
        let begins = self.stage == Stage::Beginning;
        if begins {
            self.stage = Stage::Inside;
        }
        begins
    }
    fn client(&self) -> &Object {
        self.client.as_ref().expect("a session keeps its connection until it is dropped")
    }
    fn noted<T>(&mut self, result: Result<T, tokio_postgres::Error>) -> Result<T, Fault> {
        result.map_err(|error| {
            self.heed(&error);
            fault(&error)
        })
    }
    /// Remembers what makes a statement, or a whole work, worth running again.
    fn heed(&mut self, error: &tokio_postgres::Error) {
        self.met |= super::postgres_fault::met_another(error);
        if super::postgres_fault::is_plan_outdated(error) {
            // A migration changed a table under a prepared statement.
            self.client().statement_cache.clear();
            self.met = true;
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // Left inside a transaction (a panic): the connection goes, and the server rolls back.
        if self.stage == Stage::Inside
            && let Some(client) = self.client.take()
        {
            drop(Object::take(client));
        }
    }
}

/// The statement's result, and the rows of what is early. BEGIN, when it is the first of a transaction, what is late and what is early go
/// out before it in the same packet; the server answers in that order, and after one that failed it refuses the others.
async fn in_order<T>(
    client: &Object,
    begins: bool,
    late: &[Prepared],
    early: &[(&'static str, Prepared)],
    statement: impl Future<Output = Result<T, tokio_postgres::Error>>,
) -> Result<(T, Vec<Vec<tokio_postgres::Row>>), tokio_postgres::Error> {
    let begin = async {
        match begins {
            true => client.batch_execute("BEGIN ISOLATION LEVEL SERIALIZABLE").await,
            false => Ok(()),
        }
    };
    let late: Vec<_> = late.iter().map(|one| (one, params(&one.args))).collect();
    let late = join_all(late.iter().map(|(one, params)| client.execute(&one.statement, params)));
    let early: Vec<_> = early.iter().map(|(_, one)| (one, params(&one.args))).collect();
    let early = join_all(early.iter().map(|(one, params)| client.query(&one.statement, params)));
    let (begun, late, early, result) = join4(begin, late, early, statement).await;
    begun?;
    // All have their answers: the first that failed says why, and those after it only that one did.
    late.into_iter().collect::<Result<Vec<u64>, _>>()?;
    let early = early.into_iter().collect::<Result<_, _>>()?;
    Ok((result?, early))
}

fn params(args: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    args.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}
