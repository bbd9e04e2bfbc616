//! The claims about both schemes, proved; and each refuted when the policy behind it is broken.

mod breaks;
mod holds;

use std::{collections::BTreeMap, fs, path::PathBuf};

use proof::{Ground, Report, Trouble, check_scheme};

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
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_file());
        let named = files.map(|path| path.file_name().unwrap().to_str().unwrap().to_owned());
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
    /// Checks one scheme; a missing solver is a failure that says what to type.
    fn check(&self, code: &str) -> Report {
        let files = self.clone().folder(code).clone();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        match runtime.block_on(check_scheme(&files, self.ground())) {
            Ok(report) => report,
            Err(trouble @ Trouble::NoSolver) => panic!("{trouble}"),
            Err(trouble) => panic!("{trouble:?}"),
        }
    }
}
