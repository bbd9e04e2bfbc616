# Sager: det, der er sendt til myndigheden, og hvad der siden sker.
cases-title = Sager
cases-number = Sagsnummer
cases-number-short = Sag { $number }
cases-where = Hvor er den nu?
cases-state-sent = Sendt
cases-state-delivering = Bliver leveret
cases-state-open = Åbnet
cases-state-asked = Spørgsmål stillet
cases-state-supplemented = Nyt fra ansøgeren
cases-state-followed = Eftersendt
cases-state-answered = Besked sendt
cases-state-granted = Imødekommet
cases-state-refused = Afslået
cases-state-withdrawn = Trukket tilbage
cases-heading-asked = Myndigheden har et spørgsmål
cases-heading-sent = Din dokumentation er sendt til { $authority }
cases-heading-delivering = Din dokumentation er forseglet og bliver leveret til { $authority }
cases-heading-later = Du har eftersendt dokumentation til { $authority }
cases-heading-withdrawn = Du har trukket din dokumentation tilbage
cases-heading-granted = Din ansøgning er imødekommet
cases-heading-refused = Din ansøgning er afslået
cases-by-you = Dig
cases-by-applicant = Ansøgeren
cases-told-sent = Sendt til { $authority }
cases-told-delivering = Forseglet og ved at blive leveret til { $authority }
cases-told-opened = Åbnet hos myndigheden
cases-told-asked = Spørgsmål til ansøgeren
cases-told-answered = Besked fra ansøgeren
cases-told-supplemented = Dokumentation eftersendt
cases-told-granted = Imødekommet { $day }
cases-told-refused = Afslået { $day }
cases-told-withdrawn = Trukket tilbage, før den blev åbnet
cases-ahead-open = Ikke åbnet endnu
cases-ahead-open-about = En sagsbehandler åbner sagen
cases-ahead-answer = Svar på spørgsmålet
cases-ahead-decision = Afgørelse
cases-ahead-not-yet = Ikke endnu

## Den, der sender
cases-send-title = Send til { $authority }
cases-send-about = Myndigheden får den forseglede dokumentation, som den er. Du kan trække den tilbage, til den er åbnet, og eftersende mere bagefter.
cases-instead-sent = En anden ansøgning om det samme er undervejs. Har du mere, kan du eftersende det dér.
cases-instead-granted = En anden ansøgning om det samme er imødekommet.
cases-instead-see = Se den
cases-sure-fell = Noget, dokumentationen hviler på, er annulleret eller taget tilbage, siden den blev forseglet. Se sagen igen, før du afgør den.
cases-send-button = Send nu
cases-delivering-about = Din dokumentation er forseglet og gemt her. Portalen prøver, til den er kommet frem. Du skal ikke gøre noget.
cases-delivering-more = Det, du sidst har sendt, er ved at blive leveret til { $authority }
cases-delivering-more-since = Siden { $when }
cases-delivering-more-about = Det er gemt her. Portalen prøver, til det er kommet frem. Du skal ikke gøre noget.
cases-to-first = Se sagen, den er eftersendt i
cases-supplement-title = Eftersend dokumentation
cases-answer-title = Svar myndigheden
cases-supplement-about = Er din logbog ændret, forsegles den igen og sendes med. Du kan også sende ord alene.
cases-supplement-along = { $count ->
    [one] Dette dokument følger med, for det er nyt siden sidst. Tag det tilbage først, hvis det ikke skal med.
   *[other] Disse dokumenter følger med, for de er nye siden sidst. Tag dem tilbage først, hvis de ikke skal med.
    }
cases-supplement-stays = { $count ->
    [one] Dette dokument er nyt og følger ikke med endnu: din dokumentation er ikke klar. Ord kan du sende.
   *[other] Disse dokumenter er nye og følger ikke med endnu: din dokumentation er ikke klar. Ord kan du sende.
    }
cases-supplement-kept = Det her skrev du, før du trak dokumentationen tilbage. Myndigheden har ikke fået det endnu.
cases-supplement-comment = Til myndigheden
cases-supplement-button = Send
cases-withdraw-about = Er noget forkert, så træk dokumentationen tilbage, ret og send igen. Det kan du, til den er åbnet.
cases-withdraw-held = Dokumentationen er på vej til myndigheden og kan ikke trækkes tilbage lige nu.
cases-withdraw-words = Det, du har skrevet til myndigheden, trækkes også tilbage. Det står i feltet igen, når du sender på ny.
cases-withdraw-button = Træk tilbage
cases-did-send = Du får besked her, når myndigheden svarer.
cases-did-withdraw = Myndigheden ser den ikke.
cases-did-supplement = Det er sendt til myndigheden
cases-did-words = Det, du skrev, er sendt. Dokumentationen er ikke sendt med, for den kan ikke forsegles, som den er nu.
cases-open-until = Myndigheden kan åbne din dokumentation til og med { $day }.
cases-open-ended = Myndigheden kan ikke længere åbne din dokumentation. Det kunne den til og med { $day }.
cases-later-wait = Fingeraftrykket kommer om et øjeblik. Genindlæs siden.

## Myndighedens bord
cases-ours = { $count ->
    [one] Venter på jer: én sag
   *[other] Venter på jer: { $count } sager
    }
cases-theirs = { $count ->
    [one] Venter på ansøgeren: én sag
   *[other] Venter på ansøgeren: { $count } sager
    }
cases-search = Søg efter navn eller sagsnummer
cases-search-number = Søg efter navn, sagsnummer, { $number }
cases-found-number = { $count ->
    [0] Ingen sager med det nummer
    [one] Én sag med det nummer
   *[other] { $count } sager med det nummer
    }
cases-found = { $count ->
    [0] Ingen sager passer til »{ $words }«
    [one] Én sag passer til »{ $words }«
   *[other] { $count } sager passer til »{ $words }«
    }
cases-row-waits = { $days ->
    [0] Sendt i dag
    [one] Sendt { $day }, for én dag siden
   *[other] Sendt { $day }, for { $days } dage siden
    }
cases-row-decided = { $days ->
    [0] Afgjort { $day }, samme dag som den blev sendt
    [one] Afgjort { $day }, én dag efter den blev sendt
   *[other] Afgjort { $day }, { $days } dage efter den blev sendt
    }
cases-none-waiting = Ingen sager venter. Når en læge sender sin dokumentation, står den her.
cases-none-decided = Ingen sager er afgjort endnu.
cases-show-waiting = Vis sager, der venter
cases-show-decided = Vis afgjorte sager
cases-more = Vis flere
cases-first-page = Til de første
cases-shut = Det, der blev sendt, åbnes ikke længere
cases-shut-about = Sagen blev afgjort for længe siden. Ansøgeren har stadig sin dokumentation og kan vise den.
cases-readable = Det, der blev sendt, kan åbnes til og med { $day }.
cases-making = Den nyeste dokumentation er ved at blive lavet
cases-making-about = Det tager et øjeblik. Afgør ikke sagen, før du har set den.
cases-desk-delivering = Ikke alt er nået frem til jeres eget system
cases-desk-delivering-about = Det har været på vej siden { $when }. Alt, der er sendt, kan ses her imens.
cases-unread = Det indsendte kan ikke læses lige nu
cases-unread-about = Intet er gået tabt: nøglen til det er ikke på plads. De, der driver portalen, har det i deres log. Afgør ikke sagen, før det kan læses.
cases-ended = Forseglingen gælder ikke længere
cases-ended-about = Nøglen, som dokumentationen blev forseglet med, er trukket tilbage. Spørg ansøgeren herunder: forsegles og eftersendes den på ny, kan den kontrolleres igen. Afgør ikke sagen før da.
cases-not-believed = Det indsendte kan ikke kontrolleres lige nu
cases-not-believed-about = Afgør ikke sagen, før det kan. Sig det til dem, der driver portalen.
cases-documents = Bilag
cases-since = Nyt, siden sagen blev sendt
cases-since-nothing = Ingen nye krav, godkendelser, bilag eller ansættelser. Det, der er ændret, er andre oplysninger.
cases-since-met = { $count ->
    [one] Ét krav mere er opfyldt
   *[other] { $count } krav mere er opfyldt
    }
cases-since-attested = { $count ->
    [one] Én ny godkendelse
   *[other] { $count } nye godkendelser
    }
cases-since-documents = { $count ->
    [one] Ét nyt bilag
   *[other] { $count } nye bilag
    }
cases-since-employed = { $count ->
    [one] Én ny ansættelse
   *[other] { $count } nye ansættelser
    }
cases-since-corrected = { $count ->
    [one] Én ændret ansættelse
   *[other] { $count } ændrede ansættelser
    }
cases-since-dropped = { $count ->
    [one] Én ansættelse er ikke med længere
   *[other] { $count } ansættelser er ikke med længere
    }
cases-since-was = { $now } (før: { $before })
cases-seen-by = Original set af { $who }
cases-document-taken-back = Lægen har siden taget dokumentet tilbage
cases-sight-taken-back = At originalen er set, er siden taget tilbage af { $who } · { $when }
cases-files = Filer
cases-file = Fil til maskiner
cases-paper = PDF ({ $language })
cases-history = Forløb
cases-decide-title = Afgør
cases-decide-about = Du får vist afgørelsen én gang til, før den gælder. Så er den endelig her, og ansøgeren får den at se med det samme.
cases-decision = Afgørelse
cases-grant = Imødekommet
cases-refuse = Afslået
cases-on = Afgørelsens dato
cases-words = Begrundelse
cases-words-hint = Skal udfyldes ved afslag. Ansøgeren kan læse den.
cases-decide-button = Gå videre
cases-sure-granted = Imødekom ansøgningen fra { $name }?
cases-sure-refused = Afslå ansøgningen fra { $name }?
cases-sure-about = Ansøgeren får besked med det samme. Bagefter kan afgørelsen ikke ændres her.
cases-sure-follows = Noget skulle eftersendes
cases-sure-follows-next = Når sagen er afgjort, kan ansøgeren ikke eftersende mere. Spørg i stedet, hvis du vil vente på det.
cases-sure-grant = Ja, imødekom
cases-sure-refuse = Ja, afslå
cases-sure-change = Gå tilbage og ret
cases-sure-no-words = Ingen
cases-ask-title = Spørg ansøgeren
cases-ask-about = Ansøgeren får besked og kan svare eller eftersende dokumentation.
cases-ask-comment = Spørgsmål
cases-ask-button = Send spørgsmål
cases-did-ask = Spørgsmålet er sendt
cases-did-decide = Sagen er afgjort
cases-send-again = Du kan sende dokumentationen igen, eller ændre din logbog og forsegle den på ny. Vil du klage, så gør det efter myndighedens vejledning.
cases-first = Først sendt
cases-later = Eftersendt
cases-on-hint = Tidligst { $day }, da sagen blev sendt.
