
## Home of a trainee
home-needs-title = { $count ->
    [0] Ingenting venter på deg
    [one] Én ting venter på deg
   *[other] { START($count) } ting venter på deg
    }
home-needs-none-done = Alt i planen er godkjent.
home-needs-none-elsewhere = Alt i denne planen er godkjent. I { $title } mangler det noe.
home-needs-first = Slik begynner du: logg det du har gjort. Når et krav er oppfylt, sender du det til den som skal godkjenne. Svaret kommer her.
home-needs-none-next = Neste skritt er ditt: logg det du har gjort, eller send noe til godkjenning.
home-needs-log = Logg det du har gjort
home-needs-plan = Se hva som mangler
home-needs-returned = { $title } er returnert
home-needs-asked = Myndigheten har et spørsmål
home-needs-decide = { $count ->
    [one] Én venter på din avgjørelse
   *[other] { START($count) } venter på din avgjørelse
    }
home-needs-time = { $title } kan bekreftes nå
home-needs-time-who = Send det til { $names }
home-needs-time-since = Har kunnet bekreftes siden { $day }
home-no-plan-title = Du har ingen plan ennå
home-no-plan-next = Lederen din tildeler planen. Mangler den etter de første dagene, spør { $who }.
home-no-plan-who = den som har ansvar for utdanningen din
home-waiting-title = { $count ->
    [one] Én er sendt og venter
   *[other] { START($count) } er sendt og venter
    }
home-waiting-title-both = { $others } { $things } og { $activities } { $activity } er sendt og venter
home-waiting-line = { $name }, { $role } · { $when }
home-news-title = Nytt siden { $day }
home-news-title-plain = Nytt
home-news-seen = Merk som lest
home-news-attested = { $title } er godkjent
home-news-marked = { $title } er markert som oppfylt
home-news-credited = { $title } er registrert som oppnådd før
home-news-returned = { $title } er returnert
home-news-advised = { $title } er anbefalt
home-news-advised-not = { $title } er ikke anbefalt ennå
home-news-requested = { $title } er sendt til deg
home-news-recalled = { $title } er kalt tilbake
home-news-annulment-proposed = Det er foreslått å tilbakestille { $title }
home-news-annulled = { $title } er tilbakestilt
home-news-annulment-dropped = { $title } blir ikke tilbakestilt. Godkjenningen gjelder
home-news-plan-assigned = Du har fått en ny plan
home-news-plan-archived = En plan er arkivert
home-news-delegated = Du kan godkjenne på vegne av { $name }
home-news-delegation-ended = Du godkjenner ikke lenger på vegne av { $name }
home-news-delegation-given-back = { $name } godkjenner ikke lenger på dine vegne
home-news-role = Du har fått en ny rolle
home-news-role-ended = En av rollene dine avsluttes
home-news-verified = { $name } har sett originalen av et av dokumentene dine
home-news-unverified = { $name } har trukket tilbake at originalen av et dokument er sett
home-news-case-asked = Myndigheten har et spørsmål til søknaden din
home-news-case-granted = Myndigheten har innvilget søknaden din
home-news-case-refused = Myndigheten har avslått søknaden din
home-news-other = Det har skjedd noe
home-coming-title = Dette kommer
home-coming-time = { $title } kan bekreftes fra { $day }
home-coming-time-who = Av { $names }
home-coming-placement = Ny tjeneste: { $place }
home-coming-placement-line = { $from } – { $until }
home-coming-end = { $title } slutter { $day }
home-coming-end-left = { $count ->
    [0] Alt er godkjent
   *[other] { $count } gjenstår
    }
home-progress-title = Min fremdrift
home-progress-whole = Hele planen
home-progress-of = av { $total } { $things } godkjent
home-progress-table = Tallene som tabell
home-progress-table-theme = Tema
home-progress-table-done = Godkjent
home-progress-table-under-way = Underveis
home-progress-table-all = Alle
home-progress-other = { $title }: { $count } av { $total } { $things } godkjent.
home-progress-switch = Bytt til { $code }

## Forecast
home-forecast = Med takten fra det siste året er du i mål i { $month }, { $side ->
    [before] { WORD($count) } { $count ->
    [one] måned
   *[other] måneder
    } før planlagt slutt
    [after] { WORD($count) } { $count ->
    [one] måned
   *[other] måneder
    } etter planlagt slutt
   *[other] som planlagt
    }.
home-forecast-slow = { $count ->
    [one] Det går sakte med
   *[other] Det går sakte med
    } { $titles }.
home-forecast-chart = Godkjent over tid, med prognose
home-forecast-desc = { $count } av { $total } er godkjent nå. Med takten fra de siste tolv månedene er alt godkjent i { $month }. Planlagt slutt er { $planned }.
home-forecast-today = { $count } i dag
home-forecast-planned = planlagt
home-forecast-too-early = Prognosen kommer når minst tre krav er godkjent det siste året, og løpet har vart i ti måneder.

## Home of a leader
home-leader-title = { $count ->
    [0] { $total ->
    [one] Ingen ligger etter
   *[other] Ingen av de { WORD($total) } { $trainees } ligger etter
    }
    [one] { $total ->
    [one] Én ligger etter
   *[other] Én av de { WORD($total) } { $trainees } ligger etter
    }
   *[other] { START($count) } av de { WORD($total) } { $trainees } ligger etter
    }
home-leader-none = Ingen { $trainees } hos deg ennå
home-leader-not-begun = Ingenting er godkjent ennå
home-leader-place = { $place } · { $day }
home-leader-waiting = { $count ->
    [one] Én venter på deg
   *[other] { START($count) } venter på deg
    }
home-leader-waiting-oldest = Den eldste har ventet i { $count } { $count ->
    [one] dag
   *[other] dager
    }.
home-leader-delegate = { $name } kan godkjenne for deg til { $day }.
home-leader-heat = Godkjent per tema, i prosent
home-leader-heat-caption = Andel godkjente krav i prosent, per lege og tema, { $title }
home-leader-forecast = Prognose
home-leader-behind = { $count } mnd. etter
home-leader-ahead = { $count } mnd. foran
home-leader-on-time = i rute
home-leader-unknown = for tidlig å si
home-leader-still = ingenting på ett år
home-leader-late-title = Hvem ligger etter, og hvorfor
home-leader-late-row = { $name }, { $count } { $count ->
    [one] måned
   *[other] måneder
    }
home-leader-late-nobody = Det er regnet ut fra det som er godkjent så langt.
home-cause-waiting-you = { $count ->
    [one] Én er sendt og venter på deg.
   *[other] { START($count) } er sendt og venter på deg.
    }
home-cause-waiting = { $count ->
    [one] Én venter på godkjenning hos andre.
   *[other] { START($count) } venter på godkjenning hos andre.
    }
home-cause-returned = { $count ->
    [one] Én er returnert og ikke besvart.
   *[other] { START($count) } er returnert og ikke besvart.
    }
home-cause-still = Ingenting har skjedd siden { $day }.
home-cause-not-begun = Planen er ikke påbegynt.
home-cause-theme = { $count } gjenstår i { $theme }.
home-cause-lately = { $count } godkjent det siste året, { $remaining } { $things } gjenstår.
home-leader-bottlenecks = Flaskehalser
home-leader-missing-of = { $count } av { $total } mangler det

## Homes without a plan and without an in-tray
home-officer-title = { $count ->
    [0] Ingen tilbakestillinger venter på deg
    [one] Én tilbakestilling venter på deg
   *[other] { START($count) } tilbakestillinger venter på deg
    }
home-officer-find = Finn en lege
home-officer-find-hint = Navnet, eller en del av det. Oppslaget skrives i legens logg.
home-officer-proposed = Foreslått av deg
home-authority-title = Ingen saker venter på dere
home-authority-about = Dere ser det en lege sender til dere, og ikke noe annet. Saker kommer hit når de er sendt.
home-admin-title = Du setter opp portalen. Planene er lukket for deg.
home-admin-can = Dette kan du
home-admin-can-grants = Gi og avslutte roller for sekretariater, ledere og myndigheter
home-admin-can-import = Hente inn organisasjoner, personer og ansettelser fra filer
home-admin-can-curricula = Hente inn læringsmålplaner og kontrollere dem
home-admin-how = Det gjøres med kommandoen { $command } på serveren.
home-admin-cannot = Dette ser du ikke
home-admin-cannot-about = Planer, registreringer, kommentarer og godkjenninger. Den som driver portalen, leser ikke i den.
home-nobody-title = Du er logget inn, men har ingen rolle nå
home-nobody-trainee = Er du lege i spesialisering, blir du lagt inn når ansettelsen er registrert. Spør den som har ansvar for utdanningen din.
home-nobody-approver = Skal du godkjenne, gir lederen eller den utdanningsansvarlige deg en rolle.
home-nobody-see = Alt portalen vet om deg, står på Min side.
home-officer-see = Se og bekreft
home-leader-behind-years = over { $count } år etter
home-leader-late-row-years = { $name }, over { $count } år
home-news-filed = { $name } har lagt inn et dokument: se originalen
home-waiting-gone = { $name } kan ikke lenger godkjenne det: Kall det tilbake, og send til en annen
home-to-apply = Gå til søknaden
home-cases-all = Se alle saker
home-cases-title = { $count ->
    [one] Én sak venter på dere
   *[other] { START($count) } saker venter på dere
    }
