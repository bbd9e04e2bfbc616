//! An attestation as an Open Badges 3.0 AchievementCredential, which is a Verifiable Credential 2.0; and the whole record as a
//! Comprehensive Learner Record 2.0 of them. Secured as JWTs (VC-JOSE-COSE).
//!
//! What Open Badges has a place for stands there, for any reader of badges; all of it stands once more as the extension `attestation`, for
//! ours. Every address in it answers whoever follows it: what only the doctor may fetch is not named.

use base::Moment;
use domain::access::Kind;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use crate::{
    Competence, Holder, Issuer, Key,
    jws::{self, Named},
    status,
};

/// The type of a JWT that secures a Verifiable Credential.
pub(crate) const TYP: &str = "vc+jwt";
const VC: &str = "https://www.w3.org/ns/credentials/v2";
const OPEN_BADGES: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
const LEARNER_RECORD: &str = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json";

/// The credential of one attestation.
pub fn badge(issuer: &Issuer, holder: &Holder, competence: &Competence, key: &Key) -> String {
    signed(issuer, claimed(issuer, holder, competence.at, achievement(issuer, holder, competence)), key)
}

/// The credential of all of them.
pub fn transcript(
    issuer: &Issuer,
    holder: &Holder,
    competences: &[Competence],
    at: Moment,
    key: &Key,
) -> String {
    signed(issuer, claimed(issuer, holder, at, learner_record(issuer, holder, competences, at)), key)
}

fn signed(issuer: &Issuer, credential: Value, key: &Key) -> String {
    jws::sign(key, TYP, Named::At(&issuer.url), &credential)
}

/// What a portal says of itself in a credential.
pub(crate) fn profile(issuer: &Issuer) -> Value {
    let name = if issuer.demo { "Attest: a demonstration, whose people are made up" } else { "Attest" };
    json!({ "id": issuer.url, "type": ["Profile"], "name": name })
}

/// A credential with the claims that Open Badges wants in a JWT beside it.
pub(crate) fn claimed(issuer: &Issuer, holder: &Holder, at: Moment, credential: Value) -> Value {
    let mut all = credential;
    all["iss"] = issuer.url.clone().into();
    all["jti"] = all["id"].clone();
    all["sub"] = urn(holder).into();
    all["nbf"] = seconds(at).into();
    all
}

pub(crate) const fn seconds(at: Moment) -> i64 {
    at.micros().div_euclid(1_000_000)
}

/// A moment without its fraction of a second: what a JWT can say of it.
fn whole(at: Moment) -> Moment {
    Moment::from_micros(0).plus_seconds(seconds(at))
}

pub(crate) fn urn(holder: &Holder) -> String {
    format!("urn:uuid:{}", holder.id)
}

fn subject(holder: &Holder, kind: &str) -> Map<String, Value> {
    let identity = json!({ "type": "IdentityObject", "hashed": false, "identityHash": holder.name, "identityType": "name" });
    let subject = json!({ "id": urn(holder), "type": [kind], "identifier": [identity] });
    subject.as_object().cloned().unwrap_or_default()
}

/// The credential of one attestation, before it is signed.
pub(crate) fn achievement(issuer: &Issuer, holder: &Holder, one: &Competence) -> Value {
    let framework = &one.curriculum;
    let target = target(issuer, one);
    let alignment = json!({
        "type": ["Alignment"],
        "targetType": "CFItem",
        "targetCode": one.code,
        "targetName": one.title,
        "targetFramework": format!("{}, {}", framework.title, framework.version),
        "targetUrl": target,
    });
    let mut subject = subject(holder, "AchievementSubject");
    if let Some(day) = one.completed_on {
        subject.insert("activityEndDate".to_owned(), Moment::start_of(day).to_string().into());
    }
    subject.insert(
        "source".to_owned(),
        json!({ "type": ["Profile"], "id": format!("urn:uuid:{}#by", one.id), "name": one.by.name }),
    );
    subject.insert(
        "achievement".to_owned(),
        json!({
            "id": target,
            "type": ["Achievement"],
            "achievementType": achievement_type(one.kind),
            "humanCode": one.code,
            "name": one.title,
            "description": one.title,
            "criteria": { "narrative": format!(
                "{}, {} of {}, version {}.",
                how(one), asked(one), framework.title, framework.version,
            ) },
            "alignment": [alignment],
        }),
    );
    json!({
        "@context": [VC, OPEN_BADGES, { "attestation": { "@id": "urn:x-attest:attestation", "@type": "@json" } }],
        "id": format!("urn:uuid:{}", one.id),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": profile(issuer),
        "name": one.title,
        "validFrom": whole(one.at),
        "credentialSubject": subject,
        "credentialStatus": status::entry(issuer, one.place),
        "attestation": one,
    })
}

/// The credential of a whole record, before it is signed.
pub(crate) fn learner_record(issuer: &Issuer, holder: &Holder, all: &[Competence], at: Moment) -> Value {
    let mut subject = subject(holder, "ClrSubject");
    let inner: Vec<Value> = all.iter().map(|one| achievement(issuer, holder, one)).collect();
    subject.insert("verifiableCredential".to_owned(), inner.into());
    json!({
        "@context": [VC, LEARNER_RECORD, OPEN_BADGES],
        "id": format!("urn:uuid:{}#{}", holder.id, seconds(at)),
        "type": ["VerifiableCredential", "ClrCredential"],
        "issuer": profile(issuer),
        "name": holder.name,
        "validFrom": whole(at),
        "credentialSubject": subject,
    })
}

const fn how(one: &Competence) -> &'static str {
    if one.marked {
        "Marked as fulfilled by the leader on behalf of the doctor, and signed by nobody else"
    } else if one.credited {
        "Achieved before, and registered on a document by somebody whom the rules of training entitle to"
    } else {
        "Attested by somebody whom the rules of training entitle to"
    }
}

/// Of which requirement, and how much of it where it is counted: some of it must not read as all.
fn asked(one: &Competence) -> String {
    match (one.times, one.required) {
        (Some(times), Some(required)) => {
            format!("{times} of the {required} times asked for by requirement {}", one.code)
        }
        (Some(times), None) => format!("{times} times, as requirement {}", one.code),
        (None, _) => format!("as requirement {}", one.code),
    }
}

/// What a part of an address may hold as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Where the requirement is described.
fn target(issuer: &Issuer, one: &Competence) -> String {
    let part = |text: &str| utf8_percent_encode(text, PLAIN).to_string();
    let of = &one.curriculum;
    let (scheme, code, version) = (part(&of.scheme), part(&of.code), part(&of.version));
    format!("{}/api/v1/curricula/{code}/{version}?scheme={scheme}#{}", issuer.url, part(&one.code))
}

const fn achievement_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Goal => "Competency",
        Kind::Course => "Course",
        Kind::Activity => "ext:Activity",
        Kind::Time => "ext:Service",
        Kind::Research => "ext:Research",
    }
}
