## Is one ready to apply
dossiers-title-ready = Du er klar
dossiers-title-missing = { $count ->
    [one] Éin ting manglar
   *[other] { START($count) } ting manglar
    }
dossiers-none-title = Søknad
dossiers-none-about = Utdanninga du er i gang med no, sluttar ikkje med ein søknad til styresmakta. Når du kjem til ei som gjer det, står det her kva som manglar, kven som kan gjere noko med det, og når.
dossiers-met = av { $total } er { $total ->
    [one] oppfylt
   *[other] oppfylte
    }
dossiers-met-of = { $count } av { $total } er { $total ->
    [one] oppfylt
   *[other] oppfylte
    }
dossiers-bar = Oppfylt
dossiers-line-met = Oppfylt
dossiers-line-missing = Manglar
dossiers-line-follows = Kan ettersendast
dossiers-line-unseen = Originalen er ikkje sett
dossiers-count = { $done } av { $total } { $things }
dossiers-who = Kven
dossiers-you = Deg
dossiers-earliest = Tidlegast
dossiers-now = No
dossiers-window-open = Perioden for innsending er open
dossiers-window-from = Kan sendast frå { $day }
dossiers-window-unknown = Sluttdatoen er ikkje kjend
dossiers-no-plan = Det er ingen { $plan } for det
dossiers-others = Anna du kan søkje om
dossiers-lacks = Planen her har ingen { $things }
dossiers-lacks-next = Den som tildelte planen, kan seie kvifor.
dossiers-nobody = Ingen kan det akkurat no
dossiers-employments = Fylt ut frå tilsetjingane dine. Du må sjå gjennom ho og stadfeste ho.
dossiers-count-left = Det manglar { $left } av { $total } { $things }
