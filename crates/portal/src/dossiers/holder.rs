//! Whose a dossier is, in a reader's words: the name, and the national numbers that go along. Paper has them whole, for it is the authority's;
//! a page that anybody may open masks what is secret.

use domain::identifier::{Kind, Number};
use sealed::Checked;
use web::format;

use crate::show::{Say, dotted};

/// What a kind of national number is called.
pub(super) fn number_called<'a>(say: &Say<'a>, kind: &str) -> &'a str {
    say.scheme.number_called(say.lang.code(), kind).unwrap_or_default()
}

/// The applicant's numbers, each with what it is called: a secret one is masked.
pub(super) fn masked(say: &Say<'_>, checked: &Checked) -> Vec<(String, String)> {
    let all = checked.counted.identifiers(&checked.payload.content);
    let said = |(kind, number): (&Kind, Number)| {
        (format::capitalised(number_called(say, &kind.code)), kind.shown(&number))
    };
    all.map(said).collect()
}

/// For paper, on its first page: the name, and a number a line.
pub(super) fn lines(say: &Say<'_>, checked: &Checked) -> Vec<String> {
    let numbers = whole(say, checked, |_| true).map(|number| format::capitalised(&number));
    [name(checked)].into_iter().chain(numbers).collect()
}

/// For paper, at the head of every page: the name, with the numbers that the authority asks for there.
pub(super) fn head(say: &Say<'_>, checked: &Checked) -> String {
    let asked = say.scheme.dossiers.get(&checked.payload.content.kind);
    let asked = asked.map_or(&[][..], |asked| &asked.identifiers);
    let everywhere = |kind: &str| asked.iter().any(|asked| asked.kind == kind && asked.every_page);
    let all: Vec<String> = [name(checked)].into_iter().chain(whole(say, checked, everywhere)).collect();
    dotted(&all)
}

fn name(checked: &Checked) -> String {
    checked.payload.content.trainee.name.clone()
}

/// The numbers of these kinds, each after what it is called.
fn whole<'a>(
    say: &'a Say<'_>,
    checked: &'a Checked,
    is_wanted: impl Fn(&str) -> bool + 'a,
) -> impl Iterator<Item = String> + 'a {
    let all = checked.counted.identifiers(&checked.payload.content);
    all.filter(move |(kind, _)| is_wanted(&kind.code))
        .map(|(kind, number)| format!("{} {}", number_called(say, &kind.code), number.whole()))
}
