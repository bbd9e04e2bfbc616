//! Dossiers that were sealed once go on being believed, whatever becomes of schemes, words and policies here. A file of each form is
//! kept in `kept/`, made in the demo world; none is ever made anew.

use sealed::{KeyList, check};

use super::kept;

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
    // Words and rules are those that it encloses.
    assert_eq!(checked.counted.scheme().word("da", "authority"), "Styrelsen for Patientsikkerhed (STPS)");
}
