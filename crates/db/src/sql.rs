//! Statements. Each is a text in the source, registers itself when the program starts, and is never put together from
//! what a user typed.
//!
//! One text serves both engines. `$1` … `$n` are the arguments. Four tokens hide the places where the dialects differ
//! in every such statement: `id {any $1}` (one of a list of ids), `code {any_text $1}` (one of a list of texts),
//! `digest {any_bytes $1}` (one of a list of bytes), `{for_share}` or `{for_share g}` (PostgreSQL locks the rows read, of table `g`; SQLite has one writer and needs none).

use std::sync::OnceLock;

/// A statement: made by [`sql!`](crate::sql!) only.
#[derive(Clone, Copy)]
pub struct Sql(&'static Text);

/// A statement's text for each engine, and where it stands in the source.
pub struct Text {
    sqlite: &'static str,
    postgres: &'static str,
    two: bool,
    file: &'static str,
    line: u32,
    ready_sqlite: OnceLock<String>,
    ready_postgres: OnceLock<String>,
}

/// A text that registered itself.
#[doc(hidden)]
pub struct Registered(pub &'static Text);
inventory::collect!(Registered);

/// A statement: `sql!("SELECT name FROM person WHERE id = $1")`, or where the dialects must differ
/// `sql!(sqlite: "…", postgres: "…")`, which a test counts.
#[macro_export]
macro_rules! sql {
    (sqlite: $sqlite:expr, postgres: $postgres:expr $(,)?) => {
        $crate::sql!(@ $crate::Text::two($sqlite, $postgres, file!(), line!()))
    };
    (@ $text:expr) => {{
        static TEXT: $crate::Text = $text;
        $crate::private::inventory::submit! { $crate::private::Registered(&TEXT) }
        $crate::Sql::of(&TEXT)
    }};
    ($text:expr $(,)?) => {
        $crate::sql!(@ $crate::Text::one($text, file!(), line!()))
    };
}

impl Text {
    /// One text for both engines.
    #[doc(hidden)]
    pub const fn one(text: &'static str, file: &'static str, line: u32) -> Self {
        Self::new(text, text, false, file, line)
    }
    /// A text for each engine.
    #[doc(hidden)]
    pub const fn two(sqlite: &'static str, postgres: &'static str, file: &'static str, line: u32) -> Self {
        Self::new(sqlite, postgres, true, file, line)
    }
    const fn new(
        sqlite: &'static str,
        postgres: &'static str,
        two: bool,
        file: &'static str,
        line: u32,
    ) -> Self {
        Self {
            sqlite,
            postgres,
            two,
            file,
            line,
            ready_sqlite: OnceLock::new(),
            ready_postgres: OnceLock::new(),
        }
    }
    /// `file:line`.
    pub(crate) fn place(&self) -> String {
        format!("{}:{}", self.file, self.line)
    }
    pub(crate) const fn is_two(&self) -> bool {
        self.two
    }
    pub(crate) const fn file(&self) -> &'static str {
        self.file
    }
    pub(crate) const fn line(&self) -> u32 {
        self.line
    }
    /// For SQLite, and for PostgreSQL.
    pub(crate) const fn texts(&self) -> [&'static str; 2] {
        [self.sqlite, self.postgres]
    }
}

impl Sql {
    /// The statement with this text.
    #[doc(hidden)]
    pub const fn of(text: &'static Text) -> Self {
        Self(text)
    }
    pub(crate) fn place(self) -> String {
        self.0.place()
    }
    #[cfg(feature = "testing")]
    pub(crate) const fn text(self) -> &'static str {
        self.0.sqlite
    }
    /// What SQLite reads: `?1` for `$1`, which it would else number by first appearance.
    pub(crate) fn sqlite(self) -> &'static str {
        self.0.ready_sqlite.get_or_init(|| numbered(&expanded(self.0.sqlite, sqlite_token)))
    }
    /// What PostgreSQL reads.
    pub(crate) fn postgres(self) -> &'static str {
        self.0.ready_postgres.get_or_init(|| expanded(self.0.postgres, postgres_token))
    }
}

fn sqlite_token(token: &str) -> Option<String> {
    match token.split_once(' ').unwrap_or((token, "")) {
        ("any" | "any_bytes", list) => Some(format!("IN (SELECT unhex(value) FROM json_each({list}))")),
        ("any_text", list) => Some(format!("IN (SELECT value FROM json_each({list}))")),
        ("for_share", _) => Some(String::new()),
        _ => None,
    }
}

fn postgres_token(token: &str) -> Option<String> {
    match token.split_once(' ').unwrap_or((token, "")) {
        ("any", list) => Some(format!("= ANY({list}::uuid[])")),
        ("any_text", list) => Some(format!("= ANY({list}::text[])")),
        ("any_bytes", list) => Some(format!("= ANY({list}::bytea[])")),
        ("for_share", "") => Some("FOR SHARE".to_owned()),
        ("for_share", table) => Some(format!("FOR SHARE OF {table}")),
        _ => None,
    }
}

/// The text with each `{token}` replaced; a token nobody knows stays, and the engine refuses the statement.
pub(crate) fn expanded(text: &str, known: impl Fn(&str) -> Option<String>) -> String {
    let mut made = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        let Some(length) = rest[start..].find('}') else { break };
        made.push_str(&rest[..start]);
        match known(&rest[start + 1..start + length]) {
            Some(replacement) => made.push_str(&replacement),
            None => made.push_str(&rest[start..=start + length]),
        }
        rest = &rest[start + length + 1..];
    }
    made.push_str(rest);
    made
}

/// `$n` becomes `?n`, outside quotes.
fn numbered(text: &str) -> String {
    let mut quoted = false;
    text.chars()
        .map(|c| {
            quoted ^= c == '\'';
            if c == '$' && !quoted { '?' } else { c }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_numbered_and_quotes_left_alone() {
        assert_eq!(numbered("SELECT $2, '$1', $1"), "SELECT ?2, '$1', ?1");
    }

    #[test]
    fn a_list_is_asked_in_each_dialect() {
        static TEXT: Text = Text::one("SELECT a FROM t WHERE id {any $1} AND b = '{x}' {for_share t}", "", 0);
        let sql = Sql::of(&TEXT);
        assert_eq!(
            sql.sqlite(),
            "SELECT a FROM t WHERE id IN (SELECT unhex(value) FROM json_each(?1)) AND b = '{x}' "
        );
        assert_eq!(sql.postgres(), "SELECT a FROM t WHERE id = ANY($1::uuid[]) AND b = '{x}' FOR SHARE OF t");
    }
}
