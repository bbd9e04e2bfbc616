//! The claims about both schemes, proved; and each refuted when the policy behind it is broken.

mod breaks;
mod holds;

use std::{collections::BTreeMap, fs, path::PathBuf};

use domain::{access::Policies, scheme::Scheme};
use proof::{Ground, Proof, Report, Trouble, check_scheme, prove};

/// The texts under `schemes/`, to be broken at will.
#[derive(Clone)]
struct Schemes {
    schema: String,
    common: String,
    never: String,
    dk: BTreeMap<String, String>,
    no: BTreeMap<String, String>,
}

fn schemes() -> Schemes {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../schemes");
    let text = |path: &str| {
        fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("schemes/{path}: {error}"))
    };
    let folder = |code: &str| {
        let files = fs::read_dir(root.join(code))
            .expect("a folder of schemes")
            .map(|entry| entry.expect("a file").path())
            .filter(|path| path.is_file());
        let named = files.map(|path| path.file_name().expect("a name").to_string_lossy().into_owned());
        named.map(|name| (name.clone(), text(&format!("{code}/{name}")))).collect()
    };
    Schemes {
        schema: text("schema.cedarschema"),
        common: text("common.cedar"),
        never: text("never.cedar"),
        dk: folder("dk"),
        no: folder("no"),
    }
}

impl Schemes {
    fn ground(&self) -> Ground<'_> {
        Ground { schema: &self.schema, common: &self.common, never: &self.never }
    }
    fn folder(&mut self, code: &str) -> &mut BTreeMap<String, String> {
        match code {
            "dk" => &mut self.dk,
            "no" => &mut self.no,
            other => panic!("no scheme {other}"),
        }
    }
    /// All of `attest scheme check`.
    fn check(&self, code: &str) -> Report {
        let files = self.clone().folder(code).clone();
        solved(check_scheme(&files, self.ground()))
    }
    /// Proves or refutes one claim.
    fn prove(&self, code: &str, claim: &str) -> Proof {
        let mut whole = self.clone();
        let never = whole.never.clone();
        let files = whole.folder(code);
        let scheme = Scheme::read(files).expect("the folder is whole");
        let policies =
            Policies::load(&self.schema, &self.common, &[scheme.policy()]).expect("the page is whole");
        let (page, text) =
            if claim.starts_with("never:") { ("never", &never) } else { (code, &files["never.cedar"]) };
        let mut claims = policies.claims(page, "never.cedar", text).expect("the claims are whole");
        claims.retain(|one| one.id().to_string() == claim);
        let proofs = solved(prove(&policies, code, &claims));
        proofs.into_iter().next().unwrap_or_else(|| panic!("no claim {claim}"))
    }
}

/// Waits for the solver; that it is missing is a failure that says what to type.
fn solved<T>(answer: impl Future<Output = Result<T, Trouble>>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    match runtime.block_on(answer) {
        Ok(answer) => answer,
        Err(trouble @ Trouble::NoSolver) => panic!("{trouble}"),
        Err(trouble) => panic!("{trouble:?}"),
    }
}
