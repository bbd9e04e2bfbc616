## Log-in
people-login-title = Logg inn
people-login-lead = Dokumenter det du har lært, og få det godkjent.
people-login-languages = Språk
people-login-email = E-post
people-login-password = Passord
people-login-button = Logg inn
people-login-with-password = Logg inn med e-post og passord
people-login-no-access = Ingen tilgang? Den som har ansvar for utdanningen der du arbeider, sørger for at du blir lagt inn. Da kan du logge inn.
people-login-verify = Kontroller en fil fra Attest
people-login-wrong = E-post og passord passer ikke sammen
people-login-wrong-next = Se etter skrivefeil og prøv igjen. Har du glemt passordet, be den som ga deg tilgang, om en ny lenke.
people-login-out = Du er logget ut
people-login-expired = Du har vært borte en stund
people-login-expired-next = Logg inn igjen, så kommer du tilbake dit du var.
people-login-demo = Demo: velg en person
people-login-demo-about = Oppdiktede personer og data. Prøv det som står under navnet.
people-login-group-dk = Danmark
people-login-group-no = Norge, sykehus
people-login-group-nom = Norge, kommune
people-login-group-portal = Drift
people-login-group-more = Andre

## One-time link
people-link-title = Logg inn med denne lenken
people-link-about = Lenken gjelder { $name } og kan brukes én gang.
people-link-button = Logg inn som { $name }
people-link-dead = Lenken er brukt eller for gammel
people-link-dead-next = Be den som sendte den, om en ny. Har du passord, kan du logge inn med det.

## My page
people-me-title = Min side
people-me-roles = { $count ->
    [0] Du har ingen rolle ennå
    [one] Du har én rolle
   *[other] Du har { WORD($count) } roller
    }
people-me-role-ended = avsluttet
people-me-role-from = fra { $day }
people-me-role-until = til { $day }
people-me-lent = Du godkjenner på vegne av { $name }
people-me-places = Alle steder
people-me-roles-about = En rolle gjelder så lenge perioden varer. Mangler det noe, spør den som ga deg rollen.
people-me-language = Språk
people-me-language-about = Alle sider og meldinger til deg bruker det.
people-me-language-saved = Språket er lagret
people-me-numbers = Numrene dine
people-me-numbers-about = Bare du ser dem her. De er lagret kryptert og går bare med i det du selv forsegler til myndigheten. Er et av dem feil, kan den rette det som har lagt det inn.
people-me-number-unread = Kan ikke vises akkurat nå
people-me-look-ups = Hvem har åpnet sidene mine
people-me-look-ups-about = Hver gang en annen åpner sidene dine, står det her med navn, rolle og tid.
people-me-session = Logget inn { $when }
people-me-session-here = Denne enheten
people-over-nation = hele landet
people-over-portal = portalen

## Delegations
people-delegations-title = { $count ->
    [0] Du godkjenner selv alle { $goals }
    [one] Én kan godkjenne for deg
   *[other] { START($count) } kan godkjenne for deg
    }
people-delegations-about = En stedfortreder godkjenner på dine vegne i tiden du velger. Ansvaret er fortsatt ditt, og historikken viser hvem som gjorde det for hvem.
people-delegations-given = Gjelder nå og senere
people-delegations-received = Du godkjenner for andre
people-delegations-for = For { $name }
people-delegations-past = Tidligere
people-delegations-none = Ingen ennå. Velg en kollega nedenfor før du reiser på ferie.
people-delegations-end = Avslutt
people-delegations-end-named = Avslutt for { $name }
people-delegations-ended = avsluttet { $day }
people-delegations-begins = begynner { $day }
people-delegations-new = Ny stedfortreder
people-delegations-to = Hvem
people-delegations-choose = Velg en person
people-delegations-over = Hvor
people-delegations-from = Første dag
people-delegations-until = Siste dag
people-delegations-button = Gi tilgang til å godkjenne
people-delegations-made = { $name } kan godkjenne for deg i tiden du har valgt
people-delegations-stopped = { $name } kan ikke lenger godkjenne for deg
people-delegations-not-yours = Bare den som selv godkjenner, kan låne bort retten
people-delegations-not-yours-about = En leder kan la en kollega godkjenne i en periode. Du har ikke den retten, og ingen har lånt deg sin. Skulle du hatt den, spør den som gir roller på avdelingen din.

## Roles: giving and ending
people-roles-title = Roller
people-roles-about = Velg et sted der du gir og avslutter roller.
people-roles-at = Roller: { $place }
people-roles-up = Tilbake
people-roles-here = Har en rolle her
people-roles-none = Ingen har en rolle her ennå.
people-roles-of = for { $name }
people-roles-of-several = { $role } for { WORD($count) } { $trainees }
people-roles-end = Avslutt
people-roles-end-named = Avslutt rollen som { $role }: { $name }
people-roles-below = Steder under
people-roles-courses = Kurs i en spesialitet
people-roles-give = Gi en rolle
people-roles-role = Rolle
people-roles-for = For hvem
people-roles-for-all = Alle her
people-roles-who = Hvem får rollen
people-roles-who-hint = Navn eller e-post
people-roles-find = Finn personen
people-roles-which = Hvem mener du?
people-roles-nobody = Vi fant ingen med det navnet
people-roles-nobody-next = Prøv en del av navnet eller e-postadressen. Den som ikke er i portalen, må registreres først.
people-roles-becomes = { $name } blir { $role }
people-roles-becomes-about = Det gjelder { $place } fra første dag. { $name } får beskjed.
people-roles-until-hint = La feltet stå tomt hvis det ikke er noen sluttdato.
people-roles-give-button = Gi rollen
people-roles-given = { $name } har fått rollen { $role }
people-roles-ends-about = Det gjelder { $place }. Etter det ser og godkjenner { $name } ingenting i den rollen. Det som er godkjent, gjelder fortsatt.
people-roles-last-hint = La feltet stå tomt for å avslutte rollen nå.
people-roles-end-button = Avslutt rollen
people-roles-ended = { $name } har ikke lenger rollen { $role }
people-roles-last-set = { $name } har rollen { $role } til og med { $day }

## Personas of the demo: who, and what to try
people-persona-dk-trainee = Lege i spesialisering i Danmark, introduksjon i ortopedisk kirurgi
people-persona-dk-trainee-try = Send en kompetanse til godkjenning, og svar på den som ble returnert.
people-persona-dk-supervisor = Klinisk veileder
people-persona-dk-supervisor-try = Godkjenn fra innkurven, eller returner med en kommentar.
people-persona-dk-mentor = Hovedveileder
people-persona-dk-mentor-try = Se planen til legen du følger, og godkjenn uoppfordret.
people-persona-dk-uao = Utdanningsansvarlig overlege
people-persona-dk-uao-try = Se hvor langt legene på avdelingen har kommet.
people-persona-dk-basic = Turnuslege i Danmark i siste måned
people-persona-dk-basic-try = Bare tiden mangler. Se hvem som kan bekrefte den, og fra når.
people-persona-dk-tutor = Tutorlege
people-persona-dk-tutor-try = Bekreft tiden til legen i praksisen din.
people-persona-dk-course-provider = Kursarrangør, generelle kurs
people-persona-dk-course-provider-try = Godkjenn et generelt kurs.
people-persona-dk-course-leader = Kursleder, ortopedisk kirurgi
people-persona-dk-course-leader-try = Godkjenn et kurs i spesialiteten.
people-persona-dk-secretariat = Sekretariatet for videreutdanning
people-persona-dk-secretariat-try = Foreslå at en feil godkjenning tilbakestilles.
people-persona-dk-secretariat-2 = Kollega i samme sekretariat
people-persona-dk-secretariat-2-try = Bekreft tilbakestillingen som kollegaen foreslo.
people-persona-dk-stranger = UAO i en annen region
people-persona-dk-stranger-try = Prøv å finne en lege du ikke skal se.
people-persona-dk-authority = Saksbehandler, Styrelsen for Patientsikkerhed
people-persona-dk-authority-try = Ser ingenting før en lege sender noe.
people-persona-no-lis = LIS3, anestesiologi
people-persona-no-lis-try = Finn et læringsmål blant 135, logg aktiviteter og send det.
people-persona-no-supervisor = Supervisør
people-persona-no-supervisor-try = Signer aktiviteter, og anbefal læringsmål.
people-persona-no-mentor = Veileder
people-persona-no-mentor-try = Anbefal mange læringsmål på én gang.
people-persona-no-leader = Leder
people-persona-no-leader-try = Godkjenn læringsmål, og se hvem som ligger etter.
people-persona-no-delegate = Stedfortreder for lederen
people-persona-no-delegate-try = Godkjenn på vegne av lederen; historikken viser det.
people-persona-no-uao = Utdanningsansvarlig overlege
people-persona-no-uao-try = Se fremdriften, og bekreft en tilbakestilling.
people-persona-no-stranger = Leder i en annen region
people-persona-no-stranger-try = Prøv å finne en lege du ikke skal se.
people-persona-no-done = LIS3 med alle læringsmål godkjent
people-persona-no-done-try = Se hvordan en ferdig plan ser ut.
people-persona-nom-lis = LIS3, allmennmedisin
people-persona-nom-lis-try = Bytt mellom to planer øverst til venstre.
people-persona-nom-supervisor = Supervisør
people-persona-nom-supervisor-try = Signer aktiviteter fra kommunen.
people-persona-nom-mentor = Veileder
people-persona-nom-mentor-try = Følg én lege, og anbefal læringsmål.
people-persona-nom-leader = Leder i kommunen
people-persona-nom-leader-try = Godkjenn læringsmål, og foreslå en tilbakestilling.
people-persona-no-authority = Saksbehandler, Helsedirektoratet
people-persona-no-authority-try = Bekreft tilbakestillinger fra kommunene.
people-persona-admin = Administrator
people-persona-admin-try = Setter opp portalen, og ser ingen planer.

## Log-in and devices
people-sessions-title = Passord og enheter
people-sessions-devices = Her er du logget inn
people-sessions-about = Logg ut enheter du ikke kjenner igjen. Etter en halvtime uten bruk skjer det av seg selv.
people-sessions-unnamed = Ukjent enhet
people-sessions-seen = brukt { $when }
people-sessions-end = Logg ut
people-sessions-end-named = Logg ut: { $device }, logget inn { $when }
people-sessions-end-others = Logg ut alle andre steder
people-tokens-title = Nøkler til programmer
people-tokens-about = Et program med en nøkkel leser eller handler som deg. Her står de siste tegnene i hver nøkkels id. Avslutt den du ikke bruker; et nytt passord avslutter alle.
people-tokens-name = Nøkkel …{ $end }
people-tokens-made = laget { $when }
people-tokens-until = utløper { $when }
people-tokens-read = leser
people-tokens-write = leser og handler
people-tokens-end = Avslutt
people-tokens-end-named = Avslutt: { $name }
people-password-title = Passord
people-password-none = Du har ikke noe passord ennå. Velg et, så du kan logge inn igjen.
people-password-about = Minst { $min } tegn. Noen ord som bare du ville satt sammen, er best.
people-password-current = Nåværende passord
people-password-new = Nytt passord
people-password-button = Lagre passord
people-password-saved = Passordet er lagret. Du er logget ut alle andre steder.
people-password-wrong = Dette er ikke det nåværende passordet ditt.
people-password-length = Velg mellom { $min } og { $max } tegn.
