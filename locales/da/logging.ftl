logging-title-today = { $count ->
    [0] Hvad har du gjort?
    [one] Én registreret i dag
   *[other] { START($count) } registreret i dag
    }
logging-saved-title = { $count ->
    [one] Én er gemt
   *[other] { START($count) } er gemt
    }
logging-saved-row = { $count } × { $title }
logging-saved-see = Se i planen
logging-search-label = Find en aktivitet
logging-date = Dato
logging-date-hint = dd.mm.åååå. Gælder alt herunder.
logging-comment = Kommentar
logging-comment-hint = Kan udelades. Skriv intet, der kan identificere en patient.
logging-recent = Senest brugt
logging-typed = Skrevet, ikke gemt endnu
logging-all = Alle aktiviteter
logging-found = { $count ->
    [0] Ingen aktiviteter passer til »{ $query }«
    [one] Én aktivitet passer til »{ $query }«
   *[other] { START($count) } aktiviteter passer til »{ $query }«
    }
logging-number-of = Antal { $title }
logging-plus-named = +1 { $title }, gemmes straks
logging-how = +1 gemmer med det samme. Skriv tal for at gemme flere på én gang.
logging-save = Gem
logging-nothing-typed = Skriv et antal ved det, du har gjort, eller tryk på +1.
logging-show-all = Vis alle { $total }
logging-empty = Planen har ingen aktiviteter
logging-empty-next = Registrér i stedet direkte på et krav i planen.
logging-registered-count = { $count } registreret
logging-signature = skal signeres
