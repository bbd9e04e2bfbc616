
## Home of a trainee
home-needs-title = { $count ->
    [0] Intet venter på dig
    [one] Én ting venter på dig
   *[other] { START($count) } ting venter på dig
    }
home-needs-none-done = Alt i planen er godkendt.
home-needs-none-elsewhere = Alt i denne plan er godkendt. I { $title } mangler der noget.
home-needs-first = Sådan begynder du: log, hvad du har gjort. Når et krav er opfyldt, melder du det klar til den, der skal godkende. Svaret kommer her.
home-needs-none-next = Næste skridt er dit: log, hvad du har gjort, eller meld noget klar.
home-needs-log = Log, hvad du har gjort
home-needs-plan = Se, hvad der mangler
home-needs-returned = { $title } er sendt retur
home-needs-asked = Myndigheden har et spørgsmål
home-needs-decide = { $count ->
    [one] Én venter på din afgørelse
   *[other] { START($count) } venter på din afgørelse
    }
home-needs-time = { $title } kan attesteres nu
home-needs-time-who = Meld den klar til { $names }
home-needs-time-since = Har kunnet attesteres siden { $day }
home-no-plan-title = Du har ingen plan endnu
home-no-plan-next = Planen kommer sammen med dit forløb. Mangler den efter den første arbejdsdag, så skriv til { $who }.
home-no-plan-who = den, der står for din uddannelse
home-waiting-title = { $count ->
    [one] Én er meldt klar og venter
   *[other] { START($count) } er meldt klar og venter
    }
home-waiting-title-both = { $others } { $things } og { $activities } { $activity } er meldt klar og venter
home-waiting-line = { $name }, { $role } · { $when }
home-news-title = Nyt siden { $day }
home-news-title-plain = Nyt
home-news-seen = Markér som læst
home-news-attested = { $title } er godkendt
home-news-marked = { $title } er markeret som opfyldt
home-news-credited = { $title } er registreret som opnået før
home-news-returned = { $title } er sendt retur
home-news-advised = { $title } er anbefalet
home-news-advised-not = { $title } er ikke anbefalet endnu
home-news-requested = { $title } er meldt klar til dig
home-news-recalled = { $title } er trukket tilbage
home-news-annulment-proposed = Det er foreslået at nulstille { $title }
home-news-annulled = { $title } er nulstillet
home-news-annulment-dropped = { $title } nulstilles ikke. Godkendelsen gælder
home-news-plan-assigned = Du har fået en ny plan
home-news-plan-archived = En plan er arkiveret
home-news-delegated = Du kan godkende på vegne af { $name }
home-news-delegation-ended = Du godkender ikke længere på vegne af { $name }
home-news-delegation-given-back = { $name } godkender ikke længere på dine vegne
home-news-role = Du har fået en ny rolle
home-news-role-ended = En af dine roller slutter
home-news-verified = { $name } har set originalen af et af dine dokumenter
home-news-unverified = { $name } har taget tilbage, at originalen af et dokument er set
home-news-case-asked = Myndigheden har et spørgsmål til din ansøgning
home-news-case-granted = Myndigheden har imødekommet din ansøgning
home-news-case-refused = Myndigheden har afslået din ansøgning
home-news-other = Der er sket noget
home-coming-title = Fremover
home-coming-time = { $title } kan attesteres fra { $day }
home-coming-time-who = Af { $names }
home-coming-placement = Nyt sted: { $place }
home-coming-placement-line = { $from } – { $until }
home-coming-end = { $title } slutter { $day }
home-coming-end-left = { $count ->
    [0] Alt er godkendt
   *[other] { $count } mangler endnu
    }
home-progress-title = Min fremdrift
home-progress-whole = Hele planen
home-progress-of = af { $total } { $things } godkendt
home-progress-table = Tallene som tabel
home-progress-table-theme = Tema
home-progress-table-done = Godkendt
home-progress-table-under-way = Undervejs
home-progress-table-all = Alle
home-progress-other = { $title }: { $count } af { $total } { $things } godkendt.
home-progress-switch = Skift til { $code }

## Forecast
home-forecast = Med tempoet fra det seneste år er du færdig i { $month }, { $side ->
    [before] { WORD($count) } { $count ->
    [one] måned
   *[other] måneder
    } før planlagt slut
    [after] { WORD($count) } { $count ->
    [one] måned
   *[other] måneder
    } efter planlagt slut
   *[other] som planlagt
    }.
home-forecast-slow = { $count ->
    [one] Det går langsomt med
   *[other] Det går langsomt med
    } { $titles }.
home-forecast-chart = Godkendt over tid, med prognose
home-forecast-desc = { $count } af { $total } er godkendt nu. Med tempoet fra de seneste tolv måneder er alt godkendt i { $month }. Planlagt slut er { $planned }.
home-forecast-today = { $count } i dag
home-forecast-planned = planlagt
home-forecast-too-early = Prognosen kommer, når mindst tre krav er godkendt det seneste år, og forløbet har varet i ti måneder.

## Home of a leader
home-leader-title = { $count ->
    [0] { $total ->
    [one] Ingen er bagud
   *[other] Ingen af de { WORD($total) } { $trainees } er bagud
    }
    [one] { $total ->
    [one] Én er bagud
   *[other] Én af de { WORD($total) } { $trainees } er bagud
    }
   *[other] { START($count) } af de { WORD($total) } { $trainees } er bagud
    }
home-leader-none = Du har ingen { $trainees } endnu
home-leader-not-begun = Intet er godkendt endnu
home-leader-place = { $place } · { $day }
home-leader-waiting = { $count ->
    [one] Én venter på dig
   *[other] { START($count) } venter på dig
    }
home-leader-waiting-oldest = Den ældste har ventet i { $count } { $count ->
    [one] dag
   *[other] dage
    }.
home-leader-delegate = { $name } kan godkende for dig til { $day }.
home-leader-heat = Godkendt pr. tema, i procent
home-leader-heat-caption = Andel godkendte krav i procent, pr. læge og tema, { $title }
home-leader-forecast = Prognose
home-leader-behind = { $count } { $count ->
    [one] md.
   *[other] mdr.
    } bagud
home-leader-ahead = { $count } { $count ->
    [one] md.
   *[other] mdr.
    } foran
home-leader-on-time = som planlagt
home-leader-unknown = for tidligt at sige
home-leader-still = intet i et år
home-leader-late-title = Hvem er bagud, og hvorfor
home-leader-late-row = { $name }, { $count } { $count ->
    [one] måned
   *[other] måneder
    }
home-leader-late-nobody = Det er regnet ud fra det, der er godkendt indtil nu.
home-cause-waiting-you = { $count ->
    [one] Én er meldt klar og venter på dig.
   *[other] { START($count) } er meldt klar og venter på dig.
    }
home-cause-waiting = { $count ->
    [one] Én venter på godkendelse hos andre.
   *[other] { START($count) } venter på godkendelse hos andre.
    }
home-cause-returned = { $count ->
    [one] Én er sendt retur og ikke besvaret.
   *[other] { START($count) } er sendt retur og ikke besvaret.
    }
home-cause-still = Intet er sket siden { $day }.
home-cause-not-begun = Planen er ikke begyndt.
home-cause-theme = { $count } mangler i { $theme }.
home-cause-lately = { $count } godkendt det seneste år, { $remaining } { $things } mangler.
home-leader-bottlenecks = Flaskehalse
home-leader-missing-of = { $count } af { $total } mangler det

## Homes without a plan and without an in-tray
home-officer-title = { $count ->
    [0] Ingen nulstillinger venter på dig
    [one] Én nulstilling venter på dig
   *[other] { START($count) } nulstillinger venter på dig
    }
home-officer-find = Find en læge
home-officer-find-hint = Navnet, eller en del af det. Opslaget skrives i lægens log.
home-officer-proposed = Foreslået af dig
home-authority-about = I ser det, som en læge sender til jer, og ikke andet. Sagerne står her, når de er sendt.
home-admin-title = Du sætter portalen op. Planerne er lukkede for dig.
home-authority-title = Ingen sager venter på jer
home-admin-can = Det kan du
home-admin-can-grants = Give og afslutte roller for sekretariater, ledere og myndigheder
home-admin-can-import = Hente organisationer, personer og ansættelser ind fra filer
home-admin-can-curricula = Hente målbeskrivelser ind og kontrollere dem
home-admin-how = Det sker med kommandoen { $command } på serveren.
home-admin-cannot = Det ser du ikke
home-admin-cannot-about = Planer, registreringer, kommentarer og godkendelser. Den, der driver portalen, læser ikke i den.
home-nobody-title = Du er logget ind, men har ingen rolle nu
home-nobody-trainee = Er du læge under uddannelse, oprettes du, når din ansættelse er registreret. Spørg den, der står for din uddannelse.
home-nobody-approver = Skal du godkende, får du en rolle af den uddannelsesansvarlige, hvor du arbejder.
home-nobody-see = Alt, hvad portalen ved om dig, står på Min side.
home-officer-see = Se og bekræft
home-leader-behind-years = over { $count } år bagud
home-leader-late-row-years = { $name }, over { $count } år
home-news-filed = { $name } har tilføjet et dokument: se originalen
home-waiting-gone = { $name } kan ikke længere godkende det: træk det tilbage, og send til en anden
home-to-apply = Gå til ansøgningen
home-cases-all = Se alle sager
home-cases-title = { $count ->
    [one] Én sag venter på jer
   *[other] { START($count) } sager venter på jer
    }
