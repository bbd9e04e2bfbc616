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
show-more-than = { $count }, { $total } are needed
show-goal-number = Learning goal { $number }
show-progress = Progress: { $what }
show-person-role = { $name }, { $role }
show-on-behalf = on behalf of { $name }
show-you = You

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
show-did-absence = Certifies absence under { $percent }
show-did-marked = Marked as fulfilled
show-did-verified = Original seen
show-did-annulment-proposed = Annulment proposed
show-did-annulled = Annulled
show-did-annulment-declined = Annulment declined
show-did-annulment-withdrawn = Proposal to annul withdrawn
show-did-imported = Imported from another portal
show-did-meeting = at a meeting on { $day }

## What is wrong with a field

## What stands in the way
show-refused-too-early-next = It can be done from { $day }.
show-refused-awaiting-advice-next = First { $roles } must recommend it. Then you can approve.
show-refused-not-ready-next = The requirement’s page shows what is missing. If a recommended activity is, write why it is enough all the same.
show-refused-too-many-next = Try again in { $count } { $count ->
    [one] minute
   *[other] minutes
    }.
show-nav-trainees = My trainees
show-delegate-until = { $name }, deputy until { $day }
