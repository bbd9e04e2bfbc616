# Leveringer: mailen om, at noget venter.
deliveries-mail-subject = Noget venter på jer i portalen
deliveries-mail-text =
    Noget venter på jer i portalen. Log ind for at se det:
    { $link }

    Beskeden er sendt automatisk og kan ikke besvares.
