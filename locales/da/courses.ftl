# Kurser og forskningstræning, som ingen har godkendt endnu.
courses-title = { $things }, der mangler godkendelse
courses-about = Vælg en læge for at godkende. Resten af planen ser du ikke.
courses-none = Der er intet at godkende lige nu. Her står læger, som mangler din godkendelse, også før de beder om den.
courses-not-found = Ingen med det navn mangler din godkendelse. Prøv et andet navn, eller vis alle.
courses-no-role = Siden er for dem, der godkender kurser eller forskningstræning.
