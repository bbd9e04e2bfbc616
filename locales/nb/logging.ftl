logging-title-today = { $count ->
    [0] Hva har du gjort?
    [one] Én registrert i dag
   *[other] { START($count) } registrert i dag
    }
logging-saved-title = { $count ->
    [one] Én er lagret
   *[other] { START($count) } er lagret
    }
logging-saved-row = { $count } × { $title }
logging-saved-see = Se i planen
logging-search-label = Finn en aktivitet
logging-date = Dato
logging-date-hint = dd.mm.åååå. Gjelder alt nedenfor.
logging-comment = Kommentar
logging-comment-hint = Kan utelates. Ikke skriv noe som kan identifisere en pasient.
logging-recent = Sist brukt
logging-typed = Skrevet, ikke lagret ennå
logging-all = Alle aktiviteter
logging-found = { $count ->
    [0] Ingen aktiviteter passer til «{ $query }»
    [one] Én aktivitet passer til «{ $query }»
   *[other] { START($count) } aktiviteter passer til «{ $query }»
    }
logging-number-of = Antall { $title }
logging-plus-named = +1 { $title }, lagres med en gang
logging-how = +1 lagrer med en gang. Skriv tall for å lagre flere samtidig.
logging-save = Lagre
logging-nothing-typed = Skriv et antall ved det du har gjort, eller trykk på +1.
logging-show-all = Vis alle { $total }
logging-empty = Planen har ingen aktiviteter
logging-empty-next = Registrer heller rett på et krav i planen.
logging-registered-count = { $count } registrert
logging-signature = skal signeres
