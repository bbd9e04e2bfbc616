//! Each claim is refuted, with a counterexample, once the policy behind it is broken. A proof that cannot fail proves nothing.

use std::collections::BTreeSet;

use crate::{Schemes, schemes};

/// How a policy is broken: a forbid or permit of `common.cedar` dropped, a condition of the scheme's page dropped, a permit added.
#[derive(Default)]
struct Break {
    claim: &'static str,
    scheme: &'static str,
    drop_common: &'static str,
    drop_words: &'static str,
    add: &'static str,
}

const BREAKS: &[Break] = &[
    Break { claim: "never:no_self_attestation", scheme: "dk", drop_common: "never_ones_own", ..NONE },
    Break { claim: "never:no_self_attestation", scheme: "no", drop_common: "never_ones_own", ..NONE },
    Break { claim: "never:no_self_return", scheme: "dk", drop_common: "never_ones_own", ..NONE },
    Break { claim: "never:no_self_mark", scheme: "no", drop_common: "never_ones_own", ..NONE },
    Break { claim: "never:no_self_credit", scheme: "no", drop_common: "never_ones_own", ..NONE },
    Break { claim: "never:no_self_credit", scheme: "dk", drop_common: "never_ones_own", ..NONE },
    Break { claim: "never:no_self_advice", scheme: "no", drop_common: "never_ones_own", ..NONE },
    Break { claim: "never:no_self_annulment", scheme: "dk", drop_common: "never_ones_own", ..NONE },
    Break { claim: "never:no_self_annulment", scheme: "no", drop_common: "never_ones_own", ..NONE },
    Break { claim: "never:two_persons_annul", scheme: "dk", drop_common: "two_persons_annul", ..NONE },
    Break {
        claim: "never:no_self_verification",
        scheme: "dk",
        drop_common: "nobody_vouches_for_their_own_document",
        ..NONE
    },
    Break {
        claim: "never:trainees_file_for_themselves",
        scheme: "no",
        drop_common: "only_the_trainee_files",
        add: "permit (principal, action == Action::\"add_document\", resource) when { context.standing == Standing::\"leader\" };",
        ..NONE
    },
    Break {
        claim: "never:trainees_keep_their_overview",
        scheme: "no",
        drop_common: "only_the_trainee_files",
        add: "permit (principal, action == Action::\"keep_overview\", resource) when { context.standing == Standing::\"leader\" };",
        ..NONE
    },
    Break {
        claim: "never:trainees_seal_for_themselves",
        scheme: "dk",
        drop_common: "only_the_trainee_files",
        add: "permit (principal, action == Action::\"seal_dossier\", resource) when { context.standing == Standing::\"secretariat\" };",
        ..NONE
    },
    Break {
        claim: "never:trainees_send_for_themselves",
        scheme: "no",
        drop_common: "only_the_trainee_files",
        add: "permit (principal, action == Action::\"send_dossier\", resource) when { context.standing == Standing::\"leader\" };",
        ..NONE
    },
    Break {
        claim: "never:cases_are_the_authoritys",
        scheme: "dk",
        drop_common: "authority_only",
        add: "permit (principal, action == Action::\"see_case\", resource) when { context.standing == Standing::\"administrator\" };",
        ..NONE
    },
    Break {
        claim: "never:officers_decide",
        scheme: "dk",
        drop_common: "officers_only",
        add: "permit (principal, action == Action::\"decide_case\", resource) when { context.standing == Standing::\"secretariat\" };",
        ..NONE
    },
    Break {
        claim: "never:machines_see_cases_only",
        scheme: "no",
        drop_common: "machines_see_cases_only",
        add: "permit (principal, action == Action::\"confirm_annulment\", resource) when { context.standing == Standing::\"machine\" };",
        ..NONE
    },
    Break {
        claim: "never:nobody_decides_their_own_case",
        scheme: "dk",
        drop_common: "never_ones_own_case",
        ..NONE
    },
    Break {
        claim: "never:administrators_open_no_document",
        scheme: "dk",
        drop_common: "administrators_open_no_document",
        add: "permit (principal, action == Action::\"see_document\", resource) when { context.standing == Standing::\"administrator\" };",
        ..NONE
    },
    Break {
        claim: "never:only_the_named_attest",
        scheme: "dk",
        drop_words: "resource.kind in [Kind::\"goal\", Kind::\"activity\"] && resource.attested_by.contains(context.role)\n    && ",
        ..NONE
    },
    Break {
        claim: "never:trainees_speak_for_themselves",
        scheme: "no",
        drop_common: "only_the_trainee",
        add: "permit (principal, action == Action::\"register\", resource) when { context.standing == Standing::\"mentor\" };",
        ..NONE
    },
    Break {
        claim: "never:administrators_see_nothing",
        scheme: "dk",
        drop_common: "administrators_do_not_read",
        add: "permit (principal, action == Action::\"see_plan\", resource) when { context.standing == Standing::\"administrator\" };",
        ..NONE
    },
    Break {
        claim: "never:administrators_attest_nothing",
        scheme: "no",
        add: "permit (principal, action == Action::\"propose_annulment\", resource) when { context.standing == Standing::\"administrator\" };",
        ..NONE
    },
    Break {
        claim: "never:minutes_for_participants",
        scheme: "no",
        drop_common: "minutes_are_for_participants",
        drop_words: "resource.participants.contains(principal)\n    && ",
        ..NONE
    },
    Break {
        claim: "never:log_for_the_person",
        scheme: "no",
        drop_common: "access_log_is_the_persons_own",
        ..NONE
    },
    Break { claim: "never:no_self_appointment", scheme: "dk", drop_common: "no_self_appointment", ..NONE },
    Break {
        claim: "dk:no_time_by_supervisor_or_mentor",
        scheme: "dk",
        drop_words: "resource.kind in [Kind::\"goal\", Kind::\"activity\"] && ",
        ..NONE
    },
    Break {
        claim: "dk:time_only_where_it_was_served",
        scheme: "dk",
        add: "permit (principal, action == Action::\"attest\", resource) when { context.standing == Standing::\"education_lead\" };",
        ..NONE
    },
    Break {
        claim: "dk:tutor_of_another_place",
        scheme: "dk",
        add: "permit (principal, action == Action::\"attest\", resource) when { context.standing == Standing::\"tutor_of_programme\" && resource.kind == Kind::\"goal\" };",
        ..NONE
    },
    Break {
        claim: "dk:annulment_only_by_the_secretariat",
        scheme: "dk",
        add: "permit (principal, action == Action::\"propose_annulment\", resource) when { context.standing == Standing::\"education_lead\" };",
        ..NONE
    },
    Break {
        claim: "dk:credits_by_the_secretariat",
        scheme: "dk",
        add: "permit (principal, action == Action::\"credit\", resource) when { context.standing == Standing::\"tutor\" };",
        ..NONE
    },
    Break {
        claim: "no:credits_are_goals_by_the_leader",
        scheme: "no",
        add: "permit (principal, action == Action::\"credit\", resource) when { resource.kind == Kind::\"activity\" && context.standing == Standing::\"leader\" };",
        ..NONE
    },
    Break {
        claim: "dk:no_delegation",
        scheme: "dk",
        add: "permit (principal, action == Action::\"delegate\", resource) when { context.standing == Standing::\"education_lead\" };",
        ..NONE
    },
    Break {
        claim: "dk:authority_receives_only",
        scheme: "dk",
        add: "permit (principal, action in [Action::\"see_plan\", Action::\"list_trainees\"], resource) when { context.standing == Standing::\"authority\" };",
        ..NONE
    },
    Break {
        claim: "dk:authority_receives_only",
        scheme: "dk",
        add: "permit (principal, action == Action::\"see_document\", resource) when { context.standing == Standing::\"authority\" };",
        ..NONE
    },
    Break {
        claim: "dk:documents_verified_by_education_lead_or_tutor",
        scheme: "dk",
        add: "permit (principal, action == Action::\"verify_document\", resource) when { context.standing == Standing::\"secretariat\" };",
        ..NONE
    },
    Break {
        claim: "dk:documents_are_for_where_the_trainee_is",
        scheme: "dk",
        drop_words: "resource.over && ",
        ..NONE
    },
    Break {
        claim: "no:no_goal_by_supervisor_or_mentor",
        scheme: "no",
        drop_words: "resource.kind in [Kind::\"activity\", Kind::\"course\"] && ",
        ..NONE
    },
    Break {
        claim: "no:delegates_only_approve_goals",
        scheme: "no",
        drop_words: "resource.kind == Kind::\"goal\" && ",
        ..NONE
    },
    Break {
        claim: "no:delegates_do_not_delegate",
        scheme: "no",
        add: "permit (principal, action == Action::\"delegate\", resource) when { context.role == Role::\"leader\" };",
        ..NONE
    },
    Break {
        claim: "no:annulment_takes_two_roles",
        scheme: "no",
        add: "permit (principal, action == Action::\"confirm_annulment\", resource) when { context.standing == Standing::\"leader\" };",
        ..NONE
    },
    Break {
        claim: "no:authority_sees_no_plan",
        scheme: "no",
        add: "permit (principal, action in [Action::\"see_plan\", Action::\"list_trainees\"], resource) when { context.standing == Standing::\"authority\" };",
        ..NONE
    },
    Break {
        claim: "no:documents_verified_by_the_leader",
        scheme: "no",
        add: "permit (principal, action == Action::\"verify_document\", resource) when { context.standing == Standing::\"education_lead\" };",
        ..NONE
    },
    Break {
        claim: "no:documents_are_for_where_the_trainee_is",
        scheme: "no",
        drop_words: "resource.over && ",
        ..NONE
    },
];
const NONE: Break = Break { claim: "", scheme: "", drop_common: "", drop_words: "", add: "" };

impl Break {
    fn of(&self, whole: &Schemes) -> Schemes {
        let mut broken = whole.clone();
        if !self.drop_common.is_empty() {
            broken.common = without(&broken.common, self.drop_common);
        }
        let policy = broken.folder(self.scheme).get_mut("policy.cedar").expect("a page of policy");
        assert!(
            policy.contains(self.drop_words),
            "{}: the page no longer says {}",
            self.claim,
            self.drop_words
        );
        *policy = policy.replace(self.drop_words, "");
        if !self.add.is_empty() {
            policy.push_str(&format!("\n@id(\"oops\")\n{}\n", self.add));
        }
        broken
    }
}

/// A page without the policy of this id.
fn without(page: &str, id: &str) -> String {
    let begin = page.find(&format!("@id(\"{id}\")")).unwrap_or_else(|| panic!("no policy {id}"));
    let end = begin + page[begin..].find(';').expect("a policy ends") + 1;
    format!("{}{}", &page[..begin], &page[end..])
}

#[test]
fn a_broken_policy_is_refuted_by_a_counterexample() {
    let whole = schemes();
    for broken in BREAKS {
        let proof = broken.of(&whole).prove(broken.scheme, broken.claim);
        let example =
            proof.counterexample.as_deref().unwrap_or_else(|| panic!("{} survived its break", broken.claim));
        assert!(example.contains("principal") && example.contains("Standing::"), "{example}");
    }
}

#[test]
fn every_claim_is_broken_once() {
    let whole = schemes();
    let pages = [("never", &whole.never), ("dk", &whole.dk["never.cedar"]), ("no", &whole.no["never.cedar"])];
    let ids = pages.iter().flat_map(|(page, text)| {
        text.split("@id(\"").skip(1).map(move |rest| format!("{page}:{}", rest.split('"').next().unwrap()))
    });
    let claims: BTreeSet<String> = ids.collect();
    let broken: BTreeSet<String> = BREAKS.iter().map(|one| one.claim.to_owned()).collect();
    assert_eq!(claims, broken);
}

#[test]
fn a_scheme_cannot_permit_what_the_common_page_forbids() {
    let mut schemes = schemes();
    let policy = schemes.folder("dk").get_mut("policy.cedar").unwrap();
    policy.push_str("\n@id(\"oops\")\npermit (principal, action, resource) when { context.standing == Standing::\"administrator\" };\n");
    let report = schemes.check("dk");
    let refuted: Vec<&str> =
        report.proofs.iter().filter(|proof| !proof.holds()).map(|proof| proof.name.as_str()).collect();
    assert!(
        !refuted.contains(&"never:no_self_attestation")
            && !refuted.contains(&"never:administrators_see_nothing"),
        "{report}"
    );
    assert!(
        refuted.contains(&"never:administrators_attest_nothing"),
        "what only the page itself keeps is refuted: {report}"
    );
}
