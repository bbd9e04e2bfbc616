## In-tray
signoff-tray-title = { $count ->
    [0] Ingenting venter på deg
    [one] Én venter på deg
   *[other] { START($count) } venter på deg
    }
signoff-tray-choose = Velg
signoff-tray-choose-all = Velg alle { $count }
signoff-tray-choose-ready = Velg de { $count } som er klare
signoff-tray-choose-none = Velg ingen
signoff-tray-ended = Du kan ikke lenger avgjøre det
signoff-tray-ended-next = Rollen din der er avsluttet, så ingenting er godkjent eller sendt tilbake. Legen ser at det må sendes til en annen.
signoff-tray-none-chosen = Du har ikke valgt noe
signoff-tray-none-chosen-next = Kryss av for det du vil godkjenne. Ingenting er godkjent ennå.
signoff-tray-of-one = { $name }: { $count }
signoff-tray-oldest = Den eldste har ventet i { $count } { $count ->
    [one] dag
   *[other] dager
    }.
signoff-tray-some = Viser de { $count } eldste av { $total }.
signoff-sent = Sendt { $when }
signoff-completed = Fullført { $day }
signoff-decide = Se grunnlaget
signoff-batch-none = { $act } valgte
signoff-batch-one = { $act } 1 valgt
signoff-batch-many = { $act } # valgte
signoff-final = Du går god for at det er oppnådd. En godkjenning kan ikke angres.
signoff-batch-absence = For tjenestetid bekrefter du også at fraværet var under { $percent }.

## Evidence
signoff-evidence-entries = { $count ->
    [one] Én registrering
   *[other] { $count } registreringer
    }, sist { $day }
signoff-evidence-no-entries = Ingenting er registrert
signoff-evidence-activities-met = { $count ->
    [one] Den anbefalte aktiviteten er gjennomført
    [2] Begge de anbefalte aktivitetene er gjennomført
   *[other] Alle { $count } anbefalte aktiviteter er gjennomført
    }
signoff-evidence-activities-missing = { $total ->
    [one] Den anbefalte aktiviteten mangler
   *[other] { $count ->
    [2] { $total ->
    [2] Begge de anbefalte aktivitetene mangler
   *[other] { $count } av { $total } anbefalte aktiviteter mangler
    }
   *[other] { $count } av { $total } anbefalte aktiviteter mangler
    }
    }
signoff-evidence-advice = { $name }, { $role }, anbefaler
signoff-evidence-advice-not = { $name }, { $role }, anbefaler ikke ennå
signoff-evidence-advice-missing = Anbefaling mangler: { $role }
signoff-evidence-advice-signed = { $name }, { $role }, har signert { $count } { $count ->
    [one] aktivitet
   *[other] aktiviteter
    }
signoff-evidence-time = { $period }, { $percent } ved { $place }

## After a decision
signoff-done-title = { $count ->
    [one] { $title } er godkjent
   *[other] { START($count) } { $things } er godkjent
    }
signoff-done-signed = { $count ->
    [one] { $title } er signert
   *[other] { START($count) } { $things } er signert
    }
signoff-done-told = { $names } har fått beskjed.
signoff-done-final = { $count ->
    [one] Godkjenningen er endelig
   *[other] Godkjenningene er endelige
    }
signoff-done-as = Godkjent av deg som { $role }. Er en godkjenning feil, kan den bare tilbakestilles av to personer sammen, og det blir stående synlig.
signoff-done-as-behalf = Godkjent av deg på vegne av { $name }. Er en godkjenning feil, kan den bare tilbakestilles av to personer sammen, og det blir stående synlig.
signoff-done-failed = { $count ->
    [one] Én kunne ikke godkjennes
   *[other] { START($count) } kunne ikke godkjennes
    }
signoff-done-remaining = { $count ->
    [0] Ingenting venter lenger
    [one] Én venter fortsatt
   *[other] { START($count) } venter fortsatt
    }
signoff-done-returned = { $title } er returnert
signoff-done-returned-next = { $name } kan lese kommentaren din, rette og sende på nytt.
signoff-done-to-tray = Til innkurven

## The empty in-tray
signoff-empty-about = Når noen sender deg noe til godkjenning, står det her.
signoff-empty-first = Åpne en plan nedenfor for å se hvor langt legen er kommet.
signoff-empty-last = Sist godkjente du { $title } for { $name } { $when }.
signoff-empty-trainees = Dine { $trainees }
signoff-empty-trainees-all = Se alle
signoff-trainee-progress = { $count } av { $total } { $things } godkjent

## One request
signoff-decide-writes = { $name } skriver
signoff-decide-basis = Grunnlag
signoff-decide-fewer = { $count } mangler
signoff-decide-heading = Din avgjørelse
signoff-decide-reason = Begrunnelse
signoff-decide-reason-missing = { $count ->
    [one] Én anbefalt aktivitet mangler
   *[other] { START($count) } anbefalte aktiviteter mangler
    }. Skriv hvorfor det likevel er nok, eller hva som må til.
signoff-decide-reason-hint = Kan utelates når du godkjenner. Må skrives når du returnerer.
signoff-decide-comment-needed = Skriv en begrunnelse, så legen vet hvorfor, eller hva som må til.
signoff-decide-as = Du godkjenner som { $role }. Godkjenningen kan ikke angres.
signoff-decide-as-behalf = Du godkjenner på vegne av { $name }, som fortsatt har ansvaret. Godkjenningen kan ikke angres.
signoff-decide-absence = Du bekrefter også at fraværet var under { $percent }.
signoff-decide-not-waiting = Dette venter ikke lenger på deg
signoff-decide-not-waiting-recalled = { $name } har kalt det tilbake.
signoff-decide-not-waiting-done = Det er avgjort. Historikken viser hvordan.
signoff-decide-see-plan = Se hele planen

## Annulments
signoff-annulments-title = { $count ->
    [0] Ingen tilbakestillinger venter på deg
    [one] Én tilbakestilling venter på deg
   *[other] { START($count) } tilbakestillinger venter på deg
    }
signoff-annulments-about = En feil godkjenning kan tilbakestilles. Én foreslår med en begrunnelse, en annen bekrefter. Begge navnene blir stående for alltid.
signoff-annulments-how = Finn legen, åpne kravet og velg «Foreslå tilbakestilling».
signoff-annulments-none = Når noen foreslår en som du kan bekrefte, står den her.
signoff-annulments-yours = Foreslått av deg, venter på en annen
signoff-annulments-done = Tilbakestilt
signoff-annulments-dropped = Trukket tilbake eller avslått
signoff-annulment-row = { $title } for { $name }
signoff-annulment-proposed-by = Foreslått av { $name } · { $when }
signoff-annulment-confirmed-by = Bekreftet av { $name } · { $when }
signoff-annulment-withdrawn-by = Trukket tilbake av { $name } · { $when }
signoff-annulment-declined-by = Avslått av { $name } · { $when }
signoff-annulment-withdraw = Trekk forslaget tilbake
signoff-annulment-withdraw-reason = Hvorfor trekker du det tilbake? (valgfritt)
signoff-annulment-decline = Avslå forslaget
signoff-annulment-decline-reason = Hvorfor skal godkjenningen bli stående?
signoff-annulment-dropped = { $title } blir ikke tilbakestilt
signoff-annulment-dropped-next = Godkjenningen gjelder fortsatt. De det gjelder, har fått beskjed.
signoff-annulment-propose-title = Skal { $title } tilbakestilles?
signoff-annulment-approved-by = Godkjent av { $name }, { $role }
signoff-annulment-trainee = { $trainee } · { $code }
signoff-annulment-reason = Hvorfor er godkjenningen feil?
signoff-annulment-reason-hint = Begrunnelsen kan leses av legen og av den som godkjente, og blir stående. Ikke skriv noe som kan identifisere en pasient.
signoff-annulment-two = Ingenting endres før en annen har bekreftet.
signoff-annulment-propose = Foreslå tilbakestilling
signoff-annulment-proposed = Tilbakestillingen er foreslått
signoff-annulment-proposed-next = { $names } kan bekrefte det. Inntil da gjelder godkjenningen.
signoff-annulment-proposed-next-role = Den venter på at en annen bekrefter. Inntil da gjelder godkjenningen.
signoff-annulment-confirm-about = Når du bekrefter, er kravet åpent igjen for { $name }. Den gamle godkjenningen, begrunnelsen og navnene deres blir stående i historikken. Det kan ikke angres.
signoff-annulment-confirm = Bekreft tilbakestilling
signoff-annulment-annulled = { $title } er tilbakestilt
signoff-annulment-annulled-next = { $name } og { $attester } har fått beskjed.

## Advice
signoff-advice-title = Anbefalinger etter { $rule }
signoff-advice-title-plain = Anbefalinger
signoff-advice-given = { $role } anbefaler
signoff-advice-given-not = { $role } anbefaler ikke ennå
signoff-advice-missing = { $role } har ikke anbefalt ennå
signoff-advice-who = Kan anbefale: { $names }. Det kommer i innkurven når det er sendt til godkjenning.
signoff-advice-nobody = Ingen kan gjøre det nå. Rollen gis på siden Roller.
signoff-advice-signed = { $role } har signert
signoff-advice-signed-about = { $count } { $count ->
    [one] signert aktivitet
   *[other] signerte aktiviteter
    } gjelder som anbefaling

## For a screen reader: which one a button is about
signoff-about = { $title }, { $name }
signoff-decide-return-what = Hva må til?
signoff-advise-title = { $count ->
    [one] Ett læringsmål trenger din anbefaling
   *[other] { START($count) } læringsmål trenger din anbefaling
    }
signoff-advise-heading = Disse trenger din anbefaling
signoff-advise-about = De er sendt til godkjenning, men kan ikke godkjennes før du har anbefalt dem.
signoff-advise-sent = Sendt til { $name } { $when }
signoff-advise-button = { $count ->
    [one] Anbefal
   *[other] Anbefal de valgte
    }
signoff-advised = { $count ->
    [one] Ett mål er anbefalt
   *[other] { START($count) } mål er anbefalt
    }
signoff-times-open = Kan bekreftes nå
signoff-originals-heading = Originaler som ikke er sett ennå
signoff-originals-title = { $count ->
    [one] Én original er ikke sett ennå
   *[other] { START($count) } originaler er ikke sett ennå
    }
signoff-originals-row = { $count ->
    [one] Ett dokument · lagt inn { $when }
   *[other] { START($count) } dokumenter · det eldste lagt inn { $when }
    }
