# Ordene i den lægelige videreuddannelse, som siderne viser dem. Nøglerne er kodens ord (docs/GLOSSARY.md).
# A key that ends in -goal, -activity or -time is the word for that kind of requirement, where it differs.
scheme = den lægelige videreuddannelse
portal = portal

# roles
trainee = uddannelseslæge
trainee-plural = uddannelseslæger
supervisor = klinisk vejleder
supervisor-plural = kliniske vejledere
mentor = hovedvejleder
mentor-plural = hovedvejledere
delegate = stedfortræder
delegate-plural = stedfortrædere
education_lead = uddannelsesansvarlig overlæge (UAO)
education_lead-plural = uddannelsesansvarlige overlæger (UAO)
tutor = tutorlæge
tutor-plural = tutorlæger
course_provider = kursusudbyder
course_provider-plural = kursusudbydere
course_leader = hovedkursusleder
course_leader-plural = hovedkursusledere
sub_course_leader = delkursusleder
sub_course_leader-plural = delkursusledere
research_supervisor = forskningstræningsvejleder
research_supervisor-plural = forskningstræningsvejledere
secretariat = videreuddannelsessekretariat
secretariat-plural = videreuddannelsessekretariater
authority = Styrelsen for Patientsikkerhed (STPS)
authority-plural = medarbejdere i Styrelsen for Patientsikkerhed (STPS)
machine = sagssystem hos Styrelsen for Patientsikkerhed (STPS)
machine-plural = sagssystemer hos Styrelsen for Patientsikkerhed (STPS)
administrator = administrator
administrator-plural = administratorer

# requirements
requirement = krav
requirement-plural = krav
goal = kompetence
goal-plural = kompetencer
activity = aktivitet
activity-plural = aktiviteter
course = kursus
course-plural = kurser
time = uddannelseselement
time-plural = uddannelseselementer
research = forskningstræning
research-plural = forskningstræning

# things
plan = logbog
plan-plural = logbøger
curriculum = målbeskrivelse
curriculum-plural = målbeskrivelser
programme = uddannelsesforløb
programme-plural = uddannelsesforløb
placement = delforløb
placement-plural = delforløb
arena = læringssted
arena-plural = læringssteder
entry = registrering
entry-plural = registreringer
assessment-form = kompetencekort
assessment-form-plural = kompetencekort
sign-off-request = anmodning om godkendelse
sign-off-request-plural = anmodninger om godkendelse
attestation = godkendelse
attestation-plural = godkendelser
time-attestation = Attestation for tid
time-attestation-plural = attestationer for tid
annulment = nulstilling
annulment-plural = nulstillinger
advice = anbefaling
advice-plural = anbefalinger
assessment-group = bedømmelsesgruppe
delegation = delegering
delegation-plural = delegeringer
meeting = vejledersamtale
meeting-plural = vejledersamtaler
dossier = dokumentation til STPS

# papers on record, and what they are for
document-agreement = ansættelses- og uddannelsesaftale
document-addendum = tillæg til aftalen
document-time-on-paper = attestation for tid på papir
document-competence-on-paper = godkendt kompetence på papir
document-course-certificate = kursusbevis
document-leadership-1 = kursusbevis, ledelse I (LAS I/SOL 1)
document-leadership-2 = kursusbevis, ledelse II (LAS II/SOL 3)
document-leadership-3 = kursusbevis, ledelse III (LAS III/SOL 2)
document-psychotherapy = grunduddannelse i psykoterapi
document-merit-decision = afgørelse om merit
document-other = andet dokument
identifier-cpr = CPR-nummer
identifier-authorisation = autorisations-ID
identifier-missing = Den, der driver portalen, lægger det ind.
dossier-dk-selvstaendigt-virke = Tilladelse til selvstændigt virke
dossier-dk-speciallaege = Speciallægeanerkendelse
outside-dk-selvstaendigt-virke = Ansøgningsskemaet og gebyret på 1.206 kr. klarer du hos styrelsen. Tilladelsen dateres først, når skema, gebyr og dokumentation er modtaget.
outside-dk-speciallaege = Ansøgningsskemaet klarer du hos styrelsen.

# states, as they stand beside a requirement
open = Ikke begyndt
in_progress = I gang
registered = Registreret
requested = Meldt klar
returned = Sendt retur
attested = Godkendt
attested-time = Attesteret
annulled = Nulstillet
archived = Arkiveret

# acts, as they stand on a button
register = Registrér
send-for-sign-off = Meld klar til godkendelse
recall = Træk tilbage
attest = Godkend
attest-time = Attestér
return = Send retur
advise = Anbefal
mark-fulfilled = Markér som opfyldt
credit = Registrér merit
credited = merit
annul = Nulstil
confirm = Bekræft
delegate-act = Delegér
assign = Tildel
archive = Arkivér

# settings and stages
setting-hospital = sygehus
setting-practice = almen praksis
stage-kbu = KBU (klinisk basisuddannelse)
stage-introduktion = introduktionsuddannelse
stage-hoveduddannelse = hoveduddannelse
