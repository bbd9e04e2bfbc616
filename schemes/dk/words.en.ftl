# The words of Danish postgraduate training in English. Keys are the code's words (docs/GLOSSARY.md).
# A key that ends in -goal, -activity or -time is the word for that kind of requirement, where it differs.
scheme = postgraduate medical training
portal = portal

# roles
trainee = trainee
trainee-plural = trainees
supervisor = clinical supervisor
supervisor-plural = clinical supervisors
mentor = mentor
mentor-plural = mentors
delegate = deputy
delegate-plural = deputies
education_lead = education lead (UAO)
education_lead-plural = education leads (UAO)
tutor = tutor
tutor-plural = tutors
course_provider = course provider
course_provider-plural = course providers
course_leader = course leader
course_leader-plural = course leaders
sub_course_leader = sub-course leader
sub_course_leader-plural = sub-course leaders
research_supervisor = research supervisor
research_supervisor-plural = research supervisors
secretariat = training secretariat
secretariat-plural = training secretariats
authority = Danish Patient Safety Authority (STPS)
authority-plural = officers of the Danish Patient Safety Authority (STPS)
machine = case system of the Danish Patient Safety Authority (STPS)
machine-plural = case systems of the Danish Patient Safety Authority (STPS)
administrator = administrator
administrator-plural = administrators

# requirements
requirement = requirement
requirement-plural = requirements
goal = competence
goal-plural = competences
activity = activity
activity-plural = activities
course = course
course-plural = courses
time = time element
time-plural = time elements
research = research training
research-plural = research training

# things
plan = logbook
plan-plural = logbooks
curriculum = curriculum
curriculum-plural = curricula
programme = training programme
programme-plural = training programmes
placement = placement
placement-plural = placements
arena = place of learning
arena-plural = places of learning
entry = entry
entry-plural = entries
assessment-form = competence card
assessment-form-plural = competence cards
sign-off-request = request for approval
sign-off-request-plural = requests for approval
attestation = approval
attestation-plural = approvals
time-attestation = time attestation
time-attestation-plural = time attestations
annulment = annulment
annulment-plural = annulments
advice = recommendation
advice-plural = recommendations
assessment-group = assessment group
delegation = delegation
delegation-plural = delegations
meeting = supervision meeting
meeting-plural = supervision meetings
dossier = documentation for STPS

# papers on record, and what they are for
document-agreement = employment and training agreement
document-addendum = addendum to the agreement
document-time-on-paper = attestation of time on paper
document-competence-on-paper = competence approved on paper
document-course-certificate = course certificate
document-leadership-1 = course certificate, leadership I (LAS I/SOL 1)
document-leadership-2 = course certificate, leadership II (LAS II/SOL 3)
document-leadership-3 = course certificate, leadership III (LAS III/SOL 2)
document-psychotherapy = basic training in psychotherapy
document-merit-decision = decision on credit
document-other = other document
identifier-cpr = CPR number
identifier-authorisation = authorisation ID
identifier-missing = Whoever runs the portal enters it.
dossier-dk-selvstaendigt-virke = Permission to practise independently
dossier-dk-speciallaege = Recognition as a specialist
outside-dk-selvstaendigt-virke = The application form and the fee of DKK 1,206 are dealt with at the authority. The permit is dated when form, fee and documentation are all there.
outside-dk-speciallaege = The application form is dealt with at the authority.

# states, as they stand beside a requirement
open = Not begun
in_progress = In progress
registered = Registered
requested = Sent for approval
returned = Returned
attested = Approved
attested-time = Attested
annulled = Annulled
archived = Archived

# acts, as they stand on a button
register = Register
send-for-sign-off = Send for approval
recall = Recall
attest = Approve
attest-time = Attest
return = Return
advise = Recommend
mark-fulfilled = Mark as fulfilled
credit = Register credit
credited = credited
annul = Annul
confirm = Confirm
delegate-act = Delegate
assign = Assign
archive = Archive

# settings and stages
setting-hospital = hospital
setting-practice = general practice
stage-kbu = KBU (basic clinical training)
stage-introduktion = introductory training
stage-hoveduddannelse = main specialist training
