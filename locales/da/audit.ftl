audit-look-ups-title = { $count ->
    [0] Ingen har åbnet dine sider
    [one] Én har åbnet dine sider
   *[other] { START($count) } har åbnet dine sider
    }
audit-look-ups-page = Hvem har åbnet mine sider
audit-look-ups-about = Hver gang en anden åbner din plan, et dokument eller din sag, skrives det her, før siden vises. Ingen kan slette det. Dine egne besøg skrives ikke. At stå på en liste tæller ikke som at åbne.
audit-look-ups-what-plan = Åbnede planen
audit-look-ups-what-requirement = Åbnede et krav
audit-look-ups-what-list = Så dig på en liste
audit-look-ups-what-case = Åbnede din sag
audit-look-ups-what-document = Så et dokument
audit-look-ups-what-annulment = Så på en nulstilling
audit-look-ups-times = { $count } gange
audit-look-ups-at = kl. { $time }
audit-look-ups-what-other = Læste i din plan
audit-look-ups-since = Siden { $day }
audit-look-ups-wrong = Ser noget forkert ud? Sig det til den, der står for uddannelsen, hvor du arbejder.
