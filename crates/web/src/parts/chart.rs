//! Progress and depth as drawings, each with its words: a staircase bar, its legend, a heat table.

use maud::{Markup, html};

use super::State;

/// Progress as a staircase: approved at full height, waiting at eight tenths, begun at half, the rest a base line. A
/// rectangle's width is its count. `parts` in the order to draw; what is open is left out. Words: `title`, and `desc` with all counts.
pub fn bar(title: &str, desc: &str, total: u32, parts: &[(State, u32)], big: bool) -> Markup {
    let gap = f64::from(total) * 0.003;
    let steps = parts.iter().scan(0, |x, (state, count)| {
        let from = *x;
        *x += count;
        Some((*state, from, *count))
    });
    html! {
        svg class=(if big { "bar big" } else { "bar" }) role="img" viewBox=(format_args!("0 0 {} 10", total.max(1))) preserveAspectRatio="none" {
            title { (title) }
            desc { (desc) }
            rect y="8.5" width=(total) height="1.5" opacity=".25" {}
            @for (state, x, count) in steps.filter(|(state, _, count)| *count > 0 && *state != State::Open) {
                @let (y, height) = step(state);
                rect data-state=(state.name()) x=(x) y=(y) width=(format_args!("{:.2}", f64::from(count) - gap)) height=(height) {}
            }
        }
    }
}

/// Where a state's step begins, and how high it is, of ten.
const fn step(state: State) -> (u32, u32) {
    match state {
        State::Registered | State::Attested | State::Verified => (0, 10),
        State::Requested | State::Returned => (2, 8),
        State::Progress => (5, 5),
        State::Advised | State::Open | State::Annulled | State::Missing => (8, 2),
    }
}

/// Counts in words under a bar: `64 godkendt`, `4 sendt`. Each word comes with its number.
pub fn legend(items: &[(State, String)]) -> Markup {
    html! { ul class="chips quiet" { @for (state, words) in items { li { (state.said(words)) } } } }
}

/// A table whose cells are tinted by how far: its own text alternative.
#[derive(Debug, Clone)]
pub struct Heat<'a> {
    /// What the table tells.
    pub caption: &'a str,
    /// Names of the columns, the first one that of the row headings.
    pub columns: Vec<&'a str>,
    /// The name of one more column, in words, where there is room for it.
    pub end: Option<&'a str>,
    /// The rows.
    pub rows: Vec<HeatRow<'a>>,
}
/// One row of it.
#[derive(Debug, Clone)]
pub struct HeatRow<'a> {
    /// Its name.
    pub name: &'a str,
    /// Where its name leads.
    pub href: Option<&'a str>,
    /// Its cells.
    pub cells: Vec<HeatCell>,
    /// What stands in the last column.
    pub end: Option<Markup>,
}
/// One cell: what it says, and how far that is.
#[derive(Debug, Clone)]
pub struct HeatCell {
    /// The number as text.
    pub text: String,
    /// How far, in percent: the tint; none for a cell that does not apply.
    pub percent: Option<u32>,
}

/// The heat table.
pub fn heat(table: &Heat<'_>) -> Markup {
    html! {
        table class="heat" {
            caption class="ds-sr-only" { (table.caption) }
            thead { tr {
                @for column in &table.columns { th scope="col" { span { (column) } } }
                @if let Some(end) = table.end { th scope="col" class="wideonly" { (end) } }
            } }
            tbody {
                @for row in &table.rows {
                    tr {
                        th scope="row" { @if let Some(href) = row.href { a class="ds-link back" href=(href) { (row.name) } } @else { (row.name) } }
                        @for cell in &row.cells { td data-level=[cell.percent.map(level)] { (cell.text) } }
                        @if let Some(end) = &row.end { td class="wideonly" { (end) } }
                    }
                }
            }
        }
    }
}

/// 0 to 4, at 10, 35, 65 and 95 percent.
const fn level(percent: u32) -> u32 {
    match percent {
        0..10 => 0,
        10..35 => 1,
        35..65 => 2,
        65..95 => 3,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_width_is_its_count() {
        let parts = [
            (State::Attested, 64),
            (State::Requested, 4),
            (State::Returned, 1),
            (State::Progress, 21),
            (State::Open, 45),
        ];
        let svg = bar("Fremdrift", "64 godkjent", 135, &parts, true).into_string();
        for part in [
            "viewBox=\"0 0 135 10\"",
            "data-state=\"attested\" x=\"0\" y=\"0\" width=\"63.59\" height=\"10\"",
            "data-state=\"requested\" x=\"64\" y=\"2\" width=\"3.59\"",
            "data-state=\"progress\" x=\"69\" y=\"5\" width=\"20.59\" height=\"5\"",
        ] {
            assert!(svg.contains(part), "{part} not in {svg}");
        }
        assert!(!svg.contains("data-state=\"open\""));
        assert!(bar("", "", 0, &[], false).0.contains("0 0 1 10"), "an empty plan is drawn too");
    }

    #[test]
    fn tints_follow_the_share() {
        assert_eq!([0, 9, 10, 34, 35, 64, 65, 94, 95, 100].map(level), [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
    }
}
