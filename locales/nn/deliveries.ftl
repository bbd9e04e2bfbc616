# Leveringar: e-posten om at noko ventar.
deliveries-mail-subject = Noko ventar på dykk i portalen
deliveries-mail-text =
    Noko ventar på dykk i portalen. Logg inn for å sjå det:
    { $link }

    Meldinga er send automatisk og kan ikkje svarast på.
