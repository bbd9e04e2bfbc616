### Det API-et sier ved siden av et maskinlesbart avslag, til den som skriver programmet.

api-not-logged-in = Send et gyldig token: «Authorization: Bearer …». Det var ikke noe, eller det er ukjent, utløpt eller avsluttet.
api-reads-only = Dette tokenet kan bare lese. Bruk et med omfanget «write» for å endre noe.
api-not-found = Det er ingenting på denne adressen, eller det er ikke noe du får vite om.
api-too-early = Det er for tidlig. Det kan gjøres fra { $day }.
api-method-not-allowed = Adressen tar ikke imot den metoden. «Allow» sier hvilke.
api-unsupported-media-type = Send innholdet som JSON, med «Content-Type: application/json».
api-too-large = Innholdet er for stort. Høyst { $kib } KiB blir lest.
api-fields = Ingenting er gjort. { $fields }
api-wrong-too-long = Det er for langt.
api-wrong-out-of-range = Verdien er utenfor det tillatte.
api-wrong-unknown = Det finnes ikke.
api-wrong-not-a-day = Skriv en dag mellom 1900 og 2199 som 2026-11-23.
api-wrong-not-approver = Den personen kan ikke få det.
api-wrong-unknown-field = Det er ikke noe felt med det navnet.
api-wrong-unknown-parameter = Det finnes ingen parameter med det navnet på denne adressen.
api-wrong-repeated = Det er sendt to ganger.
api-wrong-not-a-boolean = Skriv true eller false.
api-wrong-not-a-list = Skriv en liste.
api-wrong-not-an-object = Skriv et JSON-objekt.
api-wrong-not-both = Send enten «requirement» eller «requirements».
api-wrong-key = Send 1 til { $max } tegn som kan skrives i ASCII, uten mellomrom.
api-wrong-not-json = Det er ikke JSON fra linje { $line }, kolonne { $column }.
api-wrong-too-large = Filen er for stor.
api-wrong-too-many = Det er så mange som det kan være.
api-wrong-too-many-days = Perioden er for lang.
api-wrong-not-a-string = Skriv en tekst.
