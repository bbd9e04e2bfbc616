//! What a scheme's rules and its policies must agree on: a promise in `scheme.toml` that no policy keeps is a defect.

use std::collections::BTreeSet;

use base::PersonId;

use super::{Act, Kind, Policies, Role, Subject};
use crate::{defect::Defect, scheme::Scheme};

impl Policies {
    /// Everything `scheme.toml` promises and `policy.cedar` does not allow: whoever is said to attest or advise may do so,
    /// attestations can be taken back, plans assigned, and everyone may see their own.
    pub fn disagreements(&self, scheme: &Scheme) -> Vec<Defect> {
        let mut defects = Vec::new();
        let mut missing = |what: String| defects.push(Defect::in_file("policy.cedar", what));
        for setting in &scheme.settings {
            for (kind, general) in Kind::ALL.iter().flat_map(|kind| [(*kind, true), (*kind, false)]) {
                let named = scheme.attested_by.of(kind, general);
                let may = self.roles(Act::Attest, scheme, setting, kind, named);
                for role in named.iter().filter(|role| !may.contains(role)) {
                    missing(format!(
                        "in {setting}, no standing of {role} attests {kind}, as scheme.toml says"
                    ));
                }
                for role in scheme.advice_on(kind) {
                    if !self.roles(Act::Advise, scheme, setting, kind, named).contains(role) {
                        missing(format!(
                            "in {setting}, {role} may not advise on {kind}, as scheme.toml says"
                        ));
                    }
                }
                for act in [Act::ProposeAnnulment, Act::ConfirmAnnulment] {
                    if !named.is_empty() && self.roles(act, scheme, setting, kind, named).is_empty() {
                        missing(format!("in {setting}, nobody may {act} of {kind}"));
                    }
                }
            }
        }
        for act in [Act::SeePlan, Act::ListTrainees, Act::AssignPlan, Act::ArchivePlan] {
            if self.reach(&scheme.code, act).standings().next().is_none() {
                missing(format!("nobody may {act}"));
            }
        }
        defects.sort();
        defects.dedup();
        defects
    }

    fn roles(
        &self,
        act: Act,
        scheme: &Scheme,
        setting: &str,
        kind: Kind,
        attested_by: &[Role],
    ) -> BTreeSet<Role> {
        let trainee = PersonId::from_uuid(uuid::Uuid::max());
        let subject = Subject::Requirement {
            scheme: &scheme.code,
            setting,
            trainee,
            kind,
            attested_by,
            proposed_by: None,
        };
        self.who(act, &subject).into_iter().map(super::StandingKind::role).collect()
    }
}
