# Ordene i spesialistutdanningen, slik sidene viser dem. Nøklene er kodens ord (docs/GLOSSARY.md).
# A key that ends in -goal, -activity or -time is the word for that kind of requirement, where it differs.
scheme = spesialistutdanning
portal = kompetanseportal

# roles
trainee = LIS (lege i spesialisering)
trainee-plural = LIS (leger i spesialisering)
supervisor = supervisør
supervisor-plural = supervisører
mentor = veileder
mentor-plural = veiledere
leader = leder
leader-plural = ledere
delegate = stedfortreder
delegate-plural = stedfortredere
education_lead = utdanningsansvarlig overlege (UAO)
education_lead-plural = utdanningsansvarlige overleger (UAO)
course_provider = kursarrangør
course_provider-plural = kursarrangører
authority = Helsedirektoratet
authority-plural = saksbehandlere i Helsedirektoratet
machine = saksbehandlingssystem i Helsedirektoratet
machine-plural = saksbehandlingssystemer i Helsedirektoratet
administrator = administrator
administrator-plural = administratorer

# requirements
requirement = krav
requirement-plural = krav
goal = læringsmål
goal-plural = læringsmål
activity = læringsaktivitet
activity-plural = læringsaktiviteter
course = kurs
course-plural = kurs
time = tjenestetid
time-plural = tjenestetid
research = forskning
research-plural = forskning

# things
plan = læringsmålplan
plan-plural = læringsmålplaner
curriculum = spesialitetsplan
curriculum-plural = spesialitetsplaner
programme = utdanningsløp
programme-plural = utdanningsløp
placement = tjeneste
placement-plural = tjenester
arena = læringsarena
arena-plural = læringsarenaer
entry = registrering
entry-plural = registreringer
assessment-form = vurderingsskjema
assessment-form-plural = vurderingsskjemaer
sign-off-request = forespørsel om godkjenning
sign-off-request-plural = forespørsler om godkjenning
sign-off-request-activity = forespørsel om signering
attestation = godkjenning
attestation-plural = godkjenninger
attestation-activity = signering
time-attestation = bekreftelse av tjenestetid
time-attestation-plural = bekreftelser av tjenestetid
annulment = tilbakestilling
annulment-plural = tilbakestillinger
advice = anbefaling
advice-plural = anbefalinger
assessment-group = vurderingskollegium
delegation = delegering
delegation-plural = delegeringer
meeting = veiledningssamtale
meeting-plural = veiledningssamtaler
dossier = dokumentasjon til spesialistgodkjenning

# papirer i mappen, og hva de er til
document-service-on-paper = tjenesteattest på papir
document-group-guidance = diplom for gruppeveiledning
document-conversion = papirer om konvertering
document-competence-on-paper = kompetanse godkjent på papir
document-course-certificate = kursbevis
document-other = annet dokument
identifier-foedselsnummer = fødselsnummer eller D-nummer
identifier-hpr = HPR-nummer
identifier-missing = Den som drifter portalen hos arbeidsgiveren, legger det inn.
dossier-no-spesialist = Spesialistgodkjenning
outside-no-spesialist = Søknadsskjemaet og gebyret ordner du hos direktoratet.

# states, as they stand beside a requirement
open = Ikke påbegynt
in_progress = I gang
registered = Registrert
requested = Sendt til godkjenning
requested-activity = Sendt til signering
returned = Returnert
returned-goal = Underkjent
returned-activity = Avvist
attested = Godkjent
attested-activity = Signert
attested-time = Bekreftet
annulled = Tilbakestilt
archived = Arkivert

# acts, as they stand on a button
register = Registrer
send-for-sign-off = Send til godkjenning
send-for-sign-off-activity = Send til signering
recall = Kall tilbake
attest = Godkjenn
attest-activity = Signer
attest-time = Bekreft
return = Returner
return-goal = Underkjenn
return-activity = Avvis
advise = Anbefal
mark-fulfilled = Marker som oppfylt
credit = Etterregistrer
credited = etterregistrert
annul = Tilbakestill
confirm = Bekreft
delegate-act = Deleger
assign = Tildel
archive = Arkiver

# settings and stages
setting-hospital = sykehus
setting-municipal = kommune
stage-lis1 = LIS1
stage-lis2 = LIS2
stage-lis3 = LIS3
