## Is one ready to apply
dossiers-title-ready = Du er klar
dossiers-title-missing = { $count ->
    [one] Én ting mangler
   *[other] { START($count) } ting mangler
    }
dossiers-case-follow = Se hvor den er
dossiers-case-see = Se avgjørelsen
dossiers-none-title = Søknad
dossiers-none-about = Utdanningen du er i gang med nå, slutter ikke med en søknad til myndigheten. Når du kommer til en som gjør det, står det her hva som mangler, hvem som kan gjøre noe med det, og når. Hva en søknad krever, kan du se nedenfor.
dossiers-none-trains = En lege under utdanning samler her det en søknad krever. Du er ikke under utdanning i Attest.
dossiers-met = av { $total } er oppfylt
dossiers-met-of = { $count } av { $total } er oppfylt
dossiers-bar = Oppfylt
dossiers-line-met = Oppfylt
dossiers-line-missing = Mangler
dossiers-line-follows = Kan ettersendes
dossiers-line-without = Mangler, kan sendes uten
dossiers-line-unseen = Originalen er ikke sett
dossiers-line-unread = Kan ikke leses akkurat nå
dossiers-count = { $done } av { $total } { $things }
dossiers-who = Hvem
dossiers-after-advice = { $names }. Etter anbefaling fra { $roles }
dossiers-you = Deg
dossiers-earliest = Tidligst
dossiers-now = Nå
dossiers-window-open = Perioden for innsending er åpen
dossiers-window-from = Kan sendes fra { $day }
dossiers-window-unknown = Sluttdatoen er kjent når den siste delen av utdanningen er registrert
dossiers-no-plan = Det er ingen { $plan } for det
dossiers-no-plan-next = Lederen tildeler den når du begynner i den delen av utdanningen.
dossiers-others = Andre søknader
dossiers-lacks = Planen her har ingen { $things }
dossiers-lacks-next = Den som tildelte planen, kan si hvorfor.
dossiers-nobody = { $roles }; ingen er utpekt akkurat nå
dossiers-employments = Fylt ut fra ansettelsene dine. Du må se gjennom den og bekrefte den.
dossiers-number-unread = Det står i portalen, men kan ikke leses akkurat nå. Si fra til den som drifter portalen. Du kan forsegle når det kan leses.
dossiers-count-left = Det mangler { $left } av { $total } { $things }

## Sealing
dossiers-seal-title = Forsegl
dossiers-seal-ready = Dokumentasjonen låses slik den er nå, og blir til én fil med elektronisk signatur. Hvem som helst kan kontrollere den, også uten Attest. Med i den er også det veiledere og ledere har skrevet underveis. Etterpå kan du fortsatt endre i planen; filen endrer seg ikke.
dossiers-seal-later = Når alt er oppfylt, kan du låse dokumentasjonen her. Inntil da skjer det ingenting.
dossiers-seal-button = Forsegl nå
dossiers-outside-title = Utenfor Attest
dossiers-outside-page = Gå til myndighetens side
dossiers-sealed-list = Forseglet
dossiers-sealed-title = Dokumentasjonen din er forseglet
dossiers-sealed-unread = Innholdet kan ikke vises akkurat nå
dossiers-sealed-unread-about = Hvor dokumentasjonen din er, står her som alltid. Si fra til den som drifter portalen.
dossiers-sealed-ended = Forseglingen gjelder ikke lenger
dossiers-sealed-ended-stays = Nøkkelen den ble forseglet med, er tatt ut av bruk. Derfor finnes det ikke lenger noen PDF, og filen kan ikke kontrolleres. Det endrer ikke noe av det som er sendt og avgjort.
dossiers-see-missing = Se hva som mangler
dossiers-sealed-ended-seal = Forsegl på nytt. Er den forseglet i dag og ingenting endret siden, kan du gjøre det fra i morgen.
dossiers-sealed-ended-more = Send den igjen nedenfor, under ettersending: da blir den forseglet på nytt. Er den forseglet i dag og ingenting endret siden, går det fra i morgen.
dossiers-sealed-fell = Noe av det du sendte, gjelder ikke lenger
dossiers-sealed-fell-about = En godkjenning er annullert, eller et dokument, eller at originalen er sett, er trukket tilbake. Myndigheten ser det. Ettersend når det er på plass igjen.
dossiers-sealed-wait = Dokumentasjonen din er låst, og filen er på vei
dossiers-sealed-wait-about = Det tar som regel et par sekunder. Last siden på nytt.
dossiers-sealed-reload = Last på nytt
dossiers-sealed-at = Forseglet { $when }
dossiers-sealed-receipt = Kvittering
dossiers-sealed-holder = Søker
dossiers-sealed-case = Sak
dossiers-sealed-content = Innhold
dossiers-sealed-documents = { $count ->
    [one] ett vedlegg
   *[other] { $count } vedlegg
    }
dossiers-holds = { $count } { $things }
dossiers-sealed-print = Fingeravtrykk
dossiers-sealed-print-about = Filens SHA-256. To filer med samme fingeravtrykk er like.
dossiers-sealed-file = Last ned som fil for maskiner
dossiers-sealed-check = Kontroller en fil
dossiers-sealed-by-you = Forseglet av deg
dossiers-sealed-not-sent = Ikke sendt
dossiers-sealed-not-sent-about = Bare du kan hente den til du sender den.
dossiers-sealed-demo = Dette er en demo. Filen beviser ingenting og sier det selv.

## Checking a file
dossiers-check-title = Kontroller dokumentasjon
dossiers-check-about = Se om en fil fra Attest er ekte, uendret og fullstendig. Filen leses i minnet og lagres ikke.
dossiers-check-file = Filen
dossiers-check-file-hint = Den slutter på .pdf, .json, .jwt eller .sd-jwt. Høyst 16 MB.
dossiers-check-button = Kontroller
dossiers-check-genuine = Ekte og uendret siden den ble forseglet
dossiers-check-taken-back = { $count ->
    [one] Ett dokument gjelder ikke lenger slik som da dette ble forseglet
   *[other] { $count } dokumenter gjelder ikke lenger slik som da dette ble forseglet
    }
dossiers-check-not = Filen er ikke ekte
dossiers-check-incomplete = Men ikke alt var oppfylt da den ble forseglet.
dossiers-check-annulled = { $count ->
    [one] En godkjenning i den er senere annullert
   *[other] { $count } godkjenninger i den er senere annullert
    }
dossiers-check-demo = En demo: oppdiktede personer. Den beviser ingenting.
dossiers-check-requirements = Krav
dossiers-check-again = Resultatet er regnet ut på nytt her, etter reglene som ligger i filen.
dossiers-check-met = Oppfylt
dossiers-check-missed = Ikke oppfylt
dossiers-check-follows = Ettersendes
dossiers-check-without = Ikke oppgitt
dossiers-check-unasked = Kreves ikke
dossiers-check-count = { $done } av { $total }
dossiers-check-count-then = { $done } av { $total } da det ble forseglet
dossiers-check-curricula = Læringsmål
dossiers-check-all = Alle { $count } krav i { $curriculum }
dossiers-check-rest = { $count } krav i { $curriculum } som det ikke bes om
dossiers-check-lent = { $who } for { $leader }
dossiers-check-on-paper = Oppfylt av et dokument der originalen er sett
dossiers-check-what = Dette er kontrollert
dossiers-check-signature = Signaturen stemmer
dossiers-check-signature-by = Med nøkkelen til portalen { $portal }
dossiers-check-ledger = Alle { $count } handlinger står i hovedboken
dossiers-check-ledger-at = Signert { $when }
dossiers-check-entitled = Alle som har godkjent, hadde rett til det
dossiers-check-entitled-about = { $count ->
    [one] Én godkjenning er regnet etter.
   *[other] { $count } godkjenninger er regnet etter.
    }
dossiers-check-documents = { $count ->
    [one] Ett vedlegg er nevnt med fingeravtrykket sitt
   *[other] { $count } vedlegg er nevnt med fingeravtrykkene sine
    }
dossiers-check-documents-about = Selve vedleggene ligger ikke i filen.
dossiers-check-offline = Heller uten denne siden? Programmet gjør det samme uten nett:
dossiers-check-keys = Hent portalens nøkler
dossiers-check-why-none = Dette er ikke en fil fra Attest, eller den er ikke hel, for eksempel lagret på nytt av et annet program. Be om filen slik den ble hentet.
dossiers-check-why-issuer = Den er forseglet av en annen portal enn denne, eller med en nøkkel som er trukket tilbake. Spør der den kommer fra.
dossiers-check-why-forged = Den er endret etter at den ble forseglet.
dossiers-check-why-ledger = Noe i den står ikke i portalens hovedbok.
dossiers-check-why-entitled = Noe i den er godkjent av en som ikke hadde rett til det.
dossiers-check-paper = PDF-en er signert som helhet
dossiers-check-certificate = Sertifikat
dossiers-check-technical = Tekniske detaljer
dossiers-check-portal = Forseglet av
dossiers-check-file-size = { $kb } kB
dossiers-check-why-expired = Sertifikatet den er signert med, var utløpt.
dossiers-check-why-other = Innholdet henger ikke sammen.
dossiers-check-none-chosen = Velg en fil.
dossiers-check-too-large = Filen er for stor. Den kan høyst være 16 MB.

## On paper
dossiers-paper-page = Side { $page } av { $all }
dossiers-paper-code = QR-kode til { $address }
dossiers-paper-check-here = Kontroller at dokumentet er ekte, på
dossiers-paper-contents = Innhold
dossiers-paper-result = Resultat
dossiers-paper-complete = Alt som kreves, er oppfylt
dossiers-paper-asked = Myndighetens krav
dossiers-paper-stands = Status
dossiers-paper-employments = Ansettelsesforhold
dossiers-paper-placements = Utdanningsstillinger
dossiers-paper-period = Periode
dossiers-paper-source = Kilde
dossiers-paper-own = Lagt til av søkeren
dossiers-paper-corrected = Rettet av søkeren
dossiers-paper-confirmed = Søkeren har bekreftet oversikten.
dossiers-paper-unconfirmed = Søkeren har ikke bekreftet oversikten.
dossiers-paper-by = Godkjent av
dossiers-paper-counted = { $registered } registrert, { $signed } godkjent
dossiers-paper-documents = Registrerte dokumenter
dossiers-paper-document = Dokument
dossiers-paper-seen = Original sett av
dossiers-paper-attesters = Hvem har godkjent
dossiers-paper-name = Navn
dossiers-paper-role = Rolle
dossiers-paper-attestations = Godkjenninger
dossiers-paper-checking = Slik kontrolleres dokumentet
dossiers-paper-checking-file = Til dokumentet hører filen { $name }, som ligger i det. I den står hver handling med sin plass i portalens hovedbok og reglene resultatet følger av. Signaturen dekker det hele: endres ett tegn, stemmer den ikke.
dossiers-paper-checking-offline = Hele dokumentet kan kontrolleres på den siden QR-koden fører til, eller uten internettforbindelse med programmet: attest dossier verify.
dossiers-paper-checking-later = Om en godkjenning er trukket tilbake etter forseglingen, går ikke fram av dokumentet.
dossiers-paper-key = Forseglet med nøkkelen
dossiers-paper-ledger = Hovedbok
dossiers-paper-attached = Dokumentasjonen i maskinlesbar form, med portalens signatur
dossiers-paper-signature = Portalens signatur
dossiers-paper-fetch = Last ned som PDF
dossiers-paper-fetch-in = Last ned som PDF ({ $language })
dossiers-paper-left-out = { $count ->
    [one] Ett krav som myndigheten ikke ber om, og som ikke er registrert, er utelatt her. Det står i filen.
   *[other] { $count } krav som myndigheten ikke ber om, og som ikke er registrert, er utelatt her. De står i filen.
    }
dossiers-paper-but-follows = Alt som kreves, er oppfylt unntatt det som ettersendes
dossiers-paper-stages = Utdanning
dossiers-paper-print = Fingeravtrykk av { $file }
dossiers-paper-recommended = Anbefalt av { $who }
