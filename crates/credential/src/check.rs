//! The check that anybody can make, with the published keys and nothing else.

use base::Moment;
use serde_json::Value;

use crate::{
    Competence, Holder, Issuer, Presented, PublicKey, Wrong,
    badge::{self, TYP},
    jws,
};

/// Which credential it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Of one attestation.
    Badge,
    /// Of all that was in force when it was made.
    Transcript,
    /// What its holder shows of a record; there may be more in it.
    Shown,
}

/// What a credential says that is believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Which it is.
    pub form: Form,
    /// Who issued it, by its own word: the key is what is believed.
    pub issuer: Issuer,
    /// Whose it is.
    pub holder: Holder,
    /// When it was made; of a badge: when the attestation was given.
    pub at: Moment,
    /// What it shows.
    pub competences: Vec<Competence>,
    /// The key that signed it.
    pub key: PublicKey,
}

/// Whether a file looks like a credential, so that this check has to say whether it is one.
pub fn is_like(file: &[u8]) -> bool {
    file.starts_with(b"eyJ")
}

/// Checks a file. What it says is all there is in it: it is written once more from what was read, and compared.
pub fn check(file: &[u8], keys: &[PublicKey]) -> Result<Checked, Wrong> {
    let text = std::str::from_utf8(file).map_err(|_| Wrong::NoCredential)?.trim_ascii_end();
    if Presented::is_like(text) {
        let (presented, issuer, holder, at, key) = Presented::open(text, keys)?;
        let competences = presented.competences().cloned().collect();
        return Ok(Checked { form: Form::Shown, issuer, holder, at, competences, key: key.clone() });
    }
    let opened = jws::open(text, keys)?;
    if opened.typ != TYP {
        return Err(Wrong::NoCredential);
    }
    let signed = &opened.payload;
    let subject = &signed["credentialSubject"];
    let inner = subject["verifiableCredential"].as_array();
    let form = if inner.is_some() { Form::Transcript } else { Form::Badge };
    let each = inner.map_or_else(|| vec![signed], |inner| inner.iter().collect());
    let competences: Vec<Competence> = each.into_iter().map(attestation).collect::<Result<_, _>>()?;
    let (issuer, holder) = (issuer(signed)?, holder(subject)?);
    let at = serde_json::from_value(signed["validFrom"].clone()).map_err(|_| Wrong::NotAsWritten)?;
    let again = match (form, &competences[..]) {
        (Form::Badge, [one]) if badge::seconds(one.at) == badge::seconds(at) => {
            badge::achievement(&issuer, &holder, one)
        }
        _ => badge::learner_record(&issuer, &holder, &competences, at),
    };
    if badge::claimed(&issuer, &holder, at, again) != *signed {
        return Err(Wrong::NotAsWritten);
    }
    Ok(Checked { form, issuer, holder, at, competences, key: opened.key.clone() })
}

fn attestation(credential: &Value) -> Result<Competence, Wrong> {
    serde_json::from_value(credential["attestation"].clone()).map_err(|_| Wrong::NotAsWritten)
}

fn issuer(signed: &Value) -> Result<Issuer, Wrong> {
    let url = signed["iss"].as_str().ok_or(Wrong::NotAsWritten)?.to_owned();
    [false, true]
        .map(|demo| Issuer { url: url.clone(), demo })
        .into_iter()
        .find(|issuer| badge::profile(issuer) == signed["issuer"])
        .ok_or(Wrong::NotAsWritten)
}

fn holder(subject: &Value) -> Result<Holder, Wrong> {
    let id = subject["id"].as_str().and_then(|id| id.strip_prefix("urn:uuid:")?.parse().ok());
    let name = subject["identifier"][0]["identityHash"].as_str();
    id.zip(name).map(|(id, name)| Holder { id, name: name.to_owned() }).ok_or(Wrong::NotAsWritten)
}
