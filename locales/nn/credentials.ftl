# Prov: det ein har fått godkjent, som filer å vise fram.
credentials-title = Prov
credentials-about = Alt du har fått godkjent, er ditt og kan hentast som filer med elektronisk signatur. Alle kan kontrollere dei, også om mange år. Det blir ikkje lagra kva du hentar.
credentials-demo = Ein demo: prov herifrå provar ingenting.
credentials-none = Ingenting å vise enno
credentials-none-about = Så snart noko i planen din er godkjent, kan du hente det her.
credentials-pick-title = Vel kva du vil vise
credentials-pick-about = Fila viser det du vel, og ikkje kor mykje meir det er.
credentials-pick-none = Vel noko å hente
credentials-pick-one = Hent 1 godkjenning
credentials-pick-many = Hent # godkjenningar
credentials-none-chosen = Vel minst éi
credentials-all-title = Alt saman
credentials-all-about = Éi fil med alle godkjenningane dine, som andre system kan lese (Open Badges).
credentials-all-button = Hent alt
credentials-check = Kontroller ei fil
credentials-count = { $count ->
    [one] éi godkjenning
   *[other] { $count } godkjenningar
    }
credentials-achieved = oppnådd { $on }
credentials-times-of = { $times } av { $required } gonger
credentials-times = { $count ->
    [one] éin gong
   *[other] { $count } gonger
    }
credentials-me = Hent det du har fått godkjent, og vis det
credentials-fetch = Hent som prov

## Den som får eit vist
credentials-genuine = Provet er ekte og uendra
credentials-annulled = { $count ->
    [one] Ei av godkjenningane er seinare annullert.
   *[other] { $count } av godkjenningane er seinare annullerte.
    }
credentials-annulled-on = Annullert { $day }
credentials-is-all = Dette er alt som var godkjent { $when }.
credentials-is-part = Dette er det eigaren har valt å vise. Det kan vere meir.
credentials-holder = Eigar
credentials-issuer = Utferda av
credentials-made = Frå
credentials-says = Dette seier provet
credentials-says-nothing = Det blir ikkje vist noko av det.
credentials-signature = Signaturen er ekte
credentials-key = Nøkkel
credentials-status = Lista over annullerte er sett
credentials-status-about = Slik ho er her akkurat no
