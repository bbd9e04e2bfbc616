## The plan
training-plan-version = { $code }, version { $version } · gælder fra { $day }
training-plan-version-undated = { $code }, version { $version }
training-plan-approved-of = af { $total } { $things } godkendt
training-plan-approved-or-registered = af { $total } { $things } godkendt eller registreret
training-plan-remaining = Mangler
training-plan-elsewhere = { $count } i { $tab }
training-plan-others = Andre planer, du kan se
training-plan-bar = Fremdrift i { $code } { $version }
training-plan-partial = Målbeskrivelsens liste er ikke komplet her. Derfor kan planen ikke blive helt færdig endnu.
training-plan-archived = Planen blev arkiveret den { $day } og kan kun læses.
training-plan-reader = Du ser planen som { $role }. { $name } kan se, at du har åbnet den.
training-plan-filter-state = Filtrér på status
training-plan-filter-kind = Vælg kravtype
training-plan-search = Søg i logbogen
training-plan-theme = Tema
training-plan-all-themes = Alle temaer
training-plan-all-arenas = Alle
training-plan-showing-all = Viser alle { $total }.
training-plan-showing-remaining = Viser { $count }, der mangler.
training-plan-showing = Viser { $count } af { $total }.
training-plan-hidden = Skjult af filter: { $count }
training-plan-show-all = Vis alle { $total }
training-plan-unfold = Åbn alle temaer
training-plan-show-remaining = { $count ->
    [one] Vis kun den ene, der mangler
   *[other] Vis kun de { $count }, der mangler
    }
training-plan-nothing = Intet i planen passer til filteret
training-plan-nothing-next = Prøv et andet ord.
training-plan-done = Alt i planen er godkendt
training-plan-to = til { $name }
training-plan-back-from = fra { $name }
training-plan-annulled = nulstillet
training-plan-opens = fra { $day }

## What a reader with rights can do with a plan
training-pick-title = Anbefal flere på én gang
training-pick-link = Anbefal flere på én gang
training-pick-stop = Tilbage til planen uden at anbefale
training-pick-about = Sæt flueben ved dem, der skal have samme anbefaling. Hver får sin egen linje i historikken.
training-pick-none = Gem anbefaling
training-pick-one = Gem anbefaling for 1 valgt
training-pick-many = Gem anbefaling for # valgte
training-pick-saved = { $count ->
    [one] Én anbefaling er gemt
   *[other] { START($count) } anbefalinger er gemt
    }
training-manage-delete = Slet planen
training-manage-delete-about = Planen er ikke begyndt, så intet går tabt.
training-manage-archive = Arkivér planen
training-manage-archive-about = Planen kan derefter kun læses, og kan ikke tages i brug igen. Godkendelserne bliver stående i den; en ny plan begynder uden dem.
training-manage-assign = Tildel en plan

## A requirement
training-req-required = Hvad der kræves
training-req-official = Officiel tekst, version { $version }.
training-req-not-imported = Den officielle tekst er ikke hentet ind.
training-req-own-title = Titlen er vores egne ord.
training-req-source = Kilde: { $name }
training-req-licence = Licens: { $name }.
training-req-licence-unknown = Licensen er ukendt.
training-req-demo = Opdigtet til demoen
training-req-evidence = Hvad der tæller
training-req-basis = Grundlag
training-req-basis-about = Antallene er en anbefaling. Det kan godkendes med færre, hvis det begrundes.
training-req-basis-free = Antallene er en anbefaling.
training-req-basis-none = Ingen aktiviteter hører til. Skriv i kommentaren, hvad du har gjort.
training-req-signed-by = signeret af { $name }
training-req-signed-count = { $count } signeret
training-req-self = selvregistreret
training-req-counts-for = tæller også for { $codes }
training-req-plus-named = registrér { $title }, gemmes straks
training-req-entries = Registreringer
training-req-supports = Tæller for
training-req-time = { $place }, { $percent }
training-req-time-title = Tiden
training-req-time-absence = Den, der attesterer, bekræfter også, at fraværet var under { $percent }.
training-req-time-none = Det er ikke valgt, hvilket delforløb tiden hører til.
training-req-time-ahead = Tiden begynder først { $day }.
training-req-time-part = Tiden løber til { $until }. Indtil i dag er omkring { $done } af { $total } måneder gået.
training-req-approvers = Hvem kan godkende
training-req-approvers-and = { $people }; eller { $last }.
training-req-approvers-nobody = Ingen kan lige nu. Det skal være: { $roles }. Sig det til den, der står for uddannelsen på stedet.
training-req-approvers-self = Du registrerer selv. Det behøver ingen godkendelse.
training-req-approvers-self-reader = Lægen registrerer selv. Det behøver ingen godkendelse.
training-req-when-any = Når som helst.
training-req-when-advice = Når som helst, efter anbefaling fra { $roles }.
training-req-when-from = Fra { $day }, og når som helst derefter.
training-req-history = Historik
training-req-history-none = Intet er sket endnu.
training-req-history-beneath = Her er intet sket endnu. Det, der er i gang, er aktiviteterne.
training-req-to = Til
training-req-registers-first = Registrér først, hvad du har gjort. Så kan du sende det herfra.
training-req-choose-person = Vælg en person
training-req-completed-on = Opnået den
training-req-comment = Kommentar
training-req-comment-hint = Kan udelades. Skriv intet, der kan identificere en patient.
training-req-comment-hint-returned = Svar på kommentaren i returen. Skriv intet, der kan identificere en patient.
training-req-waiting = Venter på { $name }
training-req-waiting-since = Meldt klar { $when }. Du får besked her, når der er et svar.
training-req-waiting-gone = { $name } kan ikke længere godkende det. Træk det tilbage, og send det til en anden.
training-req-waiting-other = Meldt klar { $when }.
training-req-recall-about = Vil du ændre noget, så træk den tilbage. Det er muligt, så længe den venter, og det kan ses i historikken.
training-req-returned = { $name } sendte det retur
training-req-register-activity = Registrér, hvad du har gjort
training-req-date = Dato
training-req-count = Antal
training-req-register-button = Gem registrering
training-req-register-first = Registrér først, hvad du har gjort. Så kan du melde det klar.
training-req-attested = Godkendt af { $name }
training-req-marked = Markeret som opfyldt af { $name }
training-req-attested-line = Som { $role } · { $when }
training-req-attested-behalf = Som stedfortræder for { $name } · { $when }
training-req-attested-stays = Godkendelsen bliver stående og kan ikke ændres ubemærket.
training-req-on-paper = Attesteret på papir
training-req-on-paper-seen = { $name } har set originalen. { $line }
training-req-on-paper-about = Den tæller med i ansøgningen. Der skal ikke mere til i Attest.
training-req-attest-title = Godkend uopfordret
training-req-attest-time = Attestér tid
training-req-attest-about = Du behøver ikke vente på, at { $name } melder klar.
training-req-decide-link = { $name } har meldt den klar til dig
training-req-decide-button = Se og afgør
training-req-advise-title = Din anbefaling
training-req-advise-recommends = Er målet nået?
training-req-advise-yes = Jeg anbefaler
training-req-advise-no = Ikke endnu
training-req-advise-comment = Hvorfor
training-req-advise-meeting = Givet på kollegiets møde den
training-req-advise-meeting-hint = dd.mm.åååå. Kan udelades.
training-req-advise-button = Gem anbefaling
training-req-mark-about = På vegne af { $name }. Historikken viser, at det var dig.
training-req-mark-comment = Hvordan ved du det?
training-req-annul-proposed = Det er foreslået at nulstille godkendelsen
training-req-annulled = En godkendelse er nulstillet
training-req-annulled-by = { $first } foreslog, { $second } bekræftede { $when }
training-req-proposed-by = { $name } foreslog det { $when }
training-req-see-goals = Se kravet

## My trainees
training-trainees-title = { $count ->
    [0] Du følger ingen endnu
    [one] Du følger én
   *[other] Du følger { WORD($count) } { $trainees }
    }
training-trainees-none-next = Læger i uddannelse står her, så længe de er, hvor du har en rolle, eller når du får en rolle for en af dem.
training-trainees-found = { $count ->
    [0] Ingen hedder »{ $query }«
    [one] Én passer til »{ $query }«
   *[other] { START($count) } passer til »{ $query }«
    }
training-trainees-not-found-next = Her står kun de læger, du har en rolle for. Prøv et andet navn, eller vis alle.
training-trainees-no-plan = Ingen plan endnu
training-trainees-progress = { $count } af { $total } { $things } godkendt

## Assigning a plan
training-assign-title = Tildel { $name } en plan
training-assign-curriculum = Plan
training-assign-about = En ny plan begynder uden godkendelser. Det, der er godkendt i en tidligere plan, bliver stående dér og kan registreres i den nye. En plan, der ikke er begyndt, kan slettes igen.
training-assign-button = Tildel plan
training-assign-choose = Vælg
training-assign-other = { $plan }, andet speciale
training-assign-none = Der er ingen plan at tildele: lægen har alle, der passer til forløbet.
training-assign-has = Har allerede
training-req-comment-hint-patients = Skriv intet, der kan identificere en patient.

## What was just done
training-did-registered = Registreret
training-did-registered-what = { $count } × { $day }
training-did-registered-before = Den dag ligger før starten på dit forløb, { $day }. Er datoen rigtig?
training-did-withdrawn = Registreringen er fortrudt
training-did-withdrawn-next = Den tæller ikke mere. Historikken viser, at den har været der.
training-did-completed = Opnået den { $day }
training-req-undo = Fortryd
training-req-undone = fortrudt
training-did-sent = Meldt klar til { $name }
training-did-recalled = Trukket tilbage
training-did-recalled-next = Ret det, du vil, og send igen, når du er klar.
training-did-advised = Anbefalingen er gemt
training-did-attested = Godkendt
training-did-attested-next = { $name } har fået besked. Godkendelsen bliver stående.
training-did-marked = Markeret som opfyldt
training-did-credited = Det er registreret, som opnået før
training-req-credited = { $what }, registreret af { $name }
training-req-credited-on = Opnået { $day }, ifølge { $document }.
training-req-credit-about = Til det, lægen har lært før: i udlandet, efter ældre regler eller et andet sted. Det kan altid ses, at det er registreret bagefter.
training-req-credit-months = Kun stillinger på mindst { $months } måneder tæller.
training-req-credit-none = Det skal hvile på et dokument: { $kinds }. Lægen skal først lægge det op.
training-req-credit-documents = Se lægens dokumenter
training-req-credit-document = Dokumentet, det hviler på
training-req-credit-choose = Vælg et dokument
training-req-credit-unseen = Ingen har set originalen
training-req-credit-unseen-next = Det, du registrerer på et dokument, gælder, også når ingen har set originalen. Få den set først.
training-req-credit-on = Opnået den
training-plan-finish-by = Den, der er begyndt på denne udgave, kan gøre den færdig til { $day }
training-did-assigned = Planen er tildelt
training-did-archived = Planen er arkiveret
training-trainees-deleted = Planen er slettet
training-req-attest-count = Hvor mange gange godkender du?
training-req-attest-count-hint = Kræves: { $count }. Registreret og ikke godkendt: { $left }.
training-req-decide-other = { $name } har meldt den klar til { $to }
training-req-time-left = { $count ->
    [one] Der er én dag tilbage af de { $total } måneder. Sidste dag er { $until }.
   *[other] Der er { $count } dage tilbage af de { $total } måneder. Sidste dag er { $until }.
    }
training-req-attest-not-yet = Kan ikke godkendes endnu
training-req-to-attest = Gå til godkendelsen
