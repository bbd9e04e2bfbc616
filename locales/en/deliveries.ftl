# Deliveries: the mail that says that something waits.
deliveries-mail-subject = Something waits for you in the portal
deliveries-mail-text =
    Something waits for you in the portal. Log in to see it:
    { $link }

    This message was sent automatically and cannot be replied to.
