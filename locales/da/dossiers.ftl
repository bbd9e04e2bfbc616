## Is one ready to apply
dossiers-title-ready = Du er klar
dossiers-title-missing = { $count ->
    [one] Én ting mangler
   *[other] { START($count) } ting mangler
    }
dossiers-none-title = Ansøgning
dossiers-none-about = Den uddannelse, du er i gang med nu, slutter ikke med en ansøgning til myndigheden. Når du kommer til en, der gør, står det her, hvad der mangler, hvem der kan gøre noget ved det, og hvornår.
dossiers-met = af { $total } er opfyldt
dossiers-met-of = { $count } af { $total } er opfyldt
dossiers-bar = Opfyldt
dossiers-line-met = Opfyldt
dossiers-line-missing = Mangler
dossiers-line-follows = Kan eftersendes
dossiers-line-unseen = Originalen er ikke set
dossiers-count = { $done } af { $total } { $things }
dossiers-who = Hvem
dossiers-you = Dig
dossiers-earliest = Tidligst
dossiers-now = Nu
dossiers-window-open = Perioden for indsendelse er åben
dossiers-window-from = Kan sendes fra { $day }
dossiers-window-unknown = Slutdatoen er ikke kendt
dossiers-no-plan = Der er ingen { $plan } for det
dossiers-others = Andet, du kan ansøge om
dossiers-lacks = Planen her har ingen { $things }
dossiers-lacks-next = Den, der tildelte planen, kan sige hvorfor.
dossiers-nobody = Ingen kan det lige nu
dossiers-employments = Udfyldt fra dine ansættelser. Du skal se den igennem og bekræfte den.
dossiers-count-left = Der mangler { $left } af { $total } { $things }
