## Is one ready to apply
dossiers-title-ready = Du er klar
dossiers-title-missing = { $count ->
    [one] Én ting mangler
   *[other] { START($count) } ting mangler
    }
dossiers-none-title = Søknad
dossiers-none-about = Når du er i gang med en utdanning som ender med en søknad, står det her hva som mangler, hvem som kan gjøre noe med det, og når.
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
dossiers-window-open = Kan sendes nå
dossiers-window-from = Kan sendes fra { $day }
dossiers-window-unknown = Sluttdatoen er ikke kjent
dossiers-no-plan = Det er ingen { $plan } for det
dossiers-others = Annet du kan søke om
dossiers-lacks = Planen her har ingen { $things }
dossiers-lacks-next = Den som tildelte planen, kan si hvorfor.
dossiers-nobody = Ingen kan det akkurat nå
