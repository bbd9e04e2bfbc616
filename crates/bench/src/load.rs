//! One engine: start, memory, every target in turn beside its bare handler, the weight of a view.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, ensure};
use clap::Args;

use crate::{
    bare::INSERTS,
    process::{Server, ask, cpu_ms, first},
    table::{Line, Report, View},
    targets::ALL,
};

/// What to measure, and for how long.
#[derive(Debug, Args)]
pub(crate) struct Run {
    /// The name of this run in the table
    #[arg(long)]
    name: String,
    /// The product
    #[arg(long)]
    attest: PathBuf,
    #[arg(long)]
    data: PathBuf,
    #[arg(long)]
    database_url: Option<String>,
    /// A copy of the same data for the bare handlers
    #[arg(long)]
    bare_data: PathBuf,
    #[arg(long)]
    bare_url: Option<String>,
    #[arg(long)]
    lists: PathBuf,
    #[arg(long)]
    wrk: PathBuf,
    /// PostgreSQL's first process, whose CPU counts too
    #[arg(long)]
    postmaster: Option<u32>,
    /// Seconds a measurement
    #[arg(long, default_value_t = 5)]
    seconds: u32,
    /// Rounds; the median counts
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Only these targets
    #[arg(long)]
    only: Option<String>,
    #[arg(long, default_value_t = 18080)]
    port: u16,
    /// Where figures for a comparison of sizes are kept
    #[arg(long)]
    keep: Option<PathBuf>,
}

/// What one run of wrk found.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    pub(crate) rate: f64,
    pub(crate) p50_ms: f64,
    pub(crate) p99_ms: f64,
    pub(crate) cpu_ms: f64,
    pub(crate) wrong: u64,
}

impl Run {
    pub(crate) fn measure(&self) -> Result<()> {
        let (product, started) = self.product()?;
        std::thread::sleep(std::time::Duration::from_secs(2));
        let idle = product.memory();
        let bare = self.bare()?;
        let statements = self.statements()?;
        let wanted =
            |name: &str| self.only.as_ref().is_none_or(|only| only.split(',').any(|one| one == name));
        let mut lines = Vec::new();
        let mut inserts = INSERTS.map(|_| Vec::new());
        for target in ALL.iter().filter(|target| wanted(target.name)) {
            let list = self.lists.join(format!("{}.list", target.name));
            let mut rounds = (Vec::new(), Vec::new());
            for round in 0..self.rounds {
                rounds.0.push(self.wrk(&product, target.name, Some((&list, false)), 8, round)?);
                rounds.1.push(self.wrk(&bare, target.name, None, 8, round)?);
                if target.name == "sign" {
                    // In turn with what it is compared with: how fast the disk answers changes from minute to minute.
                    for ((name, ..), found) in INSERTS.iter().zip(&mut inserts) {
                        found.push(self.wrk(&bare, name, None, 8, round)?);
                    }
                }
            }
            let (product_found, bare_found) = (median(rounds.0), median(rounds.1));
            lines.push(Line {
                what: target.what,
                name: target.name,
                statements: statements.get(target.name).copied().unwrap_or_default(),
                product: product_found,
                bare: bare_found,
            });
        }
        let plan = self.lists.join("plan.list");
        let packed = self.wrk(&product, "plan", Some((&plan, true)), 8, 0)?;
        let many = self.wrk(&product, "plan", Some((&plan, true)), 64, 0)?;
        let report = Report {
            name: self.name.clone(),
            started,
            idle,
            busy: product.memory(),
            view: self.view(&product)?,
            lines,
            inserts: inserts.map(|found| (!found.is_empty()).then(|| median(found))),
            packed,
            many,
        };
        print!("{report}");
        if let Some(keep) = &self.keep {
            report.keep(keep)?;
        }
        Ok(())
    }

    fn product(&self) -> Result<(Server, std::time::Duration)> {
        let address = format!("127.0.0.1:{}", self.port);
        let mut command = Command::new(&self.attest);
        command.args(["serve", "--listen", &address, "--data"]).arg(&self.data).env("ATTEST_LOG", "error");
        if let Some(url) = &self.database_url {
            command.args(["--database-url", url]);
        }
        Server::start(&mut command, &address, "/login")
    }

    fn bare(&self) -> Result<Server> {
        let address = format!("127.0.0.1:{}", self.port + 1);
        let mut command = Command::new(std::env::current_exe()?);
        command
            .args(["bare", "--listen", &address, "--data"])
            .arg(&self.bare_data)
            .arg("--lists")
            .arg(&self.lists);
        if let Some(url) = &self.bare_url {
            command.args(["--database-url", url]);
        }
        Ok(Server::start(&mut command, &address, "/plan")?.0)
    }

    fn statements(&self) -> Result<HashMap<String, (usize, usize, usize)>> {
        let text = fs::read_to_string(self.lists.join("statements"))?;
        let line = |line: &str| {
            let mut parts = line.split(' ');
            let name = parts.next()?.to_owned();
            let mut number = || parts.next()?.parse().ok();
            Some((name, (number()?, number()?, number()?)))
        };
        Ok(text.lines().filter_map(line).collect())
    }

    fn wrk(
        &self,
        server: &Server,
        name: &str,
        list: Option<(&Path, bool)>,
        connections: u32,
        round: usize,
    ) -> Result<Found> {
        let url = format!("http://{}/{name}", server.address);
        let script = self.wrk.join("list.lua");
        // Each round signs other requests than the one before.
        let part = self.lists.join("part.list");
        let text = match list {
            Some((list, _)) => part_of(&fs::read_to_string(list)?, name, round, self.rounds),
            None => format!("GET\t/{name}\t\t\n").repeat(2),
        };
        fs::write(&part, &text)?;
        // A request that was decided is decided no more: whoever presses again gets another answer, and measures something else.
        let most =
            if list.is_some() && is_used_up(name) { text.lines().count() as f64 } else { f64::INFINITY };
        let mut command = Command::new("wrk");
        command.args(["-t2", &format!("-c{connections}"), &format!("-d{}s", self.seconds), "-s"]).arg(script);
        command.arg(&url).arg("--").arg(&part).arg("2");
        if list.is_some_and(|(_, gzip)| gzip) {
            command.arg("gzip");
        }
        let cost = || cpu_ms(server.pid(), false) + self.postmaster.map_or(0.0, |pid| cpu_ms(pid, true));
        let before = cost();
        let said = command.output().context("wrk cannot be run")?;
        let spent = cost() - before;
        let said = String::from_utf8_lossy(&said.stdout).into_owned();
        let line = said.lines().find_map(|line| line.strip_prefix("RESULT ")).context(said.clone())?;
        let figures: Vec<f64> = line.split(' ').filter_map(|part| part.parse().ok()).collect();
        ensure!(figures.len() == 5, "wrk said {line}");
        Ok(Found {
            rate: figures[0] / figures[1] * 1e6,
            p50_ms: figures[2] / 1000.0,
            p99_ms: figures[3] / 1000.0,
            cpu_ms: spent / figures[0].max(1.0),
            wrong: figures[4].max(figures[0] - most) as u64,
        })
    }

    /// What a browser fetches for the plan page, the first time and later.
    fn view(&self, server: &Server) -> Result<View> {
        let (path, cookie) = first(&self.lists.join("plan.list"))?;
        let headers = format!("Cookie: {cookie}\r\nAccept-Encoding: gzip\r\n");
        let page = ask(&server.address, &path, &headers)?;
        let plain = ask(&server.address, &path, &format!("Cookie: {cookie}\r\n"))?;
        let html = String::from_utf8_lossy(&plain.body).into_owned();
        let mut assets: Vec<&str> = html
            .split("=\"/assets/")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .filter(|path| !path.contains('#'))
            .collect();
        assets.sort_unstable();
        assets.dedup();
        let mut view =
            View { requests: 1, cold: page.wire, html: page.wire, plain: plain.body.len(), kept: true };
        for asset in assets {
            let answer = ask(&server.address, &format!("/assets/{asset}"), "Accept-Encoding: gzip\r\n")?;
            view.requests += 1;
            view.cold += answer.wire;
            view.kept &= answer.head.to_lowercase().contains("immutable");
        }
        Ok(view)
    }
}

/// Whether each request of the list can be sent once.
fn is_used_up(name: &str) -> bool {
    name.starts_with("sign")
}

/// What is used up is shared among the rounds.
fn part_of(list: &str, name: &str, round: usize, rounds: usize) -> String {
    if !is_used_up(name) {
        return list.to_owned();
    }
    let lines: Vec<&str> = list.lines().collect();
    // The last ones are what the bare handlers learned from.
    let usable = lines.len().saturating_sub(300);
    let share = usable / rounds.max(1);
    lines[round * share..(round + 1) * share].join("\n") + "\n"
}

fn median(mut rounds: Vec<Found>) -> Found {
    rounds.sort_by(|a, b| a.rate.total_cmp(&b.rate));
    let wrong = rounds.iter().map(|found| found.wrong).sum();
    Found { wrong, ..rounds[rounds.len() / 2] }
}
