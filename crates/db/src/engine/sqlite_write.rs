//! SQLite's one writer: works that wait are committed together, and acknowledged after the commit.
//!
//! A commit waits for the disk; while it does, the next works gather. One that fails takes nothing of its neighbours with it: if it
//! had written anything, the group runs again, each work in a savepoint. When the commit fails, none of them happened, and a refusal
//! that one of them gave may rest on what a neighbour wrote: all are told that it failed.
//!
//! Moving the log into the file takes two more waits for the disk. It is done beside the writer, on a thread of its own. While writes
//! go on that thread never gets to the log's end; once the log is long the writer moves the little that is left between two groups, so
//! that the log starts over.

use std::{
    fs::File,
    mem::ManuallyDrop,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use tokio::sync::oneshot;

use super::{
    Link,
    queue::Queue,
    sqlite::{Durability, Session, session, thread},
};
use crate::{
    Conn, Fault, Work,
    work::{Outcome, at_once, caught},
};

/// Works committed together at most, and how long a group may run before it commits.
const GROUP_MAX: usize = 64;
const GROUP_TIME: Duration = Duration::from_millis(20);
/// Pages in the log before they are moved into the file and it starts over (64 MB): what is rewritten again and again is moved once, and
/// more would be a long way to look for a page.
const LOG_PAGES: i64 = 32_000;
/// Of them, what the writer itself may move at the end (a millisecond or two).
const LOG_PAGES_LEFT: i64 = 512;
/// Pages after which the writer waits for those who still read the log, and how long.
const LOG_PAGES_MAX: i64 = 2 * LOG_PAGES;
const LOG_PATIENCE: Duration = Duration::from_millis(50);

/// A work on its way through the writer.
pub(crate) trait Job: Send {
    /// Runs it and says whether what it wrote shall stay.
    fn run(&mut self, c: &mut Conn) -> bool;
    /// Tells whoever waits, now that the group is committed or lost.
    fn tell(self: Box<Self>, group: Result<(), Fault>);
}

/// A work, its outcome, and who waits for it.
pub(crate) struct Errand<W: Work> {
    work: W,
    outcome: Option<Outcome<W>>,
    to: oneshot::Sender<Outcome<W>>,
}

impl<W: Work> Errand<W> {
    pub(crate) fn new(work: W) -> (Self, oneshot::Receiver<Outcome<W>>) {
        let (to, from) = oneshot::channel();
        (Self { work, outcome: None, to }, from)
    }
    fn outcome(&self, c: &mut Conn) -> Outcome<W> {
        let result = caught(|| at_once(self.work.run(c)));
        let failed = c.take_failed();
        let name = std::any::type_name::<W>();
        match result {
            Ok(Some(Ok(_))) if failed => {
                Err(Fault::broken(format!("{name} went on after a failed statement")).into())
            }
            Ok(Some(result)) => result,
            Ok(None) => Err(Fault::broken(format!(
                "{name} awaited something other than its statements; a work runs on the writer's thread, where nobody may wait"
            ))
            .into()),
            Err(fault) => Err(fault.into()),
        }
    }
}

impl<W: Work> Job for Errand<W> {
    fn run(&mut self, c: &mut Conn) -> bool {
        let outcome = self.outcome(c);
        let stays = outcome.is_ok();
        self.outcome = Some(outcome);
        stays
    }
    fn tell(self: Box<Self>, group: Result<(), Fault>) {
        let outcome = match (group, self.outcome) {
            (Ok(()), Some(outcome)) => outcome,
            (Ok(()), None) => Err(Fault::broken("the writer left it out").into()),
            (Err(fault), _) => Err(fault.into()),
        };
        // Whoever asked may have hung up; what is done is done.
        let _ = self.to.send(outcome);
    }
}

/// Starts the writer, and the thread that moves its log into the file.
pub(crate) fn start(
    path: &Path,
    durability: Durability,
    works: &Arc<Queue<Box<dyn Job>>>,
) -> Result<Vec<JoinHandle<()>>, Fault> {
    let mut session = Session::writer(path, durability)?;
    let mover = Session::writer(path, durability)?;
    let log = Arc::new(Log::default());
    let seen = Arc::clone(&log);
    session.on_commit(move |pages| seen.pages.store(pages, Ordering::Relaxed))?;
    let (wake, woken) = sync_channel(1);
    let moved = Arc::clone(&log);
    let file = path.to_owned();
    let writer = Writer { conn: Conn::new(Link::Sqlite(session)), works: Arc::clone(works), log, wake };
    Ok(vec![
        thread("db-writer", move || writer.serve())?,
        thread("db-log", move || move_log(&mover, &mut Synced::new(file), &moved, &woken))?,
    ])
}

/// How far the log has grown, and how much of it is in the file: both in pages, from its start.
#[derive(Default)]
struct Log {
    pages: AtomicI64,
    moved: AtomicI64,
}

struct Writer {
    conn: Conn,
    works: Arc<Queue<Box<dyn Job>>>,
    log: Arc<Log>,
    wake: SyncSender<()>,
}

impl Writer {
    fn serve(mut self) {
        while let Some(first) = self.works.take() {
            let mut group = vec![first];
            let outcome = self.commit_together(&mut group);
            if let Err(fault) = &outcome {
                tracing::error!(works = group.len(), %fault, "A group of writes was lost");
                self.leave_transaction();
            }
            for job in group {
                job.tell(outcome.clone());
            }
            self.tend_log();
        }
    }

    /// Runs a group and commits it. Works write straight into the transaction: most of those that fail have written nothing yet. When
    /// one has, the group begins again, each work in a savepoint of its own.
    fn commit_together(&mut self, group: &mut Vec<Box<dyn Job>>) -> Result<(), Fault> {
        session(&mut self.conn).control("BEGIN IMMEDIATE")?;
        let begun = Instant::now();
        let mut place = 0;
        while let Some(job) = group.get_mut(place) {
            if !Self::leaves_no_trace(&mut self.conn, job.as_mut())? {
                session(&mut self.conn).control("ROLLBACK")?;
                return self.commit_apart(group);
            }
            place += 1;
            if group.len() < GROUP_MAX && begun.elapsed() < GROUP_TIME {
                group.extend(self.works.take_waiting());
            }
        }
        session(&mut self.conn).control("COMMIT")
    }

    /// Runs a work, and says whether it stays or wrote nothing.
    fn leaves_no_trace(conn: &mut Conn, job: &mut dyn Job) -> Result<bool, Fault> {
        session(conn).take_wrote();
        let stays = job.run(conn);
        let session = session(conn);
        session.must_be_inside()?;
        Ok(stays || !session.take_wrote())
    }

    fn commit_apart(&mut self, group: &mut [Box<dyn Job>]) -> Result<(), Fault> {
        session(&mut self.conn).control("BEGIN IMMEDIATE")?;
        for job in group {
            Self::run_apart(&mut self.conn, job.as_mut())?;
        }
        session(&mut self.conn).control("COMMIT")
    }

    /// One work in its own savepoint.
    fn run_apart(conn: &mut Conn, job: &mut dyn Job) -> Result<(), Fault> {
        session(conn).control("SAVEPOINT work")?;
        let stays = job.run(conn);
        let session = session(conn);
        session.must_be_inside()?;
        if !stays {
            session.control("ROLLBACK TO work")?;
        }
        session.control("RELEASE work")
    }

    fn leave_transaction(&mut self) {
        let session = session(&mut self.conn);
        if !session.is_outside()
            && let Err(fault) = session.control("ROLLBACK")
        {
            tracing::error!(%fault, "The writer could not roll back");
        }
    }

    fn tend_log(&mut self) {
        let (pages, left) = self.log.length();
        if pages < LOG_PAGES {
            return;
        }
        if pages >= LOG_PAGES_MAX {
            self.log.note(session(&mut self.conn).restart_log(LOG_PATIENCE));
        } else if left <= LOG_PAGES_LEFT {
            // All of it is in the file now: the next write starts over, or a later one if somebody still reads the log.
            self.log.note(session(&mut self.conn).move_log());
        } else {
            let _ = self.wake.try_send(()); // full: it is awake already
        }
    }
}

impl Log {
    /// How many pages it has, and how many of them are not in the file.
    fn length(&self) -> (i64, i64) {
        let pages = self.pages.load(Ordering::Relaxed);
        if pages < self.moved.load(Ordering::Relaxed) {
            self.moved.store(0, Ordering::Relaxed); // it started over
        }
        (pages, pages - self.moved.load(Ordering::Relaxed))
    }
    fn note(&self, moved: Result<i64, Fault>) {
        match moved {
            // Below zero: somebody else is moving it.
            Ok(pages) if pages < 0 => {}
            Ok(pages) => self.moved.store(pages, Ordering::Relaxed),
            Err(fault) => tracing::warn!(%fault, "The log could not be moved into the file"),
        }
    }
}

/// Moves the log whenever the writer says that it has grown, and ends with the writer.
fn move_log(session: &Session, file: &mut Synced, log: &Log, woken: &Receiver<()>) {
    while woken.recv().is_ok() {
        log.note(session.move_log());
        file.sync();
    }
}

/// The database's file, brought onto the disk. SQLite does that only when the whole log has been moved: by then a hundred megabytes may
/// wait, and the writer with them. Done after every move, little is left of it.
struct Synced {
    path: PathBuf,
    /// Never closed: that would take the locks which this process has on the file from all of its connections.
    file: Option<ManuallyDrop<File>>,
}

impl Synced {
    const fn new(path: PathBuf) -> Self {
        Self { path, file: None }
    }
    /// What fails here SQLite meets again, before it lets go of the log.
    fn sync(&mut self) {
        let opened = match &mut self.file {
            Some(file) => Ok(file),
            none => File::open(&self.path).map(|file| none.insert(ManuallyDrop::new(file))),
        };
        if let Err(error) = opened.and_then(|file| file.sync_data()) {
            tracing::warn!(%error, "The database's file could not be brought onto the disk");
        }
    }
}
