logging-title-today = { $count ->
    [0] What have you done?
    [one] One registered today
   *[other] { START($count) } registered today
    }
logging-saved-title = { $count ->
    [one] One is saved
   *[other] { START($count) } are saved
    }
logging-saved-row = { $count } × { $title }
logging-saved-see = See it in the plan
logging-search-label = Find an activity
logging-date = Date
logging-date-hint = dd.mm.yyyy. Applies to everything below.
logging-comment = Comment
logging-comment-hint = Optional. Write nothing that could identify a patient.
logging-recent = Recently used
logging-typed = Typed, not saved yet
logging-all = All activities
logging-found = { $count ->
    [0] No activity matches “{ $query }”
    [one] One activity matches “{ $query }”
   *[other] { START($count) } activities match “{ $query }”
    }
logging-number-of = Number of { $title }
logging-plus-named = +1 { $title }, saved at once
logging-how = +1 saves at once. Write numbers to save several together.
logging-save = Save
logging-nothing-typed = Write a number beside what you have done, or press +1.
logging-show-all = Show all { $total }
logging-empty = The plan has no activities
logging-empty-next = Log on a requirement in the plan instead.
logging-registered-count = { $count } registered
logging-signature = needs a signature
