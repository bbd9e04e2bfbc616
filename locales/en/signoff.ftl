## In-tray
signoff-tray-title = { $count ->
    [0] Nothing is waiting for you
    [one] One is waiting for you
   *[other] { START($count) } are waiting for you
    }
signoff-tray-choose = Select
signoff-tray-choose-all = Select all { $count }
signoff-tray-choose-ready = Select the { $count } that are ready
signoff-tray-choose-none = Select none
signoff-tray-ended = You can no longer decide it
signoff-tray-ended-next = Your role there has ended, so nothing was approved or returned. The doctor sees that it has to be sent to somebody else.
signoff-tray-none-chosen = Nothing is selected
signoff-tray-none-chosen-next = Tick what you want to approve. Nothing has been approved yet.
signoff-tray-of-one = { $name }: { $count }
signoff-tray-oldest = The oldest has waited { $count } { $count ->
    [one] day
   *[other] days
    }.
signoff-tray-some = Showing the { $count } oldest of { $total }.
signoff-sent = Sent { $when }
signoff-completed = Completed { $day }
signoff-decide = See the evidence
signoff-batch-none = { $act } selected
signoff-batch-one = { $act } 1 selected
signoff-batch-many = { $act } # selected
signoff-final = You vouch that it has been achieved. An approval cannot be undone.
signoff-batch-absence = For time you also confirm that absence was under { $percent }.

## Evidence
signoff-evidence-entries = { $count ->
    [one] One entry
   *[other] { $count } entries
    }, last { $day }
signoff-evidence-no-entries = Nothing has been recorded
signoff-evidence-activities-met = { $count ->
    [one] The recommended activity is done
    [2] Both recommended activities are done
   *[other] All { $count } recommended activities are done
    }
signoff-evidence-activities-missing = { $total ->
    [one] The recommended activity is missing
   *[other] { $count ->
    [2] { $total ->
    [2] Both recommended activities are missing
   *[other] { $count } of { $total } recommended activities are missing
    }
   *[other] { $count } of { $total } recommended activities are missing
    }
    }
signoff-evidence-advice = { $name }, { $role }, recommends it
signoff-evidence-advice-not = { $name }, { $role }, does not recommend it yet
signoff-evidence-advice-missing = Recommendation missing: { $role }
signoff-evidence-advice-signed = { $name }, { $role }, has signed { $count } { $count ->
    [one] activity
   *[other] activities
    }
signoff-evidence-time = { $period }, { $percent } at { $place }

## After a decision
signoff-done-title = { $count ->
    [one] { $title } is approved
   *[other] { START($count) } { $things } are approved
    }
signoff-done-signed = { $count ->
    [one] { $title } is signed
   *[other] { START($count) } { $things } are signed
    }
signoff-done-told = We have told { $names }.
signoff-done-final = { $count ->
    [one] The approval is final
   *[other] The approvals are final
    }
signoff-done-as = Approved by you as { $role }. If an approval is wrong, it can only be annulled by two people together, and that stays visible.
signoff-done-as-behalf = Approved by you on behalf of { $name }. If an approval is wrong, it can only be annulled by two people together, and that stays visible.
signoff-done-failed = { $count ->
    [one] One could not be approved
   *[other] { START($count) } could not be approved
    }
signoff-done-remaining = { $count ->
    [0] Nothing is waiting any more
    [one] One is still waiting
   *[other] { START($count) } are still waiting
    }
signoff-done-returned = { $title } has been returned
signoff-done-returned-next = { $name } can read your comment, put it right and send it again.
signoff-done-to-tray = To the in-tray

## The empty in-tray
signoff-empty-about = When somebody sends you something to approve, it appears here.
signoff-empty-first = Open a plan below to see how far the doctor has come.
signoff-empty-last = You last approved { $title } for { $name } { $when }.
signoff-empty-trainees = Your { $trainees }
signoff-empty-trainees-all = See all
signoff-trainee-progress = { $count } of { $total } { $things } approved

## One request
signoff-decide-writes = { $name } writes
signoff-decide-basis = Evidence
signoff-decide-fewer = { $count } missing
signoff-decide-heading = Your decision
signoff-decide-reason = Reason
signoff-decide-reason-missing = { $count ->
    [one] One recommended activity is missing
   *[other] { START($count) } recommended activities are missing
    }. Say why it is enough all the same, or what is still needed.
signoff-decide-reason-hint = Optional when you approve. Required when you return it.
signoff-decide-comment-needed = Write a reason, so that the doctor knows why, or what it takes.
signoff-decide-as = You approve as { $role }. The approval cannot be undone.
signoff-decide-as-behalf = You approve on behalf of { $name }, who remains responsible. The approval cannot be undone.
signoff-decide-absence = You also confirm that absence was under { $percent }.
signoff-decide-not-waiting = It is no longer waiting for you
signoff-decide-not-waiting-recalled = { $name } has recalled it.
signoff-decide-not-waiting-done = It has been decided. The history shows how.
signoff-decide-see-plan = See the whole plan

## Annulments
signoff-annulments-title = { $count ->
    [0] No annulment is waiting for you
    [one] One annulment is waiting for you
   *[other] { START($count) } annulments are waiting for you
    }
signoff-annulments-about = A wrong approval can be annulled. One person proposes with a reason, another confirms. Both names stay for ever.
signoff-annulments-how = Find the doctor, open the requirement and choose “Propose annulment”.
signoff-annulments-none = When somebody proposes one that you can confirm, it appears here.
signoff-annulments-yours = Proposed by you, waiting for somebody else
signoff-annulments-done = Annulled
signoff-annulments-dropped = Withdrawn or declined
signoff-annulment-row = { $title } for { $name }
signoff-annulment-proposed-by = Proposed by { $name } · { $when }
signoff-annulment-confirmed-by = Confirmed by { $name } · { $when }
signoff-annulment-withdrawn-by = Withdrawn by { $name } · { $when }
signoff-annulment-declined-by = Declined by { $name } · { $when }
signoff-annulment-withdraw = Withdraw the proposal
signoff-annulment-withdraw-reason = Why are you withdrawing it? (optional)
signoff-annulment-decline = Decline the proposal
signoff-annulment-decline-reason = Why should the approval stand?
signoff-annulment-dropped = The approval of { $title } will not be annulled
signoff-annulment-dropped-next = It still counts. Those concerned have been told.
signoff-annulment-propose-title = Should the approval of { $title } be annulled?
signoff-annulment-approved-by = Approved by { $name }, { $role }
signoff-annulment-trainee = { $trainee } · { $code }
signoff-annulment-reason = Why is the approval wrong?
signoff-annulment-reason-hint = The doctor and whoever approved it can read the reason, and it stays. Write nothing that could identify a patient.
signoff-annulment-two = Nothing changes until somebody else has confirmed.
signoff-annulment-propose = Propose annulment
signoff-annulment-proposed = The annulment is proposed
signoff-annulment-proposed-next = { $names } can confirm it. Until then the approval stands.
signoff-annulment-proposed-next-role = It is waiting for somebody else to confirm. Until then the approval stands.
signoff-annulment-confirm-about = When you confirm, the requirement is open again for { $name }. The old approval, the reason and both your names stay in the history. This cannot be undone.
signoff-annulment-confirm = Confirm annulment
signoff-annulment-annulled = The approval of { $title } has been annulled
signoff-annulment-annulled-next = { $name } and { $attester } have been told.

## Advice
signoff-advice-title = Recommendations under { $rule }
signoff-advice-title-plain = Recommendations
signoff-advice-given = { $role } recommends it
signoff-advice-given-not = { $role } does not recommend it yet
signoff-advice-missing = { $role } has not recommended it yet
signoff-advice-who = Can recommend: { $names }. It appears in their in-tray once it has been sent for approval.
signoff-advice-nobody = Nobody can do so now. The role is given on the Roles page.
signoff-advice-signed = { $role } has signed
signoff-advice-signed-about = { $count } signed { $count ->
    [one] activity counts
   *[other] activities count
    } as a recommendation

## For a screen reader: which one a button is about
signoff-about = { $title }, { $name }
signoff-decide-return-what = What is still needed?
signoff-advise-title = { $count ->
    [one] One goal needs your recommendation
   *[other] { START($count) } goals need your recommendation
    }
signoff-advise-heading = These need your recommendation
signoff-advise-about = They have been sent for approval, but cannot be approved before you recommend them.
signoff-advise-sent = Sent to { $name } { $when }
signoff-advise-button = { $count ->
    [one] Recommend
   *[other] Recommend those selected
    }
signoff-advised = { $count ->
    [one] One goal is recommended
   *[other] { START($count) } goals are recommended
    }
signoff-times-open = Can be attested now
signoff-originals-heading = Originals not seen yet
signoff-originals-title = { $count ->
    [one] One original has not been seen yet
   *[other] { START($count) } originals have not been seen yet
    }
signoff-originals-row = { $count ->
    [one] One document · added { $when }
   *[other] { START($count) } documents · the oldest added { $when }
    }
