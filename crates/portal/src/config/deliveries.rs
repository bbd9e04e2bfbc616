//! Settings of what is sent on to an authority: by which way, in whose name, and the mail that says that something waits.

use std::{collections::BTreeMap, path::PathBuf};

use base::PersonId;
use lettre::{AsyncSmtpTransport, Tokio1Executor, message::Mailbox};
use serde::{Deserialize, Serialize};
use url::Url;

use super::{BadConfig, Secret};

/// How what is sent in one scheme comes to its authority, besides its desk here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Delivery {
    /// The id of the machine in whose name it is delivered.
    pub machine: Option<String>,
    /// A folder that the authority watches.
    pub folder: Option<PathBuf>,
    /// `s3://bucket/prefix`; keys come from the environment (`AWS_ACCESS_KEY_ID` …).
    pub s3: Option<String>,
    /// Where that S3 answers, when it is not Amazon's.
    pub s3_endpoint: Option<String>,
    /// Its region.
    pub s3_region: Option<String>,
    /// An address of the authority's that takes it.
    pub push: Option<String>,
    /// Who gets a mail that something waits.
    pub notice: Option<String>,
}

/// Who carries mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// `smtps://user:password@host`, `smtp://host?tls=required`, or `smtp://host` in a network of yours.
    pub smtp: Secret,
    /// From whom it comes.
    pub from: String,
}

/// One way, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// Into a folder.
    Folder(PathBuf),
    /// Into S3.
    S3 {
        /// Where, as one address.
        bucket: String,
        /// Below what.
        prefix: String,
        /// Where it answers.
        endpoint: Option<Url>,
        /// Its region.
        region: Option<String>,
    },
    /// To an address that takes it.
    Push(Url),
}

/// How long one part of an address of S3 may be.
const BUCKET_MAX: usize = 63;

impl Delivery {
    /// The one way that is set, and in whose name; none: what is sent waits on the desk alone.
    pub fn way(&self, scheme: &str) -> Result<Option<(PersonId, Way)>, BadConfig> {
        let bad = |why: &str| BadConfig(format!("in [deliveries.{scheme}] {why}"));
        let way = match (&self.folder, &self.s3, &self.push) {
            (None, None, None) => None,
            (Some(folder), None, None) if folder.is_absolute() => Some(Way::Folder(folder.clone())),
            (Some(_), None, None) => {
                return Err(bad("folder is no whole path: write it from the root, as in /srv/attest"));
            }
            (None, Some(s3), None) => Some(self.bucket(s3).map_err(bad)?),
            (None, None, Some(push)) => Some(Way::Push(address(push).ok_or_else(|| {
                bad("push is no address that can be sent to: write https://…, without user, ? and #; http only to this machine")
            })?)),
            _ => return Err(bad("several ways are set: keep one of folder, s3 and push")),
        };
        if self.s3.is_none() && (self.s3_endpoint.is_some() || self.s3_region.is_some()) {
            return Err(bad("s3_endpoint and s3_region say nothing without s3"));
        }
        let Some(way) = way else {
            let idle = self.machine.is_some();
            return if idle { Err(bad("machine says nothing without folder, s3 or push")) } else { Ok(None) };
        };
        let machine = self.machine.as_deref().and_then(|machine| machine.parse().ok());
        let machine =
            machine.ok_or_else(|| bad("machine is missing or no id: attest machine create prints it"))?;
        Ok(Some((machine, way)))
    }

    fn bucket(&self, s3: &str) -> Result<Way, &'static str> {
        let rest = s3.strip_prefix("s3://").ok_or("s3 is no address: write s3://bucket/prefix")?;
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
        if bucket.is_empty() || bucket.len() > BUCKET_MAX || !bucket.chars().all(plain) {
            return Err("s3 is no address: write s3://bucket/prefix");
        }
        let endpoint = match &self.s3_endpoint {
            Some(text) => Some(
                address(text)
                    .ok_or("s3_endpoint is no address: write https://…; http only to this machine")?,
            ),
            None => None,
        };
        let (bucket, prefix) = (bucket.to_owned(), prefix.trim_matches('/').to_owned());
        Ok(Way::S3 { bucket, prefix, endpoint, region: self.s3_region.clone() })
    }

    /// Who gets the mail.
    pub fn mailbox(&self, scheme: &str) -> Result<Option<Mailbox>, BadConfig> {
        let Some(text) = &self.notice else { return Ok(None) };
        let bad = |_| {
            BadConfig(format!("in [deliveries.{scheme}] notice is no address: write post@authority.example"))
        };
        text.parse().map(Some).map_err(bad)
    }
}

/// An address to which something may be sent: https, or this machine.
fn address(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let bare = url.username().is_empty() && url.password().is_none() && url.query().is_none();
    let safe = url.scheme() == "https" || url.scheme() == "http" && is_here(&url);
    (bare && url.fragment().is_none() && url.host().is_some() && safe).then_some(url)
}

/// Whether an address is one of this machine.
pub fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

impl Mail {
    /// From whom mail comes.
    pub fn sender(&self) -> Result<Mailbox, BadConfig> {
        let bad = |_| BadConfig("in [mail] from is no address: write attest@portal.example".to_owned());
        self.from.parse().map_err(bad)
    }

    fn checked(&self) -> Result<(), BadConfig> {
        let bad = |why: &str| Err(BadConfig(format!("in [mail] {why}")));
        let known =
            Url::parse(self.smtp.reveal()).ok().filter(|url| ["smtp", "smtps"].contains(&url.scheme()));
        let Some(url) = known.filter(|url| url.host().is_some()) else {
            return bad("smtp is no address: write smtps://user:password@host, or smtp://host");
        };
        let guarded = url.scheme() == "smtps" || url.query() == Some("tls=required");
        if !guarded && !is_here(&url) && (url.password().is_some() || !url.username().is_empty()) {
            return bad(
                "smtp has a password that would go in the open: write smtps://…, or add ?tls=required",
            );
        }
        if AsyncSmtpTransport::<Tokio1Executor>::from_url(self.smtp.reveal()).is_err() {
            return bad("smtp is no address: write smtps://user:password@host, or smtp://host");
        }
        self.sender().map(drop)
    }
}

/// Whether all of it can be taken.
pub(super) fn check(deliveries: &BTreeMap<String, Delivery>, mail: Option<&Mail>) -> Result<(), BadConfig> {
    let mut ways: Vec<Way> = Vec::new();
    for (scheme, one) in deliveries {
        if let Some((_, way)) = one.way(scheme)? {
            if ways.contains(&way) {
                let why = "the way is that of another scheme: their cases have the same numbers";
                return Err(BadConfig(format!("in [deliveries.{scheme}] {why}")));
            }
            ways.push(way);
        }
        if one.mailbox(scheme)?.is_some() && mail.is_none() {
            return Err(BadConfig(format!(
                "[deliveries.{scheme}] has a notice, and there is no [mail] to carry it"
            )));
        }
    }
    mail.map_or(Ok(()), Mail::checked)
}

#[cfg(test)]
mod tests;
