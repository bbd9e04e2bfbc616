# The words of Norwegian specialist training in English. Keys are the code's words (docs/GLOSSARY.md).
# A key that ends in -goal, -activity or -time is the word for that kind of requirement, where it differs.
scheme = specialist training
portal = competence portal

# roles
trainee = trainee (LIS)
trainee-plural = trainees (LIS)
supervisor = supervisor
supervisor-plural = supervisors
mentor = mentor
mentor-plural = mentors
leader = leader
leader-plural = leaders
delegate = deputy
delegate-plural = deputies
education_lead = education lead (UAO)
education_lead-plural = education leads (UAO)
course_provider = course provider
course_provider-plural = course providers
authority = Norwegian Directorate of Health
authority-plural = officers of the Norwegian Directorate of Health
machine = case system of the Norwegian Directorate of Health
machine-plural = case systems of the Norwegian Directorate of Health
administrator = administrator
administrator-plural = administrators

# requirements
requirement = requirement
requirement-plural = requirements
goal = learning goal
goal-plural = learning goals
activity = learning activity
activity-plural = learning activities
course = course
course-plural = courses
time = service time
time-plural = service time
research = research
research-plural = research

# things
plan = goal plan
plan-plural = goal plans
curriculum = specialty plan
curriculum-plural = specialty plans
programme = training programme
programme-plural = training programmes
placement = placement
placement-plural = placements
arena = learning arena
arena-plural = learning arenas
entry = entry
entry-plural = entries
assessment-form = assessment form
assessment-form-plural = assessment forms
sign-off-request = request for approval
sign-off-request-plural = requests for approval
sign-off-request-activity = request for signature
attestation = approval
attestation-plural = approvals
attestation-activity = signature
time-attestation = confirmation of service
time-attestation-plural = confirmations of service
annulment = annulment
annulment-plural = annulments
advice = recommendation
advice-plural = recommendations
assessment-group = assessment group
delegation = delegation
delegation-plural = delegations
meeting = supervision meeting
meeting-plural = supervision meetings
dossier = documentation for specialist approval

# papers on record, and what they are for
document-service-on-paper = service attestation on paper
document-group-guidance = certificate of group supervision
document-conversion = conversion papers
document-competence-on-paper = competence approved on paper
document-course-certificate = course certificate
document-other = other document
identifier-foedselsnummer = national identity number or D-number
identifier-hpr = HPR number
identifier-missing = Whoever runs the portal at your employer enters it.
dossier-no-spesialist = Specialist approval
outside-no-spesialist = The application form and the fee are dealt with at the directorate.

# states, as they stand beside a requirement
open = Not begun
in_progress = In progress
registered = Registered
requested = Sent for approval
requested-activity = Sent for signature
returned = Returned
returned-goal = Not approved
returned-activity = Rejected
attested = Approved
attested-activity = Signed
attested-time = Confirmed
annulled = Annulled
archived = Archived

# acts, as they stand on a button
register = Register
send-for-sign-off = Send for approval
send-for-sign-off-activity = Send for signature
recall = Recall
attest = Approve
attest-activity = Sign
attest-time = Confirm
return = Return
return-goal = Do not approve
return-activity = Reject
advise = Recommend
mark-fulfilled = Mark as fulfilled
credit = Register earlier competence
credited = registered from before
annul = Annul
confirm = Confirm
delegate-act = Delegate
assign = Assign
archive = Archive

# settings and stages
setting-hospital = hospital
setting-municipal = municipality
stage-lis1 = LIS1
stage-lis2 = LIS2
stage-lis3 = LIS3
