# Cases: what was sent to the authority, and what then happens.
cases-title = Cases
cases-number = Case number
cases-number-short = Case { $number }
cases-where = Where is it now?
cases-state-sent = Sent
cases-state-delivering = Being delivered
cases-state-open = Opened
cases-state-asked = Question asked
cases-state-supplemented = News from the applicant
cases-state-followed = More was sent
cases-state-answered = Message sent
cases-state-granted = Granted
cases-state-refused = Refused
cases-state-withdrawn = Taken back
cases-heading-asked = The authority has a question
cases-heading-sent = Your documentation has been sent to the { $authority }
cases-heading-delivering = Your documentation is sealed and being delivered to the { $authority }
cases-heading-later = You have sent more documentation to the { $authority }
cases-heading-withdrawn = You have taken your documentation back
cases-heading-granted = Your application is granted
cases-heading-refused = Your application is refused
cases-by-you = You
cases-by-applicant = The applicant
cases-told-sent = Sent to the { $authority }
cases-told-delivering = Sealed, and being delivered to the { $authority }
cases-told-opened = Opened at the authority
cases-told-asked = Question to the applicant
cases-told-answered = Message from the applicant
cases-told-supplemented = More documentation sent
cases-told-granted = Granted on { $day }
cases-told-refused = Refused on { $day }
cases-told-withdrawn = Taken back before it was opened
cases-ahead-open = Not opened yet
cases-ahead-open-about = A case officer opens the case
cases-ahead-answer = Answer to the question
cases-ahead-decision = Decision
cases-ahead-not-yet = Not yet

## Whoever sends
cases-send-title = Send to the { $authority }
cases-send-about = The authority receives the sealed documentation as it is. You can take it back until it is opened, and send more afterwards.
cases-instead-sent = Another application for the same is under way. If you have more, you can send it there.
cases-instead-granted = Another application for the same has been granted.
cases-instead-see = See it
cases-sure-fell = Something that this rests on was annulled or taken back after it was sealed. Look at the case again before you decide.
cases-send-button = Send now
cases-delivering-about = Your documentation is sealed and kept here. The portal keeps trying until it has arrived. You need do nothing.
cases-delivering-more = What you sent last is being delivered to the { $authority }
cases-delivering-more-since = Since { $when }
cases-delivering-more-about = It is kept here. The portal keeps trying until it has arrived. You need do nothing.
cases-to-first = See the case it was sent in
cases-supplement-title = Send more documentation
cases-answer-title = Answer the authority
cases-supplement-about = If your record has changed, it is sealed again and sent along. You can also send words alone.
cases-supplement-along = { $count ->
    [one] This document goes along, since it is new. Take it back first if it is not to go.
   *[other] These documents go along, since they are new. Take them back first if they are not to go.
    }
cases-supplement-stays = { $count ->
    [one] This document is new and does not go along yet: your record is not ready. Words you can send.
   *[other] These documents are new and do not go along yet: your record is not ready. Words you can send.
    }
cases-supplement-kept = You wrote this before you took the documentation back. The authority has not received it yet.
cases-supplement-comment = To the authority
cases-supplement-button = Send
cases-withdraw-about = If something is wrong, take the documentation back, correct it and send again. You can until it is opened.
cases-withdraw-held = The documentation is on its way to the authority and cannot be taken back just now.
cases-withdraw-words = What you wrote to the authority is taken back too. It stands in the field again when you send anew.
cases-withdraw-button = Take back
cases-did-send = You are told here when the authority answers.
cases-did-withdraw = The authority does not see it.
cases-did-supplement = It has been sent to the authority
cases-did-words = What you wrote has been sent. The documentation was not sent along, for it cannot be sealed as it is now.
cases-open-until = The authority can open your documentation up to and including { $day }.
cases-open-ended = The authority can no longer open your documentation. It could up to and including { $day }.
cases-later-wait = The fingerprint comes in a moment. Load the page again.

## The authority’s desk
cases-ours = { $count ->
    [one] Waiting for you: one case
   *[other] Waiting for you: { $count } cases
    }
cases-theirs = { $count ->
    [one] Waiting for the applicant: one case
   *[other] Waiting for the applicant: { $count } cases
    }
cases-search = Search by name or case number
cases-search-number = Search by name, case number, { $number }
cases-found-number = { $count ->
    [0] No cases with that number
    [one] One case with that number
   *[other] { $count } cases with that number
    }
cases-found = { $count ->
    [0] No cases match “{ $words }”
    [one] One case matches “{ $words }”
   *[other] { $count } cases match “{ $words }”
    }
cases-row-waits = { $days ->
    [0] Sent today
    [one] Sent on { $day }, one day ago
   *[other] Sent on { $day }, { $days } days ago
    }
cases-row-decided = { $days ->
    [0] Decided on { $day }, the day it was sent
    [one] Decided on { $day }, one day after it was sent
   *[other] Decided on { $day }, { $days } days after it was sent
    }
cases-none-waiting = No cases are waiting. When a doctor sends their documentation, it appears here.
cases-none-decided = No cases have been decided yet.
cases-show-waiting = Show cases that wait
cases-show-decided = Show decided cases
cases-more = Show more
cases-first-page = To the first
cases-shut = What was sent is no longer opened
cases-shut-about = The case was decided too long ago. The applicant still has their documentation and can show it.
cases-readable = What was sent can be opened until and including { $day }.
cases-making = The newest documentation is being made
cases-making-about = It takes a moment. Do not decide the case before you have seen it.
cases-desk-delivering = Not all of it has reached your own system
cases-desk-delivering-about = It has been on its way since { $when }. Meanwhile all that was sent can be seen here.
cases-unread = What was sent cannot be read just now
cases-unread-about = Nothing is lost: its key is not in place. Those who run the portal have it in their log. Do not decide the case until it can be read.
cases-ended = The seal is valid no longer
cases-ended-about = The key that sealed the documentation was withdrawn. Ask the applicant below: sealed and sent anew, it can be checked again. Do not decide the case until then.
cases-not-believed = What was sent cannot be checked just now
cases-not-believed-about = Do not decide the case until it can. Tell those who run the portal.
cases-documents = Enclosures
cases-since = New since the case was sent
cases-since-nothing = No new requirements, approvals, enclosures or employments. What has changed is other information.
cases-since-met = { $count ->
    [one] One more requirement is met
   *[other] { $count } more requirements are met
    }
cases-since-attested = { $count ->
    [one] One new approval
   *[other] { $count } new approvals
    }
cases-since-documents = { $count ->
    [one] One new enclosure
   *[other] { $count } new enclosures
    }
cases-since-employed = { $count ->
    [one] One new employment
   *[other] { $count } new employments
    }
cases-since-corrected = { $count ->
    [one] One changed employment
   *[other] { $count } changed employments
    }
cases-since-dropped = { $count ->
    [one] One employment is no longer there
   *[other] { $count } employments are no longer there
    }
cases-since-was = { $now } (before: { $before })
cases-seen-by = Original seen by { $who }
cases-document-taken-back = The doctor has since taken the document back
cases-sight-taken-back = That the original was seen was since taken back by { $who } · { $when }
cases-files = Files
cases-file = File for machines
cases-paper = PDF ({ $language })
cases-history = History
cases-decide-title = Decide
cases-decide-about = You see the decision once more before it holds. Then it is final here, and the applicant sees it at once.
cases-decision = Decision
cases-grant = Granted
cases-refuse = Refused
cases-on = Date of the decision
cases-words = Reasons
cases-words-hint = Needed for a refusal. The applicant can read it.
cases-decide-button = Continue
cases-sure-granted = Grant the application of { $name }?
cases-sure-refused = Refuse the application of { $name }?
cases-sure-about = The applicant is told at once. Afterwards the decision cannot be changed here.
cases-sure-follows = Something was to follow
cases-sure-follows-next = Once the case is decided, the applicant can send no more. Ask instead if you want to wait for it.
cases-sure-grant = Yes, grant it
cases-sure-refuse = Yes, refuse it
cases-sure-change = Go back and change
cases-sure-no-words = None
cases-ask-title = Ask the applicant
cases-ask-about = The applicant is told, and can answer or send more documentation.
cases-ask-comment = Question
cases-ask-button = Send question
cases-did-ask = The question has been sent
cases-did-decide = The case is decided
cases-send-again = You can send the documentation again, or change your record and seal it anew. To appeal, follow the authority’s guidance.
cases-first = Sent first
cases-later = Sent later
cases-on-hint = { $day } at the earliest, when the case was sent.
