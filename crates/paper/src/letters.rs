//! The letters of a paper as it can be set: a name with one that no font has must not keep it from being set, for archives allow no empty
//! boxes; and nothing may be so long that it runs into the next column, where it would read as if somebody else had said it.

use typst::text::Font;

use crate::{Cell, Fact, Paper};

/// What stands for a letter that no font has.
const INSTEAD: char = '?';
/// The most letters in a row that are not broken.
const ROW_MAX: usize = 22;
/// Where a row may be broken, without a sign.
const BREAK: char = '\u{200B}';

/// The paper with every letter in it one that these fonts have.
pub(crate) fn known(paper: &Paper, fonts: &[Font]) -> Paper {
    let private = |letter: char| matches!(letter, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}');
    let has = |letter: char| {
        !private(letter) && fonts.iter().all(|font| font.info().coverage.contains(u32::from(letter)))
    };
    let mut paper = paper.clone();
    let Paper {
        title, over, author, head, warning, foot, foot_note, facts, code, contents, sections, ..
    } = &mut paper;
    let mut all = vec![title, over, author, head, warning, foot, foot_note, contents];
    all.extend([&mut code.alternative, &mut code.about]);
    all.extend(facts.iter_mut().flat_map(of_fact));
    for section in sections {
        all.push(&mut section.title);
        all.extend(&mut section.paragraphs);
        all.extend(section.facts.iter_mut().flat_map(of_fact));
        for table in &mut section.tables {
            all.push(&mut table.title);
            all.extend(table.columns.iter_mut().map(|column| &mut column.title));
            all.extend(table.rows.iter_mut().flat_map(|row| &mut row.cells).flat_map(of_cell));
        }
    }
    for text in all {
        let (mut row, mut last) = (0, ' ');
        *text = text.chars().fold(String::with_capacity(text.len()), |mut set, letter| {
            // Every space is a plain one: those that hold words together are for pages that scroll.
            let letter = if letter.is_whitespace() { ' ' } else { letter };
            // One after another reads like a column.
            if letter == ' ' && last == ' ' {
                return set;
            }
            last = letter;
            row = if letter == ' ' { 0 } else { row + 1 };
            if row > ROW_MAX {
                set.push(BREAK);
                row = 1;
            }
            set.push(if has(letter) { letter } else { INSTEAD });
            set
        });
    }
    paper
}

fn of_fact(fact: &mut Fact) -> impl Iterator<Item = &mut String> {
    [&mut fact.name].into_iter().chain(&mut fact.lines)
}

fn of_cell(cell: &mut Cell) -> impl Iterator<Item = &mut String> {
    [&mut cell.text].into_iter().chain(&mut cell.below)
}
