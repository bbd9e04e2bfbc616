audit-look-ups-title = { $count ->
    [0] Ingen har åpnet sidene dine
    [one] Én har åpnet sidene dine
   *[other] { START($count) } har åpnet sidene dine
    }
audit-look-ups-page = Hvem har åpnet sidene mine
audit-look-ups-about = Hver gang en annen åpner planen din, et dokument eller saken din, skrives det her før siden vises. Ingen kan slette det. Dine egne besøk skrives ikke. Å stå på en liste regnes ikke som å åpne.
audit-look-ups-what-plan = Åpnet planen
audit-look-ups-what-requirement = Åpnet et krav
audit-look-ups-what-list = Så deg på en liste
audit-look-ups-what-case = Åpnet saken din
audit-look-ups-what-document = Så et dokument
audit-look-ups-what-annulment = Så på en tilbakestilling
audit-look-ups-times = { $count } ganger
audit-look-ups-at = kl. { $time }
audit-look-ups-what-other = Leste i planen din
audit-look-ups-since = Siden { $day }
audit-look-ups-wrong = Ser noe feil ut? Si fra til den som har ansvar for utdanningen hos deg.
