//! The ways that the settings name, by scheme. What speaks to a receiver is made when something first goes to it.

use std::{collections::BTreeMap, sync::OnceLock};

use anyhow::{Context as _, Result, bail};
use base::PersonId;
use db::Db;
use domain::scheme::Scheme;
use lettre::message::Mailbox;
use web::Lang;

pub use super::tried::Patience;
use super::{
    mail::Mailer,
    objects::Objects,
    parcel::{Parcel, Piece},
    push::Push,
    round::Clock,
    tried::Failed,
};
use crate::{
    config::{Config, Way},
    machines,
    portal::App,
    schemes,
};

/// How what is sent comes to its authority, by scheme.
#[derive(Debug, Default)]
pub struct Ways {
    schemes: BTreeMap<String, Sends>,
    /// Who carries mail.
    pub(super) mailer: Option<Mailer>,
    patience: Patience,
}

/// Of one scheme.
#[derive(Debug)]
struct Sends {
    way: Option<(PersonId, Way)>,
    notice: Option<(Mailbox, Vec<Lang>)>,
    receiver: OnceLock<Receiver>,
}

/// What speaks to a receiver.
#[derive(Debug)]
pub(super) enum Receiver {
    /// A folder, or S3.
    Objects(Objects),
    /// An address that takes it.
    Push(Push),
}

impl Ways {
    /// Those that the settings name.
    pub fn of(config: &Config, known: &BTreeMap<String, Scheme>) -> Result<Self> {
        let mut schemes = BTreeMap::new();
        for (code, one) in &config.deliveries {
            let Some(scheme) = known.get(code) else {
                let codes: Vec<&str> = known.keys().map(String::as_str).collect();
                bail!(
                    "the settings have [deliveries.{code}], and there is no such scheme; there are {}",
                    codes.join(", ")
                );
            };
            let spoken = schemes::spoken(scheme);
            let notice = one.mailbox(code)?.map(|to| (to, in_which(&spoken)));
            let sends = Sends { way: one.way(code)?, notice, receiver: OnceLock::new() };
            schemes.insert(code.clone(), sends);
        }
        let mailer = config.mail.as_ref().map(|mail| Mailer::of(mail, &config.site())).transpose()?;
        Ok(Self { schemes, mailer, patience: Patience::default() })
    }

    /// The same, waiting so long for receivers.
    pub fn patient(self, patience: Patience) -> Self {
        Self { patience, ..self }
    }

    /// Whether each machine that they name is somebody.
    pub async fn check(&self, db: &Db) -> Result<()> {
        for (code, one) in &self.schemes {
            let Some((machine, _)) = one.way else { continue };
            let is_one = db.read(move |c| Box::pin(machines::is_machine(c, machine))).await;
            if !is_one.context("machines cannot be looked for")? {
                bail!(
                    "in [deliveries.{code}] machine {machine} is no machine here: attest machine create makes one and prints its id"
                );
            }
        }
        Ok(())
    }

    /// Whether nothing goes anywhere.
    pub fn is_idle(&self) -> bool {
        self.schemes.is_empty()
    }

    /// Schemes of which something goes somewhere.
    pub(super) fn codes(&self) -> impl Iterator<Item = &str> {
        self.schemes.keys().map(String::as_str)
    }

    /// Whether what is sent in a scheme is sent on.
    pub(super) fn sends(&self, scheme: &str) -> bool {
        self.machine(scheme).is_some()
    }

    /// Whether a mail says that something waits.
    pub(super) fn tells(&self, scheme: &str) -> bool {
        self.notice(scheme).is_some()
    }

    /// In whose name it is delivered.
    pub(super) fn machine(&self, scheme: &str) -> Option<PersonId> {
        Some(self.schemes.get(scheme)?.way.as_ref()?.0)
    }

    /// Who gets the mail, and in which languages.
    pub(super) fn notice(&self, scheme: &str) -> Option<&(Mailbox, Vec<Lang>)> {
        self.schemes.get(scheme)?.notice.as_ref()
    }

    /// What speaks to the receiver of a scheme.
    pub(super) fn receiver(&self, scheme: &str) -> Result<&Receiver, Failed> {
        let no_way = || Failed::known("no_way");
        let sends = self.schemes.get(scheme).ok_or_else(no_way)?;
        if let Some(made) = sends.receiver.get() {
            return Ok(made);
        }
        let (_, way) = sends.way.as_ref().ok_or_else(no_way)?;
        let made = match way {
            Way::Push(url) => Receiver::Push(Push::to(url, self.patience)?),
            Way::Folder(_) | Way::S3 { .. } => Receiver::Objects(Objects::at(way, self.patience)?),
        };
        Ok(sends.receiver.get_or_init(|| made))
    }
}

impl Receiver {
    /// Whether it is there; and whether it has all of this already.
    pub(super) async fn reach(&self, call: &Errand<'_>) -> Result<bool, Failed> {
        match self {
            Self::Objects(objects) => objects.reach(call).await,
            Self::Push(push) => push.reach(call).await,
        }
    }

    /// Gives it one file, unless it has that.
    pub(super) async fn give(&self, call: &Errand<'_>, piece: &Piece) -> Result<(), Failed> {
        match self {
            Self::Objects(objects) => objects.give(call, piece).await,
            Self::Push(push) => push.give(call, piece).await,
        }
    }

    /// Gives it the letter, with which all is there.
    pub(super) async fn finish(&self, call: &Errand<'_>, letter: String) -> Result<(), Failed> {
        match self {
            Self::Objects(objects) => objects.finish(call.parcel, letter).await,
            Self::Push(push) => push.finish(call, letter).await,
        }
    }
}

/// What is carried, and for whom.
pub(super) struct Errand<'a> {
    /// The portal.
    pub(super) app: &'a App,
    /// What it carries.
    pub(super) parcel: &'a Parcel,
    /// What time it is.
    pub(super) clock: Clock<'a>,
}

/// The scheme's first language, and English, which whoever set up the mailbox may read.
fn in_which(spoken: &[Lang]) -> Vec<Lang> {
    let mut all: Vec<Lang> = spoken.first().copied().into_iter().chain([Lang::En]).collect();
    all.dedup();
    all
}
