//! Papers are set by a process of their own, which has neither our memory nor our keys, and only so much of the machine; what it
//! sets is signed here.

use std::{
    env, io,
    path::{Path, PathBuf},
    process::Stdio,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use ::paper::Paper;
use anyhow::{Context as _, anyhow, bail};
use base::DossierId;
use db::{Conn, Work};
use domain::refusal::{Instead, Refusal};
use sha2::{Digest as _, Sha256};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    process::{Child, Command},
    sync::Semaphore,
    task::spawn_blocking,
    time::timeout,
};
use web::Lang;

use super::{paper::paper, parts, seal, store, verdict::own};
use crate::{
    config::Config,
    error::{Error, Result},
    identifiers,
    portal::App,
    words,
};

/// How long setting one paper may take: a record of ten years takes a second or two.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a request waits for its paper; made later, it is there when it is asked for again.
const WAIT: Duration = Duration::from_secs(20);
/// The most papers that wait to be made. Whoever finds no room is told to come again.
const QUEUE: usize = 16;
/// When whoever finds no room shall come again, in seconds.
const AGAIN: u32 = 10;
/// The longest PDF that is taken from the process, in bytes.
const PDF_MAX: u64 = 64 * 1024 * 1024;
/// The most that is read of what the process says of itself, in bytes.
const SAID_MAX: u64 = 4 * 1024;

/// What sets papers, one at a time.
#[derive(Debug)]
pub struct Press {
    program: PathBuf,
    check_at: String,
    turn: Semaphore,
    queue: Arc<Semaphore>,
    pulled: AtomicUsize,
}

impl Press {
    /// Whether this program can set papers: it can be built without.
    pub const SETS: bool = cfg!(feature = "typeset");

    /// The one that the settings name, or this program.
    pub fn of(config: &Config) -> io::Result<Self> {
        let program = match &config.paper_program {
            Some(program) => program.clone(),
            None => env::current_exe()?,
        };
        Ok(Self {
            program,
            check_at: format!("{}/verify", config.site()),
            turn: Semaphore::new(1),
            queue: Arc::new(Semaphore::new(QUEUE)),
            pulled: AtomicUsize::new(0),
        })
    }

    /// How many papers it began to set since the portal started.
    pub fn pulled(&self) -> usize {
        self.pulled.load(Ordering::Relaxed)
    }

    async fn set(&self, paper: &Paper) -> anyhow::Result<Vec<u8>> {
        self.pulled.fetch_add(1, Ordering::Relaxed);
        let told = serde_json::to_vec(paper)?;
        let mut command = Command::new(&self.program);
        command.arg("paper").env_clear().current_dir(Path::new("/")).kill_on_drop(true);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = command.spawn().with_context(|| format!("{} cannot be run", self.program.display()))?;
        let set = timeout(PATIENCE, answered(child, &told)).await;
        set.map_err(|_| anyhow!("setting a paper took longer than {} s", PATIENCE.as_secs()))?
    }
}

/// What the process answers to what it is told.
async fn answered(mut child: Child, told: &[u8]) -> anyhow::Result<Vec<u8>> {
    let (mut into, out, said) = match (child.stdin.take(), child.stdout.take(), child.stderr.take()) {
        (Some(into), Some(out), Some(said)) => (into, out, said),
        _ => bail!("a process without pipes"),
    };
    let (mut pdf, mut words) = (Vec::new(), String::new());
    let (mut out, mut said) = (out.take(PDF_MAX), said.take(SAID_MAX));
    let tell = async move {
        // It may end before it read all: what it said is then of more use than this error.
        let _ = into.write_all(told).await;
        drop(into);
    };
    let ((), read, _) = tokio::join!(tell, out.read_to_end(&mut pdf), said.read_to_string(&mut words));
    read.context("the paper could not be read from the process that sets it")?;
    let ended = child.wait().await?;
    if ended.success() { Ok(pdf) } else { bail!("no paper was set ({ended}): {}", words.trim()) }
}

/// The paper of a dossier in a language, signed; it is made now if it was not yet. None: the ledger has not taken in all of it, or
/// others wait before it.
pub async fn paper_of(portal: &App, id: DossierId, lang: Lang) -> Result<Option<Vec<u8>>> {
    // Nor is one given out that was printed while the key was believed.
    if seal::is_ended(portal, id).await? {
        return Err(Refusal::WrongState(Instead::KeyEnded).into());
    }
    if let Some(kept) = kept(portal, id, lang).await? {
        return Ok(Some(kept));
    }
    let room = portal.press.queue.clone().try_acquire_owned();
    let Ok(room) = room else { return Err(Refusal::TooMany { retry_after: AGAIN }.into()) };
    let making = portal.clone();
    // It is made and kept whether or not somebody still waits for it.
    let made = tokio::spawn(async move {
        let _room = room;
        made(&making, id, lang).await
    });
    match timeout(WAIT, made).await {
        Err(_) => Ok(None),
        Ok(made) => made.context("making a paper broke off")?,
    }
}

/// The paper that was made, by the certificate that signs now: one of a key that is no longer used was perhaps not ours.
async fn kept(portal: &App, id: DossierId, lang: Lang) -> Result<Option<Vec<u8>>> {
    let by = certificate(portal);
    let keys = portal.identifiers.clone();
    let read = portal.db.read(move |c| {
        Box::pin(async move {
            let Some(kept) = store::paper(c, id, lang.code(), &by).await? else {
                return Ok::<_, Error>(None);
            };
            Ok(Some((kept, identifiers::of_dossier(c, &keys, id).await?)))
        })
    });
    let Some((kept, hidden)) = read.await? else { return Ok(None) };
    kept.whole(hidden.as_ref(), &parts::paper(lang.code(), &by)).map(Some)
}

/// The papers of a dossier that were made and are signed as they would be now, by the code of their language.
pub async fn papers_kept(portal: &App, id: DossierId) -> Result<Vec<(String, Vec<u8>)>> {
    let by = certificate(portal);
    let keys = portal.identifiers.clone();
    let read = portal.db.read(move |c| {
        Box::pin(async move {
            let mut all = Vec::new();
            for (lang, _) in store::papers(c, id).await?.into_iter().filter(|(_, of)| *of == by) {
                if let Some(paper) = store::paper(c, id, &lang, &by).await? {
                    all.push((lang, paper));
                }
            }
            Ok::<_, Error>((all, identifiers::of_dossier(c, &keys, id).await?))
        })
    });
    let (all, hidden) = read.await?;
    let opened = |(lang, paper): (String, store::Kept)| {
        let part = parts::paper(&lang, &by);
        Ok((lang, paper.whole(hidden.as_ref(), &part)?))
    };
    all.into_iter().map(opened).collect()
}

fn certificate(portal: &App) -> [u8; 32] {
    Sha256::digest(portal.sealing.paper.certificate().der()).into()
}

async fn made(portal: &App, id: DossierId, lang: Lang) -> Result<Option<Vec<u8>>> {
    let _turn = portal.press.turn.acquire().await.context("papers are made to the end")?;
    if let Some(kept) = kept(portal, id, lang).await? {
        return Ok(Some(kept));
    }
    let Some(dossier) = seal::file(portal, id).await? else { return Ok(None) };
    let digest = sealed::digest(&dossier);
    let checked = own(portal, dossier.clone()).await?;
    let at = checked.payload.at;
    let pdf = portal.press.set(&paper(&checked, lang, &digest, &portal.press.check_at)).await?;
    let signing = portal.clone();
    let signed = spawn_blocking(move || {
        let words = sealed::Words {
            attached: words::dossiers_paper_attached(lang),
            signature: words::dossiers_paper_signature(lang),
        };
        sealed::bind(&pdf, &dossier, at, &words, &signing.sealing.paper)
    });
    let signed = signed.await.context("signing a paper broke off")?.context("a paper cannot be signed")?;
    // What would not be believed is not given out.
    own(portal, signed.clone()).await.context("a paper, just made, is not believed")?;
    portal
        .db
        .write(KeepPaper { portal: portal.clone(), id, lang, by: certificate(portal), file: signed })
        .await?;
    kept(portal, id, lang).await
}

/// Keeps a paper.
struct KeepPaper {
    portal: App,
    id: DossierId,
    lang: Lang,
    by: [u8; 32],
    file: Vec<u8>,
}

impl Work for KeepPaper {
    type Done = ();
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<()> {
        let digest = Sha256::digest(&self.file);
        let hidden = identifiers::of_dossier(c, &self.portal.identifiers, self.id).await?;
        let part = parts::paper(self.lang.code(), &self.by);
        let file = parts::kept(hidden.as_ref(), &self.portal.world, &part, self.file.clone());
        Ok(store::keep_paper(c, (self.id, self.lang.code(), &self.by), &digest, &file).await?)
    }
}
