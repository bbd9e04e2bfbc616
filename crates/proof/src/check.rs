//! All of `attest scheme check`: the folder's rules, words and policies, what they must agree on, and the proofs.

use std::{collections::BTreeMap, fmt, fmt::Write as _};

use domain::{access::Policies, defect::Defect, scheme::Scheme};
use sha2::{Digest, Sha256};

use crate::{Proof, Trouble, prove};

/// The pages under `schemes/` that all schemes stand on.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// `schema.cedarschema`.
    pub schema: &'a str,
    /// `common.cedar`.
    pub common: &'a str,
    /// `never.cedar`.
    pub never: &'a str,
}

/// What was found in a scheme's folder.
#[derive(Debug)]
pub struct Report {
    /// The scheme's code, if the folder could be read that far.
    pub scheme: Option<String>,
    /// Everything wrong, with file and line. While there is anything, nothing is proved.
    pub defects: Vec<Defect>,
    /// What became of each claim.
    pub proofs: Vec<Proof>,
}

impl Report {
    /// Nothing is wrong, and every claim is proved.
    pub fn is_good(&self) -> bool {
        self.defects.is_empty() && !self.proofs.is_empty() && self.proofs.iter().all(Proof::holds)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for defect in &self.defects {
            writeln!(f, "{defect}")?;
        }
        for proof in &self.proofs {
            writeln!(f, "{proof}")?;
        }
        let millis: u128 = self.proofs.iter().map(|proof| proof.took.as_millis()).sum();
        let proved = self.proofs.iter().filter(|proof| proof.holds()).count();
        let defects = self.defects.len();
        write!(f, "{defects} defects, {proved} of {} claims proved in {millis} ms", self.proofs.len())
    }
}

/// Checks a scheme's folder (file name → text): reads it, validates its policies, and proves every claim about them.
pub async fn check_scheme(files: &BTreeMap<String, String>, ground: Ground<'_>) -> Result<Report, Trouble> {
    let wrong = |scheme, defects| Report { scheme, defects, proofs: Vec::new() };
    let scheme = match Scheme::read(files) {
        Ok(scheme) => scheme,
        Err(defects) => return Ok(wrong(None, defects)),
    };
    let code = Some(scheme.code.clone());
    let policies = match Policies::load(ground.schema, ground.common, &[scheme.policy()]) {
        Ok(policies) => policies,
        Err(defects) => return Ok(wrong(code, defects)),
    };
    let mut defects = policies.disagreements(&scheme);
    let mut claims = Vec::new();
    let own = files.get("never.cedar").map_or("", String::as_str);
    for (page, file, text) in [("never", "../never.cedar", ground.never), (&*scheme.code, "never.cedar", own)]
    {
        match policies.claims(page, file, text) {
            Ok(read) => claims.extend(read),
            Err(found) => defects.extend(found),
        }
    }
    if !defects.is_empty() {
        return Ok(wrong(code, defects));
    }
    let proofs = prove(&policies, &scheme.code, &claims).await?;
    Ok(Report { scheme: code, defects, proofs })
}

/// The file in a scheme's folder that says it was checked.
pub const SEAL: &str = "proved";

/// What [`SEAL`] holds once the folder is found good: a digest of everything that was checked.
pub fn seal(files: &BTreeMap<String, String>, ground: Ground<'_>) -> String {
    let mut digest = Sha256::new();
    let shared = [("schema", ground.schema), ("common", ground.common), ("never", ground.never)];
    let own =
        files.iter().filter(|(file, _)| *file != SEAL).map(|(file, text)| (file.as_str(), text.as_str()));
    for part in shared.into_iter().chain(own).flat_map(|(name, text)| [name, text]) {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    digest.finalize().iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Whether this very folder was checked on this very ground. It guards against forgetting, not against whoever owns the disk.
pub fn is_sealed(files: &BTreeMap<String, String>, ground: Ground<'_>) -> bool {
    files.get(SEAL).is_some_and(|found| found.trim() == seal(files, ground))
}
