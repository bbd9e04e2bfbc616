//! The mail that says that something waits: whom and what it is about stands in the portal, and not in it.

use std::time::Duration;

use anyhow::{Context as _, Result};
use base::{ActId, Moment};
use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{
        Mailbox,
        header::{ContentType, HeaderName, HeaderValue},
    },
    transport::smtp::extension::ClientId,
};
use sha2::{Digest as _, Sha256};
use url::{Host, Url};
use web::Lang;

use super::tried::Failed;
use crate::{
    config::{Mail, Secret},
    words,
};

/// How long the post office is waited for, at each step.
const PATIENCE: Duration = Duration::from_secs(30);
/// What stands between the languages: below "-- " readers hide what follows, as a signature.
const BETWEEN: &str = "\n\n* * *\n\n";

/// Who carries mail.
#[derive(Debug)]
pub(super) struct Mailer {
    smtp: Secret,
    from: Mailbox,
    site: Url,
}

impl Mailer {
    /// The one that the settings name, of the portal at this address.
    pub(super) fn of(mail: &Mail, site: &str) -> Result<Self> {
        let site = Url::parse(site).context("public_url is no address: write https://portal.example")?;
        Ok(Self { smtp: mail.smtp.clone(), from: mail.sender()?, site })
    }

    /// Tells somebody that something waits. Told twice, both have the same id, and whoever reads them sees one.
    pub(super) async fn tell(
        &self,
        (to, languages): &(Mailbox, Vec<Lang>),
        act: ActId,
        now: Moment,
    ) -> Result<(), Failed> {
        let mail =
            self.written(to, languages, act, now).map_err(|error| Failed::known("broken").with(error))?;
        let office = AsyncSmtpTransport::<Tokio1Executor>::from_url(self.smtp.reveal());
        let office = office.map_err(|error| Failed::known("unreachable").with(error))?;
        let office = office.timeout(Some(PATIENCE)).hello_name(self.client());
        let sent = office.build().send(mail).await;
        sent.map(drop).map_err(|error| {
            let reason = match () {
                () if error.is_permanent() => "refused",
                () if error.is_transient() => "not_now",
                () if error.is_timeout() => "timeout",
                () => "unreachable",
            };
            Failed::unknown(reason).with(error)
        })
    }

    fn written(&self, to: &Mailbox, languages: &[Lang], act: ActId, now: Moment) -> Result<Message> {
        let link = format!("{}/cases", self.site.as_str().trim_end_matches('/'));
        let (mut subjects, mut texts) = (Vec::new(), Vec::new());
        for lang in languages {
            subjects.push(words::deliveries_mail_subject(*lang));
            texts.push(words::deliveries_mail_text(*lang, &link));
        }
        // Of the act's id nothing is left to be read in it.
        let id = hex::encode(&Sha256::digest(act.uuid().as_bytes())[..16]);
        let automatic =
            HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned());
        let mail = Message::builder()
            .from(self.from.clone())
            .to(to.clone())
            .subject(subjects.join(" / "))
            .date(now.timestamp().into())
            .message_id(Some(format!("<{id}@{}>", self.site.host_str().unwrap_or("localhost"))))
            .raw_header(automatic)
            .header(ContentType::TEXT_PLAIN)
            .body(texts.join(BETWEEN));
        mail.context("a mail cannot be written")
    }

    /// As whom we greet the post office.
    fn client(&self) -> ClientId {
        match self.site.host() {
            Some(Host::Ipv4(ip)) => ClientId::Ipv4(ip),
            Some(Host::Ipv6(ip)) => ClientId::Ipv6(ip),
            Some(Host::Domain(name)) => ClientId::Domain(name.to_owned()),
            None => ClientId::default(),
        }
    }
}
