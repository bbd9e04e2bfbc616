# Leveringer: e-posten om at noe venter.
deliveries-mail-subject = Noe venter på dere i portalen
deliveries-mail-text =
    Noe venter på dere i portalen. Logg inn for å se det:
    { $link }

    Meldingen er sendt automatisk og kan ikke besvares.
