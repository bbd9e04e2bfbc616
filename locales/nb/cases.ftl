# Saker: det som er sendt til myndigheten, og hva som siden skjer.
cases-title = Saker
cases-number = Saksnummer
cases-number-short = Sak { $number }
cases-where = Hvor er den nå?
cases-state-sent = Sendt
cases-state-delivering = Blir levert
cases-state-open = Åpnet
cases-state-asked = Spørsmål stilt
cases-state-supplemented = Nytt fra søkeren
cases-state-followed = Ettersendt
cases-state-answered = Melding sendt
cases-state-granted = Innvilget
cases-state-refused = Avslått
cases-state-withdrawn = Trukket tilbake
cases-heading-asked = Myndigheten har et spørsmål
cases-heading-sent = Dokumentasjonen din er sendt til { $authority }
cases-heading-delivering = Dokumentasjonen din er forseglet og blir levert til { $authority }
cases-heading-later = Du har ettersendt dokumentasjon til { $authority }
cases-heading-withdrawn = Du har trukket dokumentasjonen din tilbake
cases-heading-granted = Søknaden din er innvilget
cases-heading-refused = Søknaden din er avslått
cases-by-you = Deg
cases-by-applicant = Søkeren
cases-told-sent = Sendt til { $authority }
cases-told-delivering = Forseglet og i ferd med å bli levert til { $authority }
cases-told-opened = Åpnet hos myndigheten
cases-told-asked = Spørsmål til søkeren
cases-told-answered = Melding fra søkeren
cases-told-supplemented = Dokumentasjon ettersendt
cases-told-granted = Innvilget { $day }
cases-told-refused = Avslått { $day }
cases-told-withdrawn = Trukket tilbake før den ble åpnet
cases-ahead-open = Ikke åpnet ennå
cases-ahead-open-about = En saksbehandler åpner saken
cases-ahead-answer = Svar på spørsmålet
cases-ahead-decision = Avgjørelse
cases-ahead-not-yet = Ikke ennå

## Den som sender
cases-send-title = Send til { $authority }
cases-send-about = Myndigheten får den forseglede dokumentasjonen slik den er. Du kan trekke den tilbake til den er åpnet, og ettersende mer etterpå.
cases-instead-sent = En annen søknad om det samme er underveis. Har du mer, kan du ettersende det der.
cases-instead-granted = En annen søknad om det samme er innvilget.
cases-instead-see = Se den
cases-sure-fell = Noe dokumentasjonen bygger på, er annullert eller trukket tilbake etter at den ble forseglet. Se saken igjen før du avgjør den.
cases-send-button = Send nå
cases-delivering-about = Dokumentasjonen din er forseglet og lagret her. Portalen prøver til den er kommet fram. Du trenger ikke gjøre noe.
cases-delivering-more = Det du sist sendte, er i ferd med å bli levert til { $authority }
cases-delivering-more-since = Siden { $when }
cases-delivering-more-about = Det er lagret her. Portalen prøver til det er kommet fram. Du trenger ikke gjøre noe.
cases-to-first = Se saken den er ettersendt i
cases-supplement-title = Ettersend dokumentasjon
cases-answer-title = Svar myndigheten
cases-supplement-about = Er planen din endret, blir den forseglet på nytt og sendt med. Du kan også sende ord alene.
cases-supplement-along = { $count ->
    [one] Dette dokumentet følger med, for det er nytt siden sist. Ta det tilbake først hvis det ikke skal med.
   *[other] Disse dokumentene følger med, for de er nye siden sist. Ta dem tilbake først hvis de ikke skal med.
    }
cases-supplement-stays = { $count ->
    [one] Dette dokumentet er nytt og blir ikke med ennå: dokumentasjonen din er ikke klar. Ord kan du sende.
   *[other] Disse dokumentene er nye og blir ikke med ennå: dokumentasjonen din er ikke klar. Ord kan du sende.
    }
cases-supplement-kept = Dette skrev du før du trakk dokumentasjonen tilbake. Myndigheten har ikke fått det ennå.
cases-supplement-comment = Til myndigheten
cases-supplement-button = Send
cases-withdraw-about = Er noe feil, så trekk dokumentasjonen tilbake, rett og send på nytt. Det kan du til den er åpnet.
cases-withdraw-held = Dokumentasjonen er på vei til myndigheten og kan ikke trekkes tilbake akkurat nå.
cases-withdraw-words = Det du har skrevet til myndigheten, trekkes også tilbake. Det står i feltet igjen når du sender på nytt.
cases-withdraw-button = Trekk tilbake
cases-did-send = Du får beskjed her når myndigheten svarer.
cases-did-withdraw = Myndigheten ser den ikke.
cases-did-supplement = Det er sendt til myndigheten
cases-did-words = Det du skrev, er sendt. Dokumentasjonen er ikke sendt med, for den kan ikke forsegles slik den er nå.
cases-open-until = Myndigheten kan åpne dokumentasjonen din til og med { $day }.
cases-open-ended = Myndigheten kan ikke lenger åpne dokumentasjonen din. Det kunne den til og med { $day }.
cases-later-wait = Fingeravtrykket kommer om et øyeblikk. Last siden på nytt.

## Myndighetens bord
cases-ours = { $count ->
    [one] Venter på dere: én sak
   *[other] Venter på dere: { $count } saker
    }
cases-theirs = { $count ->
    [one] Venter på søkeren: én sak
   *[other] Venter på søkeren: { $count } saker
    }
cases-search = Søk etter navn eller saksnummer
cases-search-number = Søk etter navn, saksnummer, { $number }
cases-found-number = { $count ->
    [0] Ingen saker med det nummeret
    [one] Én sak med det nummeret
   *[other] { $count } saker med det nummeret
    }
cases-found = { $count ->
    [0] Ingen saker passer til «{ $words }»
    [one] Én sak passer til «{ $words }»
   *[other] { $count } saker passer til «{ $words }»
    }
cases-row-waits = { $days ->
    [0] Sendt i dag
    [one] Sendt { $day }, for én dag siden
   *[other] Sendt { $day }, for { $days } dager siden
    }
cases-row-decided = { $days ->
    [0] Avgjort { $day }, samme dag som den ble sendt
    [one] Avgjort { $day }, én dag etter at den ble sendt
   *[other] Avgjort { $day }, { $days } dager etter at den ble sendt
    }
cases-none-waiting = Ingen saker venter. Når en lege sender dokumentasjonen sin, står den her.
cases-none-decided = Ingen saker er avgjort ennå.
cases-show-waiting = Vis saker som venter
cases-show-decided = Vis avgjorte saker
cases-more = Vis flere
cases-first-page = Til de første
cases-shut = Det som ble sendt, åpnes ikke lenger
cases-shut-about = Saken ble avgjort for lenge siden. Søkeren har fortsatt dokumentasjonen sin og kan vise den.
cases-readable = Det som ble sendt, kan åpnes til og med { $day }.
cases-making = Den nyeste dokumentasjonen blir laget nå
cases-making-about = Det tar et øyeblikk. Ikke avgjør saken før du har sett den.
cases-desk-delivering = Ikke alt har nådd fram til deres eget system
cases-desk-delivering-about = Det har vært på vei siden { $when }. Alt som er sendt, kan ses her imens.
cases-unread = Det innsendte kan ikke leses akkurat nå
cases-unread-about = Ingenting er tapt: nøkkelen til det er ikke på plass. De som driver portalen, har det i loggen sin. Ikke avgjør saken før det kan leses.
cases-ended = Forseglingen gjelder ikke lenger
cases-ended-about = Nøkkelen som dokumentasjonen ble forseglet med, er trukket tilbake. Spør søkeren nedenfor: blir den forseglet og ettersendt på nytt, kan den kontrolleres igjen. Ikke avgjør saken før da.
cases-not-believed = Det innsendte kan ikke kontrolleres akkurat nå
cases-not-believed-about = Ikke avgjør saken før det kan det. Si fra til dem som driver portalen.
cases-documents = Vedlegg
cases-since = Nytt siden saken ble sendt
cases-since-nothing = Ingen nye krav, godkjenninger, vedlegg eller ansettelser. Det som er endret, er andre opplysninger.
cases-since-met = { $count ->
    [one] Ett krav til er oppfylt
   *[other] { $count } krav til er oppfylt
    }
cases-since-attested = { $count ->
    [one] Én ny godkjenning
   *[other] { $count } nye godkjenninger
    }
cases-since-documents = { $count ->
    [one] Ett nytt vedlegg
   *[other] { $count } nye vedlegg
    }
cases-since-employed = { $count ->
    [one] Én ny ansettelse
   *[other] { $count } nye ansettelser
    }
cases-since-corrected = { $count ->
    [one] Én endret ansettelse
   *[other] { $count } endrede ansettelser
    }
cases-since-dropped = { $count ->
    [one] Én ansettelse er ikke med lenger
   *[other] { $count } ansettelser er ikke med lenger
    }
cases-since-was = { $now } (før: { $before })
cases-seen-by = Original sett av { $who }
cases-document-taken-back = Legen har siden trukket dokumentet tilbake
cases-sight-taken-back = At originalen er sett, er siden trukket tilbake av { $who } · { $when }
cases-files = Filer
cases-file = Fil for maskiner
cases-paper = PDF ({ $language })
cases-history = Forløp
cases-decide-title = Avgjør
cases-decide-about = Du får se avgjørelsen én gang til før den gjelder. Da er den endelig her, og søkeren får se den med det samme.
cases-decision = Avgjørelse
cases-grant = Innvilget
cases-refuse = Avslått
cases-on = Avgjørelsens dato
cases-words = Begrunnelse
cases-words-hint = Må fylles ut ved avslag. Søkeren kan lese den.
cases-decide-button = Gå videre
cases-sure-granted = Innvilge søknaden fra { $name }?
cases-sure-refused = Avslå søknaden fra { $name }?
cases-sure-about = Søkeren får beskjed med det samme. Etterpå kan avgjørelsen ikke endres her.
cases-sure-follows = Noe skulle ettersendes
cases-sure-follows-next = Når saken er avgjort, kan søkeren ikke ettersende mer. Spør i stedet hvis du vil vente på det.
cases-sure-grant = Ja, innvilg
cases-sure-refuse = Ja, avslå
cases-sure-change = Gå tilbake og rett
cases-sure-no-words = Ingen
cases-ask-title = Spør søkeren
cases-ask-about = Søkeren får beskjed og kan svare eller ettersende dokumentasjon.
cases-ask-comment = Spørsmål
cases-ask-button = Send spørsmål
cases-did-ask = Spørsmålet er sendt
cases-did-decide = Saken er avgjort
cases-send-again = Du kan sende dokumentasjonen på nytt, eller endre planen din og forsegle den igjen. Vil du klage, følger du myndighetens veiledning.
cases-first = Først sendt
cases-later = Ettersendt
cases-on-hint = Tidligst { $day }, da saken ble sendt.
