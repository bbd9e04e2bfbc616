## The plan
training-plan-version = { $code }, versjon { $version } · gjelder fra { $day }
training-plan-version-undated = { $code }, versjon { $version }
training-plan-approved-of = av { $total } { $things } godkjent
training-plan-approved-or-registered = av { $total } { $things } godkjent eller registrert
training-plan-remaining = Gjenstår
training-plan-elsewhere = { $count } i { $tab }
training-plan-others = Andre planer du kan se
training-plan-bar = Fremdrift i { $code } { $version }
training-plan-partial = Listen over krav er ikke komplett her. Derfor kan planen ikke bli helt ferdig ennå.
training-plan-archived = Planen ble arkivert { $day } og kan bare leses.
training-plan-reader = Du ser planen som { $role }. { $name } kan se at du har åpnet den.
training-plan-filter-state = Filtrer på status
training-plan-filter-kind = Velg type krav
training-plan-search = Søk i planen
training-plan-theme = Tema
training-plan-all-themes = Alle temaer
training-plan-all-arenas = Alle
training-plan-showing-all = Viser alle { $total }.
training-plan-showing-remaining = Viser { $count } som gjenstår.
training-plan-showing = Viser { $count } av { $total }.
training-plan-hidden = Skjult av filter: { $count }
training-plan-show-all = Vis alle { $total }
training-plan-unfold = Åpne alle temaer
training-plan-show-remaining = { $count ->
    [one] Vis bare den ene som gjenstår
   *[other] Vis bare de { $count } som gjenstår
    }
training-plan-nothing = Ingenting i planen passer til filteret
training-plan-nothing-next = Prøv et annet ord.
training-plan-done = Alt i planen er godkjent
training-plan-to = til { $name }
training-plan-back-from = fra { $name }
training-plan-annulled = tilbakestilt
training-plan-opens = fra { $day }

## What a reader with rights can do with a plan
training-pick-title = Anbefal flere på én gang
training-pick-link = Anbefal flere på én gang
training-pick-stop = Tilbake til planen uten å anbefale
training-pick-about = Kryss av for dem som skal ha samme anbefaling. Hver får sin egen linje i historikken.
training-pick-none = Lagre anbefaling
training-pick-one = Lagre anbefaling for 1 valgt
training-pick-many = Lagre anbefaling for # valgte
training-pick-saved = { $count ->
    [one] Én anbefaling er lagret
   *[other] { START($count) } anbefalinger er lagret
    }
training-manage-delete = Slett planen
training-manage-delete-about = Planen er ikke påbegynt, så ingenting går tapt.
training-manage-archive = Arkiver planen
training-manage-archive-about = Planen kan deretter bare leses, og kan ikke tas i bruk igjen. Godkjenningene blir stående i den; en ny plan begynner uten dem.
training-manage-assign = Tildel en plan

## A requirement
training-req-required = Hva som kreves
training-req-official = Offisiell tekst, versjon { $version }.
training-req-not-imported = Den offisielle teksten er ikke hentet inn.
training-req-own-title = Tittelen er våre egne ord.
training-req-source = Kilde: { $name }
training-req-licence = Lisens: { $name }.
training-req-licence-unknown = Lisensen er ukjent.
training-req-demo = Oppdiktet for demoen
training-req-evidence = Hva som teller
training-req-basis = Grunnlag
training-req-basis-about = Antallene er en anbefaling. Det kan godkjennes med færre hvis det begrunnes.
training-req-basis-free = Antallene er en anbefaling.
training-req-basis-none = Ingen aktiviteter hører til. Skriv i kommentaren hva du har gjort.
training-req-signed-by = signert av { $name }
training-req-signed-count = { $count } signert
training-req-self = egenregistrert
training-req-counts-for = teller også for { $codes }
training-req-plus-named = registrer { $title }, lagres med en gang
training-req-entries = Registreringer
training-req-supports = Teller for
training-req-time = { $place }, { $percent }
training-req-time-title = Tiden
training-req-time-absence = Den som bekrefter tiden, bekrefter også at fraværet var under { $percent }.
training-req-time-none = Det er ikke valgt hvilken tjeneste tiden hører til.
training-req-time-ahead = Tiden begynner først { $day }.
training-req-time-part = Tiden løper til { $until }. Til nå har omtrent { $done } av { $total } måneder gått.
training-req-approvers = Hvem kan godkjenne
training-req-approvers-and = { $people }; eller { $last }.
training-req-approvers-nobody = Ingen kan akkurat nå. Det må være: { $roles }. Si fra til den som har ansvar for utdanningen på stedet.
training-req-approvers-self = Du registrerer selv. Det trenger ikke godkjennes.
training-req-approvers-self-reader = Legen registrerer selv. Det trenger ikke godkjennes.
training-req-when-any = Når som helst.
training-req-when-advice = Når som helst, etter anbefaling fra { $roles }.
training-req-when-from = Fra { $day }, og når som helst etter det.
training-req-history = Historikk
training-req-history-none = Ingenting har skjedd ennå.
training-req-history-beneath = Her har ingenting skjedd ennå. Det som er i gang, er aktivitetene.
training-req-to = Til
training-req-registers-first = Registrer først hva du har gjort. Så kan du sende det herfra.
training-req-choose-person = Velg en person
training-req-completed-on = Fullført den
training-req-comment = Kommentar
training-req-comment-hint = Kan utelates. Ikke skriv noe som kan identifisere en pasient.
training-req-comment-hint-returned = Svar på kommentaren i returen. Ikke skriv noe som kan identifisere en pasient.
training-req-waiting = Venter på { $name }
training-req-waiting-since = Sendt { $when }. Du får beskjed her når det er et svar.
training-req-waiting-gone = { $name } kan ikke lenger godkjenne det. Kall det tilbake, og send det til en annen.
training-req-waiting-other = Sendt { $when }.
training-req-recall-about = Vil du endre noe, kall det tilbake. Det er mulig så lenge det venter, og det vises i historikken.
training-req-returned = { $name } returnerte det
training-req-register-activity = Registrer hva du har gjort
training-req-date = Dato
training-req-count = Antall
training-req-register-button = Lagre registrering
training-req-register-first = Registrer først hva du har gjort. Så kan du sende det.
training-req-attested = Godkjent av { $name }
training-req-marked = Markert som oppfylt av { $name }
training-req-attested-line = Som { $role } · { $when }
training-req-attested-behalf = Som stedfortreder for { $name } · { $when }
training-req-attested-stays = Godkjenningen blir stående og kan ikke endres i det stille.
training-req-on-paper = Attestert på papir
training-req-on-paper-seen = { $name } har sett originalen. { $line }
training-req-on-paper-about = Den teller med i søknaden. Det trengs ikke mer i Attest.
training-req-attest-title = Godkjenn uoppfordret
training-req-attest-time = Bekreft tjenestetid
training-req-attest-about = Du trenger ikke vente på at { $name } sender det.
training-req-decide-link = { $name } har sendt det til deg
training-req-decide-button = Se og avgjør
training-req-advise-title = Din anbefaling
training-req-advise-recommends = Er målet nådd?
training-req-advise-yes = Jeg anbefaler
training-req-advise-no = Ikke ennå
training-req-advise-comment = Hvorfor
training-req-advise-meeting = Gitt på møte i kollegiet den
training-req-advise-meeting-hint = dd.mm.åååå. Kan utelates.
training-req-advise-button = Lagre anbefaling
training-req-mark-about = På vegne av { $name }. Historikken viser at det var deg.
training-req-mark-comment = Hvordan vet du det?
training-req-annul-proposed = Det er foreslått å tilbakestille godkjenningen
training-req-annulled = En godkjenning er tilbakestilt
training-req-annulled-by = { $first } foreslo, { $second } bekreftet { $when }
training-req-proposed-by = { $name } foreslo det { $when }
training-req-see-goals = Se kravet

## My trainees
training-trainees-title = { $count ->
    [0] Du følger ingen ennå
    [one] Du følger én
   *[other] Du følger { WORD($count) } { $trainees }
    }
training-trainees-none-next = Leger i spesialisering står her så lenge de er der du har en rolle, eller når du får en rolle for en av dem.
training-trainees-found = { $count ->
    [0] Ingen heter «{ $query }»
    [one] Én passer til «{ $query }»
   *[other] { START($count) } passer til «{ $query }»
    }
training-trainees-not-found-next = Her ser du bare dem du har en rolle for. Prøv et annet navn, eller vis alle.
training-trainees-no-plan = Ingen plan ennå
training-trainees-progress = { $count } av { $total } { $things } godkjent

## Assigning a plan
training-assign-title = Tildel { $name } en plan
training-assign-curriculum = Plan
training-assign-about = En ny plan begynner uten godkjenninger. Det som er godkjent i en tidligere plan, blir stående der og kan registreres i den nye. En plan som ikke er påbegynt, kan slettes igjen.
training-assign-button = Tildel plan
training-assign-choose = Velg
training-assign-other = { $plan }, annen spesialitet
training-assign-none = Det er ingen plan å tildele: legen har alle som passer til utdanningsløpet.
training-assign-has = Har allerede
training-req-comment-hint-patients = Ikke skriv noe som kan identifisere en pasient.

## What was just done
training-did-registered = Registrert
training-did-registered-what = { $count } × { $day }
training-did-registered-before = Den dagen er før starten på utdanningsløpet ditt, { $day }. Er datoen riktig?
training-did-withdrawn = Registreringen er angret
training-did-withdrawn-next = Den teller ikke lenger. Historikken viser at den har vært der.
training-did-completed = Fullført { $day }
training-req-undo = Angre
training-req-undone = angret
training-did-sent = Sendt til { $name }
training-did-recalled = Kalt tilbake
training-did-recalled-next = Rett det du vil, og send på nytt når du er klar.
training-did-advised = Anbefalingen er lagret
training-did-attested = Godkjent
training-did-attested-next = { $name } har fått beskjed. Godkjenningen blir stående.
training-did-marked = Markert som oppfylt
training-did-credited = Det er registrert, som oppnådd før
training-req-credited = { $what }, registrert av { $name }
training-req-credited-on = Oppnådd { $day }, ifølge { $document }.
training-req-credit-about = For det legen har lært før: i utlandet, etter eldre regler eller et annet sted. Det vises alltid at det er registrert i etterkant.
training-req-credit-months = Bare stillinger på minst { $months } måneder teller.
training-req-credit-none = Det må hvile på et dokument: { $kinds }. Legen må først laste det opp.
training-req-credit-documents = Se legens dokumenter
training-req-credit-document = Dokumentet det hviler på
training-req-credit-choose = Velg et dokument
training-req-credit-unseen = Ingen har sett originalen
training-req-credit-unseen-next = Det du registrerer på et dokument, gjelder også når ingen har sett originalen. Få den sett først.
training-req-credit-on = Oppnådd den
training-plan-finish-by = Den som har begynt på denne utgaven, kan fullføre den til { $day }
training-did-assigned = Planen er tildelt
training-did-archived = Planen er arkivert
training-trainees-deleted = Planen er slettet
training-req-attest-count = Hvor mange ganger signerer du for?
training-req-attest-count-hint = Kreves: { $count }. Registrert og ikke signert: { $left }.
training-req-decide-other = { $name } har sendt det til { $to }
training-req-time-left = { $count ->
    [one] Det er én dag igjen av de { $total } månedene. Siste dag er { $until }.
   *[other] Det er { $count } dager igjen av de { $total } månedene. Siste dag er { $until }.
    }
training-req-attest-not-yet = Kan ikke godkjennes ennå
training-req-to-attest = Gå til godkjenningen
