## The plan
training-plan-version = { $code }, version { $version } · valid from { $day }
training-plan-version-undated = { $code }, version { $version }
training-plan-approved-of = of { $total } { $things } approved
training-plan-approved-or-registered = of { $total } { $things } approved or registered
training-plan-remaining = Remaining
training-plan-elsewhere = { $count } in { $tab }
training-plan-others = Other plans you can see
training-plan-bar = Progress in { $code } { $version }
training-plan-partial = The list of requirements is not complete here, so the plan cannot be finished yet.
training-plan-archived = The plan was archived on { $day } and can only be read.
training-plan-reader = You are viewing the plan as { $role }. { $name } can see that you opened it.
training-plan-filter-state = Filter by status
training-plan-filter-kind = Choose type of requirement
training-plan-search = Search the plan
training-plan-theme = Theme
training-plan-all-themes = All themes
training-plan-all-arenas = All
training-plan-showing-all = Showing all { $total }.
training-plan-showing-remaining = { $count ->
    [one] Showing the 1 that remains.
   *[other] Showing the { $count } that remain.
    }
training-plan-showing = Showing { $count } of { $total }.
training-plan-hidden = Hidden by filter: { $count }
training-plan-show-all = Show all { $total }
training-plan-unfold = Open all themes
training-plan-show-remaining = { $count ->
    [one] Show only the one that remains
   *[other] Show only the { $count } that remain
    }
training-plan-nothing = Nothing in the plan matches the filter
training-plan-nothing-next = Try another word.
training-plan-done = Everything in the plan is approved
training-plan-to = to { $name }
training-plan-back-from = from { $name }
training-plan-annulled = annulled
training-plan-opens = from { $day }

## What a reader with rights can do with a plan
training-pick-title = Recommend several at once
training-pick-link = Recommend several at once
training-pick-stop = Back to the plan without recommending
training-pick-about = Tick those that should have the same recommendation. Each gets its own line in the history.
training-pick-none = Save recommendation
training-pick-one = Save recommendation for 1 selected
training-pick-many = Save recommendation for # selected
training-pick-saved = { $count ->
    [one] One recommendation is saved
   *[other] { START($count) } recommendations are saved
    }
training-manage-delete = Delete the plan
training-manage-delete-about = The plan has not been started, so nothing is lost.
training-manage-archive = Archive the plan
training-manage-archive-about = After that the plan can only be read, and cannot be brought back into use. Its approvals stay in it; a new plan begins without them.
training-manage-assign = Assign a plan

## A requirement
training-req-required = What is required
training-req-official = Official text, version { $version }.
training-req-not-imported = The official text has not been imported.
training-req-own-title = The title is in our own words.
training-req-source = Source: { $name }
training-req-licence = Licence: { $name }.
training-req-licence-unknown = The licence is unknown.
training-req-demo = Invented for the demo
training-req-evidence = What counts
training-req-basis = Evidence
training-req-basis-about = The numbers are a recommendation. It can be approved with fewer if the reason is given.
training-req-basis-free = The numbers are a recommendation.
training-req-basis-none = No activities belong to it. Say in the comment what you have done.
training-req-signed-by = signed by { $name }
training-req-signed-count = { $count } signed
training-req-self = self-registered
training-req-counts-for = also counts for { $codes }
training-req-plus-named = register { $title }, saved at once
training-req-entries = Entries
training-req-supports = Counts towards
training-req-time = { $place }, { $percent }
training-req-time-title = Time served
training-req-time-absence = Whoever attests also confirms that absence was under { $percent }.
training-req-time-none = It has not been decided which placement the time belongs to.
training-req-time-ahead = The time does not begin until { $day }.
training-req-time-part = The time runs until { $until }. So far about { $done } of { $total } months have passed.
training-req-approvers = Who can approve
training-req-approvers-and = { $people }; or { $last }.
training-req-approvers-nobody = Nobody can at the moment. It must be: { $roles }. Tell whoever is responsible for training there.
training-req-approvers-self = You register it yourself. Nobody has to approve.
training-req-approvers-self-reader = The doctor registers it. Nobody has to approve.
training-req-when-any = At any time.
training-req-when-advice = At any time, after a recommendation from { $roles }.
training-req-when-from = From { $day }, and at any time after that.
training-req-history = History
training-req-history-none = Nothing has happened yet.
training-req-history-beneath = Nothing has happened here yet. It is the activities that are in progress.
training-req-to = To
training-req-registers-first = First log what you did. Then you can send it from here.
training-req-choose-person = Choose a person
training-req-completed-on = Completed on
training-req-comment = Comment
training-req-comment-hint = Optional. Write nothing that could identify a patient.
training-req-comment-hint-returned = Answer the comment it came back with. Write nothing that could identify a patient.
training-req-waiting = Waiting for { $name }
training-req-waiting-since = Sent { $when }. You will be told here when there is an answer.
training-req-waiting-gone = { $name } can no longer approve it. Recall it, and send it to somebody else.
training-req-waiting-other = Sent { $when }.
training-req-recall-about = To change something, recall it. That is possible while it waits, and the history shows it.
training-req-returned = { $name } returned it
training-req-register-activity = Log what you have done
training-req-date = Date
training-req-count = Number
training-req-register-button = Save entry
training-req-register-first = First log what you have done. Then you can send it.
training-req-attested = Approved by { $name }
training-req-marked = Marked as fulfilled by { $name }
training-req-attested-line = As { $role } · { $when }
training-req-attested-behalf = As deputy for { $name } · { $when }
training-req-attested-stays = The approval stays and cannot be changed unnoticed.
training-req-on-paper = Attested on paper
training-req-on-paper-seen = { $name } has seen the original. { $line }
training-req-on-paper-about = It counts in the application. Nothing more is needed in Attest.
training-req-attest-title = Approve without a request
training-req-attest-time = Attest time
training-req-attest-about = You need not wait for { $name } to send it.
training-req-decide-link = { $name } has sent it to you
training-req-decide-button = See and decide
training-req-advise-title = Your recommendation
training-req-advise-recommends = Has the goal been reached?
training-req-advise-yes = I recommend it
training-req-advise-no = Not yet
training-req-advise-comment = Why
training-req-advise-meeting = Given at a meeting of the assessment group on
training-req-advise-meeting-hint = dd.mm.yyyy. Optional.
training-req-advise-button = Save recommendation
training-req-mark-about = On behalf of { $name }. The history shows that it was you.
training-req-mark-comment = How do you know?
training-req-annul-proposed = It is proposed to annul the approval
training-req-annulled = An approval has been annulled
training-req-annulled-by = { $first } proposed, { $second } confirmed { $when }
training-req-proposed-by = { $name } proposed it { $when }
training-req-see-goals = See the requirement

## My trainees
training-trainees-title = { $count ->
    [0] You follow nobody yet
    [one] You follow one
   *[other] You follow { WORD($count) } { $trainees }
    }
training-trainees-none-next = Doctors in training appear here while they are where you have a role, or when you get a role for one of them.
training-trainees-found = { $count ->
    [0] Nobody is called “{ $query }”
    [one] One matches “{ $query }”
   *[other] { START($count) } match “{ $query }”
    }
training-trainees-not-found-next = Only those for whom you have a role are listed here. Try another name, or show all.
training-trainees-no-plan = No plan yet
training-trainees-progress = { $count } of { $total } { $things } approved

## Assigning a plan
training-assign-title = Assign a plan to { $name }
training-assign-curriculum = Plan
training-assign-about = A new plan begins without approvals. What was approved in an earlier plan stays there, and can be recorded in the new one. A plan that has not been started can be deleted again.
training-assign-button = Assign plan
training-assign-choose = Choose
training-assign-other = { $plan }, another specialty
training-assign-none = There is no plan to assign: the doctor has all that fit the programme.
training-assign-has = Already assigned
training-req-comment-hint-patients = Write nothing that could identify a patient.

## What was just done
training-did-registered = Registered
training-did-registered-what = { $count } × { $day }
training-did-registered-before = That day is before the start of your programme, { $day }. Is the date right?
training-did-withdrawn = The entry has been undone
training-did-withdrawn-next = It no longer counts. The history shows that it was there.
training-did-completed = Completed on { $day }
training-req-undo = Undo
training-req-undone = undone
training-did-sent = Sent to { $name }
training-did-recalled = Recalled
training-did-recalled-next = Change what you like and send it again when you are ready.
training-did-advised = The recommendation is saved
training-did-attested = Approved
training-did-attested-next = { $name } has been told. The approval stays.
training-did-marked = Marked as fulfilled
training-did-credited = It is registered, as achieved before
training-req-credited = { $what }, registered by { $name }
training-req-credited-on = Achieved { $day }, according to { $document }.
training-req-credit-about = For what the doctor learnt before: abroad, under older rules, or somewhere else. It always shows that it was registered afterwards.
training-req-credit-months = Only posts of at least { $months } months count.
training-req-credit-none = It has to rest on a document: { $kinds }. The doctor puts it on their record first.
training-req-credit-documents = See the doctor's documents
training-req-credit-document = The document it rests on
training-req-credit-choose = Choose a document
training-req-credit-unseen = Nobody has seen the original
training-req-credit-unseen-next = What you register on a document counts even when nobody has seen the original. Have it seen first.
training-req-credit-on = Achieved on
training-plan-finish-by = Whoever began on this version can finish it until { $day }
training-did-assigned = The plan is assigned
training-did-archived = The plan is archived
training-trainees-deleted = The plan is deleted
training-req-attest-count = How many times do you approve?
training-req-attest-count-hint = Required: { $count }. Recorded and not approved: { $left }.
training-req-decide-other = { $name } has sent it to { $to }
training-req-time-left = { $count ->
    [one] One day of the { $total } months is left. The last day is { $until }.
   *[other] { $count } days of the { $total } months are left. The last day is { $until }.
    }
training-req-attest-not-yet = Cannot be approved yet
training-req-to-attest = Go to the approval
