audit-look-ups-title = { $count ->
    [0] Ingen har opna sidene dine
    [one] Éin har opna sidene dine
   *[other] { START($count) } har opna sidene dine
    }
audit-look-ups-page = Kven har opna sidene mine
audit-look-ups-about = Kvar gong ein annan opnar planen din, eit dokument eller saka di, blir det skrive her før sida blir vist. Ingen kan slette det. Dine eigne besøk blir ikkje skrivne. Å stå på ei liste blir ikkje rekna som å opne.
audit-look-ups-what-plan = Opna planen
audit-look-ups-what-requirement = Opna eit krav
audit-look-ups-what-list = Såg deg på ei liste
audit-look-ups-what-case = Opna saka di
audit-look-ups-what-document = Såg eit dokument
audit-look-ups-what-annulment = Såg på ei tilbakestilling
audit-look-ups-times = { $count } gonger
audit-look-ups-at = kl. { $time }
audit-look-ups-what-other = Las i planen din
audit-look-ups-since = Sidan { $day }
audit-look-ups-wrong = Ser noko feil ut? Sei frå til den som har ansvar for utdanninga hos deg.
