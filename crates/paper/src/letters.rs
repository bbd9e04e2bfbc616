//! The letters of a paper as it can be set: a name with one that no font has must not keep it from being set, for archives allow no empty
//! boxes; and nothing may be so long that it runs into the next column, where it would read as if somebody else had said it.

use typst::text::Font;

use crate::{Cell, Fact, Paper, Words};

/// What stands for a letter that no font has.
const INSTEAD: char = '?';
/// The longest row of letters that is a word, which is never broken here: none of the profession is longer.
const WORD_MAX: usize = 40;
/// A longer one is broken after so many letters.
const ROW: usize = 22;
/// Where a row may be broken, without a sign.
const BREAK: &str = "\u{200B}";

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
    let mut whole = vec![title, over, author, head, warning, foot, foot_note, contents];
    let mut in_columns = Vec::new();
    whole.extend([&mut code.alternative, &mut code.about]);
    in_columns.extend(facts.iter_mut().flat_map(of_fact));
    for section in sections {
        whole.extend(of_words(&mut section.title));
        whole.extend(&mut section.paragraphs);
        in_columns.extend(section.facts.iter_mut().flat_map(of_fact));
        for table in &mut section.tables {
            whole.push(&mut table.title);
            whole.extend(table.columns.iter_mut().map(|column| &mut column.title));
            in_columns.extend(table.rows.iter_mut().flat_map(|row| &mut row.cells).flat_map(of_cell));
        }
    }
    for text in whole {
        *text = plain(text, has).join(" ");
    }
    for text in in_columns {
        let words: Vec<String> = plain(text, has).iter().map(|word| broken(word)).collect();
        *text = words.join(" ");
    }
    paper
}

/// The words of a text, with every letter one that is there. Every space is a plain one, and one alone: those that hold words together
/// are for pages that scroll, and two read like a column. Only a share stays in one piece, as `100 %`.
fn plain(text: &str, has: impl Fn(char) -> bool) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match words
            .last_mut()
            .filter(|last| word == "%" && last.ends_with(|letter: char| letter.is_ascii_digit()))
        {
            Some(number) => number.push_str("\u{a0}%"),
            None => {
                words.push(word.chars().map(|letter| if has(letter) { letter } else { INSTEAD }).collect())
            }
        }
    }
    words
}

/// A row of letters that is longer than any word, with places where it may be broken.
fn broken(word: &str) -> String {
    if word.chars().count() <= WORD_MAX {
        return word.to_owned();
    }
    let letters: Vec<char> = word.chars().collect();
    let rows: Vec<String> = letters.chunks(ROW).map(|row| row.iter().collect()).collect();
    rows.join(BREAK)
}

fn of_fact(fact: &mut Fact) -> impl Iterator<Item = &mut String> {
    [&mut fact.name].into_iter().chain(fact.lines.iter_mut().flat_map(of_words))
}

fn of_cell(cell: &mut Cell) -> impl Iterator<Item = &mut String> {
    [&mut cell.text].into_iter().chain(&mut cell.below).flat_map(of_words)
}

fn of_words(words: &mut Words) -> [&mut String; 2] {
    [&mut words.text, &mut words.after]
}

#[cfg(test)]
mod tests {
    use base::Moment;

    use super::*;
    use crate::{Code, Column, Section, Table};

    #[test]
    fn a_title_is_never_broken_and_a_cell_only_where_no_word_is_so_long() {
        let (word, none) = ("Speciallægeanerkendelse", "x".repeat(50));
        let cell = |text: &str| Cell { text: text.into(), below: Vec::new(), mark: None };
        let table = Table {
            columns: vec![Column { title: word.to_owned(), share: 1 }],
            rows: vec![crate::Row { cells: vec![cell(word), cell(&none)] }],
            ..Table::default()
        };
        let sections =
            vec![Section { title: none.as_str().into(), tables: vec![table], ..Section::default() }];
        let paper = Paper {
            lang: "da".to_owned(),
            title: word.to_owned(),
            over: String::new(),
            author: format!("{none}  og\u{a0}andre"),
            at: Moment::from_micros(0),
            ident: String::new(),
            head: String::new(),
            warning: String::new(),
            foot: String::new(),
            foot_note: String::new(),
            facts: Vec::new(),
            code: Code::default(),
            contents: String::new(),
            sections,
        };
        let set = known(&paper, &[]);
        let section = &set.sections[0];
        let cells: Vec<&str> =
            section.tables[0].rows[0].cells.iter().map(|one| one.text.text.as_str()).collect();
        assert_eq!((set.title.as_str(), section.tables[0].columns[0].title.as_str()), (word, word));
        assert_eq!((set.author, &section.title.text), (format!("{none} og andre"), &none));
        let parts = ["x".repeat(22), "x".repeat(22), "x".repeat(6)].join(BREAK);
        assert_eq!(cells, [word, &parts]);
    }

    #[test]
    fn a_number_and_its_unit_stay_on_one_line() {
        let words = plain("Registreret:\u{a0} 100\u{a0}%\u{a0}· 1.\u{a0}juni", |_| true);
        assert_eq!(words, ["Registreret:", "100\u{a0}%", "·", "1.", "juni"]);
        assert_eq!(plain("80\u{a0}%  og\u{a0}andre", |_| true), ["80\u{a0}%", "og", "andre"]);
    }
}
