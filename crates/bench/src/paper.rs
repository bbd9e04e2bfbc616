//! What a paper costs: time and memory of the process that sets it, and whether it is the same every time.

use std::{
    fs,
    io::{Read as _, Write as _},
    path::PathBuf,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};
use base::{Day, Moment};
use clap::Args;
use paper::{Cell, Code, Column, Fact, Mark, Paper, Row, Section, Table};

/// How papers are set.
#[derive(Debug, Args)]
pub(crate) struct Papers {
    /// The program
    #[arg(long)]
    attest: PathBuf,
    /// How many attestations stand in one
    #[arg(long, default_value_t = 500)]
    rows: usize,
    /// How many are set, one after another
    #[arg(long, default_value_t = 5)]
    times: usize,
}

impl Papers {
    /// Sets them, and prints a line.
    pub(crate) fn measure(&self) -> Result<()> {
        let said = serde_json::to_vec(&paper(self.rows))?;
        let (mut took, mut peak, mut first) = (Vec::new(), 0, Vec::new());
        for number in 0..self.times {
            let (one, pdf, kb) = self.set(&said)?;
            ensure!(number == 0 || pdf == first, "paper {number} is not the same as the first");
            took.push(one);
            peak = peak.max(kb);
            first = pdf;
        }
        took.sort_unstable();
        let (median, longest) = (took[took.len() / 2].as_millis(), took[took.len() - 1].as_millis());
        println!(
            "paper of {} attestations: {} kB, median {median} ms, longest {longest} ms (goal 2,000), at most {} MB (goal 200), {} times the same bytes",
            self.rows,
            first.len() / 1000,
            peak / 1000,
            self.times,
        );
        Ok(())
    }

    /// Sets one: how long it took, the paper, and the most memory that was seen in use, in kB.
    fn set(&self, said: &[u8]) -> Result<(Duration, Vec<u8>, u64)> {
        let began = Instant::now();
        let mut program = Command::new(&self.attest);
        program.arg("paper").stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = program.spawn().context("the program cannot be started")?;
        child.stdin.take().context("it takes in nothing")?.write_all(said)?;
        let mut out = child.stdout.take().context("it gives out nothing")?;
        let reading = std::thread::spawn(move || {
            let mut pdf = Vec::new();
            out.read_to_end(&mut pdf).map(|_| pdf)
        });
        let (status, mut peak) = (format!("/proc/{}/status", child.id()), 0);
        let ended = loop {
            peak = peak.max(high_water(&status));
            if let Some(ended) = child.try_wait()? {
                break ended;
            }
            std::thread::sleep(Duration::from_millis(1));
        };
        let took = began.elapsed();
        ensure!(ended.success(), "no paper was set: {ended}");
        let pdf = reading.join().map_err(|_| anyhow::anyhow!("the paper could not be read"))??;
        Ok((took, pdf, peak))
    }
}

/// The most memory a process has had, in kB; nothing when it is gone.
fn high_water(status: &str) -> u64 {
    let text = fs::read_to_string(status).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// A paper with so many attestations, as a long record has them.
fn paper(rows: usize) -> Paper {
    let cell = |text: String, below: &[&str]| Cell {
        text: text.into(),
        below: below.iter().map(|line| (*line).into()).collect(),
        mark: None,
    };
    let row = |number: usize| Row {
        cells: vec![
            cell(format!("Læringsmål {number}: vurdere, behandle og følge op"), &["ANE 2019", "135 mål"]),
            Cell { text: "Oppfylt".into(), below: Vec::new(), mark: Some(Mark::Met) },
            cell("Torunn Vik, leder".to_owned(), &["3. mai 2026", "på vegne av Åse Østby"]),
        ],
    };
    let column = |title: &str, share| Column { title: title.to_owned(), share };
    let table = Table {
        title: "Krav".to_owned(),
        columns: vec![column("Krav", 4), column("Status", 2), column("Godkjent av", 3)],
        rows: (1..=rows).map(row).collect(),
    };
    Paper {
        lang: "nb".to_owned(),
        title: "Spesialistgodkjenning".to_owned(),
        over: "Helsedirektoratet".to_owned(),
        author: "Ingrid Vik".to_owned(),
        at: Moment::start_of(Day::new(2026, 11, 29).expect("a day")),
        ident: "bench".to_owned(),
        head: "Ingrid Vik".to_owned(),
        warning: String::new(),
        foot: "Side {n} av {all}".to_owned(),
        foot_note: "SHA-256 9f2c41d0 7be85a36".to_owned(),
        facts: vec![Fact { name: "Søker".to_owned(), lines: vec!["Ingrid Vik".into()] }],
        code: Code {
            address: "https://attest.example/verify".to_owned(),
            alternative: "QR-kode".to_owned(),
            about: "Kontroller her".to_owned(),
        },
        contents: "Innhold".to_owned(),
        sections: vec![Section { title: "ANE 2019".into(), tables: vec![table], ..Section::default() }],
    }
}
