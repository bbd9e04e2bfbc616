//! The commands of each group: what may be typed after `attest admin`, `attest token` and their like.

use std::path::PathBuf;

use clap::Subcommand;

use super::SiteArgs;
use crate::curricula::cli as curriculum;

#[derive(Debug, Subcommand)]
pub(super) enum AdminCommand {
    /// Make an administrator and print a link that logs in once
    #[command(after_help = "Example: attest admin create --email eva@region.example --name \"Eva Holm\"")]
    Create {
        /// The address
        #[arg(long)]
        email: String,
        /// The full name
        #[arg(long)]
        name: String,
        #[command(flatten)]
        site: SiteArgs,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum PersonCommand {
    /// Print a link that logs a person in once, to set a password
    #[command(after_help = "Example: attest person link --email ane@hospital.example")]
    Link {
        /// The person's address
        #[arg(long)]
        email: String,
        #[command(flatten)]
        site: SiteArgs,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum TokenCommand {
    /// Make a token for the API and print it once
    #[command(after_help = "Example: attest token create --person eva@region.example --days 30 --scope read")]
    Create {
        /// The person's address
        #[arg(long)]
        person: String,
        /// How many days it lasts
        #[arg(long, default_value_t = crate::people::TOKEN_DAYS, value_parser = clap::value_parser!(u16).range(1..=i64::from(crate::people::TOKEN_DAYS_MAX)))]
        days: u16,
        /// What it lets through
        #[arg(long, default_value = "write", value_parser = ["read", "write"])]
        scope: String,
        #[command(flatten)]
        site: SiteArgs,
    },
    /// List a person's tokens that let through
    #[command(after_help = "Example: attest token list --person eva@region.example")]
    List {
        /// The person's address
        #[arg(long)]
        person: String,
        #[command(flatten)]
        site: SiteArgs,
    },
    /// End a person's tokens: one, or all of them
    #[command(after_help = "Example: attest token end --person eva@region.example")]
    End {
        /// The person's address
        #[arg(long)]
        person: String,
        /// Only this one, as attest token list names it
        #[arg(long)]
        token: Option<base::TokenId>,
        #[command(flatten)]
        site: SiteArgs,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum CurriculumCommand {
    /// Tell every problem of curriculum files; needs no portal
    #[command(after_help = "Example: attest curriculum check schemes/dk/curricula/*.toml")]
    Check(curriculum::Import),
    /// Publish curricula, or add official texts to published ones: TOML, CASE 1.1 JSON or CSV, all or nothing
    #[command(
        after_help = "Example: attest curriculum import goals.csv --scheme no --code ANE --version 2026"
    )]
    Import {
        #[command(flatten)]
        what: curriculum::Import,
        #[command(flatten)]
        site: SiteArgs,
    },
    /// Write a published version to stdout
    #[command(after_help = "Example: attest curriculum export ANE 2019 --format case > ane.json")]
    Export {
        #[command(flatten)]
        what: curriculum::Export,
        #[command(flatten)]
        site: SiteArgs,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum SchemeCommand {
    /// Read a scheme's folder, tell all its problems, prove its policies (needs cvc5)
    #[command(after_help = "Example: attest scheme check ./schemes/se")]
    Check {
        /// The folder
        dir: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum DossierCommand {
    /// Check a sealed dossier or a credential: needs the published keys, and neither a portal nor a network
    #[command(
        after_help = "Example: attest dossier verify attest-dk-selvstaendigt-virke-2026-11-30-3fa91c.json --keys keys.json\n\nWithout --keys only the demo's dossiers are believed, which say of themselves that they prove nothing."
    )]
    Verify {
        /// The file
        file: PathBuf,
        /// The keys that are believed, as a portal publishes them at /api/v1/keys
        #[arg(long, value_name = "FILE")]
        keys: Option<PathBuf>,
        /// Lists of what was annulled since, as a portal publishes them at /api/v1/credentials/status/0, 1 and so on
        #[arg(long, value_name = "FILE")]
        status: Vec<PathBuf>,
        /// Print the holder's national numbers whole; without this, those that are secret are masked
        #[arg(long)]
        numbers: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum CredentialCommand {
    /// Show less of one's own record: needs neither a portal nor a network
    #[command(
        after_help = "Example: attest credential show attest-2026-11-30.sd-jwt K1 K2 --keys keys.json > shown.sd-jwt"
    )]
    Show {
        /// The record
        file: PathBuf,
        /// The codes of the requirements that are shown
        #[arg(required = true)]
        codes: Vec<String>,
        /// The keys that are believed, as a portal publishes them at /api/v1/keys
        #[arg(long, value_name = "FILE")]
        keys: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum DeliveriesCommand {
    /// Try all that waits now, once its receiver is mended
    #[command(after_help = "Example: attest deliveries retry")]
    Retry {
        #[command(flatten)]
        site: SiteArgs,
    },
    /// Give up what waits of a scheme whose way was taken out of the settings: it is the desk's alone
    #[command(
        after_help = "Example: attest deliveries end dk\n         attest deliveries end dk --apply\n\nAsk the authority before: what may have come there, its doctor can take back from then on."
    )]
    End {
        /// The scheme's code
        scheme: String,
        /// Do it; else it only shows what it would do
        #[arg(long)]
        apply: bool,
        #[command(flatten)]
        site: SiteArgs,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum MachineCommand {
    /// Make a machine of a scheme's authority and print its id
    #[command(
        after_help = "Example: attest machine create --name \"STPS, sagssystem\" --scheme dk --key machine.pem"
    )]
    Create {
        /// What it is called: doctors read it in the log of who looked
        #[arg(long)]
        name: String,
        /// Of which scheme's authority
        #[arg(long)]
        scheme: String,
        /// Its public key on P-256, as PEM or JSON Web Key
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
        #[command(flatten)]
        site: SiteArgs,
    },
    /// Print the machines: id, name, schemes in which each has its role, keys that let it in
    #[command(after_help = "Example: attest machine list --data ./attest-data")]
    List {
        #[command(flatten)]
        site: SiteArgs,
    },
    /// Give a machine another key beside those it has
    #[command(after_help = "Example: attest machine add-key 01932f4e-… --key next.pem")]
    AddKey {
        /// The machine
        machine: base::PersonId,
        /// The key
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
        #[command(flatten)]
        site: SiteArgs,
    },
    /// End a key of a machine: it lets nobody in any more
    #[command(after_help = "Example: attest machine end-key 01932f4e-… --key old.pem")]
    EndKey {
        /// The machine
        machine: base::PersonId,
        /// The key
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
        #[command(flatten)]
        site: SiteArgs,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum IdentifiersCommand {
    /// Make a new key and hide all numbers with it
    #[command(after_help = "Example: attest identifiers rotate --data ./attest-data")]
    Rotate {
        #[command(flatten)]
        site: SiteArgs,
    },
    /// Take a person's numbers away
    #[command(after_help = "Example: attest identifiers remove --email ane@hospital.example --kind cpr")]
    Remove {
        /// The person's address
        #[arg(long)]
        email: String,
        /// Of which kind; all when none is named
        #[arg(long)]
        kind: Option<String>,
        #[command(flatten)]
        site: SiteArgs,
    },
    /// A key is lost for good: take away the numbers that nobody can read any more
    ///
    /// Look first in identifiers.key of every other server and in FILE.keys of every backup: with its line put back, all is read again.
    #[command(after_help = "Example: attest identifiers remove-lost --key 3f1c0a9be2d47788")]
    RemoveLost {
        /// What the lost key is called, as attest check says
        #[arg(long)]
        key: String,
        #[command(flatten)]
        site: SiteArgs,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum LedgerCommand {
    /// Check every row, signature and table against the acts; name what differs
    #[command(after_help = "Example: attest ledger verify --data ./attest-data")]
    Verify {
        #[command(flatten)]
        site: SiteArgs,
    },
}
