//! A CSV file as people save it from a spreadsheet: with or without a byte-order mark, `;` or `,`, quotes, blank lines.
//!
//! Every bad cell becomes a [`Problem`] with its line and column; reading goes on, so that all of them are told at once.

use std::borrow::Cow;

use base::{Day, Percent, Period};
use domain::text;

use super::problem::Problems;

/// The largest file.
pub const FILE_BYTES_MAX: usize = 32 * 1024 * 1024;
/// The most rows.
pub const ROWS_MAX: usize = 200_000;
/// The longest code of an organisation, programme, curriculum or specialty, in characters.
pub const CODE_MAX: usize = 64;

/// A column of a kind of file.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// Its heading.
    pub(super) name: Cow<'static, str>,
    /// Whether a file must have it. A file may leave the others out; their cells are then empty.
    pub(super) required: bool,
}

/// A column that must be there.
pub(super) const fn required(name: &'static str) -> Column {
    Column { name: Cow::Borrowed(name), required: true }
}
/// A column that may be there.
pub(super) const fn optional(name: &'static str) -> Column {
    Column { name: Cow::Borrowed(name), required: false }
}

/// A column that may be there, by a name of the schemes.
pub(super) const fn named(name: String) -> Column {
    Column { name: Cow::Owned(name), required: false }
}

/// A row with its line and its cells, in the order of the columns asked for.
pub(super) struct Row<'a> {
    /// Where it begins.
    pub(super) line: u64,
    columns: &'a [Column],
    cells: Vec<String>,
}

/// Reads a file. What cannot be read is noted; the rows that can be are given.
pub(super) fn read<'a>(bytes: &[u8], columns: &'a [Column], problems: &mut Problems) -> Vec<Row<'a>> {
    let Some(text) = as_text(bytes, problems) else { return Vec::new() };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(text))
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let (mut places, mut rows) = (None, Vec::new());
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                problems.file(format!("the file cannot be read as CSV: {error}"));
                return Vec::new();
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        if record.iter().all(str::is_empty) {
            continue;
        }
        match &places {
            None => match headings(&record, columns, line, problems) {
                Some(found) => places = Some((found, record.len())),
                None => return Vec::new(),
            },
            Some(_) if rows.len() == ROWS_MAX => {
                problems.row(line, format!("more than {ROWS_MAX} rows: part the file"));
                return rows;
            }
            Some((places, width)) => {
                if record.len() != *width {
                    let what = format!(
                        "{} cells, and the heading has {width}: is a separator inside a cell without quotes?",
                        record.len()
                    );
                    problems.row(line, what);
                } else {
                    let cell =
                        |place: &Option<usize>| place.and_then(|n| record.get(n)).unwrap_or("").to_owned();
                    rows.push(Row { line, columns, cells: places.iter().map(cell).collect() });
                }
            }
        }
    }
    if places.is_none() {
        problems.file("the file is empty: its first line names the columns");
    }
    rows
}

fn as_text<'a>(bytes: &'a [u8], problems: &mut Problems) -> Option<&'a str> {
    if bytes.len() > FILE_BYTES_MAX {
        problems.file(format!("the file is larger than {} MiB: part it", FILE_BYTES_MAX / 1024 / 1024));
        return None;
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let line = bytes[..error.valid_up_to()].iter().filter(|b| **b == b'\n').count() + 1;
            let line = u64::try_from(line).expect("a file has fewer lines than that");
            problems.row(line, "not UTF-8: save the file as “CSV UTF-8”");
            None
        }
    }
}

/// Of `;` and `,` the one that stands more often outside quotes in the first line.
fn separator(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut quoted = false;
    let (mut semicolons, mut commas) = (0, 0);
    for c in first.chars() {
        match c {
            '"' => quoted = !quoted,
            ';' if !quoted => semicolons += 1,
            ',' if !quoted => commas += 1,
            _ => {}
        }
    }
    if semicolons > commas { b';' } else { b',' }
}

/// Where each column stands; none when a heading is wrong, for then every cell would be.
fn headings(
    record: &csv::StringRecord,
    columns: &[Column],
    line: u64,
    problems: &mut Problems,
) -> Option<Vec<Option<usize>>> {
    let mut places = vec![None; columns.len()];
    let mut sound = true;
    for (at, heading) in record.iter().enumerate() {
        let heading = heading.to_lowercase();
        let wrong = match columns.iter().position(|column| column.name == heading) {
            Some(n) if places[n].is_none() => {
                places[n] = Some(at);
                continue;
            }
            Some(_) => format!("the column {} stands twice", shown(&heading)),
            None => format!("unknown column {}: the columns are {}", shown(&heading), listed(columns)),
        };
        problems.row(line, wrong);
        sound = false;
    }
    for (column, place) in columns.iter().zip(&places) {
        if column.required && place.is_none() {
            problems.row(line, format!("the column {} is missing", column.name));
            sound = false;
        }
    }
    sound.then_some(places)
}

fn listed(columns: &[Column]) -> String {
    columns.iter().map(|c| &*c.name).collect::<Vec<_>>().join(", ")
}

impl Row<'_> {
    /// A cell's text; empty when it, or its whole column, is.
    pub(super) fn get(&self, column: &str) -> &str {
        let place = self.columns.iter().position(|c| c.name == column);
        &self.cells[place.expect("only columns of the file's kind are asked for")]
    }
    /// A cell that is not empty.
    pub(super) fn filled(&self, column: &str) -> Option<&str> {
        Some(self.get(column)).filter(|text| !text.is_empty())
    }
    /// A cell that must not be empty.
    pub(super) fn needed<'a>(&'a self, column: &'static str, problems: &mut Problems) -> Option<&'a str> {
        if self.filled(column).is_none() {
            problems.cell(self.line, column, "is empty");
        }
        self.filled(column)
    }
    /// A name or title of people or places.
    pub(super) fn name(&self, column: &'static str, problems: &mut Problems) -> Option<String> {
        let name = self.needed(column, problems)?;
        self.one_line(column, text::NAME_MAX, problems).map(|()| name.to_owned())
    }
    /// A code: no white space inside, not long.
    pub(super) fn code(&self, column: &'static str, problems: &mut Problems) -> Option<String> {
        let code = self.filled(column)?;
        if code.chars().count() > CODE_MAX || code.chars().any(|c| c.is_whitespace() || c.is_control()) {
            problems.cell(
                self.line,
                column,
                format!("{} is no code: at most {CODE_MAX} characters, no space", shown(code)),
            );
            return None;
        }
        Some(code.to_owned())
    }
    /// A code that must be there.
    pub(super) fn code_needed(&self, column: &'static str, problems: &mut Problems) -> Option<String> {
        self.needed(column, problems)?;
        self.code(column, problems)
    }
    /// One of a few words.
    pub(super) fn one_of<'a>(
        &'a self,
        column: &'static str,
        words: &[&str],
        problems: &mut Problems,
    ) -> Option<&'a str> {
        let word = self.filled(column)?;
        if words.contains(&word) {
            return Some(word);
        }
        problems.cell(self.line, column, format!("{} is none of {}", shown(word), words.join(", ")));
        None
    }
    /// A day: `2026-11-23`, or day first as Nordic spreadsheets write it: `23.11.2026`, `23-11-2026`, `23/11/2026`.
    pub(super) fn day(&self, column: &'static str, problems: &mut Problems) -> Option<Day> {
        let text = self.filled(column)?;
        let day = text.parse().ok().or_else(|| day_first(text));
        if day.is_none() {
            problems.cell(
                self.line,
                column,
                format!("{} is no day between 1900 and 2199: write 2026-11-23 or 23.11.2026", shown(text)),
            );
        }
        day
    }
    /// A first day that must be there, and a last day that may be.
    pub(super) fn period(
        &self,
        from: &'static str,
        until: &'static str,
        problems: &mut Problems,
    ) -> Option<Period> {
        self.needed(from, problems)?;
        let (first, last) = (self.day(from, problems), self.day(until, problems));
        let (first, given) = (first?, self.filled(until).is_some());
        if given && last.is_none() {
            return None;
        }
        if last.is_some_and(|last| last < first) {
            problems.cell(self.line, until, format!("comes before {from}"));
            return None;
        }
        Some(Period { from: first, until: last })
    }
    /// A share of full time, 1 to 100; empty is 100.
    pub(super) fn percent(&self, column: &'static str, problems: &mut Problems) -> Option<Percent> {
        let text = self.filled(column).unwrap_or("100");
        let digits = text.trim_end_matches('%').trim_end();
        let percent = digits.parse().ok().and_then(Percent::new);
        if percent.is_none() {
            problems.cell(self.line, column, format!("{} is no whole number from 1 to 100", shown(text)));
        }
        percent
    }

    fn one_line(&self, column: &'static str, max: usize, problems: &mut Problems) -> Option<()> {
        use domain::refusal::Problem as Wrong;
        let what = match text::one_line(self.get(column), max) {
            Ok(()) => return Some(()),
            Err(Wrong::TooLong { max }) => format!("is longer than {max} characters"),
            Err(Wrong::NationalId) => {
                "holds a national identity number, which must not stand here".to_owned()
            }
            Err(_) => "must stand on one line and hold nothing but text".to_owned(),
        };
        problems.cell(self.line, column, what);
        None
    }
}

fn day_first(text: &str) -> Option<Day> {
    let parts: Vec<&str> = text.split(['.', '-', '/']).collect();
    let &[day, month, year] = parts.as_slice() else { return None };
    let number = |part: &str| part.bytes().all(|b| b.is_ascii_digit()) && part.len() <= 2 && !part.is_empty();
    if !number(day) || !number(month) || year.len() != 4 {
        return None;
    }
    Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A cell's text as it may stand in a report: in quotes, without control characters, cut when long, and never the beginning of a
/// formula for whoever pastes the report into a spreadsheet.
pub(super) fn shown(text: &str) -> String {
    const SHOWN_MAX: usize = 80;
    // It may stand in any cell of a file whose columns were moved.
    if text::holds_national_id(text) {
        return "(a national identity number)".to_owned();
    }
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(SHOWN_MAX).collect();
    let cut = if text.chars().count() > SHOWN_MAX { "…" } else { "" };
    let guard = if plain.trim_start().starts_with(['=', '+', '-', '@']) { "'" } else { "" };
    format!("“{guard}{plain}{cut}”")
}

#[cfg(test)]
mod tests {
    use super::*;

    static COLUMNS: [Column; 3] = [required("name"), required("from"), optional("until")];

    fn rows(text: &[u8]) -> (Vec<Row<'static>>, Vec<String>) {
        let mut problems = Problems::default();
        let rows = read(text, &COLUMNS, &mut problems);
        (rows, problems.sorted().iter().map(ToString::to_string).collect())
    }

    #[test]
    fn files_of_both_spreadsheets_read_alike() {
        for text in [
            "name,from,until\nAne,2026-01-01,\n",
            "\u{FEFF}Name;From\r\n\"Ane\";2026-01-01\r\n\r\n",
            "from;name;until\n2026-01-01; Ane ;\n;;\n",
        ] {
            let (rows, problems) = rows(text.as_bytes());
            assert_eq!((rows.len(), problems), (1, vec![]), "{text}");
            assert_eq!(
                (rows[0].get("name"), rows[0].get("from"), rows[0].get("until")),
                ("Ane", "2026-01-01", "")
            );
        }
        let (quoted, _) = rows("name,from\n\"Bech, \"\"Ane\"\"\",2026-01-01\n".as_bytes());
        assert_eq!(quoted[0].get("name"), "Bech, \"Ane\"");
    }

    #[test]
    fn what_is_wrong_with_a_file_is_said_with_its_line() {
        for (text, expected) in [
            (&b""[..], "the file is empty: its first line names the columns"),
            (b"name\nAne\n", "line 1: the column from is missing"),
            (b"name,from,name\n", "line 1: the column “name” stands twice"),
            (b"name,from,fron\n", "line 1: unknown column “fron”: the columns are name, from, until"),
            (
                b"name,from\nAne\n",
                "line 2: 1 cells, and the heading has 2: is a separator inside a cell without quotes?",
            ),
            (
                b"name,from\nA,2026-01-01\n\xE5,2026-01-01\n",
                "line 3: not UTF-8: save the file as “CSV UTF-8”",
            ),
        ] {
            assert_eq!(rows(text).1, [expected]);
        }
    }

    #[test]
    fn days_are_read_iso_or_day_first() {
        let day = |text: &str| {
            let (rows, _) = rows(format!("name,from\nA,{text}\n").as_bytes());
            rows[0].day("from", &mut Problems::default())
        };
        for text in ["2026-11-03", "03.11.2026", "3-11-2026", "3/11/2026"] {
            assert_eq!(day(text), Day::new(2026, 11, 3).ok(), "{text}");
        }
        for text in ["11/23/2026", "3.11.26", "2026", "31.02.2026", "tomorrow", "1.1.1800", "9999-12-31"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn a_cell_in_a_report_is_no_formula() {
        assert_eq!(shown("=1+1"), "“'=1+1”");
        assert_eq!(shown(" @SUM(A1)\u{7}"), "“' @SUM(A1) ”");
        assert_eq!(shown("Ane"), "“Ane”");
        assert!(shown(&"x".repeat(500)).chars().count() < 90);
        assert_eq!(shown("Pt. 010157-5001"), "(a national identity number)");
    }

    #[test]
    fn a_name_stands_on_one_line() {
        let mut problems = Problems::default();
        for (text, taken) in
            [("Havnens Læger", true), ("\"Havnens\nLæger\"", false), ("Havnens\tLæger", false)]
        {
            let (rows, _) = rows(format!("name,from\n{text},2026-01-01\n").as_bytes());
            assert_eq!(rows[0].name("name", &mut problems).is_some(), taken, "{text:?}");
        }
    }
}
