## Is one ready to apply
dossiers-title-ready = Du er klar
dossiers-title-missing = { $count ->
    [one] Éin ting manglar
   *[other] { START($count) } ting manglar
    }
dossiers-case-follow = Sjå kvar han er
dossiers-case-see = Sjå avgjerda
dossiers-none-title = Søknad
dossiers-none-about = Utdanninga du er i gang med no, sluttar ikkje med ein søknad til styresmakta. Når du kjem til ei som gjer det, står det her kva som manglar, kven som kan gjere noko med det, og når. Kva ein søknad krev, kan du sjå nedanfor.
dossiers-none-trains = Ein lege under utdanning samlar her det ein søknad krev. Du er ikkje under utdanning i Attest.
dossiers-met = av { $total } er { $total ->
    [one] oppfylt
   *[other] oppfylte
    }
dossiers-met-of = { $count } av { $total } er { $total ->
    [one] oppfylt
   *[other] oppfylte
    }
dossiers-bar = Oppfylt
dossiers-line-met = Oppfylt
dossiers-line-missing = Manglar
dossiers-line-follows = Kan ettersendast
dossiers-line-without = Manglar, kan sendast utan
dossiers-line-unseen = Originalen er ikkje sett
dossiers-line-unread = Kan ikkje lesast akkurat no
dossiers-count = { $done } av { $total } { $things }
dossiers-who = Kven
dossiers-after-advice = { $names }. Etter tilråding frå { $roles }
dossiers-you = Deg
dossiers-earliest = Tidlegast
dossiers-now = No
dossiers-window-open = Perioden for innsending er open
dossiers-window-from = Kan sendast frå { $day }
dossiers-window-unknown = Sluttdatoen er kjend når den siste delen av utdanninga er registrert
dossiers-no-plan = Det er ingen { $plan } for det
dossiers-no-plan-next = Leiaren tildeler han når du byrjar i den delen av utdanninga.
dossiers-others = Andre søknader
dossiers-lacks = Planen her har ingen { $things }
dossiers-lacks-next = Den som tildelte planen, kan seie kvifor.
dossiers-nobody = { $roles }; ingen er peikt ut akkurat no
dossiers-employments = Fylt ut frå tilsetjingane dine. Du må sjå gjennom ho og stadfeste ho.
dossiers-number-unread = Det står i portalen, men kan ikkje lesast akkurat no. Sei frå til den som driftar portalen. Du kan forsegle når det kan lesast.
dossiers-count-left = Det manglar { $left } av { $total } { $things }

## Sealing
dossiers-seal-title = Forsegl
dossiers-seal-ready = Dokumentasjonen blir låst slik han er no, og blir til éi fil med elektronisk signatur. Kven som helst kan kontrollere ho, også utan Attest. Med i ho er òg det rettleiarar og leiarar har skrive undervegs. Etterpå kan du framleis endre i planen; fila endrar seg ikkje.
dossiers-seal-later = Når alt er oppfylt, kan du låse dokumentasjonen her. Inntil då skjer det ingenting.
dossiers-seal-button = Forsegl no
dossiers-outside-title = Utanfor Attest
dossiers-outside-page = Gå til sida til styresmakta
dossiers-sealed-list = Forsegla
dossiers-sealed-title = Dokumentasjonen din er forsegla
dossiers-sealed-unread = Innhaldet kan ikkje visast akkurat no
dossiers-sealed-unread-about = Kvar dokumentasjonen din er, står her som alltid. Sei frå til den som driftar portalen.
dossiers-sealed-ended = Forseglinga gjeld ikkje lenger
dossiers-sealed-ended-stays = Nøkkelen han vart forsegla med, er teken ut av bruk. Difor finst det ikkje lenger nokon PDF, og fila kan ikkje kontrollerast. Det endrar ikkje noko av det som er sendt og avgjort.
dossiers-see-missing = Sjå kva som manglar
dossiers-sealed-ended-seal = Forsegl på nytt. Er han forsegla i dag og ingenting endra sidan, kan du gjere det frå i morgon.
dossiers-sealed-ended-more = Send han igjen nedanfor, under ettersending: då blir han forsegla på nytt. Er han forsegla i dag og ingenting endra sidan, går det frå i morgon.
dossiers-sealed-fell = Noko av det du sende, gjeld ikkje lenger
dossiers-sealed-fell-about = Ei godkjenning er annullert, eller eit dokument, eller at originalen er sett, er trekt tilbake. Styresmakta ser det. Ettersend når det er på plass igjen.
dossiers-sealed-wait = Dokumentasjonen din er låst, og fila er på veg
dossiers-sealed-wait-about = Det tek som regel eit par sekund. Last sida på nytt.
dossiers-sealed-reload = Last på nytt
dossiers-sealed-at = Forsegla { $when }
dossiers-sealed-receipt = Kvittering
dossiers-sealed-holder = Søkjar
dossiers-sealed-case = Sak
dossiers-sealed-content = Innhald
dossiers-sealed-documents = { $count ->
    [one] eitt vedlegg
   *[other] { $count } vedlegg
    }
dossiers-holds = { $count } { $things }
dossiers-sealed-print = Fingeravtrykk
dossiers-sealed-print-about = SHA-256 av fila. To filer med same fingeravtrykk er like.
dossiers-sealed-file = Last ned som fil for maskiner
dossiers-sealed-check = Kontroller ei fil
dossiers-sealed-by-you = Forsegla av deg
dossiers-sealed-not-sent = Ikkje send
dossiers-sealed-not-sent-about = Berre du kan hente han til du sender han.
dossiers-sealed-demo = Dette er ein demo. Fila provar ingenting og seier det sjølv.

## Checking a file
dossiers-check-title = Kontroller dokumentasjon
dossiers-check-about = Sjå om ei fil frå Attest er ekte, uendra og fullstendig. Fila blir lesen i minnet og ikkje lagra.
dossiers-check-file = Fila
dossiers-check-file-hint = Ho sluttar på .pdf, .json, .jwt eller .sd-jwt. Høgst 16 MB.
dossiers-check-button = Kontroller
dossiers-check-genuine = Ekte og uendra sidan ho vart forsegla
dossiers-check-taken-back = { $count ->
    [one] Eitt dokument gjeld ikkje lenger slik som då dette vart forsegla
   *[other] { $count } dokument gjeld ikkje lenger slik som då dette vart forsegla
    }
dossiers-check-not = Fila er ikkje ekte
dossiers-check-incomplete = Men ikkje alt var oppfylt då ho vart forsegla.
dossiers-check-annulled = { $count ->
    [one] Ei godkjenning i ho er seinare annullert
   *[other] { $count } godkjenningar i ho er seinare annullerte
    }
dossiers-check-demo = Ein demo: oppdikta personar. Han provar ingenting.
dossiers-check-requirements = Krav
dossiers-check-again = Resultatet er rekna ut på nytt her, etter reglane som ligg i fila.
dossiers-check-met = Oppfylt
dossiers-check-missed = Ikkje oppfylt
dossiers-check-follows = Blir ettersend
dossiers-check-without = Ikkje oppgitt
dossiers-check-unasked = Krevst ikkje
dossiers-check-count = { $done } av { $total }
dossiers-check-count-then = { $done } av { $total } då det vart forsegla
dossiers-check-curricula = Læringsmål
dossiers-check-all = Alle { $count } krav i { $curriculum }
dossiers-check-rest = { $count } krav i { $curriculum } som det ikkje blir bede om
dossiers-check-lent = { $who } for { $leader }
dossiers-check-on-paper = Oppfylt av eit dokument der originalen er sett
dossiers-check-what = Dette er kontrollert
dossiers-check-signature = Signaturen stemmer
dossiers-check-signature-by = Med nøkkelen til portalen { $portal }
dossiers-check-ledger = Alle { $count } handlingar står i hovudboka
dossiers-check-ledger-at = Signert { $when }
dossiers-check-entitled = Alle som har godkjent, hadde rett til det
dossiers-check-entitled-about = { $count ->
    [one] Éi godkjenning er rekna etter.
   *[other] { $count } godkjenningar er rekna etter.
    }
dossiers-check-documents = { $count ->
    [one] Eitt vedlegg er nemnt med fingeravtrykket sitt
   *[other] { $count } vedlegg er nemnde med fingeravtrykka sine
    }
dossiers-check-documents-about = Sjølve vedlegga ligg ikkje i fila.
dossiers-check-offline = Heller utan denne sida? Programmet gjer det same utan nett:
dossiers-check-keys = Hent nøklane til portalen
dossiers-check-why-none = Dette er ikkje ei fil frå Attest, eller ho er ikkje heil, til dømes lagra på nytt av eit anna program. Be om fila slik ho vart henta.
dossiers-check-why-issuer = Ho er forsegla av ein annan portal enn denne, eller med ein nøkkel som er trekt tilbake. Spør der ho kjem frå.
dossiers-check-why-forged = Ho er endra etter at ho vart forsegla.
dossiers-check-why-ledger = Noko i ho står ikkje i hovudboka til portalen.
dossiers-check-why-entitled = Noko i ho er godkjent av ein som ikkje hadde rett til det.
dossiers-check-paper = PDF-en er signert som heilskap
dossiers-check-certificate = Sertifikat
dossiers-check-technical = Tekniske detaljar
dossiers-check-portal = Forsegla av
dossiers-check-file-size = { $kb } kB
dossiers-check-why-expired = Sertifikatet ho er signert med, var gått ut.
dossiers-check-why-other = Innhaldet heng ikkje saman.
dossiers-check-none-chosen = Vel ei fil.
dossiers-check-too-large = Fila er for stor. Ho kan høgst vere 16 MB.

## On paper
dossiers-paper-page = Side { $page } av { $all }
dossiers-paper-code = QR-kode til { $address }
dossiers-paper-check-here = Kontroller at dokumentet er ekte, på
dossiers-paper-contents = Innhald
dossiers-paper-result = Resultat
dossiers-paper-complete = Alt som krevst, er oppfylt
dossiers-paper-asked = Krava til styresmakta
dossiers-paper-stands = Status
dossiers-paper-employments = Tilsetjingar
dossiers-paper-placements = Utdanningsstillingar
dossiers-paper-period = Periode
dossiers-paper-source = Kjelde
dossiers-paper-own = Lagt til av søkjaren
dossiers-paper-corrected = Retta av søkjaren
dossiers-paper-confirmed = Søkjaren har stadfesta oversikta.
dossiers-paper-unconfirmed = Søkjaren har ikkje stadfesta oversikta.
dossiers-paper-by = Godkjent av
dossiers-paper-counted = { $registered } registrerte, { $signed } godkjende
dossiers-paper-documents = Registrerte dokument
dossiers-paper-document = Dokument
dossiers-paper-seen = Original sett av
dossiers-paper-attesters = Kven har godkjent
dossiers-paper-name = Namn
dossiers-paper-role = Rolle
dossiers-paper-attestations = Godkjenningar
dossiers-paper-checking = Slik blir dokumentet kontrollert
dossiers-paper-checking-file = Til dokumentet høyrer fila { $name }, som ligg i det. Der står kvar handling med plassen sin i hovudboka til portalen og reglane resultatet følgjer av. Signaturen dekkjer alt: blir eitt teikn endra, stemmer han ikkje.
dossiers-paper-checking-offline = Heile dokumentet kan kontrollerast på den sida QR-koden fører til, eller utan internettsamband med programmet: attest dossier verify.
dossiers-paper-checking-later = Om ei godkjenning er trekt tilbake etter forseglinga, går ikkje fram av dokumentet.
dossiers-paper-key = Forsegla med nøkkelen
dossiers-paper-ledger = Hovudbok
dossiers-paper-attached = Dokumentasjonen i maskinleseleg form, med signaturen til portalen
dossiers-paper-signature = Signaturen til portalen
dossiers-paper-fetch = Last ned som PDF
dossiers-paper-fetch-in = Last ned som PDF ({ $language })
dossiers-paper-left-out = { $count ->
    [one] Eitt krav som styresmakta ikkje ber om, og som ikkje er registrert, er utelate her. Det står i fila.
   *[other] { $count } krav som styresmakta ikkje ber om, og som ikkje er registrerte, er utelatne her. Dei står i fila.
    }
dossiers-paper-but-follows = Alt som krevst, er oppfylt utanom det som blir ettersendt
dossiers-paper-stages = Utdanning
dossiers-paper-print = Fingeravtrykk av { $file }
dossiers-paper-recommended = Tilrådd av { $who }
