## Log-in
people-login-title = Log ind
people-login-lead = Dokumentér det, du har lært, og få det godkendt.
people-login-languages = Sprog
people-login-email = E-mail
people-login-password = Adgangskode
people-login-button = Log ind
people-login-with-password = Log ind med e-mail og adgangskode
people-login-no-access = Ingen adgang? Den uddannelsesansvarlige, hvor du arbejder, sørger for, at du bliver oprettet. Så kan du logge ind.
people-login-verify = Kontrollér en fil fra Attest
people-login-wrong = E-mail og adgangskode passer ikke sammen
people-login-wrong-next = Se efter slåfejl, og prøv igen. Har du glemt adgangskoden, så bed den, der gav dig adgang, om et nyt link.
people-login-out = Du er logget ud
people-login-expired = Du har været væk et stykke tid
people-login-expired-next = Log ind igen, så kommer du tilbage til, hvor du var.
people-login-demo = Demo: vælg en person
people-login-demo-about = Opdigtede personer og data. Prøv det, der står under navnet.
people-login-group-dk = Danmark
people-login-group-no = Norge, sykehus
people-login-group-nom = Norge, kommune
people-login-group-portal = Drift
people-login-group-more = Andre

## One-time link
people-link-title = Log ind med dette link
people-link-about = Linket gælder { $name } og kan bruges én gang.
people-link-button = Log ind som { $name }
people-link-dead = Linket er brugt eller for gammelt
people-link-dead-next = Bed den, der sendte det, om et nyt. Har du en adgangskode, kan du logge ind med den.

## My page
people-me-title = Min side
people-me-roles = { $count ->
    [0] Du har ingen rolle endnu
    [one] Du har én rolle
   *[other] Du har { WORD($count) } roller
    }
people-me-role-ended = ophørt
people-me-role-from = fra { $day }
people-me-role-until = til { $day }
people-me-lent = Du godkender på vegne af { $name }
people-me-places = Alle steder
people-me-roles-about = En rolle gælder, så længe perioden løber. Mangler der noget, så spørg den, der gav dig rollen.
people-me-language = Sprog
people-me-language-about = Alle sider og beskeder til dig bruger det.
people-me-language-saved = Sproget er gemt
people-me-numbers = Dine numre
people-me-numbers-about = Kun du ser dem her. De er gemt krypteret og går kun med i det, du selv forsegler til myndigheden. Er et af dem forkert, kan den rette det, der har lagt det ind.
people-me-number-unread = Kan ikke vises lige nu
people-me-look-ups = Hvem har åbnet mine sider
people-me-look-ups-about = Hver gang en anden åbner dine sider, står det her med navn, rolle og tid.
people-me-session = Logget ind { $when }
people-me-session-here = Denne enhed
people-over-nation = hele landet
people-over-portal = portalen

## Delegations
people-delegations-title = { $count ->
    [0] Du godkender selv alle { $goals }
    [one] Én kan godkende for dig
   *[other] { START($count) } kan godkende for dig
    }
people-delegations-about = En stedfortræder godkender på dine vegne i den tid, du vælger. Ansvaret er stadig dit, og historikken viser, hvem der gjorde det for hvem.
people-delegations-given = Gælder nu og senere
people-delegations-received = Du godkender for andre
people-delegations-for = For { $name }
people-delegations-past = Tidligere
people-delegations-none = Ingen endnu. Vælg en kollega herunder, før du rejser på ferie.
people-delegations-end = Afslut
people-delegations-end-named = Afslut for { $name }
people-delegations-ended = afsluttet { $day }
people-delegations-begins = begynder { $day }
people-delegations-new = Ny stedfortræder
people-delegations-to = Hvem
people-delegations-choose = Vælg en person
people-delegations-over = Hvor
people-delegations-from = Første dag
people-delegations-until = Sidste dag
people-delegations-button = Giv adgang til at godkende
people-delegations-made = { $name } kan godkende for dig i den tid, du har valgt
people-delegations-stopped = { $name } kan ikke længere godkende for dig
people-delegations-not-yours = Kun den, der selv godkender, kan låne retten ud
people-delegations-not-yours-about = En leder kan lade en kollega godkende i en periode. Du har ikke den ret, og ingen har lånt dig sin. Skulle du have den, så spørg den, der giver roller på din afdeling.

## Roles: giving and ending
people-roles-title = Roller
people-roles-about = Vælg et sted, hvor du giver og afslutter roller.
people-roles-at = Roller: { $place }
people-roles-up = Tilbage
people-roles-here = Har en rolle her
people-roles-none = Ingen har en rolle her endnu.
people-roles-of = for { $name }
people-roles-of-several = { $role } for { WORD($count) } { $trainees }
people-roles-end = Afslut
people-roles-end-named = Afslut rollen som { $role }: { $name }
people-roles-below = Steder under
people-roles-courses = Kurser i et speciale
people-roles-give = Giv en rolle
people-roles-role = Rolle
people-roles-for = For hvem
people-roles-for-all = Alle her
people-roles-who = Hvem får rollen
people-roles-who-hint = Navn eller e-mail
people-roles-find = Find personen
people-roles-which = Hvem mener du?
people-roles-nobody = Vi fandt ingen med det navn
people-roles-nobody-next = Prøv en del af navnet eller e-mailadressen. Den, der ikke er i portalen, skal oprettes først.
people-roles-becomes = { $name } bliver { $role }
people-roles-becomes-about = Det gælder { $place } fra den første dag. { $name } får det at vide.
people-roles-until-hint = Lad feltet stå tomt, hvis der ingen slutdato er.
people-roles-give-button = Giv rollen
people-roles-given = { $name } har fået rollen { $role }
people-roles-ends-about = Det gælder { $place }. Derefter ser og godkender { $name } intet i den rolle. Det, der er godkendt, gælder stadig.
people-roles-last-hint = Lad feltet stå tomt for at afslutte rollen nu.
people-roles-end-button = Afslut rollen
people-roles-ended = { $name } har ikke længere rollen { $role }
people-roles-last-set = { $name } har rollen { $role } til og med { $day }

## Personas of the demo: who, and what to try
people-persona-dk-trainee = Uddannelseslæge, introduktion i ortopædisk kirurgi
people-persona-dk-trainee-try = Meld en kompetence klar, og svar på den, der kom retur.
people-persona-dk-supervisor = Klinisk vejleder
people-persona-dk-supervisor-try = Godkend fra indbakken, eller send retur med en kommentar.
people-persona-dk-mentor = Hovedvejleder
people-persona-dk-mentor-try = Se din uddannelseslæges plan, og godkend uopfordret.
people-persona-dk-uao = Uddannelsesansvarlig overlæge
people-persona-dk-uao-try = Se, hvor langt afdelingens uddannelseslæger er.
people-persona-dk-basic = KBU-læge i den sidste måned
people-persona-dk-basic-try = Kun tiden mangler. Se, hvem der kan attestere den og fra hvornår.
people-persona-dk-tutor = Tutorlæge
people-persona-dk-tutor-try = Attestér tid for uddannelseslægen i din praksis.
people-persona-dk-course-provider = Kursusudbyder, generelle kurser
people-persona-dk-course-provider-try = Godkend et generelt kursus.
people-persona-dk-course-leader = Kursusleder, ortopædisk kirurgi
people-persona-dk-course-leader-try = Godkend et specialespecifikt kursus.
people-persona-dk-secretariat = Videreuddannelsessekretariatet
people-persona-dk-secretariat-try = Foreslå, at en forkert godkendelse nulstilles.
people-persona-dk-secretariat-2 = Kollega i samme sekretariat
people-persona-dk-secretariat-2-try = Bekræft den nulstilling, som kollegaen foreslog.
people-persona-dk-stranger = UAO i en anden region
people-persona-dk-stranger-try = Prøv at finde en læge, du ikke må se.
people-persona-dk-authority = Sagsbehandler, Styrelsen for Patientsikkerhed
people-persona-dk-authority-try = Ser intet, før en læge sender noget.
people-persona-no-lis = Norsk uddannelseslæge (LIS3), anæstesiologi
people-persona-no-lis-try = Find et læringsmål blandt 135, log aktiviteter, og send det.
people-persona-no-supervisor = Supervisør
people-persona-no-supervisor-try = Signér aktiviteter, og anbefal læringsmål.
people-persona-no-mentor = Vejleder
people-persona-no-mentor-try = Anbefal mange læringsmål på én gang.
people-persona-no-leader = Leder
people-persona-no-leader-try = Godkend læringsmål, og se, hvem der er bagud.
people-persona-no-delegate = Stedfortræder for lederen
people-persona-no-delegate-try = Godkend på lederens vegne; historikken viser det.
people-persona-no-uao = Uddannelsesansvarlig overlæge
people-persona-no-uao-try = Se fremdriften, og bekræft en nulstilling.
people-persona-no-stranger = Leder i en anden region
people-persona-no-stranger-try = Prøv at finde en læge, du ikke må se.
people-persona-no-done = LIS3 med alle læringsmål godkendt
people-persona-no-done-try = Se, hvordan en færdig plan ser ud.
people-persona-nom-lis = LIS3, almen medicin
people-persona-nom-lis-try = Skift mellem to planer øverst til venstre.
people-persona-nom-supervisor = Supervisør
people-persona-nom-supervisor-try = Signér aktiviteter fra kommunen.
people-persona-nom-mentor = Vejleder
people-persona-nom-mentor-try = Følg én læge, og anbefal læringsmål.
people-persona-nom-leader = Leder i kommunen
people-persona-nom-leader-try = Godkend læringsmål, og foreslå en nulstilling.
people-persona-no-authority = Sagsbehandler, Helsedirektoratet
people-persona-no-authority-try = Bekræft nulstillinger fra kommunerne.
people-persona-admin = Administrator
people-persona-admin-try = Sætter portalen op, og ser ingen planer.

## Log-in and devices
people-sessions-title = Adgangskode og enheder
people-sessions-devices = Her er du logget ind
people-sessions-about = Log de enheder ud, du ikke kender. Efter en halv time uden brug sker det af sig selv.
people-sessions-unnamed = Ukendt enhed
people-sessions-seen = brugt { $when }
people-sessions-end = Log ud
people-sessions-end-named = Log ud: { $device }, logget ind { $when }
people-sessions-end-others = Log ud alle andre steder
people-tokens-title = Nøgler til programmer
people-tokens-about = Et program med en nøgle læser eller handler som dig. Her står de sidste tegn i hver nøgles id. Afslut dem, du ikke bruger; en ny adgangskode afslutter dem alle.
people-tokens-name = Nøgle …{ $end }
people-tokens-made = lavet { $when }
people-tokens-until = udløber { $when }
people-tokens-read = læser
people-tokens-write = læser og handler
people-tokens-end = Afslut
people-tokens-end-named = Afslut: { $name }
people-password-title = Adgangskode
people-password-none = Du har ingen adgangskode endnu. Vælg en, så du kan logge ind igen.
people-password-about = Mindst { $min } tegn. Nogle ord, som kun du ville sætte sammen, er bedst.
people-password-current = Nuværende adgangskode
people-password-new = Ny adgangskode
people-password-button = Gem adgangskode
people-password-saved = Adgangskoden er gemt. Du er logget ud alle andre steder.
people-password-wrong = Det er ikke din nuværende adgangskode.
people-password-length = Vælg mellem { $min } og { $max } tegn.
