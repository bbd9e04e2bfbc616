## What every page shares: navigation, states, kinds, history, forms, refusals.
show-nav-home = Hjem
show-nav-plan = Plan
show-nav-log = Logg
show-nav-tray = Innkurv
show-search = Finn en lege
show-nav-delegations = Delegering
show-nav-roles = Roller
show-nav-annulments = Tilbakestillinger
show-switch = Bytt plan
show-finished = avsluttet
show-state-open = Ikke påbegynt
show-state-in-progress = I gang
show-state-registered = Registrert
show-state-requested = Sendt
show-state-returned = Returnert
show-state-attested = Godkjent
show-tally-open = { $count } ikke påbegynt
show-tally-in-progress = { $count } i gang
show-tally-registered = { $count } registrert
show-tally-requested = { $count } sendt
show-tally-returned = { $count } returnert
show-tally-attested = { $count } godkjent
show-of-total = { $count } av { $total }
show-more-than = { $count } ({ $total } kreves)
show-goal-number = Læringsmål { $number }
show-progress = Fremdrift: { $what }
show-person-role = { $name }, { $role }
show-on-behalf = på vegne av { $name }

## History of a requirement
show-did-registered = Registrert
show-did-registered-count = { $count } registrert
show-did-withdrawn = Angret: { $count } × { $day }
show-did-requested = Sendt til { $name }
show-did-requested-you = Sendt til deg
show-did-recalled = Kalt tilbake
show-did-returned = Returnert
show-did-advised = Anbefalt
show-did-advised-not = Ikke anbefalt ennå
show-did-attested = Godkjent
show-did-absence = Bekrefter fravær under { $percent }
show-did-marked = Markert som oppfylt
show-did-credited = { $what }, oppnådd { $day }
show-did-verified = Originalen er sett
show-did-annulment-proposed = Tilbakestilling foreslått
show-did-annulled = Tilbakestilt
show-did-annulment-declined = Tilbakestilling avslått
show-did-annulment-withdrawn = Forslag om tilbakestilling trukket tilbake
show-did-imported = Hentet fra en annen portal
show-did-meeting = på møte { $day }

## What stands in the way
show-refused-too-early-next = Det kan gjøres fra { $day }.
show-refused-awaiting-advice-next = Først må { $roles } anbefale. Deretter kan du godkjenne.
show-refused-not-ready-next = Kravets side viser hva som mangler. Mangler en anbefalt aktivitet, skriv hvorfor det likevel er nok.
show-refused-too-many-next = Prøv igjen om { $count } { $count ->
    [one] minutt
   *[other] minutter
    }.
show-nav-apply = Søknad
show-nav-trainees = Mine LIS
show-delegate-until = { $name }, stedfortreder til { $day }
show-instead-recalled = Det er kalt tilbake og venter ikke lenger på godkjenning.
show-instead-returned = Det er returnert og venter ikke lenger på godkjenning.
show-instead-archived = Planen er arkivert. Den kan ikke endres lenger.
show-instead-begun = Noe er registrert i planen. Den kan arkiveres, men ikke lenger slettes.
show-instead-not-begun = Ingenting er registrert i planen. Den kan slettes, men ikke arkiveres.
show-instead-assigned = Legen har allerede en plan etter denne versjonen.
show-instead-needs-no-signature = Ingen trenger å signere dette: Det er gjort når det er registrert.
show-instead-in-use = Registreringen er sendt til godkjenning eller signert.
show-instead-proposed = Det er allerede foreslått å tilbakestille denne godkjenningen. En annen person avgjør det.
show-instead-annulled = Godkjenningen er allerede tilbakestilt.
show-instead-given-up = Forslaget er trukket eller avslått. Godkjenningen gjelder fortsatt.
show-instead-verified = Noen har sett originalen, så dokumentet blir stående.
show-instead-withdrawn = Dokumentet er tatt tilbake.
show-instead-sent = Du har sendt dokumentasjon i denne saken. Send mer som supplement.
show-instead-not-sent = Dokumentasjonen er ikke sendt, eller den er trukket tilbake.
show-instead-opened = Myndigheten har åpnet saken. Ettersend det i stedet.
show-instead-decided = Saken er avgjort.
show-unsent = Det du skrev, er ikke sendt
show-unsent-next = Kopier det hvis du vil bruke det igjen.
show-list-search = Søk etter navn
show-list-all = Vis alle
show-list-next = Vis de neste
show-list-first = Til begynnelsen
