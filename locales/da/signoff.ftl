## In-tray
signoff-tray-title = { $count ->
    [0] Intet venter på dig
    [one] Én venter på dig
   *[other] { START($count) } venter på dig
    }
signoff-tray-choose = Vælg
signoff-tray-choose-all = Vælg alle { $count }
signoff-tray-choose-ready = Vælg de { $count }, der er klar
signoff-tray-choose-none = Vælg ingen
signoff-tray-ended = Du kan ikke længere afgøre det
signoff-tray-ended-next = Din rolle dér er ophørt, så intet er godkendt eller sendt retur. Uddannelseslægen ser, at anmodningen skal sendes til en anden.
signoff-tray-none-chosen = Du har ikke valgt noget
signoff-tray-none-chosen-next = Sæt flueben ved det, du vil godkende. Intet er godkendt endnu.
signoff-tray-of-one = { $name }: { $count }
signoff-tray-oldest = Den ældste har ventet i { $count } { $count ->
    [one] dag
   *[other] dage
    }.
signoff-tray-some = Viser de { $count } ældste af { $total }.
signoff-sent = Meldt klar { $when }
signoff-completed = Opnået { $day }
signoff-decide = Se grundlaget
signoff-batch-none = { $act } valgte
signoff-batch-one = { $act } 1 valgt
signoff-batch-many = { $act } # valgte
signoff-final = Du står inde for, at det er opnået. En godkendelse kan ikke fortrydes.
signoff-batch-absence = For tid bekræfter du også, at fraværet var under { $percent }.

## Evidence
signoff-evidence-entries = { $count ->
    [one] Én registrering
   *[other] { $count } registreringer
    }, den seneste { $day }
signoff-evidence-no-entries = Intet er registreret
signoff-evidence-activities-met = { $count ->
    [one] Den anbefalede aktivitet er gennemført
    [2] Begge anbefalede aktiviteter er gennemført
   *[other] Alle { $count } anbefalede aktiviteter er gennemført
    }
signoff-evidence-activities-missing = { $total ->
    [one] Den anbefalede aktivitet mangler
   *[other] { $count ->
    [2] { $total ->
    [2] Begge anbefalede aktiviteter mangler
   *[other] { $count } af { $total } anbefalede aktiviteter mangler
    }
   *[other] { $count } af { $total } anbefalede aktiviteter mangler
    }
    }
signoff-evidence-advice = { $name }, { $role }, anbefaler
signoff-evidence-advice-not = { $name }, { $role }, anbefaler ikke endnu
signoff-evidence-advice-missing = Anbefaling mangler: { $role }
signoff-evidence-advice-signed = { $name }, { $role }, har signeret { $count } { $count ->
    [one] aktivitet
   *[other] aktiviteter
    }
signoff-evidence-time = { $period }, { $percent } hos { $place }

## After a decision
signoff-done-title = { $count ->
    [one] { $title } er godkendt
   *[other] { START($count) } { $things } er godkendt
    }
signoff-done-signed = { $count ->
    [one] { $title } er signeret
   *[other] { START($count) } { $things } er signeret
    }
signoff-done-told = { $names } har fået besked.
signoff-done-final = { $count ->
    [one] Godkendelsen er endelig
   *[other] Godkendelserne er endelige
    }
signoff-done-as = Godkendt af dig som { $role }. Er en godkendelse forkert, kan den kun nulstilles af to personer sammen, og det forbliver synligt.
signoff-done-as-behalf = Godkendt af dig på vegne af { $name }. Er en godkendelse forkert, kan den kun nulstilles af to personer sammen, og det forbliver synligt.
signoff-done-failed = { $count ->
    [one] Én kunne ikke godkendes
   *[other] { START($count) } kunne ikke godkendes
    }
signoff-done-remaining = { $count ->
    [0] Intet venter længere
    [one] Én venter stadig
   *[other] { START($count) } venter stadig
    }
signoff-done-returned = { $title } er sendt retur
signoff-done-returned-next = { $name } kan læse din kommentar, rette og sende igen.
signoff-done-to-tray = Til indbakken

## The empty in-tray
signoff-empty-about = Når nogen sender dig noget til godkendelse, står det her.
signoff-empty-first = Åbn en plan herunder for at se, hvor langt lægen er.
signoff-empty-last = Senest godkendte du { $title } for { $name } { $when }.
signoff-empty-trainees = Dine { $trainees }
signoff-empty-trainees-all = Se alle
signoff-trainee-progress = { $count } af { $total } { $things } godkendt

## One request
signoff-decide-writes = { $name } skriver
signoff-decide-basis = Grundlag
signoff-decide-fewer = { $count } mangler
signoff-decide-heading = Din afgørelse
signoff-decide-reason = Begrundelse
signoff-decide-reason-missing = { $count ->
    [one] Én anbefalet aktivitet mangler
   *[other] { START($count) } anbefalede aktiviteter mangler
    }. Skriv, hvorfor det alligevel er nok, eller hvad der skal til.
signoff-decide-reason-hint = Kan udelades, når du godkender. Skal skrives, når du sender retur.
signoff-decide-comment-needed = Skriv en begrundelse, så lægen ved, hvorfor eller hvad der skal til.
signoff-decide-as = Du godkender som { $role }. Godkendelsen kan ikke fortrydes.
signoff-decide-as-behalf = Du godkender på vegne af { $name }, som stadig har ansvaret. Godkendelsen kan ikke fortrydes.
signoff-decide-absence = Du bekræfter også, at fraværet var under { $percent }.
signoff-decide-not-waiting = Den venter ikke længere på dig
signoff-decide-not-waiting-recalled = { $name } har trukket den tilbage.
signoff-decide-not-waiting-done = Den er afgjort. Historikken viser hvordan.
signoff-decide-see-plan = Se hele planen

## Annulments
signoff-annulments-title = { $count ->
    [0] Ingen nulstillinger venter på dig
    [one] Én nulstilling venter på dig
   *[other] { START($count) } nulstillinger venter på dig
    }
signoff-annulments-about = En forkert godkendelse kan nulstilles. Én foreslår med en begrundelse, en anden bekræfter. Begge navne bliver stående for altid.
signoff-annulments-how = Find lægen, åbn kravet, og vælg »Foreslå nulstilling«.
signoff-annulments-none = Når nogen foreslår en, som du kan bekræfte, står den her.
signoff-annulments-yours = Foreslået af dig, venter på en anden
signoff-annulments-done = Nulstillet
signoff-annulments-dropped = Trukket tilbage eller afslået
signoff-annulment-row = { $title } for { $name }
signoff-annulment-proposed-by = Foreslået af { $name } · { $when }
signoff-annulment-confirmed-by = Bekræftet af { $name } · { $when }
signoff-annulment-withdrawn-by = Trukket tilbage af { $name } · { $when }
signoff-annulment-declined-by = Afslået af { $name } · { $when }
signoff-annulment-withdraw = Træk forslaget tilbage
signoff-annulment-withdraw-reason = Hvorfor trækker du det tilbage? (valgfrit)
signoff-annulment-decline = Afslå forslaget
signoff-annulment-decline-reason = Hvorfor skal godkendelsen blive stående?
signoff-annulment-dropped = { $title } nulstilles ikke
signoff-annulment-dropped-next = Godkendelsen gælder fortsat. De berørte har fået besked.
signoff-annulment-propose-title = Skal { $title } nulstilles?
signoff-annulment-approved-by = Godkendt af { $name }, { $role }
signoff-annulment-trainee = { $trainee } · { $code }
signoff-annulment-reason = Hvorfor er godkendelsen forkert?
signoff-annulment-reason-hint = Begrundelsen kan læses af lægen og af den, der godkendte, og bliver stående. Skriv intet, der kan identificere en patient.
signoff-annulment-two = Intet ændres, før en anden har bekræftet.
signoff-annulment-propose = Foreslå nulstilling
signoff-annulment-proposed = Nulstillingen er foreslået
signoff-annulment-proposed-next = { $names } kan bekræfte det. Indtil da gælder godkendelsen.
signoff-annulment-proposed-next-role = Den venter på, at en anden bekræfter. Indtil da gælder godkendelsen.
signoff-annulment-confirm-about = Når du bekræfter, er kravet åbent igen for { $name }. Den gamle godkendelse, begrundelsen og jeres navne bliver stående i historikken. Det kan ikke fortrydes.
signoff-annulment-confirm = Bekræft nulstilling
signoff-annulment-annulled = { $title } er nulstillet
signoff-annulment-annulled-next = { $name } og { $attester } har fået besked.

## Advice
signoff-advice-title = Anbefalinger efter { $rule }
signoff-advice-title-plain = Anbefalinger
signoff-advice-given = { $role } anbefaler
signoff-advice-given-not = { $role } anbefaler ikke endnu
signoff-advice-missing = { $role } har ikke anbefalet endnu
signoff-advice-who = Kan anbefale: { $names }. Det kommer i indbakken, når det er sendt til godkendelse.
signoff-advice-nobody = Ingen kan gøre det nu. Rollen gives på siden Roller.
signoff-advice-signed = { $role } har signeret
signoff-advice-signed-about = { $count } { $count ->
    [one] signeret aktivitet
   *[other] signerede aktiviteter
    } gælder som anbefaling

## For a screen reader: which one a button is about
signoff-about = { $title }, { $name }
signoff-decide-return-what = Hvad skal der til?
signoff-advise-title = { $count ->
    [one] Ét læringsmål mangler din anbefaling
   *[other] { START($count) } læringsmål mangler din anbefaling
    }
signoff-advise-heading = Disse mangler din anbefaling
signoff-advise-about = De er sendt til godkendelse, men kan ikke godkendes, før du har anbefalet dem.
signoff-advise-sent = Sendt til { $name } { $when }
signoff-advise-button = { $count ->
    [one] Anbefal
   *[other] Anbefal de valgte
    }
signoff-advised = { $count ->
    [one] Ét læringsmål er anbefalet
   *[other] { START($count) } læringsmål er anbefalet
    }
signoff-times-open = Kan attesteres nu
signoff-originals-heading = Originaler, som ikke er set endnu
signoff-originals-title = { $count ->
    [one] Én original er ikke set endnu
   *[other] { START($count) } originaler er ikke set endnu
    }
signoff-originals-row = { $count ->
    [one] Ét dokument · lagt på { $when }
   *[other] { START($count) } dokumenter · det ældste lagt på { $when }
    }
