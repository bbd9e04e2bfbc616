//! What of a plan is asked to be shown, as it stands in the address.

use base::PlanId;
use domain::signoff::State;

use crate::show::encoded;

/// Requirements by state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    /// What something is still expected of (`state=remaining`).
    Remaining,
    /// Everything (`state=all`).
    #[default]
    All,
    /// One state (`state=CODE`).
    Only(State),
}

impl Shown {
    /// As it stands in the address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Remaining => "remaining",
            Self::All => "all",
            Self::Only(state) => state.code(),
        }
    }
    /// From the address; nothing or nonsense gives none.
    pub fn of(code: &str) -> Option<Self> {
        match code {
            "remaining" => Some(Self::Remaining),
            "all" => Some(Self::All),
            _ => State::of(code).map(Self::Only),
        }
    }
    /// Whether a requirement in this state is shown.
    pub fn shows(self, state: State) -> bool {
        match self {
            Self::Remaining => !state.is_end(),
            Self::All => true,
            Self::Only(only) => only == state,
        }
    }
}

/// The longest list that stands unfolded before anything is asked for.
const UNFOLDED_MAX: u32 = 60;

/// What is asked to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// By state.
    pub shown: Shown,
    /// By theme (`theme`).
    pub theme: Option<String>,
    /// By arena (`arena`).
    pub arena: Option<String>,
    /// By words (`q`).
    pub query: String,
    /// The activities instead of what they support (`kind=activity`).
    pub activities: bool,
    /// While several are chosen to be recommended (`pick=advice`).
    pub picks: bool,
    /// Every theme unfolded, however long the list (`open=all`).
    pub unfolded: bool,
}

impl Filter {
    /// Whether anything but the state is filtered.
    pub const fn narrows(&self) -> bool {
        self.theme.is_some() || self.arena.is_some() || !self.query.is_empty()
    }
    /// The words searched for, in small letters.
    pub fn words(&self) -> Vec<String> {
        self.query.split_whitespace().map(str::to_lowercase).collect()
    }
    /// Nothing hidden.
    pub(super) fn everything(&self) -> Self {
        Self { activities: self.activities, picks: self.picks, ..Self::default() }
    }
    /// What matches the same words in the other tab.
    pub(super) fn other_tab(&self) -> Self {
        Self { activities: !self.activities, shown: Shown::All, picks: false, ..self.clone() }
    }
    /// Its names and values, as an address or a form carries them.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let rest = [
            ("state", Some(self.shown.code())),
            ("theme", self.theme.as_deref()),
            ("arena", self.arena.as_deref()),
            ("q", Some(self.query.as_str())),
            ("kind", self.activities.then_some("activity")),
            ("pick", self.picks.then_some("advice")),
            ("open", self.unfolded.then_some("all")),
        ];
        rest.into_iter().filter_map(|(name, value)| Some((name, value.filter(|value| !value.is_empty())?)))
    }
    /// To choose several to be recommended: what is approved cannot be, and is left out at first.
    pub(super) fn picking(&self, picks: bool) -> Self {
        let shown = if picks && self.shown == Shown::All { Shown::Remaining } else { self.shown };
        Self { shown, picks, ..self.clone() }
    }
    /// Every theme unfolded.
    pub(super) fn unfold(&self) -> Self {
        Self { unfolded: true, ..self.clone() }
    }
    /// Whether a list so long is folded by theme: where the reader asked for something, it is shown.
    pub(super) const fn folds(&self, length: u32) -> bool {
        length > UNFOLDED_MAX && !self.unfolded && !self.narrows() && !matches!(self.shown, Shown::Only(_))
    }
    pub(super) fn with(&self, shown: Shown) -> Self {
        Self { shown, ..self.clone() }
    }
    /// Its address.
    pub fn href(&self, plan: PlanId) -> String {
        let pairs: Vec<String> =
            self.pairs().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        format!("/plans/{plan}?{}", pairs.join("&"))
    }
}
