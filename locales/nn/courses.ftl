# Kurs og forskingstrening som ingen har godkjent enno.
courses-title = { $things } som manglar godkjenning
courses-about = Vel ein lege for å godkjenne. Resten av planen ser du ikkje.
courses-none = Det er ingenting å godkjenne no. Her står legar som manglar godkjenninga di, òg før dei ber om ho.
courses-not-found = Ingen med det namnet manglar godkjenninga di. Prøv eit anna namn, eller vis alle.
courses-no-role = Sida er for dei som godkjenner kurs eller forskingstrening.
