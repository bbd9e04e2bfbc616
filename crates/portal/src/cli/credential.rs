//! Credentials at the command line: checked by anybody, and shown in part by their holder, with the published keys and nothing else.

use std::{fs, path::Path};

use anyhow::Context as _;
use credential::{Checked, Competence, Form, Presented, Status};
use sealed::KeyList;

use super::{
    Failure,
    dossier::{key_list, plain, say},
};

/// Checks a credential and tells what it says, and what of it was annulled since by these lists.
pub(super) fn verify(file: &[u8], keys: &KeyList, lists: &[Status]) -> Result<(), Failure> {
    let checked = credential::check(file, &keys.credentials)
        .map_err(|wrong| Failure::failed(format!("NOT genuine: {wrong}")))?;
    tell(&checked, lists);
    Ok(())
}

fn tell(checked: &Checked, lists: &[Status]) {
    if KeyList::is_demo_credential(&checked.key) {
        say("DEMO: made-up people. This file proves nothing.".to_owned());
    }
    say("Genuine, and unchanged since it was issued.".to_owned());
    say(format!("Holder: {} ({})", checked.holder.name, checked.holder.id));
    say(format!("Issued by: {}, at {}", checked.issuer.url, checked.at));
    say(format!("Signed with: {}", checked.key.thumbprint()));
    say(match checked.form {
        Form::Badge => "It is about one attestation:".to_owned(),
        Form::Transcript => "All that was attested then:".to_owned(),
        Form::Shown => "What its holder chose to show; there may be more:".to_owned(),
    });
    for one in &checked.competences {
        let credited = if one.credited { " (achieved before, on a document)" } else { "" };
        let times = one.times.map(|times| format!(", {times} times")).unwrap_or_default();
        let stands = match lists.iter().find_map(|list| list.is_annulled(one.place)) {
            Some(true) => " ANNULLED since",
            Some(false) | None => "",
        };
        say(format!(
            "  {} {} {}: {}{credited}{times}{stands}: {}",
            one.curriculum.code,
            one.curriculum.version,
            one.code,
            one.title,
            attested(one)
        ));
    }
    let unknown = |one: &&Competence| lists.iter().all(|list| list.is_annulled(one.place).is_none());
    match checked.competences.iter().filter(unknown).count() {
        0 => {}
        count => {
            say(format!("Whether {count} of these were annulled since is in the portal's lists (--status)."))
        }
    }
    if let Some(at) = lists.iter().map(Status::at).min() {
        say(format!("The lists of what was annulled are of {at} or later."));
    }
}

fn attested(one: &Competence) -> String {
    let by = &one.by;
    let lent = by.on_behalf_of.as_ref().map(|leader| format!(" on behalf of {leader}")).unwrap_or_default();
    format!("{}, {}{lent}, {}", by.name, by.role.code(), one.at)
}

/// Shows only the requirements with these codes.
pub(super) fn show(file: &Path, codes: &[String], keys: Option<&Path>) -> Result<(), Failure> {
    let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let whole = Presented::read(&text, &key_list(keys)?.credentials)
        .map_err(|wrong| Failure::failed(format!("{}: {wrong}", file.display())))?;
    let has = |code: &&String| !whole.competences().any(|one| one.code == **code);
    if let Some(missing) = codes.iter().find(has) {
        return Err(Failure::failed(plain(&format!("{} does not hold {missing}", file.display()))));
    }
    super::say(whole.only(|one| codes.contains(&one.code)).text());
    Ok(())
}
