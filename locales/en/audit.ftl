audit-look-ups-title = { $count ->
    [0] Nobody has opened your pages
    [one] One person has opened your pages
   *[other] { START($count) } people have opened your pages
    }
audit-look-ups-page = Who has opened my pages
audit-look-ups-about = Every time somebody else opens your plan, a document or your case, it is recorded here before the page is shown. Nobody can delete it. Your own visits are not recorded. Being on a list does not count as opening.
audit-look-ups-what-plan = Opened the plan
audit-look-ups-what-requirement = Opened a requirement
audit-look-ups-what-list = Saw you on a list
audit-look-ups-what-case = Opened your case
audit-look-ups-what-document = Looked at a document
audit-look-ups-what-other = Read your plan
audit-look-ups-what-annulment = Looked at an annulment
audit-look-ups-times = { $count } times
audit-look-ups-at = at { $time }
audit-look-ups-since = Since { $day }
audit-look-ups-wrong = Does something look wrong? Tell whoever is responsible for training where you work.
