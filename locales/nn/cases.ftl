# Saker: det som er sendt til styresmakta, og kva som skjer sidan.
cases-title = Saker
cases-number = Saksnummer
cases-number-short = Sak { $number }
cases-where = Kvar er han no?
cases-state-sent = Sendt
cases-state-delivering = Blir levert
cases-state-open = Opna
cases-state-asked = Spørsmål stilt
cases-state-supplemented = Nytt frå søkjaren
cases-state-followed = Ettersend
cases-state-answered = Melding send
cases-state-granted = Innvilga
cases-state-refused = Avslått
cases-state-withdrawn = Trekt tilbake
cases-heading-asked = Styresmakta har eit spørsmål
cases-heading-sent = Dokumentasjonen din er send til { $authority }
cases-heading-delivering = Dokumentasjonen din er forsegla og blir levert til { $authority }
cases-heading-later = Du har ettersendt dokumentasjon til { $authority }
cases-heading-withdrawn = Du har trekt dokumentasjonen din tilbake
cases-heading-granted = Søknaden din er innvilga
cases-heading-refused = Søknaden din er avslått
cases-by-you = Deg
cases-by-applicant = Søkjaren
cases-told-sent = Sendt til { $authority }
cases-told-delivering = Forsegla og i ferd med å bli levert til { $authority }
cases-told-opened = Opna hos styresmakta
cases-told-asked = Spørsmål til søkjaren
cases-told-answered = Melding frå søkjaren
cases-told-supplemented = Dokumentasjon ettersend
cases-told-granted = Innvilga { $day }
cases-told-refused = Avslått { $day }
cases-told-withdrawn = Trekt tilbake før han vart opna
cases-ahead-open = Ikkje opna enno
cases-ahead-open-about = Ein saksbehandlar opnar saka
cases-ahead-answer = Svar på spørsmålet
cases-ahead-decision = Avgjerd
cases-ahead-not-yet = Ikkje enno

## Den som sender
cases-send-title = Send til { $authority }
cases-send-about = Styresmakta får den forsegla dokumentasjonen slik han er. Du kan trekkje han tilbake til han er opna, og ettersende meir etterpå.
cases-instead-sent = Ein annan søknad om det same er undervegs. Har du meir, kan du ettersende det der.
cases-instead-granted = Ein annan søknad om det same er innvilga.
cases-instead-see = Sjå han
cases-sure-fell = Noko dokumentasjonen byggjer på, er annullert eller trekt tilbake etter at han vart forsegla. Sjå saka att før du avgjer henne.
cases-send-button = Send no
cases-delivering-about = Dokumentasjonen din er forsegla og lagra her. Portalen prøver til han er komen fram. Du treng ikkje gjere noko.
cases-delivering-more = Det du sist sende, er i ferd med å bli levert til { $authority }
cases-delivering-more-since = Sidan { $when }
cases-delivering-more-about = Det er lagra her. Portalen prøver til det er kome fram. Du treng ikkje gjere noko.
cases-to-first = Sjå saka han er ettersend i
cases-supplement-title = Ettersend dokumentasjon
cases-answer-title = Svar styresmakta
cases-supplement-about = Er planen din endra, blir han forsegla på nytt og send med. Du kan òg sende ord åleine.
cases-supplement-along = { $count ->
    [one] Dette dokumentet følgjer med, for det er nytt sidan sist. Ta det tilbake først om det ikkje skal med.
   *[other] Desse dokumenta følgjer med, for dei er nye sidan sist. Ta dei tilbake først om dei ikkje skal med.
    }
cases-supplement-stays = { $count ->
    [one] Dette dokumentet er nytt og blir ikkje med enno: dokumentasjonen din er ikkje klar. Ord kan du sende.
   *[other] Desse dokumenta er nye og blir ikkje med enno: dokumentasjonen din er ikkje klar. Ord kan du sende.
    }
cases-supplement-kept = Dette skreiv du før du trekte dokumentasjonen tilbake. Styresmakta har ikkje fått det enno.
cases-supplement-comment = Til styresmakta
cases-supplement-button = Send
cases-withdraw-about = Er noko feil, så trekk dokumentasjonen tilbake, rett og send på nytt. Det kan du til han er opna.
cases-withdraw-held = Dokumentasjonen er på veg til styresmakta og kan ikkje trekkjast tilbake akkurat no.
cases-withdraw-words = Det du har skrive til styresmakta, blir òg trekt tilbake. Det står i feltet igjen når du sender på nytt.
cases-withdraw-button = Trekk tilbake
cases-did-send = Du får beskjed her når styresmakta svarer.
cases-did-withdraw = Styresmakta ser han ikkje.
cases-did-supplement = Det er sendt til styresmakta
cases-did-words = Det du skreiv, er sendt. Dokumentasjonen er ikkje send med, for han kan ikkje forseglast slik han er no.
cases-open-until = Styresmakta kan opne dokumentasjonen din til og med { $day }.
cases-open-ended = Styresmakta kan ikkje lenger opne dokumentasjonen din. Det kunne ho til og med { $day }.
cases-later-wait = Fingeravtrykket kjem om ein augneblink. Last sida på nytt.

## Bordet til styresmakta
cases-ours = { $count ->
    [one] Ventar på dykk: éi sak
   *[other] Ventar på dykk: { $count } saker
    }
cases-theirs = { $count ->
    [one] Ventar på søkjaren: éi sak
   *[other] Ventar på søkjaren: { $count } saker
    }
cases-search = Søk etter namn eller saksnummer
cases-search-number = Søk etter namn, saksnummer, { $number }
cases-found-number = { $count ->
    [0] Ingen saker med det nummeret
    [one] Éi sak med det nummeret
   *[other] { $count } saker med det nummeret
    }
cases-found = { $count ->
    [0] Ingen saker passar til «{ $words }»
    [one] Éi sak passar til «{ $words }»
   *[other] { $count } saker passar til «{ $words }»
    }
cases-row-waits = { $days ->
    [0] Sendt i dag
    [one] Sendt { $day }, for éin dag sidan
   *[other] Sendt { $day }, for { $days } dagar sidan
    }
cases-row-decided = { $days ->
    [0] Avgjord { $day }, same dagen som ho vart send
    [one] Avgjord { $day }, éin dag etter at ho vart send
   *[other] Avgjord { $day }, { $days } dagar etter at ho vart send
    }
cases-none-waiting = Ingen saker ventar. Når ein lege sender dokumentasjonen sin, står han her.
cases-none-decided = Ingen saker er avgjorde enno.
cases-show-waiting = Vis saker som ventar
cases-show-decided = Vis avgjorde saker
cases-more = Vis fleire
cases-first-page = Til dei første
cases-shut = Det som vart sendt, blir ikkje opna lenger
cases-shut-about = Saka vart avgjord for lenge sidan. Søkjaren har framleis dokumentasjonen sin og kan vise han.
cases-readable = Det som vart sendt, kan opnast til og med { $day }.
cases-making = Den nyaste dokumentasjonen blir laga no
cases-making-about = Det tek ein augneblink. Ikkje avgjer saka før du har sett han.
cases-desk-delivering = Ikkje alt har nådd fram til dykkar eige system
cases-desk-delivering-about = Det har vore på veg sidan { $when }. Alt som er sendt, kan sjåast her imens.
cases-unread = Det innsende kan ikkje lesast akkurat no
cases-unread-about = Ingenting er tapt: nøkkelen til det er ikkje på plass. Dei som driv portalen, har det i loggen sin. Ikkje avgjer saka før det kan lesast.
cases-ended = Forseglinga gjeld ikkje lenger
cases-ended-about = Nøkkelen som dokumentasjonen vart forsegla med, er trekt tilbake. Spør søkjaren nedanfor: blir han forsegla og ettersend på nytt, kan han kontrollerast igjen. Ikkje avgjer saka før då.
cases-not-believed = Det innsende kan ikkje kontrollerast akkurat no
cases-not-believed-about = Ikkje avgjer saka før det kan det. Sei frå til dei som driv portalen.
cases-documents = Vedlegg
cases-since = Nytt sidan saka vart send
cases-since-nothing = Ingen nye krav, godkjenningar, vedlegg eller tilsetjingar. Det som er endra, er andre opplysningar.
cases-since-met = { $count ->
    [one] Eitt krav til er oppfylt
   *[other] { $count } krav til er oppfylte
    }
cases-since-attested = { $count ->
    [one] Éi ny godkjenning
   *[other] { $count } nye godkjenningar
    }
cases-since-documents = { $count ->
    [one] Eitt nytt vedlegg
   *[other] { $count } nye vedlegg
    }
cases-since-employed = { $count ->
    [one] Éi ny tilsetjing
   *[other] { $count } nye tilsetjingar
    }
cases-since-corrected = { $count ->
    [one] Éi endra tilsetjing
   *[other] { $count } endra tilsetjingar
    }
cases-since-dropped = { $count ->
    [one] Éi tilsetjing er ikkje med lenger
   *[other] { $count } tilsetjingar er ikkje med lenger
    }
cases-since-was = { $now } (før: { $before })
cases-seen-by = Original sett av { $who }
cases-document-taken-back = Legen har sidan trekt dokumentet tilbake
cases-sight-taken-back = At originalen er sett, er sidan trekt tilbake av { $who } · { $when }
cases-files = Filer
cases-file = Fil for maskiner
cases-paper = PDF ({ $language })
cases-history = Forløp
cases-decide-title = Avgjer
cases-decide-about = Du får sjå avgjerda éin gong til før ho gjeld. Då er ho endeleg her, og søkjaren får sjå ho med det same.
cases-decision = Avgjerd
cases-grant = Innvilga
cases-refuse = Avslått
cases-on = Dato for avgjerda
cases-words = Grunngiving
cases-words-hint = Må fyllast ut ved avslag. Søkjaren kan lese ho.
cases-decide-button = Gå vidare
cases-sure-granted = Innvilge søknaden frå { $name }?
cases-sure-refused = Avslå søknaden frå { $name }?
cases-sure-about = Søkjaren får beskjed med det same. Etterpå kan avgjerda ikkje endrast her.
cases-sure-follows = Noko skulle ettersendast
cases-sure-follows-next = Når saka er avgjord, kan søkjaren ikkje ettersende meir. Spør i staden om du vil vente på det.
cases-sure-grant = Ja, innvilg
cases-sure-refuse = Ja, avslå
cases-sure-change = Gå tilbake og rett
cases-sure-no-words = Inga
cases-ask-title = Spør søkjaren
cases-ask-about = Søkjaren får beskjed og kan svare eller ettersende dokumentasjon.
cases-ask-comment = Spørsmål
cases-ask-button = Send spørsmål
cases-did-ask = Spørsmålet er sendt
cases-did-decide = Saka er avgjord
cases-send-again = Du kan sende dokumentasjonen på nytt, eller endre planen din og forsegle han igjen. Vil du klage, følgjer du rettleiinga til styresmakta.
cases-first = Først sendt
cases-later = Ettersend
cases-on-hint = Tidlegast { $day }, då saka vart send.
