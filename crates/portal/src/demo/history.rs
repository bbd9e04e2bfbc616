//! What the demo's people have done until today: a script of acts in the order of time, played through the real verbs.

use base::{Day, Moment};

/// One act of the script. Plans are named by the trainee's key and the curriculum's code.
#[derive(Debug, Clone)]
pub(super) enum Deed {
    /// The trainee registers.
    Register { count: u32, comment: Option<&'static str> },
    /// The trainee asks somebody.
    Request { to: &'static str, comment: Option<&'static str> },
    /// Somebody advises.
    Advise { by: &'static str, comment: Option<&'static str> },
    /// Somebody attests: the request that waits, or unasked.
    Attest { by: &'static str, comment: Option<&'static str> },
    /// Somebody returns.
    Return { by: &'static str, comment: &'static str },
}

/// A deed with its time and place.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) at: Moment,
    pub(super) trainee: &'static str,
    pub(super) curriculum: &'static str,
    pub(super) code: String,
    pub(super) deed: Deed,
}

/// A goal or activity of a curriculum, as the script needs it.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) code: String,
    pub(super) theme: String,
    pub(super) required: u32,
    pub(super) needs_signature: bool,
    pub(super) is_goal: bool,
    pub(super) supports: Vec<String>,
}

const INGRID: (&str, &str) = ("no-lis", "ANE");
/// The goal that comes back to her with a question: no other step touches it.
const RETURNED: &str = "ANE-064";

/// The activity under it that is counted.
const SPINALS: &str = "ANE-A142";

/// More activities than any goal has.
const ACTIVITIES_ALL: usize = usize::MAX;

/// The script under way.
pub(super) struct Script {
    today: Day,
    now: Moment,
    steps: Vec<Step>,
}

impl Script {
    pub(super) const fn new(today: Day, now: Moment) -> Self {
        Self { today, now, steps: Vec::new() }
    }

    /// The steps, oldest first; none lies in the future.
    pub(super) fn played(mut self) -> Vec<Step> {
        for step in &mut self.steps {
            step.at = step.at.min(self.now.plus_seconds(-60));
        }
        self.steps.sort_by_key(|step| step.at);
        self.steps
    }

    fn add(
        &mut self,
        days_ago: i32,
        minute: i64,
        plan: (&'static str, &'static str),
        code: &str,
        deed: Deed,
    ) {
        let at = Moment::start_of(self.today.plus_days(-days_ago)).plus_seconds((7 * 60 + minute) * 60);
        self.steps.push(Step { at, trainee: plan.0, curriculum: plan.1, code: code.to_owned(), deed });
    }

    /// Freja and Oliver in orthopaedics: some attested, one requested, one returned, the rest open.
    pub(super) fn orthopaedics(&mut self, items: &[Item]) {
        let acts: Vec<&Item> = items.iter().filter(|item| !item.is_goal).collect();
        const FREJA: (&str, &str) = ("dk-trainee", "ORTO-I");
        const OLIVER: (&str, &str) = ("dk.oliver", "ORTO-I");
        for (days, code, by) in [
            (128, "K1", "dk-supervisor"),
            (96, "K4", "dk.overgaard"),
            (71, "K6", "dk-supervisor"),
            (33, "K9", "dk-mentor"),
        ] {
            self.add(days + 9, 300, FREJA, code, Deed::Register { count: 3, comment: None });
            self.add(days + 2, 540, FREJA, code, Deed::Request { to: by, comment: None });
            self.add(days, 140, FREJA, code, Deed::Attest { by, comment: None });
        }
        let seen = "To septiske led og en inficeret protese. Jeg stod selv for planen ved de to seneste.";
        for days in [24, 19, 12, 7] {
            self.add(days, 420, FREJA, "K5", Deed::Register { count: 1, comment: None });
        }
        self.activities(FREJA, 9, "K5", &acts, ACTIVITIES_ALL);
        self.activities(OLIVER, 12, "K2", &acts, ACTIVITIES_ALL);
        self.activities(OLIVER, 14, "K6", &acts, 1);
        self.add(3, 492, FREJA, "K5", Deed::Request { to: "dk-supervisor", comment: Some(seen) });
        self.add(20, 380, FREJA, "K3", Deed::Register { count: 5, comment: None });
        self.add(6, 410, FREJA, "K3", Deed::Request { to: "dk-mentor", comment: None });
        let back = "Godt arbejde. Vis mig en operation mere, hvor du selv leder holdet, så godkender jeg.";
        self.add(4, 200, FREJA, "K3", Deed::Return { by: "dk-mentor", comment: back });
        self.add(
            10,
            330,
            FREJA,
            "K8",
            Deed::Register { count: 2, comment: Some("Stuegang på afsnit 2, med og uden speciallæge.") },
        );
        self.add(40, 300, OLIVER, "K2", Deed::Register { count: 6, comment: None });
        self.add(2, 330, OLIVER, "K2", Deed::Register { count: 3, comment: None });
        self.add(1, 820, OLIVER, "K2", Deed::Request { to: "dk-supervisor", comment: None });
        for (days, code) in [(150, "K1"), (120, "K4"), (90, "K7"), (60, "K10"), (35, "K8")] {
            self.add(days + 1, 500, OLIVER, code, Deed::Request { to: "dk.overgaard", comment: None });
            self.add(days, 100, OLIVER, code, Deed::Attest { by: "dk.overgaard", comment: None });
        }
        self.add(2, 700, OLIVER, "K6", Deed::Request { to: "dk-supervisor", comment: None });
        // A course of the specialty for its leader, a general one for its provider.
        let certificate = Some("Kursusbevis er vedlagt tilmeldingen. Tre dage, bestået.");
        self.add(
            5,
            600,
            OLIVER,
            "kursus-frakturer",
            Deed::Request { to: "dk-course-leader", comment: certificate },
        );
        let attended = Some("Begge kursusdage gennemført.");
        self.add(
            4,
            620,
            OLIVER,
            "kursus-vejledning",
            Deed::Request { to: "dk-course-provider", comment: attended },
        );
    }

    /// Emil in the last month of his basic training: all is attested but the time of the second element.
    pub(super) fn basic(&mut self) {
        const EMIL: (&str, &str) = ("dk-basic", "KBU");
        for number in 1..=16 {
            let code = number.to_string();
            let in_practice = [3, 6, 7, 8, 11, 13, 15, 16].contains(&number);
            let (by, days) =
                if in_practice { ("dk-tutor", 160 - number * 9) } else { ("dk.medlead", 320 - number * 7) };
            let days = days.max(11);
            self.add(days + 3, 510, EMIL, &code, Deed::Request { to: by, comment: None });
            self.add(days, 130, EMIL, &code, Deed::Attest { by, comment: None });
        }
        for (days, code) in [(290, "kursus-kommunikation"), (255, "kursus-laering"), (210, "kursus-akut")] {
            self.add(days, 480, EMIL, code, Deed::Attest { by: "dk-course-provider", comment: None });
        }
        let first_ended = self.today.days_until(self.today.plus_months(-6)).unsigned_abs();
        let days = i32::try_from(first_ended).unwrap_or(180);
        self.add(days, 240, EMIL, "tid-1", Deed::Attest { by: "dk.medlead", comment: None });
    }

    /// A doctor in specialist training in anaesthesia: `done` per cent of each theme approved, some sent, some begun. Spread over
    /// the months since the training began.
    pub(super) fn anaesthesia(
        &mut self,
        who: &'static str,
        months: i32,
        done: &[u32],
        sent: usize,
        items: &[Item],
        activities: bool,
    ) {
        let plan = (who, "ANE");
        let returned = |item: &Item| who == INGRID.0 && item.code == RETURNED;
        let (goals, acts): (Vec<&Item>, Vec<&Item>) =
            items.iter().filter(|item| !returned(item)).partition(|item| item.is_goal);
        let mut themes: Vec<&str> = Vec::new();
        for goal in &goals {
            if !themes.contains(&goal.theme.as_str()) {
                themes.push(&goal.theme);
            }
        }
        let mut approved: Vec<&Item> = Vec::new();
        let mut open: Vec<&Item> = Vec::new();
        for (place, theme) in themes.iter().enumerate() {
            let mine: Vec<&Item> = goals.iter().copied().filter(|goal| goal.theme == *theme).collect();
            let share = done.get(place).copied().unwrap_or(0) as usize;
            let (first, rest) = mine.split_at(mine.len() * share / 100);
            approved.extend(first);
            open.extend(rest);
        }
        let days = months * 30;
        let step = (days - 40) / i32::try_from(approved.len().max(1)).unwrap_or(1);
        for (nth, goal) in approved.iter().enumerate() {
            let ago = 25 + step * i32::try_from(nth).unwrap_or(0);
            if activities {
                self.activities(plan, ago + 6, &goal.code, &acts, 2);
            }
            self.advised(plan, ago + 3, &goal.code);
            self.add(ago + 2, 560, plan, &goal.code, Deed::Request { to: "no-leader", comment: None });
            let why = Some("Vurdert samlet i vurderingskollegiet. Målet er nådd.");
            self.add(ago, 190, plan, &goal.code, Deed::Attest { by: "no-leader", comment: why });
        }
        for (nth, goal) in open.iter().take(sent).enumerate() {
            let ago = 2 + i32::try_from(nth * 7 % 40).unwrap_or(0);
            // Every third request lacks an activity: the leader must say why it is enough.
            self.activities(plan, ago + 6, &goal.code, &acts, if nth % 3 == 2 { 1 } else { ACTIVITIES_ALL });
            self.advised(plan, ago + 2, &goal.code);
            self.add(ago, 460, plan, &goal.code, Deed::Request { to: "no-leader", comment: None });
        }
        if activities {
            self.begun(plan, &open[sent.min(open.len())..], &acts);
        }
    }

    /// All of these goals approved, and this service time attested.
    pub(super) fn all_done(
        &mut self,
        who: &'static str,
        curriculum: &'static str,
        items: &[Item],
        time: &[String],
    ) {
        let plan = (who, curriculum);
        for (nth, goal) in items.iter().filter(|item| item.is_goal).enumerate() {
            let ago = 30 + i32::try_from(nth * 11 % 1500).unwrap_or(0);
            self.advised(plan, ago + 3, &goal.code);
            let why = Some("Vurdert samlet i vurderingskollegiet. Målet er nådd.");
            self.add(ago, 200, plan, &goal.code, Deed::Attest { by: "no-leader", comment: why });
        }
        for code in time {
            self.add(5, 300, plan, code, Deed::Attest { by: "no-leader", comment: None });
        }
    }

    /// The general practitioner to be, two years in.
    pub(super) fn general_practice(&mut self, items: &[Item]) {
        const SILJE: (&str, &str) = ("nom-lis", "ALM");
        let (goals, acts): (Vec<&Item>, Vec<&Item>) = items.iter().partition(|item| item.is_goal);
        for (nth, goal) in goals.iter().take(31).enumerate() {
            let ago = 30 + 17 * i32::try_from(nth).unwrap_or(0);
            self.activities(SILJE, ago + 8, &goal.code, &acts, 2);
            self.add(ago + 4, 210, SILJE, &goal.code, Deed::Advise { by: "nom-mentor", comment: None });
            self.add(ago + 3, 230, SILJE, &goal.code, Deed::Advise { by: "nom-supervisor", comment: None });
            self.add(ago + 2, 520, SILJE, &goal.code, Deed::Request { to: "nom-leader", comment: None });
            let why = Some("Drøfta i rettleiingsgruppa. Målet er nådd.");
            self.add(ago, 260, SILJE, &goal.code, Deed::Attest { by: "nom-leader", comment: why });
        }
        for goal in goals.iter().skip(31).take(2) {
            self.add(9, 210, SILJE, &goal.code, Deed::Advise { by: "nom-mentor", comment: None });
            self.add(8, 230, SILJE, &goal.code, Deed::Advise { by: "nom-supervisor", comment: None });
            self.add(5, 520, SILJE, &goal.code, Deed::Request { to: "nom-leader", comment: None });
        }
        self.begun(SILJE, &goals[33.min(goals.len())..], &acts);
    }

    /// Ingrid's spinal anaesthesia came back with a question.
    pub(super) fn returned(&mut self) {
        let code = RETURNED;
        // Twelve of the thirty recommended are signed: that is what the two write about.
        self.add(14, 400, INGRID, SPINALS, Deed::Register { count: 12, comment: None });
        self.add(13, 420, INGRID, SPINALS, Deed::Request { to: "no-supervisor", comment: None });
        self.add(12, 500, INGRID, SPINALS, Deed::Attest { by: "no-supervisor", comment: None });
        self.advised(INGRID, 8, code);
        let words = Some("Jonas har sett meg alene på alle tolv.");
        self.add(6, 843, INGRID, code, Deed::Request { to: "no-leader", comment: words });
        let back = "Fint arbeid. Skriv hvorfor tolv er nok, så godkjenner jeg.";
        self.add(4, 560, INGRID, code, Deed::Return { by: "no-leader", comment: back });
    }

    fn advised(&mut self, plan: (&'static str, &'static str), ago: i32, code: &str) {
        let words = Some("Trygg på indikasjon og teknikk. Forklarer godt for pasienten.");
        self.add(ago, 220, plan, code, Deed::Advise { by: "no-mentor", comment: words });
        self.add(ago, 330, plan, code, Deed::Advise { by: "no-supervisor", comment: None });
    }

    /// The first activities that support a goal: done and, where needed, signed.
    fn activities(
        &mut self,
        plan: (&'static str, &'static str),
        ago: i32,
        goal: &str,
        acts: &[&Item],
        most: usize,
    ) {
        let by = match plan.0 {
            "nom-lis" => "nom-supervisor",
            "dk-trainee" | "dk.oliver" => "dk.overgaard",
            _ => "no-supervisor",
        };
        for act in
            acts.iter().filter(|act| act.supports.first().is_some_and(|first| first == goal)).take(most)
        {
            self.add(ago + 4, 380, plan, &act.code, Deed::Register { count: act.required, comment: None });
            if act.needs_signature {
                self.add(ago + 1, 500, plan, &act.code, Deed::Attest { by, comment: None });
            }
        }
    }

    /// The activities of some open goals are under way, one of them waiting for a signature.
    fn begun(&mut self, plan: (&'static str, &'static str), open: &[&Item], acts: &[&Item]) {
        let by = if plan.0 == "nom-lis" { "nom-supervisor" } else { "no-supervisor" };
        for (nth, goal) in open.iter().step_by(2).take(18).enumerate() {
            let ago = 3 + 4 * i32::try_from(nth).unwrap_or(0);
            let mine =
                acts.iter().filter(|act| act.supports.first().is_some_and(|first| *first == goal.code));
            for (which, act) in mine.take(2).enumerate() {
                let count = act.required.div_ceil(2);
                self.add(ago, 400, plan, &act.code, Deed::Register { count, comment: None });
                if which == 0 && nth < 3 && act.needs_signature {
                    self.add(ago - 1, 540, plan, &act.code, Deed::Request { to: by, comment: None });
                }
            }
        }
    }
}
