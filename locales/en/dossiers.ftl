## Is one ready to apply
dossiers-title-ready = You are ready
dossiers-title-missing = { $count ->
    [one] One thing is missing
   *[other] { START($count) } things are missing
    }
dossiers-none-title = Application
dossiers-none-about = The training you are in now does not end with an application to the authority. When you come to one that does, this page says what is missing, who can act, and when.
dossiers-met = of { $total } met
dossiers-met-of = { $count } of { $total } met
dossiers-bar = Met
dossiers-line-met = Met
dossiers-line-missing = Missing
dossiers-line-follows = May follow later
dossiers-line-unseen = Original not seen
dossiers-count = { $done } of { $total } { $things }
dossiers-who = Who
dossiers-you = You
dossiers-earliest = Earliest
dossiers-now = Now
dossiers-window-open = The period for sending is open
dossiers-window-from = Can be sent from { $day }
dossiers-window-unknown = The last day is not known
dossiers-no-plan = There is no { $plan } for it
dossiers-others = What else you can apply for
dossiers-lacks = The plan here has no { $things }
dossiers-lacks-next = Whoever assigned the plan can say why.
dossiers-nobody = Nobody can just now
dossiers-employments = Filled in from your employments. Read it through and confirm it.
dossiers-count-left = { $left } of { $total } { $things } missing
