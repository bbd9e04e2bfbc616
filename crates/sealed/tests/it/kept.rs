//! Dossiers that were sealed once go on being believed, whatever becomes of schemes, words and policies here. A file of each form is
//! kept in `kept/`, made in the demo world; none is ever made anew.

use sealed::{KeyList, check};

use super::{kept, kept_corrected, kept_with_numbers};

#[test]
fn a_dossier_of_the_first_form_is_believed() {
    let checked = check(&kept(), &KeyList::demo()).expect("it is as genuine as it was");
    let content = &checked.payload.content;
    assert!(content.demo && content.result.ready);
    assert_eq!(
        (content.kind.as_str(), content.trainee.name.as_str()),
        ("dk-selvstaendigt-virke", "Emil Thorsen")
    );
    let attested = content.result.requirements.iter().filter(|one| !one.attested.is_empty()).count();
    assert_eq!((attested, content.documents.len()), (content.result.requirements.len(), 2));
    assert!(content.trainee.identifiers.is_empty(), "it knows of no numbers");
    // Words and rules are those that it encloses.
    assert_eq!(checked.counted.scheme().word("da", "authority"), "Styrelsen for Patientsikkerhed (STPS)");
}

#[test]
fn a_dossier_with_national_numbers_is_believed_and_does_not_show_them_by_accident() {
    let checked = check(&kept_with_numbers(), &KeyList::demo()).expect("it is as genuine as it was");
    let content = &checked.payload.content;
    let shown: Vec<(&str, String, String)> = checked
        .counted
        .identifiers(content)
        .map(|(kind, number)| (kind.code.as_str(), number.whole(), kind.shown(&number)))
        .collect();
    assert_eq!(
        shown,
        [
            ("cpr", "020257-5002".to_owned(), "020257-••••".to_owned()),
            ("authorisation", "09YM9".to_owned(), "09YM9".to_owned())
        ]
    );
    assert!(!format!("{checked:?}").contains("0202575002"));
}

#[test]
fn a_dossier_in_which_the_applicant_corrects_the_portal_is_believed() {
    let checked = check(&kept_corrected(), &KeyList::demo()).expect("it is as genuine as it was");
    assert!(checked.counted.employments_confirmed, "what is confirmed holds the correction");
    let said: Vec<_> = checked
        .payload
        .content
        .overview()
        .into_iter()
        .map(|one| {
            let registered = one.source.registered().map(|is| (is.position.clone(), is.percent.get()));
            (one.source.code(), one.stated.position, one.stated.percent.get(), registered)
        })
        .collect();
    let portal = || "Klinisk basisuddannelse".to_owned();
    assert_eq!(
        said,
        [
            ("own", "Lægevikar".to_owned(), 60, None),
            ("corrected", "KBU-læge".to_owned(), 80, Some((portal(), 100))),
            ("portal", portal(), 100, None)
        ]
    );
}
