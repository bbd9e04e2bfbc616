## In-tray
signoff-tray-title = { $count ->
    [0] Ingenting ventar på deg
    [one] Éin ventar på deg
   *[other] { START($count) } ventar på deg
    }
signoff-tray-choose = Vel
signoff-tray-choose-all = Vel alle { $count }
signoff-tray-choose-ready = Vel dei { $count } som er klare
signoff-tray-choose-none = Vel ingen
signoff-tray-ended = Du kan ikkje lenger avgjere det
signoff-tray-ended-next = Rolla di der er avslutta, så ingenting er godkjent eller sendt tilbake. Legen ser at det må sendast til ein annan.
signoff-tray-none-chosen = Du har ikkje valt noko
signoff-tray-none-chosen-next = Kryss av for det du vil godkjenne. Ingenting er godkjent enno.
signoff-tray-of-one = { $name }: { $count }
signoff-tray-oldest = Den eldste har venta i { $count } { $count ->
    [one] dag
   *[other] dagar
    }.
signoff-tray-some = Viser dei { $count } eldste av { $total }.
signoff-sent = Sendt { $when }
signoff-completed = Fullført { $day }
signoff-decide = Sjå grunnlaget
signoff-batch-none = { $act } valde
signoff-batch-one = { $act } 1 vald
signoff-batch-many = { $act } # valde
signoff-final = Du går god for at det er oppnådd. Ei godkjenning kan ikkje angrast.
signoff-batch-absence = For tenestetid stadfestar du òg at fråværet var under { $percent }.

## Evidence
signoff-evidence-entries = { $count ->
    [one] Éi registrering
   *[other] { $count } registreringar
    }, sist { $day }
signoff-evidence-no-entries = Ingenting er registrert
signoff-evidence-activities-met = { $count ->
    [one] Den tilrådde aktiviteten er gjennomført
    [2] Begge dei tilrådde aktivitetane er gjennomførte
   *[other] Alle { $count } tilrådde aktivitetar er gjennomførte
    }
signoff-evidence-activities-missing = { $total ->
    [one] Den tilrådde aktiviteten manglar
   *[other] { $count ->
    [2] { $total ->
    [2] Begge dei tilrådde aktivitetane manglar
   *[other] { $count } av { $total } tilrådde aktivitetar manglar
    }
   *[other] { $count } av { $total } tilrådde aktivitetar manglar
    }
    }
signoff-evidence-advice = { $name }, { $role }, tilrår
signoff-evidence-advice-not = { $name }, { $role }, tilrår ikkje enno
signoff-evidence-advice-missing = Tilråding manglar: { $role }
signoff-evidence-advice-signed = { $name }, { $role }, har signert { $count } { $count ->
    [one] aktivitet
   *[other] aktivitetar
    }
signoff-evidence-time = { $period }, { $percent } ved { $place }

## After a decision
signoff-done-title = { $count ->
    [one] { $title } er godkjent
   *[other] { START($count) } { $things } er godkjende
    }
signoff-done-signed = { $count ->
    [one] { $title } er signert
   *[other] { START($count) } { $things } er signerte
    }
signoff-done-told = { $names } har fått beskjed.
signoff-done-final = { $count ->
    [one] Godkjenninga er endeleg
   *[other] Godkjenningane er endelege
    }
signoff-done-as = Godkjent av deg som { $role }. Er ei godkjenning feil, kan ho berre tilbakestillast av to personar saman, og det blir ståande synleg.
signoff-done-as-behalf = Godkjent av deg på vegner av { $name }. Er ei godkjenning feil, kan ho berre tilbakestillast av to personar saman, og det blir ståande synleg.
signoff-done-failed = { $count ->
    [one] Éin kunne ikkje godkjennast
   *[other] { START($count) } kunne ikkje godkjennast
    }
signoff-done-remaining = { $count ->
    [0] Ingenting ventar lenger
    [one] Éin ventar framleis
   *[other] { START($count) } ventar framleis
    }
signoff-done-returned = { $title } er returnert
signoff-done-returned-next = { $name } kan lese kommentaren din, rette og sende på nytt.
signoff-done-to-tray = Til innkorga

## The empty in-tray
signoff-empty-about = Når nokon sender deg noko til godkjenning, står det her.
signoff-empty-first = Opne ein plan nedanfor for å sjå kor langt legen er komen.
signoff-empty-last = Sist godkjende du { $title } for { $name } { $when }.
signoff-empty-trainees = Dine { $trainees }
signoff-empty-trainees-all = Sjå alle
signoff-trainee-progress = { $count } av { $total } { $things } { $total ->
    [one] godkjent
   *[other] godkjende
    }

## One request
signoff-decide-writes = { $name } skriv
signoff-decide-basis = Grunnlag
signoff-decide-fewer = { $count } manglar
signoff-decide-heading = Avgjerda di
signoff-decide-reason = Grunngiving
signoff-decide-reason-missing = { $count ->
    [one] Éin tilrådd aktivitet manglar
   *[other] { START($count) } tilrådde aktivitetar manglar
    }. Skriv kvifor det likevel er nok, eller kva som må til.
signoff-decide-reason-hint = Kan utelatast når du godkjenner. Må skrivast når du returnerer.
signoff-decide-comment-needed = Skriv ei grunngiving, så legen veit kvifor, eller kva som må til.
signoff-decide-as = Du godkjenner som { $role }. Godkjenninga kan ikkje angrast.
signoff-decide-as-behalf = Du godkjenner på vegner av { $name }, som framleis har ansvaret. Godkjenninga kan ikkje angrast.
signoff-decide-absence = Du stadfestar òg at fråværet var under { $percent }.
signoff-decide-not-waiting = Dette ventar ikkje lenger på deg
signoff-decide-not-waiting-recalled = { $name } har kalla det tilbake.
signoff-decide-not-waiting-done = Det er avgjort. Historikken viser korleis.
signoff-decide-see-plan = Sjå heile planen

## Annulments
signoff-annulments-title = { $count ->
    [0] Ingen tilbakestillingar ventar på deg
    [one] Éi tilbakestilling ventar på deg
   *[other] { START($count) } tilbakestillingar ventar på deg
    }
signoff-annulments-about = Ei feil godkjenning kan tilbakestillast. Éin foreslår med ei grunngiving, ein annan stadfestar. Begge namna blir ståande for alltid.
signoff-annulments-how = Finn legen, opne kravet og vel «Foreslå tilbakestilling».
signoff-annulments-none = Når nokon foreslår ei som du kan stadfeste, står ho her.
signoff-annulments-yours = Foreslått av deg, ventar på ein annan
signoff-annulments-done = Tilbakestilte
signoff-annulments-dropped = Trekte tilbake eller avslåtte
signoff-annulment-row = { $title } for { $name }
signoff-annulment-proposed-by = Foreslått av { $name } · { $when }
signoff-annulment-confirmed-by = Stadfesta av { $name } · { $when }
signoff-annulment-withdrawn-by = Trekt tilbake av { $name } · { $when }
signoff-annulment-declined-by = Avslått av { $name } · { $when }
signoff-annulment-withdraw = Trekk forslaget tilbake
signoff-annulment-withdraw-reason = Kvifor trekkjer du det tilbake? (valfritt)
signoff-annulment-decline = Avslå forslaget
signoff-annulment-decline-reason = Kvifor skal godkjenninga bli ståande?
signoff-annulment-dropped = { $title } blir ikkje tilbakestilt
signoff-annulment-dropped-next = Godkjenninga gjeld framleis. Dei det gjeld, har fått beskjed.
signoff-annulment-propose-title = Skal { $title } tilbakestillast?
signoff-annulment-approved-by = Godkjent av { $name }, { $role }
signoff-annulment-trainee = { $trainee } · { $code }
signoff-annulment-reason = Kvifor er godkjenninga feil?
signoff-annulment-reason-hint = Grunngivinga kan lesast av legen og av den som godkjende, og blir ståande. Ikkje skriv noko som kan identifisere ein pasient.
signoff-annulment-two = Ingenting blir endra før ein annan har stadfesta.
signoff-annulment-propose = Foreslå tilbakestilling
signoff-annulment-proposed = Tilbakestillinga er foreslått
signoff-annulment-proposed-next = { $names } kan stadfeste det. Inntil då gjeld godkjenninga.
signoff-annulment-proposed-next-role = Ho ventar på at ein annan stadfestar. Inntil då gjeld godkjenninga.
signoff-annulment-confirm-about = Når du stadfestar, er kravet ope igjen for { $name }. Den gamle godkjenninga, grunngivinga og namna dykkar blir ståande i historikken. Det kan ikkje angrast.
signoff-annulment-confirm = Stadfest tilbakestilling
signoff-annulment-annulled = { $title } er tilbakestilt
signoff-annulment-annulled-next = { $name } og { $attester } har fått beskjed.

## Advice
signoff-advice-title = Tilrådingar etter { $rule }
signoff-advice-title-plain = Tilrådingar
signoff-advice-given = { $role } tilrår
signoff-advice-given-not = { $role } tilrår ikkje enno
signoff-advice-missing = { $role } har ikkje tilrådd enno
signoff-advice-who = Kan tilrå: { $names }. Det kjem i innkorga når det er sendt til godkjenning.
signoff-advice-nobody = Ingen kan gjere det no. Rolla blir gitt på sida Roller.
signoff-advice-signed = { $role } har signert
signoff-advice-signed-about = { $count } { $count ->
    [one] signert aktivitet
   *[other] signerte aktivitetar
    } gjeld som tilråding

## For a screen reader: which one a button is about
signoff-about = { $title }, { $name }
signoff-decide-return-what = Kva må til?
signoff-advise-title = { $count ->
    [one] Eitt læringsmål treng tilrådinga di
   *[other] { START($count) } læringsmål treng tilrådinga di
    }
signoff-advise-heading = Desse treng tilrådinga di
signoff-advise-about = Dei er sende til godkjenning, men kan ikkje godkjennast før du har tilrådd dei.
signoff-advise-sent = Sendt til { $name } { $when }
signoff-advise-button = { $count ->
    [one] Tilrå
   *[other] Tilrå dei valde
    }
signoff-advised = { $count ->
    [one] Eitt mål er tilrådd
   *[other] { START($count) } mål er tilrådde
    }
signoff-times-open = Kan stadfestast no
signoff-originals-heading = Originalar som ikkje er sette enno
signoff-originals-title = { $count ->
    [one] Éin original er ikkje sett enno
   *[other] { START($count) } originalar er ikkje sette enno
    }
signoff-originals-row = { $count ->
    [one] Eitt dokument · lagt inn { $when }
   *[other] { START($count) } dokument · det eldste lagt inn { $when }
    }
