### Det, API’et siger ved siden af et maskinlæsbart afslag, til den der skriver programmet.

api-not-logged-in = Send et gyldigt token: »Authorization: Bearer …«. Der var intet, eller det er ukendt, udløbet eller afsluttet.
api-reads-only = Dette token kan kun læse. Brug et med omfanget »write« for at ændre noget.
api-not-found = Der er intet på denne adresse, eller det er ikke noget, du må kende til.
api-too-early = Det er for tidligt. Det kan gøres fra { $day }.
api-method-not-allowed = Adressen tager ikke imod den metode. »Allow« siger hvilke.
api-unsupported-media-type = Send indholdet som JSON, med »Content-Type: application/json«.
api-too-large = Indholdet er for stort. Højst { $kib } KiB bliver læst.
api-fields = Intet er gjort. { $fields }
api-wrong-too-long = Det er for langt.
api-wrong-out-of-range = Værdien er uden for det tilladte.
api-wrong-unknown = Det findes ikke.
api-wrong-not-a-day = Skriv en dag mellem 1900 og 2199 som 2026-11-23.
api-wrong-not-approver = Den person kan ikke modtage det.
api-wrong-unknown-field = Der er intet felt med det navn.
api-wrong-unknown-parameter = Der er ingen parameter med det navn på denne adresse.
api-wrong-repeated = Det er sendt to gange.
api-wrong-not-a-boolean = Skriv true eller false.
api-wrong-not-a-list = Skriv en liste.
api-wrong-not-an-object = Skriv et JSON-objekt.
api-wrong-not-both = Send enten »requirement« eller »requirements«.
api-wrong-key = Send 1 til { $max } tegn, der kan skrives i ASCII, uden mellemrum.
api-wrong-not-json = Det er ikke JSON fra linje { $line }, kolonne { $column }.
api-wrong-too-large = Filen fylder for meget.
api-wrong-too-many = Der er så mange, som der kan være.
api-wrong-too-many-days = Perioden er for lang.
api-wrong-not-a-string = Skriv en tekst.
