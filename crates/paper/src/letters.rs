//! Letters that the fonts lack: a name with one must not keep the paper from being set, for archives allow no empty boxes.

use typst::text::Font;

use crate::{Cell, Fact, Paper};

/// What stands for a letter that no font has.
const INSTEAD: char = '?';

/// The paper with every letter in it one that these fonts have.
pub(crate) fn known(paper: &Paper, fonts: &[Font]) -> Paper {
    let has = |letter: char| {
        letter == '\n' || fonts.iter().all(|font| font.info().coverage.contains(u32::from(letter)))
    };
    let mut paper = paper.clone();
    let Paper {
        title, over, author, head, warning, foot, foot_note, facts, code, contents, sections, ..
    } = &mut paper;
    let mut all = vec![title, over, author, head, warning, foot, foot_note, contents];
    all.extend([&mut code.address, &mut code.alternative, &mut code.about]);
    all.extend(facts.iter_mut().flat_map(of_fact));
    for section in sections {
        all.push(&mut section.title);
        all.extend(&mut section.paragraphs);
        all.extend(section.facts.iter_mut().flat_map(of_fact));
        for table in &mut section.tables {
            all.extend([&mut table.title, &mut table.summary]);
            all.extend(table.columns.iter_mut().map(|column| &mut column.title));
            all.extend(table.rows.iter_mut().flat_map(|row| &mut row.cells).flat_map(of_cell));
        }
    }
    for text in all {
        if !text.chars().all(has) {
            *text = text.chars().map(|letter| if has(letter) { letter } else { INSTEAD }).collect();
        }
    }
    paper
}

fn of_fact(fact: &mut Fact) -> impl Iterator<Item = &mut String> {
    [&mut fact.name].into_iter().chain(&mut fact.lines)
}

fn of_cell(cell: &mut Cell) -> impl Iterator<Item = &mut String> {
    [&mut cell.text].into_iter().chain(&mut cell.below)
}
