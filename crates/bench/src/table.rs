//! The table: figures, ratios against the bare handlers of the same run, and whether goals and floors are met.

use std::{fmt, fs, path::Path, time::Duration};

use crate::{load::Found, process::Memory};

/// One target.
pub(crate) struct Line {
    pub(crate) what: &'static str,
    pub(crate) name: &'static str,
    /// Statements that read, statements in works, bytes of the page.
    pub(crate) statements: (usize, usize, usize),
    pub(crate) product: Found,
    pub(crate) bare: Found,
}

/// What a browser fetches.
pub(crate) struct View {
    pub(crate) requests: usize,
    pub(crate) cold: usize,
    pub(crate) html: usize,
    pub(crate) plain: usize,
    /// Whether everything but the page is kept for good.
    pub(crate) kept: bool,
}

/// One engine.
pub(crate) struct Report {
    pub(crate) name: String,
    pub(crate) started: Duration,
    pub(crate) idle: Memory,
    pub(crate) busy: Memory,
    pub(crate) view: View,
    pub(crate) lines: Vec<Line>,
    /// One attestation's row, and one look's, by themselves; none where no sign-off was measured.
    pub(crate) inserts: [Option<Found>; 2],
    pub(crate) packed: Found,
    pub(crate) many: Found,
}

/// Met, within the floor, or missed; `higher` says which way is good.
fn verdict(value: f64, goal: f64, floor: f64, higher: bool) -> &'static str {
    let good = |limit: f64| if higher { value >= limit } else { value <= limit };
    match (good(goal), good(floor)) {
        (true, _) => "goal",
        (false, true) => "floor",
        (false, false) => "MISSED",
    }
}

impl Report {
    fn line(&self, name: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.name == name)
    }

    /// What is claimed: what, value, goal, floor, whether more is better.
    fn claims(&self) -> Vec<(String, f64, f64, f64, bool)> {
        let mut claims = Vec::new();
        if let Some(plan) = self.line("plan") {
            claims.push((
                "plan page, rate against bare".into(),
                plan.product.rate / plan.bare.rate,
                0.7,
                0.5,
                true,
            ));
            claims.push((
                "plan page, p99 against bare".into(),
                plan.product.p99_ms / plan.bare.p99_ms,
                2.0,
                3.0,
                false,
            ));
        }
        if let Some(sign) = self.line("sign") {
            claims.push((
                "sign-off, rate against the same statements".into(),
                sign.product.rate / sign.bare.rate,
                0.7,
                0.5,
                true,
            ));
            if let [Some(attestation), _] = self.inserts {
                claims.push((
                    "sign-off, rate against the bare insert of its attestation".into(),
                    sign.product.rate / attestation.rate,
                    0.35,
                    0.2,
                    true,
                ));
            }
            claims.push((
                "sign-off, p99 against the same statements".into(),
                sign.product.p99_ms / sign.bare.p99_ms,
                2.0,
                3.0,
                false,
            ));
        }
        claims.push(("cold view, requests".into(), self.view.requests as f64, 4.0, 6.0, false));
        claims.push(("cold view, kB on the wire".into(), self.view.cold as f64 / 1000.0, 60.0, 100.0, false));
        claims.push(("warm view, kB of HTML".into(), self.view.html as f64 / 1000.0, 15.0, 15.0, false));
        claims.push((
            "start to first page, ms".into(),
            self.started.as_secs_f64() * 1000.0,
            50.0,
            300.0,
            false,
        ));
        for (what, memory, goal, floor) in
            [("idle", self.idle, 32.0, 64.0), ("at 64 connections", self.busy, 192.0, 384.0)]
        {
            let what = format!("private memory {what}, not mapped, MB");
            claims.push((what, memory.own_kb as f64 / 1000.0, goal, floor, false));
        }
        claims
    }

    /// Keeps what a comparison with another size needs.
    pub(crate) fn keep(&self, file: &Path) -> std::io::Result<()> {
        let lines = self.lines.iter().map(|line| {
            let (cpu, bare) = (line.product.cpu_ms, line.bare.cpu_ms);
            format!("{} {:.1} {cpu:.4} {:.1} {bare:.4}\n", line.name, line.product.rate, line.bare.rate)
        });
        fs::write(file, lines.collect::<String>())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n### {}\n", self.name)?;
        writeln!(
            f,
            "| 8 connections | statements (in a work) | req/s | p50 ms | p99 ms | CPU ms | bare req/s | bare p99 ms | bare CPU ms | ratio | errors |"
        )?;
        writeln!(f, "|---|---|---|---|---|---|---|---|---|---|---|")?;
        for line in &self.lines {
            let (reads, works, bytes) = line.statements;
            let (p, b) = (line.product, line.bare);
            writeln!(
                f,
                "| {} ({:.0} kB) | {} ({works}) | {:.0} | {:.2} | {:.2} | {:.3} | {:.0} | {:.2} | {:.3} | **{:.2}** | {} |",
                line.what,
                bytes as f64 / 1000.0,
                reads + works,
                p.rate,
                p.p50_ms,
                p.p99_ms,
                p.cpu_ms,
                b.rate,
                b.p99_ms,
                b.cpu_ms,
                p.rate / b.rate,
                p.wrong + b.wrong
            )?;
        }
        let names = ["one bare insert: an attestation", "one bare insert: a look"];
        for (name, i) in names.into_iter().zip(self.inserts).filter_map(|(name, found)| Some((name, found?)))
        {
            writeln!(
                f,
                "| {name} | 1 (1) | – | – | – | – | {:.0} | {:.2} | {:.3} | | {} |",
                i.rate, i.p99_ms, i.cpu_ms, i.wrong
            )?;
        }
        let p = self.packed;
        writeln!(
            f,
            "| plan page, packed | | {:.0} | {:.2} | {:.2} | {:.3} | | | | | {} |",
            p.rate, p.p50_ms, p.p99_ms, p.cpu_ms, p.wrong
        )?;
        let m = self.many;
        writeln!(
            f,
            "| plan page, packed, 64 connections | | {:.0} | {:.2} | {:.2} | {:.3} | | | | | {} |",
            m.rate, m.p50_ms, m.p99_ms, m.cpu_ms, m.wrong
        )?;
        writeln!(f, "\n| what | value | goal | floor | met |\n|---|---|---|---|---|")?;
        for (what, value, goal, floor, higher) in self.claims() {
            let sign = if higher { "≥" } else { "≤" };
            writeln!(
                f,
                "| {what} | {value:.2} | {sign} {goal} | {sign} {floor} | {} |",
                verdict(value, goal, floor, higher)
            )?;
        }
        let kept =
            if self.view.kept { "everything else is kept for good" } else { "NOT everything else is kept" };
        writeln!(
            f,
            "\nThe plan page is {} bytes of HTML, {} on the wire; {kept}. With the pages of its files that are mapped the memory is {:.2} MB idle, \
             {:.2} at 64 connections.",
            self.view.plain,
            self.view.html,
            self.idle.with_files_kb as f64 / 1000.0,
            self.busy.with_files_kb as f64 / 1000.0
        )
    }
}
