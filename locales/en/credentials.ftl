# Credentials: what one has had approved, as files to show.
credentials-title = Credentials
credentials-about = Everything you have had approved is yours and can be downloaded as files with an electronic signature. Anybody can check them, even years from now. What you download is not stored.
credentials-demo = A demonstration: credentials from here prove nothing.
credentials-none = Nothing to show yet
credentials-none-about = As soon as something in your logbook is approved, you can download it here.
credentials-pick-title = Choose what to show
credentials-pick-about = The file shows what you choose, and not how much more there is.
credentials-pick-none = Choose something to download
credentials-pick-one = Download 1 approval
credentials-pick-many = Download # approvals
credentials-none-chosen = Choose at least one
credentials-all-title = All of it
credentials-all-about = One file with all your approvals, which other systems can read (Open Badges).
credentials-all-button = Download all of it
credentials-check = Check a file
credentials-count = { $count ->
    [one] one approval
   *[other] { $count } approvals
    }
credentials-achieved = achieved { $on }
credentials-times-of = { $times } of { $required } times
credentials-times = { $count ->
    [one] once
   *[other] { $count } times
    }
credentials-me = Download what was approved, and show it
credentials-fetch = Download as a credential

## Whoever is shown one
credentials-genuine = The credential is genuine and unchanged
credentials-annulled = { $count ->
    [one] One of the approvals has been annulled since.
   *[other] { $count } of the approvals have been annulled since.
    }
credentials-annulled-on = Annulled { $day }
credentials-is-all = This is all that was approved { $when }.
credentials-is-part = This is what its holder chose to show. There may be more.
credentials-holder = Holder
credentials-issuer = Issued by
credentials-made = From
credentials-says = What it says
credentials-says-nothing = None of it is shown.
credentials-signature = The signature is genuine
credentials-key = Key
credentials-status = The list of what was annulled was looked at
credentials-status-about = As it is here just now
