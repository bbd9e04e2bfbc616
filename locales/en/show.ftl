## What every page shares: navigation, states, kinds, history, forms, refusals.
show-nav-home = Home
show-nav-plan = Plan
show-nav-log = Log
show-nav-tray = In-tray
show-search = Find a doctor
show-nav-delegations = Delegation
show-nav-roles = Roles
show-nav-annulments = Annulments
show-switch = Change plan
show-finished = finished
show-state-open = Not begun
show-state-in-progress = In progress
show-state-registered = Registered
show-state-requested = Sent
show-state-returned = Returned
show-state-attested = Approved
show-tally-open = { $count } not begun
show-tally-in-progress = { $count } in progress
show-tally-registered = { $count } registered
show-tally-requested = { $count } sent
show-tally-returned = { $count } returned
show-tally-attested = { $count } approved
show-of-total = { $count } of { $total }
show-more-than = { $count } ({ $total } needed)
show-goal-number = Learning goal { $number }
show-progress = Progress: { $what }
show-person-role = { $name }, { $role }
show-on-behalf = on behalf of { $name }

## History of a requirement
show-did-registered = Registered
show-did-registered-count = { $count } registered
show-did-withdrawn = Undone: { $count } × { $day }
show-did-requested = Sent to { $name }
show-did-requested-you = Sent to you
show-did-recalled = Recalled
show-did-returned = Returned
show-did-advised = Recommended
show-did-advised-not = Not recommended yet
show-did-attested = Approved
show-did-absence = Confirms absence under { $percent }
show-did-marked = Marked as fulfilled
show-did-credited = { $what }, achieved { $day }
show-did-verified = Original seen
show-did-annulment-proposed = Annulment proposed
show-did-annulled = Annulled
show-did-annulment-declined = Annulment declined
show-did-annulment-withdrawn = Proposal to annul withdrawn
show-did-imported = Imported from another portal
show-did-meeting = at a meeting on { $day }

## What stands in the way
show-refused-too-early-next = It can be done from { $day }.
show-refused-awaiting-advice-next = It must first be recommended by: { $roles }. Then you can approve.
show-refused-not-ready-next = The requirement’s page shows what is missing. If a recommended activity is, write why it is enough all the same.
show-refused-too-many-next = Try again in { $count } { $count ->
    [one] minute
   *[other] minutes
    }.
show-nav-apply = Application
show-nav-trainees = My trainees
show-delegate-until = { $name }, deputy until { $day }
show-instead-recalled = It was recalled and no longer waits for approval.
show-instead-returned = It was returned and no longer waits for approval.
show-instead-archived = The plan is archived. It can no longer be changed.
show-instead-begun = Something is recorded in the plan. It can be archived, but no longer deleted.
show-instead-not-begun = Nothing is recorded in the plan. It can be deleted, but not archived.
show-instead-assigned = The doctor already has a plan on this version of the curriculum.
show-instead-needs-no-signature = Nobody needs to sign this: it is done once it is registered.
show-instead-in-use = The entry has been sent for approval, or somebody has signed it.
show-instead-proposed = It has already been proposed to annul this approval. A second person decides.
show-instead-annulled = The approval has already been annulled.
show-instead-given-up = The proposal was withdrawn or declined. The approval still counts.
show-instead-verified = Somebody has seen the original, so the document stays.
show-instead-withdrawn = The document was taken back.
show-instead-sent = You have sent documentation in this case. Send more as a supplement.
show-instead-not-sent = The documentation was not sent, or was taken back.
show-instead-opened = The authority has opened the case. Send it afterwards instead.
show-instead-decided = The case is decided.
show-unsent = What you wrote has not been sent
show-unsent-next = Copy it if you want to use it again.
show-list-search = Search by name
show-list-all = Show all
show-list-next = Show the next
show-list-first = To the beginning
