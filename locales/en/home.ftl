
## Home of a trainee
home-needs-title = { $count ->
    [0] Nothing needs you now
    [one] One thing needs you
   *[other] { START($count) } things need you
    }
home-needs-none-done = Everything in the plan is approved.
home-needs-none-elsewhere = Everything in this plan is approved. Something is missing in { $title }.
home-needs-first = How to begin: log what you have done. When a requirement is met, send it to whoever is to approve it. The answer comes here.
home-needs-none-next = The next step is yours: log what you have done, or send something for approval.
home-needs-log = Log what you have done
home-needs-plan = See what is missing
home-needs-returned = { $title } has been returned
home-needs-asked = The authority has a question
home-needs-decide = { $count ->
    [one] One is waiting for your decision
   *[other] { START($count) } are waiting for your decision
    }
home-needs-time = { $title } can be attested now
home-needs-time-who = Send it to { $names }
home-needs-time-since = Possible since { $day }
home-no-plan-title = You have no plan yet
home-no-plan-next = The plan comes with your programme. If it is missing after the first days, ask { $who }.
home-no-plan-who = whoever is responsible for your training
home-waiting-title = { $count ->
    [one] One has been sent and is waiting
   *[other] { START($count) } have been sent and are waiting
    }
home-waiting-title-both = { $others } { $things } and { $activities } { $activity } have been sent and are waiting
home-waiting-line = { $name }, { $role } · { $when }
home-news-title = New since { $day }
home-news-title-plain = New
home-news-seen = Mark as read
home-news-attested = { $title } is approved
home-news-marked = { $title } is marked as fulfilled
home-news-credited = { $title } is registered as achieved before
home-news-returned = { $title } has been returned
home-news-advised = { $title } is recommended
home-news-advised-not = { $title } is not recommended yet
home-news-requested = { $title } has been sent to you
home-news-recalled = { $title } has been recalled
home-news-annulment-proposed = It is proposed to annul the approval of { $title }
home-news-annulled = The approval of { $title } has been annulled
home-news-annulment-dropped = The approval of { $title } stands. It will not be annulled
home-news-plan-assigned = You have a new plan
home-news-plan-archived = A plan has been archived
home-news-delegated = You can approve on behalf of { $name }
home-news-delegation-ended = You no longer approve on behalf of { $name }
home-news-delegation-given-back = { $name } no longer approves on your behalf
home-news-role = You have a new role
home-news-role-ended = One of your roles is ending
home-news-verified = { $name } has seen the original of one of your documents
home-news-unverified = { $name } took back that the original of a document was seen
home-news-case-asked = The authority has a question about your application
home-news-case-granted = The authority has granted your application
home-news-case-refused = The authority has refused your application
home-news-other = Something has happened
home-coming-title = Coming up
home-coming-time = { $title } can be attested from { $day }
home-coming-time-who = By { $names }
home-coming-placement = New placement: { $place }
home-coming-placement-line = { $from } – { $until }
home-coming-end = { $title } ends on { $day }
home-coming-end-left = { $count ->
    [0] Everything is approved
    [one] 1 remains
   *[other] { $count } remain
    }
home-progress-title = My progress
home-progress-whole = The whole plan
home-progress-of = of { $total } { $things } approved
home-progress-table = The numbers as a table
home-progress-table-theme = Theme
home-progress-table-done = Approved
home-progress-table-under-way = Under way
home-progress-table-all = All
home-progress-other = { $title }: { $count } of { $total } { $things } approved.
home-progress-switch = Switch to { $code }

## Forecast
home-forecast = At the pace of the last year you will finish in { $month }, { $side ->
    [before] { WORD($count) } { $count ->
    [one] month
   *[other] months
    } before the planned end
    [after] { WORD($count) } { $count ->
    [one] month
   *[other] months
    } after the planned end
   *[other] as planned
    }.
home-forecast-slow = { $count ->
    [one] Progress is slow with
   *[other] Progress is slow with
    } { $titles }.
home-forecast-chart = Approved over time, with a forecast
home-forecast-desc = Approved so far: { $count } of { $total }. At the pace of the last twelve months everything will be approved in { $month }. The planned end is { $planned }.
home-forecast-today = { $count } today
home-forecast-planned = planned
home-forecast-too-early = A forecast comes when at least three requirements have been approved in the last year and the programme has run for ten months.

## Home of a leader
home-leader-title = { $count ->
    [0] { $total ->
    [one] Nobody is behind
   *[other] None of the { WORD($total) } { $trainees } is behind
    }
    [one] { $total ->
    [one] One is behind
   *[other] One of the { WORD($total) } { $trainees } is behind
    }
   *[other] { START($count) } of the { WORD($total) } { $trainees } are behind
    }
home-leader-none = You have no { $trainees } yet
home-leader-not-begun = Nothing is approved yet
home-leader-place = { $place } · { $day }
home-leader-waiting = { $count ->
    [one] One is waiting for you
   *[other] { START($count) } are waiting for you
    }
home-leader-waiting-oldest = The oldest has waited { $count } { $count ->
    [one] day
   *[other] days
    }.
home-leader-delegate = { $name } can approve for you until { $day }.
home-leader-heat = Approved by theme, in per cent
home-leader-heat-caption = Percentage of requirements approved, by doctor and theme, { $title }
home-leader-forecast = Forecast
home-leader-behind = { $count } { $count ->
    [one] month
   *[other] months
    } behind
home-leader-ahead = { $count } { $count ->
    [one] month
   *[other] months
    } ahead
home-leader-on-time = on time
home-leader-unknown = too early to say
home-leader-still = nothing for a year
home-leader-late-title = Who is behind, and why
home-leader-late-row = { $name }, { $count } { $count ->
    [one] month
   *[other] months
    }
home-leader-late-nobody = Worked out from what has been approved so far.
home-cause-waiting-you = { $count ->
    [one] One has been sent and is waiting for you.
   *[other] { START($count) } have been sent and are waiting for you.
    }
home-cause-waiting = { $count ->
    [one] One is waiting for somebody else’s approval.
   *[other] { START($count) } are waiting for somebody else’s approval.
    }
home-cause-returned = { $count ->
    [one] One has been returned and not answered.
   *[other] { START($count) } have been returned and not answered.
    }
home-cause-still = Nothing has happened since { $day }.
home-cause-not-begun = The plan has not been started.
home-cause-theme = { $count } { $count ->
    [one] remains
   *[other] remain
    } in { $theme }.
home-cause-lately = { $count } approved in the last year, { $remaining } { $things } to go.
home-leader-bottlenecks = Bottlenecks
home-leader-missing-of = { $count } of { $total } still to complete it

## Homes without a plan and without an in-tray
home-officer-title = { $count ->
    [0] No annulment is waiting for you
    [one] One annulment is waiting for you
   *[other] { START($count) } annulments are waiting for you
    }
home-officer-find = Find a doctor
home-officer-find-hint = The name, or part of it. The look-up is recorded in the doctor’s log.
home-officer-proposed = Proposed by you
home-authority-title = No cases are waiting for you
home-authority-about = You see what a doctor sends to you, and nothing else. Cases arrive here when they are sent.
home-admin-title = You set up the portal. Plans are closed to you.
home-admin-can = What you can do
home-admin-can-grants = Give and end roles of secretariats, leaders and authorities
home-admin-can-import = Import organisations, people and placements from files
home-admin-can-curricula = Import and check curricula
home-admin-how = This is done with the command { $command } on the server.
home-admin-cannot = What you do not see
home-admin-cannot-about = Plans, entries, comments and approvals. Whoever runs the portal does not read what is in it.
home-nobody-title = You are logged in, but have no role now
home-nobody-trainee = If you are a doctor in training, you will be added when your employment is registered. Ask whoever is responsible for your training.
home-nobody-approver = If you are to approve, the person responsible for training where you work will give you a role.
home-nobody-see = Everything the portal knows about you is on My page.
home-officer-see = See and confirm
home-leader-behind-years = over { $count } years behind
home-leader-late-row-years = { $name }, over { $count } years
home-news-filed = { $name } has added a document: see the original
home-waiting-gone = { $name } can no longer approve it: recall it, and send it to somebody else
home-to-apply = Go to the application
home-cases-all = See all cases
home-cases-title = { $count ->
    [one] One case is waiting for you
   *[other] { START($count) } cases are waiting for you
    }
