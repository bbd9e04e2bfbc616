### Det API-et seier ved sida av eit maskinlesbart avslag, til den som skriv programmet.

api-not-logged-in = Send eit gyldig token: «Authorization: Bearer …». Det var ikkje noko, eller det er ukjent, utgått eller avslutta.
api-reads-only = Dette tokenet kan berre lese. Bruk eit med omfanget «write» for å endre noko.
api-not-found = Det er ingenting på denne adressa, eller det er ikkje noko du får vite om.
api-too-early = Det er for tidleg. Det kan gjerast frå { $day }.
api-method-not-allowed = Adressa tek ikkje imot den metoden. «Allow» seier kva for nokre.
api-unsupported-media-type = Send innhaldet som JSON, med «Content-Type: application/json».
api-too-large = Innhaldet er for stort. Høgst { $kib } KiB blir lese.
api-fields = Ingenting er gjort. { $fields }
api-wrong-too-long = Det er for langt.
api-wrong-out-of-range = Verdien er utanfor det tillatne.
api-wrong-unknown = Det finst ikkje.
api-wrong-not-a-day = Skriv ein dag mellom 1900 og 2199 som 2026-11-23.
api-wrong-not-approver = Den personen kan ikkje få det.
api-wrong-unknown-field = Det er ikkje noko felt med det namnet.
api-wrong-unknown-parameter = Det finst ingen parameter med det namnet på denne adressa.
api-wrong-repeated = Det er sendt to gonger.
api-wrong-not-a-boolean = Skriv true eller false.
api-wrong-not-a-list = Skriv ei liste.
api-wrong-not-an-object = Skriv eit JSON-objekt.
api-wrong-not-both = Send anten «requirement» eller «requirements».
api-wrong-key = Send 1 til { $max } teikn som kan skrivast i ASCII, utan mellomrom.
api-wrong-not-json = Det er ikkje JSON frå linje { $line }, kolonne { $column }.
api-wrong-too-large = Fila er for stor.
api-wrong-too-many = Det er så mange som det kan vere.
api-wrong-too-many-days = Perioden er for lang.
api-wrong-not-a-string = Skriv ein tekst.
