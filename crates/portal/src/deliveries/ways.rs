//! The ways that the settings name, by scheme. What speaks to a receiver is made when something first goes to it.

use std::{collections::BTreeMap, sync::OnceLock};

use anyhow::{Context as _, Result, bail};
use base::{Day, PersonId};
use db::Db;
use domain::scheme::Scheme;
use lettre::message::Mailbox;
use web::Lang;

pub use super::tried::Patience;
use super::{
    What,
    folder::Folder,
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

    /// Whether each machine that they name is one, and not another scheme's.
    pub async fn check(&self, db: &Db) -> Result<()> {
        for (code, machine, _) in self.named() {
            let of = db.read(move |c| Box::pin(machines::schemes_of(c, machine))).await;
            let Some(of) = of.context("machines cannot be looked for")? else {
                bail!(
                    "in [deliveries.{code}] machine {machine} is no machine here: attest machine create makes one and prints its id"
                );
            };
            // One whose role has ended is told at each try, and keeps no portal from starting.
            if !of.is_empty() && !of.iter().any(|one| one == code) {
                bail!(
                    "in [deliveries.{code}] machine {machine} is one of another scheme: attest machine create --scheme {code} makes one"
                );
            }
        }
        Ok(())
    }

    /// The same, and whether all is there just now that a delivery needs: what comes and goes while the portal serves.
    pub async fn check_all(&self, db: &Db, today: Day) -> Result<()> {
        self.check(db).await?;
        for (code, machine, way) in self.named() {
            let scheme = code.to_owned();
            let is_one = db.read(move |c| {
                Box::pin(async move { machines::is_machine_of(c, machine, &scheme, today).await })
            });
            if !is_one.await.context("machines cannot be looked for")? {
                bail!(
                    "in [deliveries.{code}] machine {machine} has no role in the scheme any more: give it again on the page of roles"
                );
            }
            if let Way::Folder(folder) = way
                && let Some(wrong) = Folder::of(code, folder).wrong()
            {
                bail!("in [deliveries.{code}] {wrong}");
            }
        }
        Ok(())
    }

    /// Each scheme that has a way, in whose name, and which.
    fn named(&self) -> impl Iterator<Item = (&str, PersonId, &Way)> {
        self.schemes.iter().filter_map(|(code, one)| {
            let (machine, way) = one.way.as_ref()?;
            Some((code.as_str(), *machine, way))
        })
    }

    /// What goes somewhere, of each scheme.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, What)> {
        let each = |code| [What::Parcel, What::Mail].map(|what| (code, what));
        let all = self.schemes.keys().map(String::as_str).flat_map(each);
        all.filter(|(code, what)| self.goes(code, *what))
    }

    /// Whether it goes somewhere.
    pub(super) fn goes(&self, scheme: &str, what: What) -> bool {
        match what {
            What::Parcel => self.sends(scheme),
            What::Mail => self.tells(scheme),
        }
    }

    /// Whether what is sent in a scheme is sent on.
    pub(super) fn sends(&self, scheme: &str) -> bool {
        self.machine(scheme).is_some()
    }

    /// Whether a mail says that something waits.
    fn tells(&self, scheme: &str) -> bool {
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
            Way::Folder(_) | Way::S3 { .. } => Receiver::Objects(Objects::at(scheme, way, self.patience)?),
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
