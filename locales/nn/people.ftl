## Log-in
people-login-title = Logg inn
people-login-lead = Dokumenter det du har lært, og få det godkjent.
people-login-languages = Språk
people-login-email = E-post
people-login-password = Passord
people-login-button = Logg inn
people-login-with-password = Logg inn med e-post og passord
people-login-no-access = Ingen tilgang? Den som har ansvar for utdanninga der du arbeider, sørgjer for at du blir lagd inn. Då kan du logge inn.
people-login-verify = Kontroller ei fil frå Attest
people-login-wrong = E-post og passord passar ikkje saman
people-login-wrong-next = Sjå etter skrivefeil og prøv igjen. Har du gløymt passordet, be den som gav deg tilgang, om ei ny lenkje.
people-login-out = Du er logga ut
people-login-expired = Du har vore borte ei stund
people-login-expired-next = Logg inn igjen, så kjem du tilbake dit du var.
people-login-demo = Demo: vel ein person
people-login-demo-about = Oppdikta personar og data. Prøv det som står under namnet.
people-login-group-dk = Danmark
people-login-group-no = Noreg, sjukehus
people-login-group-nom = Noreg, kommune
people-login-group-portal = Drift
people-login-group-more = Andre

## One-time link
people-link-title = Logg inn med denne lenkja
people-link-about = Lenkja gjeld { $name } og kan brukast éin gong.
people-link-button = Logg inn som { $name }
people-link-dead = Lenkja er brukt eller for gammal
people-link-dead-next = Be den som sende lenkja, om ei ny. Har du passord, kan du logge inn med det.

## My page
people-me-title = Mi side
people-me-roles = { $count ->
    [0] Du har inga rolle enno
    [one] Du har éi rolle
   *[other] Du har { WORD($count) } roller
    }
people-me-role-ended = avslutta
people-me-role-from = frå { $day }
people-me-role-until = til { $day }
people-me-lent = Du godkjenner på vegner av { $name }
people-me-places = Alle stader
people-me-roles-about = Ei rolle gjeld så lenge perioden varer. Manglar det noko, spør den som gav deg rolla.
people-me-language = Språk
people-me-language-about = Alle sider og meldingar til deg bruker det.
people-me-language-saved = Språket er lagra
people-me-numbers = Numra dine
people-me-numbers-about = Berre du ser dei her. Dei er lagra kryptert og går berre med i det du sjølv forseglar til styresmakta. Er eitt av dei feil, kan den rette det som har lagt det inn.
people-me-number-unread = Kan ikkje visast akkurat no
people-me-look-ups = Kven har opna sidene mine
people-me-look-ups-about = Kvar gong ein annan opnar sidene dine, står det her med namn, rolle og tid.
people-me-session = Logga inn { $when }
people-me-session-here = Denne eininga
people-over-nation = heile landet
people-over-portal = portalen

## Delegations
people-delegations-title = { $count ->
    [0] Du godkjenner sjølv alle { $goals }
    [one] Éin kan godkjenne for deg
   *[other] { START($count) } kan godkjenne for deg
    }
people-delegations-about = Ein stedfortredar godkjenner på dine vegner i tida du vel. Ansvaret er framleis ditt, og historikken viser kven som gjorde det for kven.
people-delegations-given = Gjeld no og seinare
people-delegations-received = Du godkjenner for andre
people-delegations-for = For { $name }
people-delegations-past = Tidlegare
people-delegations-none = Ingen enno. Vel ein kollega nedanfor før du reiser på ferie.
people-delegations-end = Avslutt
people-delegations-end-named = Avslutt for { $name }
people-delegations-ended = avslutta { $day }
people-delegations-begins = byrjar { $day }
people-delegations-new = Ny stedfortredar
people-delegations-to = Kven
people-delegations-choose = Vel ein person
people-delegations-over = Kvar
people-delegations-from = Første dag
people-delegations-until = Siste dag
people-delegations-button = Gi tilgang til å godkjenne
people-delegations-made = { $name } kan godkjenne for deg i tida du har valt
people-delegations-stopped = { $name } kan ikkje lenger godkjenne for deg
people-delegations-not-yours = Berre den som sjølv godkjenner, kan låne bort retten
people-delegations-not-yours-about = Ein leiar kan la ein kollega godkjenne i ein periode. Du har ikkje den retten, og ingen har lånt deg sin. Skulle du hatt han, spør den som gir roller på avdelinga di.

## Roles: giving and ending
people-roles-title = Roller
people-roles-about = Vel ein stad der du gir og avsluttar roller.
people-roles-at = Roller: { $place }
people-roles-up = Tilbake
people-roles-here = Har ei rolle her
people-roles-none = Ingen har ei rolle her enno.
people-roles-of = for { $name }
people-roles-of-several = { $role } for { WORD($count) } { $trainees }
people-roles-end = Avslutt
people-roles-end-named = Avslutt rolla som { $role }: { $name }
people-roles-below = Stader under
people-roles-courses = Kurs i ein spesialitet
people-roles-give = Gi ei rolle
people-roles-role = Rolle
people-roles-for = For kven
people-roles-for-all = Alle her
people-roles-who = Kven får rolla
people-roles-who-hint = Namn eller e-post
people-roles-find = Finn personen
people-roles-which = Kven meiner du?
people-roles-nobody = Vi fann ingen med det namnet
people-roles-nobody-next = Prøv ein del av namnet eller e-postadressa. Den som ikkje er i portalen, må registrerast først.
people-roles-becomes = { $name } blir { $role }
people-roles-becomes-about = Det gjeld { $place } frå første dag. { $name } får beskjed.
people-roles-until-hint = La feltet stå tomt om det ikkje er nokon sluttdato.
people-roles-give-button = Gi rolla
people-roles-given = { $name } har fått rolla { $role }
people-roles-ends-about = Det gjeld { $place }. Etter det ser og godkjenner { $name } ingenting i den rolla. Det som er godkjent, gjeld framleis.
people-roles-last-hint = La feltet stå tomt for å avslutte rolla no.
people-roles-end-button = Avslutt rolla
people-roles-ended = { $name } har ikkje lenger rolla { $role }
people-roles-last-set = { $name } har rolla { $role } til og med { $day }

## Personas of the demo: who, and what to try
people-persona-dk-trainee = Lege i spesialisering i Danmark, introduksjon i ortopedisk kirurgi
people-persona-dk-trainee-try = Send ein kompetanse til godkjenning, og svar på den som blei returnert.
people-persona-dk-supervisor = Klinisk rettleiar
people-persona-dk-supervisor-try = Godkjenn frå innkorga, eller returner med ein kommentar.
people-persona-dk-mentor = Hovudrettleiar
people-persona-dk-mentor-try = Sjå planen til legen du følgjer, og godkjenn uoppmoda.
people-persona-dk-uao = Utdanningsansvarleg overlege
people-persona-dk-uao-try = Sjå kor langt legane på avdelinga er komne.
people-persona-dk-basic = Turnuslege i Danmark i siste månad
people-persona-dk-basic-try = Berre tida manglar. Sjå kven som kan stadfeste tida, og frå når.
people-persona-dk-tutor = Tutorlege
people-persona-dk-tutor-try = Stadfest tida til legen i praksisen din.
people-persona-dk-course-provider = Kursarrangør, generelle kurs
people-persona-dk-course-provider-try = Godkjenn eit generelt kurs.
people-persona-dk-course-leader = Kursleiar, ortopedisk kirurgi
people-persona-dk-course-leader-try = Godkjenn eit kurs i spesialiteten.
people-persona-dk-secretariat = Sekretariatet for vidareutdanning
people-persona-dk-secretariat-try = Foreslå at ei feil godkjenning blir tilbakestilt.
people-persona-dk-secretariat-2 = Kollega i same sekretariat
people-persona-dk-secretariat-2-try = Stadfest tilbakestillinga som kollegaen foreslo.
people-persona-dk-stranger = UAO i ein annan region
people-persona-dk-stranger-try = Prøv å finne ein lege du ikkje skal sjå.
people-persona-dk-authority = Saksbehandlar, Styrelsen for Patientsikkerhed
people-persona-dk-authority-try = Ser ingenting før ein lege sender noko.
people-persona-no-lis = LIS3, anestesiologi
people-persona-no-lis-try = Finn eit læringsmål blant 135, logg aktivitetar og send det.
people-persona-no-supervisor = Supervisør
people-persona-no-supervisor-try = Signer aktivitetar, og tilrå læringsmål.
people-persona-no-mentor = Rettleiar
people-persona-no-mentor-try = Tilrå mange læringsmål på éin gong.
people-persona-no-leader = Leiar
people-persona-no-leader-try = Godkjenn læringsmål, og sjå kven som ligg etter.
people-persona-no-delegate = Stedfortredar for leiaren
people-persona-no-delegate-try = Godkjenn på vegner av leiaren; historikken viser det.
people-persona-no-uao = Utdanningsansvarleg overlege
people-persona-no-uao-try = Sjå framdrifta, og stadfest ei tilbakestilling.
people-persona-no-stranger = Leiar i ein annan region
people-persona-no-stranger-try = Prøv å finne ein lege du ikkje skal sjå.
people-persona-no-done = LIS3 med alle læringsmål godkjende
people-persona-no-done-try = Sjå korleis ein ferdig plan ser ut.
people-persona-nom-lis = LIS3, allmennmedisin
people-persona-nom-lis-try = Byt mellom to planar øvst til venstre.
people-persona-nom-supervisor = Supervisør
people-persona-nom-supervisor-try = Signer aktivitetar frå kommunen.
people-persona-nom-mentor = Rettleiar
people-persona-nom-mentor-try = Følg éin lege, og tilrå læringsmål.
people-persona-nom-leader = Leiar i kommunen
people-persona-nom-leader-try = Godkjenn læringsmål, og foreslå ei tilbakestilling.
people-persona-no-authority = Saksbehandlar, Helsedirektoratet
people-persona-no-authority-try = Stadfest tilbakestillingar frå kommunane.
people-persona-admin = Administrator
people-persona-admin-try = Set opp portalen, og ser ingen planar.

## Log-in and devices
people-sessions-title = Passord og einingar
people-sessions-devices = Her er du logga inn
people-sessions-about = Logg ut einingar du ikkje kjenner igjen. Etter ein halvtime utan bruk skjer det av seg sjølv.
people-sessions-unnamed = Ukjend eining
people-sessions-seen = brukt { $when }
people-sessions-end = Logg ut
people-sessions-end-named = Logg ut: { $device }, logga inn { $when }
people-sessions-end-others = Logg ut alle andre stader
people-tokens-title = Nøklar til program
people-tokens-about = Eit program med ein nøkkel les eller handlar som deg. Her står dei siste teikna i id-en til kvar nøkkel. Avslutt den du ikkje bruker; eit nytt passord avsluttar alle.
people-tokens-name = Nøkkel …{ $end }
people-tokens-made = laga { $when }
people-tokens-until = går ut { $when }
people-tokens-read = les
people-tokens-write = les og handlar
people-tokens-end = Avslutt
people-tokens-end-named = Avslutt: { $name }
people-password-title = Passord
people-password-none = Du har ikkje noko passord enno. Vel eitt, så du kan logge inn igjen.
people-password-about = Minst { $min } teikn. Nokre ord som berre du ville sett saman, er best.
people-password-current = Noverande passord
people-password-new = Nytt passord
people-password-button = Lagre passord
people-password-saved = Passordet er lagra. Du er logga ut alle andre stader.
people-password-wrong = Dette er ikkje det noverande passordet ditt.
people-password-length = Vel mellom { $min } og { $max } teikn.
