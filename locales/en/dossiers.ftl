## Is one ready to apply
dossiers-title-ready = You are ready
dossiers-title-missing = { $count ->
    [one] One thing is missing
   *[other] { START($count) } things are missing
    }
dossiers-case-follow = See where it is
dossiers-case-see = See the decision
dossiers-none-title = Application
dossiers-none-about = The training you are in now does not end with an application to the authority. When you come to one that does, this page says what is missing, who can act, and when. What an application asks for stands below.
dossiers-none-trains = A doctor in training collects here what an application asks for. You are not in training in Attest.
dossiers-met = of { $total } met
dossiers-met-of = { $count } of { $total } met
dossiers-bar = Met
dossiers-line-met = Met
dossiers-line-missing = Missing
dossiers-line-follows = May follow later
dossiers-line-without = Missing, can be sent without
dossiers-line-unseen = Original not seen
dossiers-line-unread = Cannot be read just now
dossiers-count = { $done } of { $total } { $things }
dossiers-who = Who
dossiers-after-advice = { $names }. After recommendations from { $roles }
dossiers-you = You
dossiers-earliest = Earliest
dossiers-now = Now
dossiers-window-open = The period for sending is open
dossiers-window-from = Can be sent from { $day }
dossiers-window-unknown = The last day is known once the last part of the training is registered
dossiers-no-plan = There is no { $plan } for it
dossiers-no-plan-next = It is assigned when you begin that part of the training.
dossiers-others = Other applications
dossiers-lacks = The plan here has no { $things }
dossiers-lacks-next = Whoever assigned the plan can say why.
dossiers-nobody = { $roles }; nobody is appointed just now
dossiers-employments = Filled in from your employments. Read it through and confirm it.
dossiers-number-unread = The portal has it, but cannot read it just now. Tell whoever runs the portal. You can seal when it can be read.
dossiers-count-left = { $left } of { $total } { $things } missing

## Sealing
dossiers-seal-title = Seal
dossiers-seal-ready = Your record is locked as it is now and becomes one signed file. Anybody can check it, without Attest too. What supervisors and leaders wrote along the way is in it, too. You can go on working in your logbook; the file will not change.
dossiers-seal-later = When everything is met you can lock your record here. Until then nothing happens.
dossiers-seal-button = Seal now
dossiers-outside-title = Outside Attest
dossiers-outside-page = Go to the authority's page
dossiers-sealed-list = Sealed
dossiers-sealed-title = Your record is sealed
dossiers-sealed-unread = What it holds cannot be shown just now
dossiers-sealed-unread-about = Where your record is stands here as always. Tell whoever runs the portal.
dossiers-sealed-ended = The seal is valid no longer
dossiers-sealed-ended-stays = The key with which it was sealed is no longer in use. So there is no PDF any more, and the file cannot be checked. That changes nothing of what was sent and decided.
dossiers-see-missing = See what is missing
dossiers-sealed-ended-seal = Seal anew. If it was sealed today and nothing has changed since, you can do so from tomorrow.
dossiers-sealed-ended-more = Send it again below, as a supplement: then it is sealed anew. If it was sealed today and nothing has changed since, that works from tomorrow.
dossiers-sealed-fell = Something you sent no longer stands
dossiers-sealed-fell-about = An approval was annulled, or a document, or that its original was seen, was taken back. The authority sees it. Send more once it is settled again.
dossiers-sealed-wait = Your record is locked, and its file is on the way
dossiers-sealed-wait-about = It usually takes a few seconds. Load the page again.
dossiers-sealed-reload = Load again
dossiers-sealed-at = Sealed { $when }
dossiers-sealed-receipt = Receipt
dossiers-sealed-holder = Applicant
dossiers-sealed-case = Case
dossiers-sealed-content = Content
dossiers-sealed-documents = { $count ->
    [one] one document
   *[other] { $count } documents
    }
dossiers-holds = { $count } { $things }
dossiers-sealed-print = Fingerprint
dossiers-sealed-print-about = The file's SHA-256. Two files with one fingerprint are the same.
dossiers-sealed-file = Download as a file for machines
dossiers-sealed-check = Check a file
dossiers-sealed-by-you = Sealed by you
dossiers-sealed-not-sent = Not sent
dossiers-sealed-not-sent-about = Only you can fetch it until you send it.
dossiers-sealed-demo = This is a demonstration. The file proves nothing, and says so.

## Checking a file
dossiers-check-title = Check a record
dossiers-check-about = See whether a file from Attest is genuine, unchanged and complete. It is read in memory and not stored.
dossiers-check-file = The file
dossiers-check-file-hint = It ends in .pdf, .json, .jwt or .sd-jwt. At most 16 MB.
dossiers-check-button = Check
dossiers-check-genuine = Genuine, and unchanged since it was sealed
dossiers-check-taken-back = { $count ->
    [one] One document no longer stands as it did when this was sealed
   *[other] { $count } documents no longer stand as they did when this was sealed
    }
dossiers-check-not = The file is not genuine
dossiers-check-incomplete = But not everything was met when it was sealed.
dossiers-check-annulled = { $count ->
    [one] An approval in it has been annulled since
   *[other] { $count } approvals in it have been annulled since
    }
dossiers-check-demo = A demonstration: made-up people. It proves nothing.
dossiers-check-requirements = Requirements
dossiers-check-again = The result was worked out again here, from the rules enclosed in the file.
dossiers-check-met = Met
dossiers-check-missed = Not met
dossiers-check-follows = Follows
dossiers-check-without = Not given
dossiers-check-unasked = Not asked for
dossiers-check-count = { $done } of { $total }
dossiers-check-count-then = { $done } of { $total } when it was sealed
dossiers-check-curricula = Curriculum
dossiers-check-all = All { $count } requirements of { $curriculum }
dossiers-check-rest = { $count } requirements of { $curriculum } that are not asked for
dossiers-check-lent = { $who } for { $leader }
dossiers-check-on-paper = Met by a document whose original was seen
dossiers-check-what = What was checked
dossiers-check-signature = The signature is valid
dossiers-check-signature-by = By the key of the portal { $portal }
dossiers-check-ledger = All { $count } acts are in the ledger
dossiers-check-ledger-at = Signed { $when }
dossiers-check-entitled = Everyone who approved was entitled to
dossiers-check-entitled-about = { $count ->
    [one] One approval was worked through.
   *[other] { $count } approvals were worked through.
    }
dossiers-check-documents = { $count ->
    [one] One document is named with its fingerprint
   *[other] { $count } documents are named with their fingerprints
    }
dossiers-check-documents-about = The documents themselves are not in the file.
dossiers-check-offline = Rather without this page? The program does the same and needs no network:
dossiers-check-keys = Download the portal's keys
dossiers-check-why-none = This is no file from Attest, or it is not whole, for instance saved anew by another program. Ask for the file as it was fetched.
dossiers-check-why-issuer = It was sealed by another portal than this one, or with a key that was withdrawn. Ask where it comes from.
dossiers-check-why-forged = It was changed after it was sealed.
dossiers-check-why-ledger = Something in it is not in the portal's ledger.
dossiers-check-why-entitled = Something in it was approved by somebody who was not entitled to.
dossiers-check-paper = The PDF is signed as a whole
dossiers-check-certificate = Certificate
dossiers-check-technical = Technical details
dossiers-check-portal = Sealed by
dossiers-check-file-size = { $kb } kB
dossiers-check-why-expired = The certificate it is signed with had ended.
dossiers-check-why-other = Its content does not hold together.
dossiers-check-none-chosen = Choose a file.
dossiers-check-too-large = The file is too large. It can be at most 16 MB.

## On paper
dossiers-paper-page = Page { $page } of { $all }
dossiers-paper-code = QR code for { $address }
dossiers-paper-check-here = Check that the document is genuine at
dossiers-paper-contents = Contents
dossiers-paper-result = Result
dossiers-paper-complete = All requirements are met
dossiers-paper-asked = The authority’s requirements
dossiers-paper-stands = Status
dossiers-paper-employments = Employment
dossiers-paper-placements = Training posts
dossiers-paper-period = Period
dossiers-paper-source = Source
dossiers-paper-own = Added by the applicant
dossiers-paper-corrected = Corrected by the applicant
dossiers-paper-confirmed = The applicant confirmed the overview.
dossiers-paper-unconfirmed = The applicant has not confirmed the overview.
dossiers-paper-by = Approved by
dossiers-paper-counted = { $registered } registered, { $signed } approved
dossiers-paper-documents = Documents on record
dossiers-paper-document = Document
dossiers-paper-seen = Original seen by
dossiers-paper-attesters = Who approved
dossiers-paper-name = Name
dossiers-paper-role = Role
dossiers-paper-attestations = Approvals
dossiers-paper-checking = How to check this document
dossiers-paper-checking-file = The file { $name } is attached to this document. It holds every act with its place in the portal’s ledger, and the rules that the result follows from. The signature covers all of it: change one character and it is no longer valid.
dossiers-paper-checking-offline = The whole document can be checked on the page that the QR code leads to, or offline with the program: attest dossier verify.
dossiers-paper-checking-later = Whether an approval was withdrawn after it was sealed cannot be seen in this document.
dossiers-paper-key = Sealed with the key
dossiers-paper-ledger = Ledger
dossiers-paper-attached = The documentation in machine-readable form, with the portal’s signature
dossiers-paper-signature = The portal’s signature
dossiers-paper-fetch = Download as PDF
dossiers-paper-fetch-in = Download as PDF ({ $language })
dossiers-paper-left-out = { $count ->
    [one] One requirement that the authority does not ask for and that was not registered is left out here. It is in the file.
   *[other] { $count } requirements that the authority does not ask for and that were not registered are left out here. They are in the file.
    }
dossiers-paper-but-follows = All requirements are met but for what follows
dossiers-paper-stages = Training
dossiers-paper-print = Fingerprint of { $file }
dossiers-paper-recommended = Recommended by { $who }
