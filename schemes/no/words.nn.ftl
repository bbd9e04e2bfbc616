# Orda i spesialistutdanninga, slik sidene viser dei. Nøklane er orda i koden (docs/GLOSSARY.md).
# A key that ends in -goal, -activity or -time is the word for that kind of requirement, where it differs.
scheme = spesialistutdanning
portal = kompetanseportal

# roles
trainee = LIS (lege i spesialisering)
trainee-plural = LIS (legar i spesialisering)
supervisor = supervisør
supervisor-plural = supervisørar
mentor = rettleiar
mentor-plural = rettleiarar
leader = leiar
leader-plural = leiarar
delegate = stedfortredar
delegate-plural = stedfortredarar
education_lead = utdanningsansvarleg overlege (UAO)
education_lead-plural = utdanningsansvarlege overlegar (UAO)
course_provider = kursarrangør
course_provider-plural = kursarrangørar
authority = Helsedirektoratet
authority-plural = saksbehandlarar i Helsedirektoratet
machine = saksbehandlingssystem i Helsedirektoratet
machine-plural = saksbehandlingssystem i Helsedirektoratet
administrator = administrator
administrator-plural = administratorar

# requirements
requirement = krav
requirement-plural = krav
goal = læringsmål
goal-plural = læringsmål
activity = læringsaktivitet
activity-plural = læringsaktivitetar
course = kurs
course-plural = kurs
time = tenestetid
time-plural = tenestetid
research = forsking
research-plural = forsking

# things
plan = læringsmålplan
plan-plural = læringsmålplanar
curriculum = spesialitetsplan
curriculum-plural = spesialitetsplanar
programme = utdanningsløp
programme-plural = utdanningsløp
placement = teneste
placement-plural = tenester
arena = læringsarena
arena-plural = læringsarenaer
entry = registrering
entry-plural = registreringar
assessment-form = vurderingsskjema
assessment-form-plural = vurderingsskjema
sign-off-request = førespurnad om godkjenning
sign-off-request-plural = førespurnader om godkjenning
sign-off-request-activity = førespurnad om signering
attestation = godkjenning
attestation-plural = godkjenningar
attestation-activity = signering
time-attestation = stadfesting av tenestetid
time-attestation-plural = stadfestingar av tenestetid
annulment = tilbakestilling
annulment-plural = tilbakestillingar
advice = tilråding
advice-plural = tilrådingar
assessment-group = vurderingskollegium
delegation = delegering
delegation-plural = delegeringar
meeting = rettleiingssamtale
meeting-plural = rettleiingssamtalar
dossier = dokumentasjon til spesialistgodkjenning

# papir i mappa, og kva dei er til
document-service-on-paper = tenesteattest på papir
document-group-guidance = diplom for grupperettleiing
document-conversion = papir om konvertering
document-competence-on-paper = kompetanse godkjend på papir
document-course-certificate = kursbevis
document-other = anna dokument
identifier-foedselsnummer = fødselsnummer eller D-nummer
identifier-hpr = HPR-nummer
identifier-missing = Den som driftar portalen hos arbeidsgivaren, legg det inn.
dossier-no-spesialist = Spesialistgodkjenning
outside-no-spesialist = Søknadsskjemaet og gebyret ordnar du hos direktoratet.

# states, as they stand beside a requirement
open = Ikkje påbyrja
in_progress = I gang
registered = Registrert
requested = Sendt til godkjenning
requested-activity = Sendt til signering
returned = Returnert
returned-goal = Underkjent
returned-activity = Avvist
attested = Godkjent
attested-activity = Signert
attested-time = Stadfesta
annulled = Tilbakestilt
archived = Arkivert

# acts, as they stand on a button
register = Registrer
send-for-sign-off = Send til godkjenning
send-for-sign-off-activity = Send til signering
recall = Kall tilbake
attest = Godkjenn
attest-activity = Signer
attest-time = Stadfest
return = Returner
return-goal = Underkjenn
return-activity = Avvis
advise = Tilrå
mark-fulfilled = Marker som oppfylt
credit = Etterregistrer
credited = etterregistrert
annul = Tilbakestill
confirm = Stadfest
delegate-act = Deleger
assign = Tildel
archive = Arkiver

# settings and stages
setting-hospital = sjukehus
setting-municipal = kommune
stage-lis1 = LIS1
stage-lis2 = LIS2
stage-lis3 = LIS3
