# Kurs og forskningstrening som ingen har godkjent ennå.
courses-title = { $things } som mangler godkjenning
courses-about = Velg en lege for å godkjenne. Resten av planen ser du ikke.
courses-none = Det er ingenting å godkjenne nå. Her står leger som mangler din godkjenning, også før de ber om den.
courses-not-found = Ingen med det navnet mangler din godkjenning. Prøv et annet navn, eller vis alle.
courses-no-role = Siden er for dem som godkjenner kurs eller forskningstrening.
