# Bevis: det man har fått godkjent, som filer å vise fram.
credentials-title = Bevis
credentials-about = Alt du har fått godkjent, er ditt og kan hentes som filer med elektronisk signatur. Alle kan kontrollere dem, også om mange år. Det lagres ikke hva du henter.
credentials-demo = En demo: bevis herfra beviser ingenting.
credentials-none = Ingenting å vise ennå
credentials-none-about = Så snart noe i planen din er godkjent, kan du hente det her.
credentials-pick-title = Velg hva du vil vise
credentials-pick-about = Filen viser det du velger, og ikke hvor mye mer det er.
credentials-pick-none = Velg noe å hente
credentials-pick-one = Hent 1 godkjenning
credentials-pick-many = Hent # godkjenninger
credentials-none-chosen = Velg minst én
credentials-all-title = Alt sammen
credentials-all-about = Én fil med alle godkjenningene dine, som andre systemer kan lese (Open Badges).
credentials-all-button = Hent alt
credentials-check = Kontroller en fil
credentials-count = { $count ->
    [one] én godkjenning
   *[other] { $count } godkjenninger
    }
credentials-achieved = oppnådd { $on }
credentials-times-of = { $times } av { $required } ganger
credentials-times = { $count ->
    [one] én gang
   *[other] { $count } ganger
    }
credentials-me = Hent det du har fått godkjent, og vis det
credentials-fetch = Hent som bevis

## Den som får et vist
credentials-genuine = Beviset er ekte og uendret
credentials-annulled = { $count ->
    [one] En av godkjenningene er senere annullert.
   *[other] { $count } av godkjenningene er senere annullert.
    }
credentials-annulled-on = Annullert { $day }
credentials-is-all = Dette er alt som var godkjent { $when }.
credentials-is-part = Dette er det eieren har valgt å vise. Det kan være mer.
credentials-holder = Eier
credentials-issuer = Utstedt av
credentials-made = Fra
credentials-says = Dette sier beviset
credentials-says-nothing = Det vises ingenting av det.
credentials-signature = Signaturen er ekte
credentials-key = Nøkkel
credentials-status = Listen over annullerte er sett
credentials-status-about = Slik den er her akkurat nå
