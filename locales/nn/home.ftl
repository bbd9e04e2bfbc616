
## Home of a trainee
home-needs-title = { $count ->
    [0] Ingenting ventar på deg
    [one] Éin ting ventar på deg
   *[other] { START($count) } ting ventar på deg
    }
home-needs-none-done = Alt i planen er godkjent.
home-needs-none-elsewhere = Alt i denne planen er godkjent. I { $title } manglar det noko.
home-needs-first = Slik byrjar du: logg det du har gjort. Når eit krav er oppfylt, sender du det til den som skal godkjenne. Svaret kjem her.
home-needs-none-next = Neste steg er ditt: logg det du har gjort, eller send noko til godkjenning.
home-needs-log = Logg det du har gjort
home-needs-plan = Sjå kva som manglar
home-needs-returned = { $title } er returnert
home-needs-asked = Styresmakta har eit spørsmål
home-needs-decide = { $count ->
    [one] Éin ventar på avgjerda di
   *[other] { START($count) } ventar på avgjerda di
    }
home-needs-time = { $title } kan stadfestast no
home-needs-time-who = Send det til { $names }
home-needs-time-since = Har kunna stadfestast sidan { $day }
home-no-plan-title = Du har ingen plan enno
home-no-plan-next = Leiaren din tildeler planen. Manglar han etter dei første dagane, spør { $who }.
home-no-plan-who = den som har ansvar for utdanninga di
home-waiting-title = { $count ->
    [one] Éin er send og ventar
   *[other] { START($count) } er sende og ventar
    }
home-waiting-title-both = { $others } { $things } og { $activities } { $activity } er sende og ventar
home-waiting-line = { $name }, { $role } · { $when }
home-news-title = Nytt sidan { $day }
home-news-title-plain = Nytt
home-news-seen = Merk som lest
home-news-attested = { $title } er godkjent
home-news-marked = { $title } er markert som oppfylt
home-news-credited = { $title } er registrert som oppnådd før
home-news-returned = { $title } er returnert
home-news-advised = { $title } er tilrådd
home-news-advised-not = { $title } er ikkje tilrådd enno
home-news-requested = { $title } er sendt til deg
home-news-recalled = { $title } er kalla tilbake
home-news-annulment-proposed = Det er foreslått å tilbakestille { $title }
home-news-annulled = { $title } er tilbakestilt
home-news-annulment-dropped = { $title } blir ikkje tilbakestilt. Godkjenninga gjeld
home-news-plan-assigned = Du har fått ein ny plan
home-news-plan-archived = Ein plan er arkivert
home-news-delegated = Du kan godkjenne på vegner av { $name }
home-news-delegation-ended = Du godkjenner ikkje lenger på vegner av { $name }
home-news-delegation-given-back = { $name } godkjenner ikkje lenger på dine vegner
home-news-role = Du har fått ei ny rolle
home-news-role-ended = Ei av rollene dine blir avslutta
home-news-verified = { $name } har sett originalen av eit av dokumenta dine
home-news-unverified = { $name } har trekt tilbake at originalen av eit dokument er sett
home-news-case-asked = Styresmakta har eit spørsmål til søknaden din
home-news-case-granted = Styresmakta har innvilga søknaden din
home-news-case-refused = Styresmakta har avslått søknaden din
home-news-other = Det har skjedd noko
home-coming-title = Dette kjem
home-coming-time = { $title } kan stadfestast frå { $day }
home-coming-time-who = Av { $names }
home-coming-placement = Ny teneste: { $place }
home-coming-placement-line = { $from } – { $until }
home-coming-end = { $title } sluttar { $day }
home-coming-end-left = { $count ->
    [0] Alt er godkjent
   *[other] { $count } står att
    }
home-progress-title = Mi framdrift
home-progress-whole = Heile planen
home-progress-of = av { $total } { $things } { $total ->
    [one] godkjent
   *[other] godkjende
    }
home-progress-table = Tala som tabell
home-progress-table-theme = Tema
home-progress-table-done = Godkjent
home-progress-table-under-way = Undervegs
home-progress-table-all = Alle
home-progress-other = { $title }: { $count } av { $total } { $things } { $total ->
    [one] godkjent
   *[other] godkjende
    }.
home-progress-switch = Byt til { $code }

## Forecast
home-forecast = Med takta frå det siste året er du i mål i { $month }, { $side ->
    [before] { WORD($count) } { $count ->
    [one] månad
   *[other] månader
    } før planlagd slutt
    [after] { WORD($count) } { $count ->
    [one] månad
   *[other] månader
    } etter planlagd slutt
   *[other] som planlagt
    }.
home-forecast-slow = { $count ->
    [one] Det går sakte med
   *[other] Det går sakte med
    } { $titles }.
home-forecast-chart = Godkjent over tid, med prognose
home-forecast-desc = { $count } av { $total } er godkjende no. Med takta frå dei siste tolv månadene er alt godkjent i { $month }. Planlagd slutt er { $planned }.
home-forecast-today = { $count } i dag
home-forecast-planned = planlagt
home-forecast-too-early = Prognosen kjem når minst tre krav er godkjende det siste året, og løpet har vart i ti månader.

## Home of a leader
home-leader-title = { $count ->
    [0] { $total ->
    [one] Ingen ligg etter
   *[other] Ingen av dei { WORD($total) } { $trainees } ligg etter
    }
    [one] { $total ->
    [one] Éin ligg etter
   *[other] Éin av dei { WORD($total) } { $trainees } ligg etter
    }
   *[other] { START($count) } av dei { WORD($total) } { $trainees } ligg etter
    }
home-leader-none = Ingen { $trainees } hos deg enno
home-leader-not-begun = Ingenting er godkjent enno
home-leader-place = { $place } · { $day }
home-leader-waiting = { $count ->
    [one] Éin ventar på deg
   *[other] { START($count) } ventar på deg
    }
home-leader-waiting-oldest = Den eldste har venta i { $count } { $count ->
    [one] dag
   *[other] dagar
    }.
home-leader-delegate = { $name } kan godkjenne for deg til { $day }.
home-leader-heat = Godkjent per tema, i prosent
home-leader-heat-caption = Prosentdel godkjende krav, per lege og tema, { $title }
home-leader-forecast = Prognose
home-leader-behind = { $count } mnd. etter
home-leader-ahead = { $count } mnd. foran
home-leader-on-time = i rute
home-leader-unknown = for tidleg å seie
home-leader-still = ingenting på eitt år
home-leader-late-title = Kven ligg etter, og kvifor
home-leader-late-row = { $name }, { $count } { $count ->
    [one] månad
   *[other] månader
    }
home-leader-late-nobody = Det er rekna ut frå det som er godkjent så langt.
home-cause-waiting-you = { $count ->
    [one] Éin er send og ventar på deg.
   *[other] { START($count) } er sende og ventar på deg.
    }
home-cause-waiting = { $count ->
    [one] Éin ventar på godkjenning hos andre.
   *[other] { START($count) } ventar på godkjenning hos andre.
    }
home-cause-returned = { $count ->
    [one] Éin er returnert og står utan svar.
   *[other] { START($count) } er returnerte og står utan svar.
    }
home-cause-still = Ingenting har skjedd sidan { $day }.
home-cause-not-begun = Planen er ikkje påbyrja.
home-cause-theme = { $count } står att i { $theme }.
home-cause-lately = { $count } { $count ->
    [one] godkjent
   *[other] godkjende
    } det siste året, { $remaining } { $things } står att.
home-leader-bottlenecks = Flaskehalsar
home-leader-missing-of = { $count } av { $total } manglar det

## Homes without a plan and without an in-tray
home-officer-title = { $count ->
    [0] Ingen tilbakestillingar ventar på deg
    [one] Éi tilbakestilling ventar på deg
   *[other] { START($count) } tilbakestillingar ventar på deg
    }
home-officer-find = Finn ein lege
home-officer-find-hint = Namnet, eller ein del av det. Oppslaget blir skrive i loggen til legen.
home-officer-proposed = Foreslått av deg
home-authority-title = Ingen saker ventar på dykk
home-authority-about = De ser det ein lege sender til dykk, og ikkje noko anna. Saker kjem hit når dei er sende.
home-admin-title = Du set opp portalen. Planane er lukka for deg.
home-admin-can = Dette kan du
home-admin-can-grants = Gi og avslutte roller for sekretariat, leiarar og styresmakter
home-admin-can-import = Hente inn organisasjonar, personar og tilsetjingar frå filer
home-admin-can-curricula = Hente inn læringsmålplanar og kontrollere dei
home-admin-how = Det blir gjort med kommandoen { $command } på serveren.
home-admin-cannot = Dette ser du ikkje
home-admin-cannot-about = Planar, registreringar, kommentarar og godkjenningar. Den som driv portalen, les ikkje i han.
home-nobody-title = Du er logga inn, men har inga rolle no
home-nobody-trainee = Er du lege i spesialisering, blir du lagd inn når tilsetjinga er registrert. Spør den som har ansvar for utdanninga di.
home-nobody-approver = Skal du godkjenne, gir leiaren eller den utdanningsansvarlege deg ei rolle.
home-nobody-see = Alt portalen veit om deg, står på Mi side.
home-officer-see = Sjå og stadfest
home-leader-behind-years = over { $count } år etter
home-leader-late-row-years = { $name }, over { $count } år
home-news-filed = { $name } har lagt inn eit dokument: sjå originalen
home-waiting-gone = { $name } kan ikkje lenger godkjenne det: Kall det tilbake, og send til ein annan
home-to-apply = Gå til søknaden
home-cases-all = Sjå alle saker
home-cases-title = { $count ->
    [one] Éi sak ventar på dykk
   *[other] { START($count) } saker ventar på dykk
    }
