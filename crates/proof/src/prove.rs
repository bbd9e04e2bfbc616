//! One claim, one proof: the policies and the claim, read as a permit, must be disjoint.

use std::{
    collections::BTreeMap,
    fmt, io,
    time::{Duration, Instant},
};

use cedar_policy::{Policy, PolicySet, RequestEnv, Schema};
use cedar_policy_symcc::{
    CedarSymCompiler, CompiledPolicySet,
    err::{Error, SolverError},
    solver::LocalSolver,
};
use domain::access::Policies;

/// What became of one claim.
#[derive(Debug, Clone)]
pub struct Proof {
    /// The claim's `@id`, with the page it stands on: `never:no_self_attestation`.
    pub name: String,
    /// What it says, in a sentence.
    pub says: String,
    /// A request that the policies allow and the claim forbids; none: the claim is proved.
    pub counterexample: Option<String>,
    /// How long it took.
    pub took: Duration,
}

impl Proof {
    /// Whether it is proved.
    pub const fn holds(&self) -> bool {
        self.counterexample.is_none()
    }
}

impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let millis = self.took.as_millis();
        match &self.counterexample {
            None => write!(f, "proved: {} ({millis} ms)", self.says),
            Some(example) => {
                write!(f, "NOT SO: {} ({millis} ms), for this would be allowed:\n{example}", self.says)
            }
        }
    }
}

/// Why nothing could be proved or refuted.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The solver is not installed.
    #[error("the solver cvc5 is missing; install it with: sudo apt-get install --yes cvc5")]
    NoSolver,
    /// The solver or the compiler failed, or the solver could not tell.
    #[error("the solver failed: {0}")]
    Solver(#[from] Box<Error>),
    /// No policies are loaded for this scheme.
    #[error("no policies are loaded for the scheme {0}")]
    UnknownScheme(String),
    /// The claim could not be turned round.
    #[error("the claim {0} cannot be read as a permit")]
    Claim(String),
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        match error {
            Error::SolverError(error) => error.into(),
            error => Self::Solver(Box::new(error)),
        }
    }
}
impl From<SolverError> for Trouble {
    fn from(error: SolverError) -> Self {
        match error {
            SolverError::Io(error) if error.kind() == io::ErrorKind::NotFound => Self::NoSolver,
            error => Self::Solver(Box::new(Error::SolverError(error))),
        }
    }
}

/// Proves or refutes each claim about one scheme's policies. Needs a tokio runtime with I/O.
pub async fn prove(policies: &Policies, scheme: &str, claims: &[Policy]) -> Result<Vec<Proof>, Trouble> {
    let set = policies.of_scheme(scheme).ok_or_else(|| Trouble::UnknownScheme(scheme.to_owned()))?;
    let mut prover = Prover {
        solver: CedarSymCompiler::new(LocalSolver::cvc5_with_args(["--tlimit-per=20000"])?)?,
        schema: policies.schema(),
        set,
        compiled: BTreeMap::new(),
    };
    let mut proofs = Vec::new();
    for claim in claims {
        let begun = Instant::now();
        let counterexample = prover.refute(claim).await?;
        let says =
            claim.annotation("says").unwrap_or("it says nothing of itself (@says is missing)").to_owned();
        proofs.push(Proof { name: claim.id().to_string(), says, counterexample, took: begun.elapsed() });
    }
    Ok(proofs)
}

struct Prover<'p> {
    solver: CedarSymCompiler<LocalSolver>,
    schema: &'p Schema,
    set: &'p PolicySet,
    /// The scheme's policies as formulas, by action and resource type: compiled once, asked often.
    compiled: BTreeMap<String, CompiledPolicySet>,
}

impl Prover<'_> {
    /// A request that is allowed and that the claim forbids.
    async fn refute(&mut self, claim: &Policy) -> Result<Option<String>, Trouble> {
        let never = as_permit(claim).ok_or_else(|| Trouble::Claim(claim.id().to_string()))?;
        for env in claim.get_valid_request_envs(self.schema) {
            let key = format!("{} {}", env.action(), env.resource());
            if !self.compiled.contains_key(&key) {
                self.compiled.insert(key.clone(), CompiledPolicySet::compile(self.set, &env, self.schema)?);
            }
            if let Some(example) = self.both(&key, &never, &env).await? {
                return Ok(Some(example));
            }
        }
        Ok(None)
    }

    async fn both(
        &mut self,
        key: &str,
        never: &PolicySet,
        env: &RequestEnv,
    ) -> Result<Option<String>, Trouble> {
        let never = CompiledPolicySet::compile(never, env, self.schema)?;
        let allowed = self.compiled.get(key).expect("compiled just before");
        let example = self.solver.check_disjoint_with_counterexample_opt(allowed, &never).await?;
        Ok(example.map(|example| example.to_string()))
    }
}

/// The claim turned round: a set that allows exactly what the claim forbids.
fn as_permit(claim: &Policy) -> Option<PolicySet> {
    let mut json = claim.to_json().ok()?;
    *json.get_mut("effect")? = "permit".into();
    let permit = Policy::from_json(Some(claim.id().clone()), json).ok()?;
    PolicySet::from_policies([permit]).ok()
}
