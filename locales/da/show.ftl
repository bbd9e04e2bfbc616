## What every page shares: navigation, states, kinds, history, forms, refusals.
show-nav-home = Hjem
show-nav-plan = Logbog
show-nav-log = Registrér
show-nav-tray = Indbakke
show-search = Find en læge
show-nav-delegations = Delegering
show-nav-roles = Roller
show-nav-annulments = Nulstillinger
show-switch = Skift plan
show-finished = afsluttet
show-state-open = Ikke begyndt
show-state-in-progress = I gang
show-state-registered = Registreret
show-state-requested = Meldt klar
show-state-returned = Sendt retur
show-state-attested = Godkendt
show-tally-open = { $count } ikke begyndt
show-tally-in-progress = { $count } i gang
show-tally-registered = { $count } registreret
show-tally-requested = { $count } meldt klar
show-tally-returned = { $count } sendt retur
show-tally-attested = { $count } godkendt
show-of-total = { $count } af { $total }
show-more-than = { $count } ({ $total } kræves)
show-goal-number = Læringsmål { $number }
show-progress = Fremdrift: { $what }
show-person-role = { $name }, { $role }
show-on-behalf = på vegne af { $name }

## History of a requirement
show-did-registered = Registreret
show-did-registered-count = { $count } registreret
show-did-withdrawn = Fortrudt: { $count } × { $day }
show-did-requested = Meldt klar til { $name }
show-did-requested-you = Meldt klar til dig
show-did-recalled = Trukket tilbage
show-did-returned = Sendt retur
show-did-advised = Anbefalet
show-did-advised-not = Ikke anbefalet endnu
show-did-attested = Godkendt
show-did-absence = Bekræfter fravær under { $percent }
show-did-marked = Markeret som opfyldt
show-did-credited = { $what }, opnået { $day }
show-did-verified = Originalen er set
show-did-annulment-proposed = Nulstilling foreslået
show-did-annulled = Nulstillet
show-did-annulment-declined = Nulstilling afslået
show-did-annulment-withdrawn = Forslag om nulstilling trukket tilbage
show-did-imported = Hentet fra en anden portal
show-did-meeting = på møde { $day }

## What stands in the way
show-refused-too-early-next = Det kan gøres fra { $day }.
show-refused-awaiting-advice-next = Først skal { $roles } anbefale. Derefter kan du godkende.
show-refused-not-ready-next = Kravets side viser, hvad der mangler. Mangler en anbefalet aktivitet, så skriv, hvorfor det alligevel er nok.
show-refused-too-many-next = Prøv igen om { $count } { $count ->
    [one] minut
   *[other] minutter
    }.
show-nav-apply = Ansøgning
show-nav-trainees = Mine læger
show-delegate-until = { $name }, stedfortræder til { $day }
show-instead-recalled = Det er trukket tilbage og venter ikke længere på godkendelse.
show-instead-returned = Det er sendt retur og venter ikke længere på godkendelse.
show-instead-archived = Planen er arkiveret. Der ændres ikke mere i den.
show-instead-begun = Der er registreret noget i planen. Den kan arkiveres, men ikke længere slettes.
show-instead-not-begun = Der er ikke registreret noget i planen. Den kan slettes, men ikke arkiveres.
show-instead-assigned = Lægen har allerede en plan efter denne version af målbeskrivelsen.
show-instead-needs-no-signature = Dette behøver ingen at godkende: Det er gjort, når det er registreret.
show-instead-in-use = Registreringen er meldt klar til godkendelse, eller nogen har godkendt den.
show-instead-proposed = Det er allerede foreslået at nulstille denne godkendelse. En anden person afgør det.
show-instead-annulled = Godkendelsen er allerede nulstillet.
show-instead-given-up = Forslaget er trukket tilbage eller afvist. Godkendelsen gælder fortsat.
show-instead-verified = Nogen har set originalen, så dokumentet bliver stående.
show-instead-withdrawn = Dokumentet er taget tilbage.
show-instead-sent = Du har sendt dokumentation i denne sag. Send mere som supplement.
show-instead-not-sent = Dokumentationen er ikke sendt, eller den er taget tilbage.
show-instead-opened = Myndigheden har åbnet sagen. Eftersend det i stedet.
show-instead-decided = Sagen er afgjort.
show-unsent = Det, du skrev, er ikke sendt
show-unsent-next = Kopiér det, hvis du vil bruge det igen.
show-list-search = Søg efter navn
show-list-all = Vis alle
show-list-next = Vis de næste
show-list-first = Til begyndelsen
