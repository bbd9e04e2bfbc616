//! The command line: what may be typed, and where it goes. Results go to stdout, errors to stderr in one sentence with what to do
//! next; 0 is done, 1 failed, 2 wrongly used.

mod backup;
mod commands;
mod credential;
mod deliveries;
mod dossier;
mod failure;
mod identifiers;
mod import;
mod machine;
#[cfg(feature = "typeset")]
mod paper;
mod persons;
mod rules;
mod run;
mod seed;
mod site;
mod upkeep;

use std::{ffi::OsString, io::Write, net::SocketAddr, path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand};

use commands::{
    AdminCommand, CredentialCommand, CurriculumCommand, DeliveriesCommand, DossierCommand,
    IdentifiersCommand, LedgerCommand, MachineCommand, PersonCommand, SchemeCommand, TokenCommand,
};

use crate::config::{Config, Flags};
use failure::Failure;

/// Training, logged, approved and provable.
#[derive(Debug, Parser)]
#[command(name = "attest", version, arg_required_else_help = true, after_help = "Example: attest demo")]
struct Cli {
    #[command(subcommand)]
    what: Typed,
}

/// What can be typed.
#[derive(Debug, Subcommand)]
enum Typed {
    #[command(flatten)]
    Command(Box<Command>),
    /// Set a paper: what comes in is a paper as JSON, what goes out a PDF. The portal calls it
    #[cfg(feature = "typeset")]
    #[command(hide = true, after_help = "Example: attest paper < paper.json > paper.pdf")]
    Paper,
}

/// What is done with threads at hand.
#[derive(Debug, Subcommand)]
enum Command {
    /// A portal with invented people, to look at
    #[command(after_help = "Example: attest demo --listen 127.0.0.1:0")]
    Demo {
        /// Where to answer; port 0 takes a free one [default: 127.0.0.1:8080]
        #[arg(long, value_name = "ADDRESS")]
        listen: Option<SocketAddr>,
        /// Let others than this machine reach it: anybody logs in as anybody
        #[arg(long)]
        expose: bool,
        #[command(flatten)]
        site: SiteArgs,
    },
    /// A real portal
    #[command(after_help = "Example: attest serve --data /var/lib/attest --listen 127.0.0.1:8080")]
    Serve {
        /// Where to answer; port 0 takes a free one [default: 127.0.0.1:8080]
        #[arg(long, value_name = "ADDRESS")]
        listen: Option<SocketAddr>,
        #[command(flatten)]
        site: SiteArgs,
    },
    /// Bring the database up to date, with the curricula that come with the program
    #[command(after_help = "Example: attest migrate --data ./attest-data")]
    Migrate {
        #[command(flatten)]
        site: SiteArgs,
    },
    /// Check settings, database and files without serving
    #[command(after_help = "Example: attest check --config /etc/attest.toml")]
    Check {
        #[command(flatten)]
        site: SiteArgs,
        /// Also read every document's file, and tell those that are not what they were
        #[arg(long)]
        files: bool,
    },
    /// Administrators
    #[command(
        subcommand,
        after_help = "Example: attest admin create --email eva@region.example --name \"Eva Holm\""
    )]
    Admin(AdminCommand),
    /// Persons
    #[command(subcommand, after_help = "Example: attest person link --email ane@hospital.example")]
    Person(PersonCommand),
    /// API tokens
    #[command(
        subcommand,
        after_help = "Example: attest token create --person eva@region.example --scope read"
    )]
    Token(TokenCommand),
    /// National numbers of persons: their key, and how they go
    #[command(subcommand, after_help = "Example: attest identifiers rotate --data ./attest-data")]
    Identifiers(IdentifiersCommand),
    /// Machines of an authority, which fetch what was sent to it
    #[command(
        subcommand,
        after_help = "Example: attest machine create --name \"STPS\" --scheme dk --key machine.pem"
    )]
    Machine(MachineCommand),
    /// What is on its way to an authority, and why it is not there
    #[command(
        args_conflicts_with_subcommands = true,
        after_help = "Example: attest deliveries --data ./attest-data"
    )]
    Deliveries {
        #[command(subcommand)]
        what: Option<DeliveriesCommand>,
        #[command(flatten)]
        site: SiteArgs,
    },
    /// Curricula as files
    #[command(subcommand, after_help = "Example: attest curriculum check goals.csv")]
    Curriculum(CurriculumCommand),
    /// Schemes as folders
    #[command(subcommand, after_help = "Example: attest scheme check ./schemes/se")]
    Scheme(SchemeCommand),
    /// The ledger of what was attested
    #[command(subcommand, after_help = "Example: attest ledger verify --data ./attest-data")]
    Ledger(LedgerCommand),
    /// Sealed dossiers
    #[command(subcommand, after_help = "Example: attest dossier verify dossier.json --keys keys.json")]
    Dossier(DossierCommand),
    /// Credentials: what is shown of a record
    #[command(subcommand, after_help = "Example: attest credential show record.sd-jwt K1 --keys keys.json")]
    Credential(CredentialCommand),
    /// Print the API's document (OpenAPI 3.1)
    #[command(after_help = "Example: attest openapi > openapi.json")]
    Openapi,
    /// Bring in organisations, people or placements from CSV (docs/IMPORTS.md)
    #[command(
        after_help = "Example: attest import people people.csv\n         attest import people people.csv --apply"
    )]
    Import {
        /// What stands in the file
        #[arg(value_enum)]
        what: import::What,
        /// The CSV file
        file: PathBuf,
        /// Do it; without this, only show what would change
        #[arg(long)]
        apply: bool,
        #[command(flatten)]
        site: SiteArgs,
    },
    /// Make a synthetic nation for load and scale; never beside real people
    #[command(after_help = "Example: attest seed --trainees 2000 --data ./seeded")]
    Seed {
        /// How many trainees
        #[arg(long, value_parser = clap::value_parser!(u32).range(1..=200_000))]
        trainees: u32,
        /// The same seed makes the same nation
        #[arg(long, default_value_t = 1)]
        seed: u64,
        #[command(flatten)]
        site: SiteArgs,
    },
    /// Copy the portal's data to a file while it serves
    #[command(after_help = "Example: attest backup /backup/attest-2026-11-23")]
    Backup {
        /// The file to make; the keys go to FILE.keys, documents to the folder FILE.documents
        file: PathBuf,
        #[command(flatten)]
        site: SiteArgs,
    },
    /// Bring a backup into an empty place
    #[command(after_help = "Example: attest restore /backup/attest-2026-11-23 --data ./attest-data")]
    Restore {
        /// A file that attest backup made, with FILE.keys beside it
        file: PathBuf,
        /// FILE.keys is lost: the data comes back, and the ledger signs no more until its key is found
        #[arg(long)]
        without_keys: bool,
        #[command(flatten)]
        site: SiteArgs,
    },
}

/// Where a portal's data is.
#[derive(Debug, Clone, Default, Args)]
struct SiteArgs {
    /// The data folder [default: ./attest-data; of a demo a temporary one]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// PostgreSQL instead of SQLite in the folder
    #[arg(long, value_name = "postgres://…")]
    database_url: Option<String>,
    /// The settings file [default: attest.toml]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// A folder of further schemes
    #[arg(long, value_name = "DIR")]
    schemes: Option<PathBuf>,
}

impl SiteArgs {
    fn config(&self, listen: Option<SocketAddr>) -> Result<Config, Failure> {
        let flags = Flags {
            listen,
            data: self.data.clone(),
            database_url: self.database_url.clone().map(Into::into),
            schemes: self.schemes.clone(),
        };
        Config::read(self.config.as_deref(), &flags).map_err(|error| Failure::usage(error.to_string()))
    }
}

/// Runs the command that was typed and gives its exit code.
pub fn run(typed: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(typed) {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let outcome = match cli.what {
        Typed::Command(command) => with_threads(*command),
        // Held within limits, it starts no more threads than it needs.
        #[cfg(feature = "typeset")]
        Typed::Paper => paper::set(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure { code, said }) => {
            let said = said.trim_end().trim_end_matches('.');
            let _ = writeln!(std::io::stderr(), "attest: {said}.");
            ExitCode::from(code)
        }
    }
}

fn with_threads(command: Command) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::failed(format!("threads cannot be started: {error}")))?;
    runtime.block_on(done(command))
}

async fn done(command: Command) -> Result<(), Failure> {
    match command {
        Command::Demo { listen, expose, site } => run::demo(site.config(listen)?, expose).await,
        Command::Serve { listen, site } => run::serve(site.config(listen)?).await,
        Command::Curriculum(CurriculumCommand::Check(what)) => rules::check_curricula(&what),
        Command::Curriculum(CurriculumCommand::Import { what, site }) => {
            rules::import_curricula(&site.config(None)?, &what).await
        }
        Command::Curriculum(CurriculumCommand::Export { what, site }) => {
            rules::export_curriculum(&site.config(None)?, &what).await
        }
        Command::Scheme(SchemeCommand::Check { dir }) => rules::check_scheme(&dir).await,
        Command::Dossier(DossierCommand::Verify { file, keys, status, numbers }) => {
            dossier::verify(&file, keys.as_deref(), &status, numbers)
        }
        Command::Credential(CredentialCommand::Show { file, codes, keys }) => {
            credential::show(&file, &codes, keys.as_deref())
        }
        Command::Ledger(LedgerCommand::Verify { site }) => rules::verify_ledger(&site.config(None)?).await,
        Command::Migrate { site } => upkeep::migrate(&site.config(None)?).await,
        Command::Check { site, files } => upkeep::check(&site.config(None)?, files).await,
        Command::Admin(AdminCommand::Create { email, name, site }) => {
            persons::create_admin(&site.config(None)?, &email, &name).await
        }
        Command::Person(PersonCommand::Link { email, site }) => {
            persons::link(&site.config(None)?, &email).await
        }
        Command::Token(TokenCommand::Create { person, days, scope, site }) => {
            persons::create_token(&site.config(None)?, &person, days, &scope).await
        }
        Command::Token(TokenCommand::List { person, site }) => {
            persons::list_tokens(&site.config(None)?, &person).await
        }
        Command::Token(TokenCommand::End { person, token, site }) => {
            persons::end_tokens(&site.config(None)?, &person, token).await
        }
        Command::Machine(MachineCommand::Create { name, scheme, key, site }) => {
            machine::create(&site.config(None)?, &name, &scheme, &key).await
        }
        Command::Machine(MachineCommand::List { site }) => machine::list(&site.config(None)?).await,
        Command::Machine(MachineCommand::AddKey { machine, key, site }) => {
            machine::change_key(&site.config(None)?, machine, &key, false).await
        }
        Command::Machine(MachineCommand::EndKey { machine, key, site }) => {
            machine::change_key(&site.config(None)?, machine, &key, true).await
        }
        Command::Identifiers(IdentifiersCommand::Rotate { site }) => {
            identifiers::rotate(&site.config(None)?).await
        }
        Command::Identifiers(IdentifiersCommand::Remove { email, kind, site }) => {
            identifiers::remove(&site.config(None)?, &email, kind).await
        }
        Command::Identifiers(IdentifiersCommand::RemoveLost { key, site }) => {
            identifiers::remove_lost(&site.config(None)?, key).await
        }
        Command::Deliveries { what: None, site } => deliveries::list(&site.config(None)?).await,
        Command::Deliveries { what: Some(DeliveriesCommand::Retry { site }), .. } => {
            deliveries::retry(&site.config(None)?).await
        }
        Command::Deliveries { what: Some(DeliveriesCommand::End { scheme, apply, site }), .. } => {
            deliveries::end(&site.config(None)?, scheme, apply).await
        }
        Command::Openapi => openapi(),
        Command::Import { what, file, apply, site } => {
            import::run(&site.config(None)?, what, &file, apply).await
        }
        Command::Seed { trainees, seed, site } => {
            seed::run(&site.config(None)?, crate::seed::Wanted { trainees, seed }).await
        }
        Command::Backup { file, site } => backup::backup(&site.config(None)?, &file).await,
        Command::Restore { file, without_keys, site } => {
            backup::restore(&site.config(None)?, &file, without_keys).await
        }
    }
}

fn openapi() -> Result<(), Failure> {
    let document = crate::routes::openapi().to_pretty_json();
    say(document.map_err(|error| Failure::failed(format!("the document cannot be written: {error}")))?);
    Ok(())
}

/// A line of the result. Whoever reads it may stop reading.
fn say(line: impl AsRef<str>) {
    let _ = writeln!(std::io::stdout(), "{}", line.as_ref());
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    fn each(command: &clap::Command, path: &str, look: &mut impl FnMut(&str, &clap::Command)) {
        look(path, command);
        for sub in command.get_subcommands() {
            each(sub, &format!("{path} {}", sub.get_name()), look);
        }
    }

    #[test]
    fn every_command_is_sound_and_its_help_has_an_example() {
        let cli = Cli::command();
        cli.clone().debug_assert();
        each(&cli, "attest", &mut |path, command| {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.starts_with("Example: attest "), "{path}: {help:?}");
            assert!(command.get_about().is_some(), "{path} says what it does");
        });
    }

    #[test]
    fn wrong_usage_is_two_and_help_is_none() {
        assert_eq!(run(["attest", "dance"].map(OsString::from)), ExitCode::from(2));
        assert_eq!(run(["attest", "--help"].map(OsString::from)), ExitCode::SUCCESS);
        let nowhere = ["attest", "migrate", "--database-url", "mysql://x"].map(OsString::from);
        assert_eq!(run(nowhere), ExitCode::from(2));
    }
}
