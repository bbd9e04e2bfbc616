//! Measures the portal beside bare handlers: the same driver, the same statements, the same database, a page of the same size.
//!
//! `bin/bench` calls it. It starts the product as a user would, asks it as browsers do, and reads what it costs from /proc. What
//! the statements are is not written down here: the product is run once in this process, and what it says to the database is
//! recorded and played again (`db::recording`). No part of the product.

mod asking;
mod bare;
mod load;
mod paper;
mod process;
mod rows;
mod table;
mod targets;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};
use portal::config::{Config, Flags};

#[derive(Debug, Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Log people in and write the lists of requests that wrk sends
    Targets {
        #[command(flatten)]
        site: Site,
        /// Where the lists go
        #[arg(long)]
        lists: PathBuf,
        /// The seed of the nation
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// How many requests shall wait: sign-offs use them up
        #[arg(long, default_value_t = 0)]
        requests: usize,
    },
    /// Answer with the bare handlers
    Bare {
        #[command(flatten)]
        site: Site,
        #[arg(long)]
        lists: PathBuf,
        #[arg(long)]
        listen: String,
    },
    /// Print every statement of the product, so that an engine can be asked how it would run it
    Statements {
        /// sqlite or postgres
        engine: String,
    },
    /// Measure one engine and print its table
    Run(Box<load::Run>),
    /// Measure what a paper costs
    Paper(paper::Papers),
}

/// Where the seeded data is.
#[derive(Debug, Clone, Args)]
struct Site {
    #[arg(long)]
    data: PathBuf,
    #[arg(long)]
    database_url: Option<String>,
}

impl Site {
    fn config(&self) -> Result<Config> {
        let flags = Flags {
            data: Some(self.data.clone()),
            database_url: self.database_url.clone().map(Into::into),
            ..Flags::default()
        };
        Ok(Config::read(None, &flags)?)
    }
}

fn main() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    match Cli::parse().command {
        Command::Targets { site, lists, seed, requests } => {
            runtime.block_on(targets::write(&site, &lists, seed, requests))
        }
        Command::Bare { site, lists, listen } => runtime.block_on(bare::answer(&site, &lists, &listen)),
        Command::Statements { engine } => {
            for (place, sqlite, postgres) in db::recording::texts() {
                let text = if engine == "sqlite" { sqlite } else { postgres };
                println!("{place}\t{}", text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
            Ok(())
        }
        Command::Run(run) => run.measure(),
        Command::Paper(papers) => papers.measure(),
    }
}
