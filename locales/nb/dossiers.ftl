## Is one ready to apply
dossiers-title-ready = Du er klar
dossiers-title-missing = { $count ->
    [one] Én ting mangler
   *[other] { START($count) } ting mangler
    }
dossiers-none-title = Søknad
dossiers-none-about = Utdanningen du er i gang med nå, slutter ikke med en søknad til myndigheten. Når du kommer til en som gjør det, står det her hva som mangler, hvem som kan gjøre noe med det, og når.
dossiers-met = av { $total } er oppfylt
dossiers-met-of = { $count } av { $total } er oppfylt
dossiers-bar = Oppfylt
dossiers-line-met = Oppfylt
dossiers-line-missing = Mangler
dossiers-line-follows = Kan ettersendes
dossiers-line-unseen = Originalen er ikke sett
dossiers-count = { $done } av { $total } { $things }
dossiers-who = Hvem
dossiers-you = Deg
dossiers-earliest = Tidligst
dossiers-now = Nå
dossiers-window-open = Perioden for innsending er åpen
dossiers-window-from = Kan sendes fra { $day }
dossiers-window-unknown = Sluttdatoen er ikke kjent
dossiers-no-plan = Det er ingen { $plan } for det
dossiers-others = Annet du kan søke om
dossiers-lacks = Planen her har ingen { $things }
dossiers-lacks-next = Den som tildelte planen, kan si hvorfor.
dossiers-nobody = Ingen kan det akkurat nå
dossiers-employments = Fylt ut fra ansettelsene dine. Du må se gjennom den og bekrefte den.
dossiers-count-left = Det mangler { $left } av { $total } { $things }
