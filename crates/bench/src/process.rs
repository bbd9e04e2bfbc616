//! What processes cost, from /proc; starting them, and asking them a page.

use std::{
    fs,
    io::{Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail};

/// A server we started; it ends with this.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: String,
}

impl Server {
    /// Starts it and says how long it took until `path` was answered.
    pub(crate) fn start(command: &mut Command, address: &str, path: &str) -> Result<(Self, Duration)> {
        let began = Instant::now();
        let child = command.stdout(Stdio::null()).spawn().context("the server cannot be started")?;
        let mut server = Self { child, address: address.to_owned() };
        while began.elapsed() < Duration::from_secs(120) {
            if let Ok(answer) = ask(address, path, "")
                && answer.status == 200
            {
                return Ok((server, began.elapsed()));
            }
            if let Some(status) = server.child.try_wait()? {
                bail!("the server ended at once: {status}");
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        bail!("the server did not answer in two minutes");
    }
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }
    /// What it takes up now.
    pub(crate) fn memory(&self) -> Memory {
        let text = fs::read_to_string(format!("/proc/{}/smaps_rollup", self.pid())).unwrap_or_default();
        let sum = |of: &str| {
            let lines = text.lines().filter(|line| line.starts_with(of));
            lines.filter_map(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).sum()
        };
        Memory { own_kb: sum("Anonymous:"), with_files_kb: sum("Private_") }
    }
}

/// Memory that nobody else shares, in kB.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Memory {
    /// Not mapped from files: what it costs for good.
    pub(crate) own_kb: u64,
    /// With the pages of its program and its database that are mapped, which the system drops when it needs room.
    pub(crate) with_files_kb: u64,
}

impl Drop for Server {
    fn drop(&mut self) {
        // Gently first: SIGTERM by pid, as an operator would.
        let _ = Command::new("kill").arg(self.pid().to_string()).status();
        for _ in 0..200 {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// User and system time of a process and its children, in milliseconds.
pub(crate) fn cpu_ms(pid: u32, with_children: bool) -> f64 {
    let own = ticks(pid).map_or(0.0, |(_, ticks)| ticks);
    let children = || {
        let all = fs::read_dir("/proc").into_iter().flatten().flatten();
        let pids = all.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
        pids.filter_map(ticks).filter(|(parent, _)| *parent == pid).map(|(_, ticks)| ticks).sum::<f64>()
    };
    (own + if with_children { children() } else { 0.0 }) * 10.0
}

/// The parent, and ticks of a hundredth of a second.
fn ticks(pid: u32) -> Option<(u32, f64)> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    let at = |n: usize| fields.get(n)?.parse::<f64>().ok();
    Some((fields.get(1)?.parse().ok()?, at(11)? + at(12)?))
}

/// An answer and how many bytes it took on the wire.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
    pub(crate) wire: usize,
}

/// Asks once, on a connection of its own. `more` is further header lines.
pub(crate) fn ask(address: &str, path: &str, more: &str) -> Result<Answer> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{more}\r\n")?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let end = bytes
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .context("an answer without an end of its head")?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split_whitespace().nth(1).and_then(|code| code.parse().ok()).context("no status")?;
    let wire = bytes.len();
    Ok(Answer { status, head, body: bytes.split_off(end + 4), wire })
}

/// The first line of a list: path and cookie.
pub(crate) fn first(list: &Path) -> Result<(String, String)> {
    let text = fs::read_to_string(list)?;
    let mut parts = text.lines().next().context("an empty list")?.split('\t').skip(1);
    let mut next = || parts.next().unwrap_or_default().to_owned();
    Ok((next(), next()))
}
