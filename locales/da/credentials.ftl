# Beviser: det, man har fået godkendt, som filer at vise frem.
credentials-title = Beviser
credentials-about = Alt, du har fået godkendt, er dit og kan hentes som filer med elektronisk signatur. Enhver kan kontrollere dem, også om mange år. Der gemmes ikke, hvad du henter.
credentials-demo = En demo: beviser herfra beviser ingenting.
credentials-none = Intet at vise endnu
credentials-none-about = Så snart noget i din logbog er godkendt, kan du hente det her.
credentials-pick-title = Vælg, hvad du vil vise
credentials-pick-about = Filen viser det, du vælger, og ikke, hvor meget mere der er.
credentials-pick-none = Vælg noget at hente
credentials-pick-one = Hent 1 godkendelse
credentials-pick-many = Hent # godkendelser
credentials-none-chosen = Vælg mindst én
credentials-all-title = Det hele
credentials-all-about = Én fil med alle dine godkendelser, som andre systemer kan læse (Open Badges).
credentials-all-button = Hent det hele
credentials-check = Kontrollér en fil
credentials-count = { $count ->
    [one] én godkendelse
   *[other] { $count } godkendelser
    }
credentials-achieved = opnået { $on }
credentials-times-of = { $times } af { $required } gange
credentials-times = { $count ->
    [one] én gang
   *[other] { $count } gange
    }
credentials-me = Hent det, du har fået godkendt, og vis det
credentials-fetch = Hent som bevis

## Den, der får et vist
credentials-genuine = Beviset er ægte og uændret
credentials-annulled = { $count ->
    [one] En af godkendelserne er siden annulleret.
   *[other] { $count } af godkendelserne er siden annulleret.
    }
credentials-annulled-on = Annulleret { $day }
credentials-is-all = Det er alt, der var godkendt { $when }.
credentials-is-part = Det er det, ejeren har valgt at vise. Der kan være mere.
credentials-holder = Ejer
credentials-issuer = Udstedt af
credentials-made = Fra
credentials-says = Det siger beviset
credentials-says-nothing = Der vises ingenting af det.
credentials-signature = Signaturen er ægte
credentials-key = Nøgle
credentials-status = Listen over annullerede er set
credentials-status-about = Som den er her lige nu
