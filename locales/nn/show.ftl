## What every page shares: navigation, states, kinds, history, forms, refusals.
show-nav-home = Heim
show-nav-plan = Plan
show-nav-log = Logg
show-nav-tray = Innkorg
show-search = Finn ein lege
show-nav-delegations = Delegering
show-nav-roles = Roller
show-nav-annulments = Tilbakestillingar
show-switch = Byt plan
show-finished = avslutta
show-state-open = Ikkje påbyrja
show-state-in-progress = I gang
show-state-registered = Registrert
show-state-requested = Sendt
show-state-returned = Returnert
show-state-attested = Godkjent
show-tally-open = { $count } ikkje påbyrja
show-tally-in-progress = { $count } i gang
show-tally-registered = { $count } { $count ->
    [one] registrert
   *[other] registrerte
    }
show-tally-requested = { $count } { $count ->
    [one] sendt
   *[other] sende
    }
show-tally-returned = { $count } { $count ->
    [one] returnert
   *[other] returnerte
    }
show-tally-attested = { $count } { $count ->
    [one] godkjent
   *[other] godkjende
    }
show-of-total = { $count } av { $total }
show-more-than = { $count } ({ $total } krevst)
show-goal-number = Læringsmål { $number }
show-progress = Framdrift: { $what }
show-person-role = { $name }, { $role }
show-on-behalf = på vegner av { $name }

## History of a requirement
show-did-registered = Registrert
show-did-registered-count = { $count } { $count ->
    [one] registrert
   *[other] registrerte
    }
show-did-withdrawn = Angra: { $count } × { $day }
show-did-requested = Sendt til { $name }
show-did-requested-you = Sendt til deg
show-did-recalled = Kalla tilbake
show-did-returned = Returnert
show-did-advised = Tilrådd
show-did-advised-not = Ikkje tilrådd enno
show-did-attested = Godkjent
show-did-absence = Stadfestar fråvær under { $percent }
show-did-marked = Markert som oppfylt
show-did-credited = { $what }, oppnådd { $day }
show-did-verified = Originalen er sett
show-did-unverified = At originalen er sett, er trekt tilbake
show-did-annulment-proposed = Tilbakestilling foreslått
show-did-annulled = Tilbakestilt
show-did-annulment-declined = Tilbakestilling avslått
show-did-annulment-withdrawn = Forslag om tilbakestilling trekt tilbake
show-did-imported = Henta frå ein annan portal
show-did-meeting = på møte { $day }

## What stands in the way
show-refused-too-early-next = Det kan gjerast frå { $day }.
show-refused-awaiting-advice-next = Først må { $roles } tilrå. Deretter kan du godkjenne.
show-refused-not-ready-next = Sida til kravet viser kva som manglar. Manglar ein tilrådd aktivitet, skriv kvifor det likevel er nok.
show-refused-record = Dokumentasjonen din er ikkje klar
show-refused-record-next = Noko som styresmakta ber om, manglar. Sjå kva det er, og prøv igjen.
show-refused-dossier = Noko i den forsegla dokumentasjonen gjeld ikkje lenger
show-refused-dossier-next = Ei godkjenning eller eit dokument er trekt tilbake sidan. Forsegl på nytt, og send så.
show-refused-dossiers = Gå til søknaden din
show-refused-too-many-next = Prøv igjen om { $count } { $count ->
    [one] minutt
   *[other] minutt
    }.
show-nav-apply = Søknad
show-nav-trainees = Mine LIS
show-delegate-until = { $name }, stedfortredar til { $day }
show-delegate-of = { $name }, stedfortredar for { $leader }
show-instead-recalled = Det er kalla tilbake og ventar ikkje lenger på godkjenning.
show-instead-returned = Det er returnert og ventar ikkje lenger på godkjenning.
show-instead-archived = Planen er arkivert. Han kan ikkje endrast lenger.
show-instead-begun = Noko er registrert i planen. Han kan arkiverast, men ikkje lenger slettast.
show-instead-not-begun = Ingenting er registrert i planen. Han kan slettast, men ikkje arkiverast.
show-instead-assigned = Legen har allereie ein plan etter denne versjonen.
show-instead-needs-no-signature = Ingen treng å signere dette: Det er gjort når det er registrert.
show-instead-in-use = Noko kviler på det: ei registrering er send til godkjenning eller signert, eller eit dokument er lagt til grunn for ei godkjenning.
show-instead-proposed = Det er allereie foreslått å tilbakestille denne godkjenninga. Ein annan person avgjer det.
show-instead-annulled = Godkjenninga er allereie tilbakestilt.
show-instead-given-up = Forslaget er trekt eller avslått. Godkjenninga gjeld framleis.
show-instead-verified = Nokon har sett originalen, så dokumentet blir ståande.
show-instead-withdrawn = Dokumentet er teke tilbake.
show-instead-sent = Du har sendt dokumentasjon i denne saka. Send meir som supplement.
show-instead-not-sent = Dokumentasjonen er ikkje send, eller han er trekt tilbake.
show-instead-opened = Styresmakta har opna saka. Ettersend det i staden.
show-instead-decided = Saka er avgjord.
show-instead-granted = Det du søkjer om, er alt innvilga.
show-instead-sealing = Fila blir framleis laga. Prøv igjen om litt.
show-instead-shut = Saka vart avgjord for lenge sidan til å opne det som vart sendt. Søkjaren har det framleis.
show-instead-delivering = Dokumentasjonen er på veg til styresmakta og kan ikkje trekkjast tilbake akkurat no. Prøv igjen seinare, eller ettersend ei retting.
show-instead-key-ended = Nøkkelen som dokumentasjonen vart forsegla med, gjeld ikkje lenger.
show-instead-dated-early = Papiret er datert før tida kunne stadfestast. Legen kan ta det tilbake og be om eit nytt.
show-unsent = Det du skreiv, er ikkje sendt
show-unsent-next = Kopier det om du vil bruke det igjen.
show-list-search = Søk etter namn
show-list-all = Vis alle
show-list-next = Vis dei neste
show-list-first = Til byrjinga
