## Is one ready to apply
dossiers-title-ready = Du er klar
dossiers-title-missing = { $count ->
    [one] Én ting mangler
   *[other] { START($count) } ting mangler
    }
dossiers-case-follow = Se, hvor den er
dossiers-case-see = Se afgørelsen
dossiers-none-title = Ansøgning
dossiers-none-about = Den uddannelse, du er i gang med nu, slutter ikke med en ansøgning til myndigheden. Når du kommer til en, der gør, står det her, hvad der mangler, hvem der kan gøre noget ved det, og hvornår. Hvad en ansøgning kræver, kan du se nedenfor.
dossiers-none-trains = En læge under uddannelse samler her det, en ansøgning kræver. Du er ikke under uddannelse i Attest.
dossiers-met = af { $total } er opfyldt
dossiers-met-of = { $count } af { $total } er opfyldt
dossiers-bar = Opfyldt
dossiers-line-met = Opfyldt
dossiers-line-missing = Mangler
dossiers-line-follows = Kan eftersendes
dossiers-line-without = Mangler, kan sendes uden
dossiers-line-unseen = Originalen er ikke set
dossiers-line-unread = Kan ikke læses lige nu
dossiers-count = { $done } af { $total } { $things }
dossiers-who = Hvem
dossiers-after-advice = { $names }. Efter anbefaling fra { $roles }
dossiers-you = Dig
dossiers-earliest = Tidligst
dossiers-now = Nu
dossiers-window-open = Perioden for indsendelse er åben
dossiers-window-from = Kan sendes fra { $day }
dossiers-window-unknown = Slutdatoen kendes, når den sidste del af uddannelsen er registreret
dossiers-no-plan = Der er ingen { $plan } for det
dossiers-no-plan-next = Den følger med, når du begynder i den del af uddannelsen.
dossiers-others = Andre ansøgninger
dossiers-lacks = Planen her har ingen { $things }
dossiers-lacks-next = Den, der tildelte planen, kan sige hvorfor.
dossiers-nobody = { $roles }; ingen er udpeget lige nu
dossiers-employments = Udfyldt fra dine ansættelser. Du skal se den igennem og bekræfte den.
dossiers-number-unread = Det står i portalen, men kan ikke læses lige nu. Sig det til den, der driver portalen. Du kan forsegle, når det kan læses.
dossiers-count-left = Der mangler { $left } af { $total } { $things }

## Sealing
dossiers-seal-title = Forsegl
dossiers-seal-ready = Dokumentationen låses, som den er nu, og bliver til én fil med elektronisk signatur. Enhver kan kontrollere den, også uden Attest. Med i den er også, hvad vejledere og ledere har skrevet undervejs. Bagefter kan du stadig rette i din logbog; filen ændrer sig ikke.
dossiers-seal-later = Når alt er opfyldt, kan du låse dokumentationen her. Indtil da sker der intet.
dossiers-seal-button = Forsegl nu
dossiers-outside-title = Uden for Attest
dossiers-outside-page = Gå til myndighedens side
dossiers-sealed-list = Forseglet
dossiers-sealed-title = Din dokumentation er forseglet
dossiers-sealed-unread = Indholdet kan ikke vises lige nu
dossiers-sealed-unread-about = Hvor din dokumentation er, står her som altid. Sig det til den, der driver portalen.
dossiers-sealed-ended = Forseglingen gælder ikke længere
dossiers-sealed-ended-stays = Den nøgle, den blev forseglet med, er taget ud af brug. Derfor er der ingen PDF mere, og filen kan ikke kontrolleres. Det ændrer ikke noget ved det, der er sendt og afgjort.
dossiers-see-missing = Se, hvad der mangler
dossiers-sealed-ended-seal = Forsegl på ny. Er den forseglet i dag og intet ændret siden, kan du gøre det fra i morgen.
dossiers-sealed-ended-more = Send den igen nedenfor, under eftersendelse: så bliver den forseglet på ny. Er den forseglet i dag og intet ændret siden, går det fra i morgen.
dossiers-sealed-fell = Noget, du sendte, gælder ikke længere
dossiers-sealed-fell-about = En godkendelse er annulleret, eller et dokument, eller at originalen er set, er taget tilbage. Myndigheden ser det. Eftersend, når det er på plads igen.
dossiers-sealed-wait = Din dokumentation er låst, og filen er på vej
dossiers-sealed-wait-about = Det tager som regel et par sekunder. Genindlæs siden.
dossiers-sealed-reload = Genindlæs
dossiers-sealed-at = Forseglet { $when }
dossiers-sealed-receipt = Kvittering
dossiers-sealed-holder = Ansøger
dossiers-sealed-case = Sag
dossiers-sealed-content = Indhold
dossiers-sealed-documents = { $count ->
    [one] ét bilag
   *[other] { $count } bilag
    }
dossiers-holds = { $count } { $things }
dossiers-sealed-print = Fingeraftryk
dossiers-sealed-print-about = Filens SHA-256. To filer med det samme fingeraftryk er ens.
dossiers-sealed-file = Hent som fil til maskiner
dossiers-sealed-check = Kontrollér en fil
dossiers-sealed-by-you = Forseglet af dig
dossiers-sealed-not-sent = Ikke sendt
dossiers-sealed-not-sent-about = Kun du kan hente den, til du sender den.
dossiers-sealed-demo = Det er en demo. Filen beviser ingenting og siger det selv.

## Checking a file
dossiers-check-title = Kontrollér dokumentation
dossiers-check-about = Se, om en fil fra Attest er ægte, uændret og fuldstændig. Filen læses i hukommelsen og gemmes ikke.
dossiers-check-file = Filen
dossiers-check-file-hint = Den ender på .pdf, .json, .jwt eller .sd-jwt. Højst 16 MB.
dossiers-check-button = Kontrollér
dossiers-check-genuine = Ægte og uændret, siden den blev forseglet
dossiers-check-taken-back = { $count ->
    [one] Ét dokument gælder ikke længere, som da det blev forseglet
   *[other] { $count } dokumenter gælder ikke længere, som da det blev forseglet
    }
dossiers-check-not = Filen er ikke ægte
dossiers-check-incomplete = Men ikke alt var opfyldt, da den blev forseglet.
dossiers-check-annulled = { $count ->
    [one] En godkendelse i den er siden annulleret
   *[other] { $count } godkendelser i den er siden annulleret
    }
dossiers-check-demo = En demo: opdigtede personer. Den beviser ingenting.
dossiers-check-requirements = Krav
dossiers-check-again = Resultatet er regnet ud igen her, efter de regler, der ligger i filen.
dossiers-check-met = Opfyldt
dossiers-check-missed = Ikke opfyldt
dossiers-check-follows = Eftersendes
dossiers-check-without = Ikke oplyst
dossiers-check-unasked = Kræves ikke
dossiers-check-count = { $done } af { $total }
dossiers-check-count-then = { $done } af { $total }, da det blev forseglet
dossiers-check-curricula = Målbeskrivelse
dossiers-check-all = Alle { $count } krav i { $curriculum }
dossiers-check-rest = { $count } krav i { $curriculum }, som der ikke bedes om
dossiers-check-lent = { $who } for { $leader }
dossiers-check-on-paper = Opfyldt af et dokument, hvis original er set
dossiers-check-what = Det er kontrolleret
dossiers-check-signature = Signaturen passer
dossiers-check-signature-by = Med nøglen, der hører til portalen { $portal }
dossiers-check-ledger = Alle { $count } handlinger står i hovedbogen
dossiers-check-ledger-at = Underskrevet { $when }
dossiers-check-entitled = Alle, der har godkendt, havde ret til det
dossiers-check-entitled-about = { $count ->
    [one] Én godkendelse er regnet efter.
   *[other] { $count } godkendelser er regnet efter.
    }
dossiers-check-documents = { $count ->
    [one] Et bilag nævnes med sit fingeraftryk
   *[other] { $count } bilag nævnes med deres fingeraftryk
    }
dossiers-check-documents-about = Selve bilagene ligger ikke i filen.
dossiers-check-offline = Hellere uden denne side? Programmet kan det samme uden net:
dossiers-check-keys = Hent portalens nøgler
dossiers-check-why-none = Det er ikke en fil fra Attest, eller den er ikke hel, for eksempel gemt på ny af et andet program. Bed om filen, som den blev hentet.
dossiers-check-why-issuer = Den er forseglet af en anden portal end denne, eller med en nøgle, der er trukket tilbage. Spørg der, hvor den kommer fra.
dossiers-check-why-forged = Den er ændret, efter at den blev forseglet.
dossiers-check-why-ledger = Noget i den står ikke i portalens hovedbog.
dossiers-check-why-entitled = Noget i den er godkendt af en, der ikke havde ret til det.
dossiers-check-paper = PDF’en er signeret som helhed
dossiers-check-certificate = Certifikat
dossiers-check-technical = Tekniske detaljer
dossiers-check-portal = Forseglet af
dossiers-check-file-size = { $kb } kB
dossiers-check-why-expired = Certifikatet, den er signeret med, var udløbet.
dossiers-check-why-other = Indholdet hænger ikke sammen.
dossiers-check-none-chosen = Vælg en fil.
dossiers-check-too-large = Filen er for stor. Den må højst fylde 16 MB.

## On paper
dossiers-paper-page = Side { $page } af { $all }
dossiers-paper-code = QR-kode til { $address }
dossiers-paper-check-here = Kontrollér, at dokumentet er ægte, på
dossiers-paper-contents = Indhold
dossiers-paper-result = Resultat
dossiers-paper-complete = Alt, der kræves, er opfyldt
dossiers-paper-asked = Myndighedens krav
dossiers-paper-stands = Status
dossiers-paper-employments = Ansættelser
dossiers-paper-placements = Uddannelsesstillinger
dossiers-paper-period = Periode
dossiers-paper-source = Kilde
dossiers-paper-own = Tilføjet af ansøgeren
dossiers-paper-corrected = Rettet af ansøgeren
dossiers-paper-confirmed = Ansøgeren har bekræftet oversigten.
dossiers-paper-unconfirmed = Ansøgeren har ikke bekræftet oversigten.
dossiers-paper-by = Godkendt af
dossiers-paper-counted = { $registered } registreret, { $signed } godkendt
dossiers-paper-documents = Registrerede dokumenter
dossiers-paper-document = Dokument
dossiers-paper-seen = Original set af
dossiers-paper-attesters = Hvem har godkendt
dossiers-paper-name = Navn
dossiers-paper-role = Rolle
dossiers-paper-attestations = Godkendelser
dossiers-paper-checking = Sådan kontrolleres dokumentet
dossiers-paper-checking-file = Til dokumentet hører filen { $name }, som ligger i det. I den står hver handling med sin plads i portalens hovedbog og de regler, resultatet følger af. Signaturen dækker det hele: ændres ét tegn, passer den ikke.
dossiers-paper-checking-offline = Hele dokumentet kan kontrolleres på den side, QR-koden fører til, eller uden internetforbindelse med programmet: attest dossier verify.
dossiers-paper-checking-later = Om en godkendelse er trukket tilbage efter forseglingen, fremgår ikke af dokumentet.
dossiers-paper-key = Forseglet med nøglen
dossiers-paper-ledger = Hovedbog
dossiers-paper-attached = Dokumentationen i maskinlæsbar form, med portalens signatur
dossiers-paper-signature = Portalens signatur
dossiers-paper-fetch = Hent som PDF
dossiers-paper-fetch-in = Hent som PDF ({ $language })
dossiers-paper-left-out = { $count ->
    [one] Ét krav, som myndigheden ikke beder om, og som ikke er registreret, er udeladt her. Det står i filen.
   *[other] { $count } krav, som myndigheden ikke beder om, og som ikke er registreret, er udeladt her. De står i filen.
    }
dossiers-paper-but-follows = Alt, der kræves, er opfyldt på nær det, der eftersendes
dossiers-paper-stages = Uddannelse
dossiers-paper-print = Fingeraftryk af { $file }
dossiers-paper-recommended = Anbefalet af { $who }
