logging-title-today = { $count ->
    [0] Kva har du gjort?
    [one] Éin registrert i dag
   *[other] { START($count) } registrerte i dag
    }
logging-saved-title = { $count ->
    [one] Éin er lagra
   *[other] { START($count) } er lagra
    }
logging-saved-row = { $count } × { $title }
logging-saved-see = Sjå i planen
logging-search-label = Finn ein aktivitet
logging-date = Dato
logging-date-hint = dd.mm.åååå. Gjeld alt nedanfor.
logging-comment = Kommentar
logging-comment-hint = Kan utelatast. Ikkje skriv noko som kan identifisere ein pasient.
logging-recent = Sist brukt
logging-typed = Skrive, ikkje lagra enno
logging-all = Alle aktivitetar
logging-found = { $count ->
    [0] Ingen aktivitetar passar til «{ $query }»
    [one] Éin aktivitet passar til «{ $query }»
   *[other] { START($count) } aktivitetar passar til «{ $query }»
    }
logging-number-of = Tal på { $title }
logging-plus-named = +1 { $title }, blir lagra med ein gong
logging-how = +1 lagrar med ein gong. Skriv tal for å lagre fleire samtidig.
logging-save = Lagre
logging-nothing-typed = Skriv eit tal ved det du har gjort, eller trykk på +1.
logging-show-all = Vis alle { $total }
logging-empty = Planen har ingen aktivitetar
logging-empty-next = Registrer heller rett på eit krav i planen.
logging-registered-count = { $count } { $count ->
    [one] registrert
   *[other] registrerte
    }
logging-signature = skal signerast
