## Log-in
people-login-title = Log in
people-login-lead = Record what you have learnt and have it approved.
people-login-languages = Language
people-login-email = E-mail
people-login-password = Password
people-login-button = Log in
people-login-with-password = Log in with e-mail and password
people-login-no-access = No access? Whoever is responsible for training where you work sees to it that you are added. Then you can log in.
people-login-verify = Check a file from Attest
people-login-wrong = E-mail and password do not match
people-login-wrong-next = Check for typing mistakes and try again. If you have forgotten the password, ask whoever gave you access for a new link.
people-login-out = You are logged out
people-login-expired = You have been away for a while
people-login-expired-next = Log in again to return to where you were.
people-login-demo = Demo: choose a person
people-login-demo-about = Invented people and data. Try what is suggested under the name.
people-login-group-dk = Denmark
people-login-group-no = Norway, hospital
people-login-group-nom = Norway, municipality
people-login-group-portal = Operations
people-login-group-more = Others

## One-time link
people-link-title = Log in with this link
people-link-about = The link is for { $name } and can be used once.
people-link-button = Log in as { $name }
people-link-dead = The link has been used or is too old
people-link-dead-next = Ask whoever sent it for a new one. If you have a password you can log in with that.

## My page
people-me-title = My page
people-me-roles = { $count ->
    [0] You have no role yet
    [one] You have one role
   *[other] You have { WORD($count) } roles
    }
people-me-role-ended = ended
people-me-role-from = from { $day }
people-me-role-until = until { $day }
people-me-lent = You approve on behalf of { $name }
people-me-places = All places
people-me-roles-about = A role is valid for as long as its period lasts. If something is missing, ask whoever gave you the role.
people-me-language = Language
people-me-language-about = All pages and messages to you use it.
people-me-language-saved = The language is saved
people-me-numbers = Your numbers
people-me-numbers-about = Only you see them here. They are kept encrypted and leave only in what you yourself seal for the authority. If one is wrong, whoever entered it can correct it.
people-me-number-unread = Cannot be shown just now
people-me-look-ups = Who has opened my pages
people-me-look-ups-about = Every time somebody else opens your pages, it is listed here with name, role and time.
people-me-session = Logged in { $when }
people-me-session-here = This device
people-over-nation = the whole country
people-over-portal = the portal

## Delegations
people-delegations-title = { $count ->
    [0] You approve all { $goals } yourself
    [one] One person can approve for you
   *[other] { START($count) } people can approve for you
    }
people-delegations-about = A deputy approves on your behalf for the time you choose. The responsibility stays yours, and the history shows who did it for whom.
people-delegations-given = Current and upcoming
people-delegations-received = You approve for others
people-delegations-for = For { $name }
people-delegations-past = Earlier
people-delegations-none = None yet. Choose a colleague below before you go on holiday.
people-delegations-end = End
people-delegations-end-named = End for { $name }
people-delegations-ended = ended { $day }
people-delegations-begins = begins { $day }
people-delegations-new = New deputy
people-delegations-to = Who
people-delegations-choose = Choose a person
people-delegations-over = Where
people-delegations-from = First day
people-delegations-until = Last day
people-delegations-button = Let them approve
people-delegations-made = { $name } can approve for you in the time you chose
people-delegations-stopped = { $name } can no longer approve for you
people-delegations-not-yours = Only those who can approve can lend that right
people-delegations-not-yours-about = A leader can let a colleague approve for a time. You have no such right to lend, and nobody has lent you theirs. If you should have it, ask whoever gives roles in your department.

## Roles: giving and ending
people-roles-title = Roles
people-roles-about = Choose a place where you give and end roles.
people-roles-at = Roles: { $place }
people-roles-up = Back
people-roles-here = Has a role here
people-roles-none = Nobody has a role here yet.
people-roles-of = for { $name }
people-roles-of-several = { $role } of { WORD($count) } { $trainees }
people-roles-end = End
people-roles-end-named = End the role of { $role }: { $name }
people-roles-below = Places below
people-roles-courses = Courses in a specialty
people-roles-give = Give a role
people-roles-role = Role
people-roles-for = For whom
people-roles-for-all = Everybody here
people-roles-who = Who gets the role
people-roles-who-hint = Name or e-mail
people-roles-find = Find the person
people-roles-which = Who do you mean?
people-roles-nobody = We found nobody with that name
people-roles-nobody-next = Try part of the name, or the e-mail address. Somebody who is not in the portal must be registered first.
people-roles-becomes = { $name } becomes { $role }
people-roles-becomes-about = It covers { $place } from the first day. { $name } will be told.
people-roles-until-hint = Leave this empty if there is no last day.
people-roles-give-button = Give the role
people-roles-given = { $name } has been given the role { $role }
people-roles-ends-about = It covers { $place }. After that { $name } sees and approves nothing in that role. What has been approved still stands.
people-roles-last-hint = Leave this empty to end the role now.
people-roles-end-button = End the role
people-roles-ended = { $name } no longer has the role { $role }
people-roles-last-set = { $name } has the role { $role } up to and including { $day }

## Personas of the demo: who, and what to try
people-persona-dk-trainee = Trainee, introductory training in orthopaedic surgery
people-persona-dk-trainee-try = Send a competence for approval, and answer the one that came back.
people-persona-dk-supervisor = Clinical supervisor
people-persona-dk-supervisor-try = Approve from the in-tray, or return with a comment.
people-persona-dk-mentor = Mentor
people-persona-dk-mentor-try = Open your trainee’s plan and approve without a request.
people-persona-dk-uao = Education lead
people-persona-dk-uao-try = See how far the department’s trainees have come.
people-persona-dk-basic = Foundation doctor in the last month
people-persona-dk-basic-try = Only the time is missing. See who can attest it, and from when.
people-persona-dk-tutor = Tutor in general practice
people-persona-dk-tutor-try = Attest time for the trainee in your practice.
people-persona-dk-course-provider = Course provider, general courses
people-persona-dk-course-provider-try = Approve a general course.
people-persona-dk-course-leader = Course leader, orthopaedic surgery
people-persona-dk-course-leader-try = Approve a specialty-specific course.
people-persona-dk-secretariat = Training secretariat
people-persona-dk-secretariat-try = Propose that a wrong approval be annulled.
people-persona-dk-secretariat-2 = Colleague in the same secretariat
people-persona-dk-secretariat-2-try = Confirm the annulment that the colleague proposed.
people-persona-dk-stranger = Education lead in another region
people-persona-dk-stranger-try = Try to find a doctor you are not allowed to see.
people-persona-dk-authority = Case officer, Danish Patient Safety Authority
people-persona-dk-authority-try = Sees nothing until a doctor sends something.
people-persona-no-lis = LIS3, anaesthesiology
people-persona-no-lis-try = Find one of 135 goals, log activities and send it.
people-persona-no-supervisor = Supervisor
people-persona-no-supervisor-try = Sign activities and recommend goals.
people-persona-no-mentor = Mentor
people-persona-no-mentor-try = Recommend many goals at once.
people-persona-no-leader = Leader
people-persona-no-leader-try = Approve goals and see who is behind.
people-persona-no-delegate = Deputy for the leader
people-persona-no-delegate-try = Approve on the leader’s behalf; the history says so.
people-persona-no-uao = Education lead
people-persona-no-uao-try = See the progress and confirm an annulment.
people-persona-no-stranger = Leader in another region
people-persona-no-stranger-try = Try to find a doctor you are not allowed to see.
people-persona-no-done = LIS3 with every goal approved
people-persona-no-done-try = See what a finished plan looks like.
people-persona-nom-lis = LIS3, general practice
people-persona-nom-lis-try = Switch between two plans at the top left.
people-persona-nom-supervisor = Supervisor
people-persona-nom-supervisor-try = Sign activities in the municipality.
people-persona-nom-mentor = Mentor
people-persona-nom-mentor-try = Follow one doctor and recommend goals.
people-persona-nom-leader = Leader in the municipality
people-persona-nom-leader-try = Approve goals and propose an annulment.
people-persona-no-authority = Case officer, Norwegian Directorate of Health
people-persona-no-authority-try = Confirm annulments from the municipalities.
people-persona-admin = Administrator
people-persona-admin-try = Sets up the portal, and sees no plans.

## Log-in and devices
people-sessions-title = Password and devices
people-sessions-devices = You are logged in here
people-sessions-about = Log out any device you do not recognise. After half an hour without use it happens by itself.
people-sessions-unnamed = Unknown device
people-sessions-seen = used { $when }
people-sessions-end = Log out
people-sessions-end-named = Log out: { $device }, logged in { $when }
people-sessions-end-others = Log out everywhere else
people-tokens-title = Keys for programs
people-tokens-about = A program with a key reads or acts as you. Each stands here by the last characters of its id. End any you do not use; a new password ends them all.
people-tokens-name = Key …{ $end }
people-tokens-made = made { $when }
people-tokens-until = expires { $when }
people-tokens-read = reads
people-tokens-write = reads and acts
people-tokens-end = End
people-tokens-end-named = End: { $name }
people-password-title = Password
people-password-none = You have no password yet. Choose one so that you can log in again.
people-password-about = At least { $min } characters. A few words that only you would put together are best.
people-password-current = Current password
people-password-new = New password
people-password-button = Save password
people-password-saved = The password is saved. You are logged out everywhere else.
people-password-wrong = This is not your current password.
people-password-length = Choose between { $min } and { $max } characters.
