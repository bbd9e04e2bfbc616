## The plan
training-plan-version = { $code }, versjon { $version } · gjeld frå { $day }
training-plan-version-undated = { $code }, versjon { $version }
training-plan-approved-of = av { $total } { $things } { $total ->
    [one] godkjent
   *[other] godkjende
    }
training-plan-approved-or-registered = av { $total } { $things } { $total ->
    [one] godkjent eller registrert
   *[other] godkjende eller registrerte
    }
training-plan-remaining = Står att
training-plan-elsewhere = { $count } i { $tab }
training-plan-others = Andre planar du kan sjå
training-plan-bar = Framdrift i { $code } { $version }
training-plan-partial = Lista over krav er ikkje komplett her. Difor kan planen ikkje bli heilt ferdig enno.
training-plan-archived = Planen blei arkivert { $day } og kan berre lesast.
training-plan-reader = Du ser planen som { $role }. { $name } kan sjå at du har opna han.
training-plan-filter-state = Filtrer på status
training-plan-filter-kind = Vel type krav
training-plan-search = Søk i planen
training-plan-theme = Tema
training-plan-all-themes = Alle tema
training-plan-all-arenas = Alle
training-plan-showing-all = Viser alle { $total }.
training-plan-showing-remaining = Viser { $count } som står att.
training-plan-showing = Viser { $count } av { $total }.
training-plan-hidden = Skjult av filter: { $count }
training-plan-show-all = Vis alle { $total }
training-plan-unfold = Opne alle tema
training-plan-show-remaining = { $count ->
    [one] Vis berre den eine som står att
   *[other] Vis berre dei { $count } som står att
    }
training-plan-nothing = Ingenting i planen passar til filteret
training-plan-nothing-next = Prøv eit anna ord.
training-plan-done = Alt i planen er godkjent
training-plan-to = til { $name }
training-plan-back-from = frå { $name }
training-plan-annulled = tilbakestilt
training-plan-opens = frå { $day }

## What a reader with rights can do with a plan
training-pick-title = Tilrå fleire på éin gong
training-pick-link = Tilrå fleire på éin gong
training-pick-stop = Tilbake til planen utan å tilrå
training-pick-about = Kryss av for dei som skal ha same tilråding. Kvar får si eiga linje i historikken.
training-pick-none = Lagre tilråding
training-pick-one = Lagre tilråding for 1 valt
training-pick-many = Lagre tilråding for # valde
training-pick-saved = { $count ->
    [one] Éi tilråding er lagra
   *[other] { START($count) } tilrådingar er lagra
    }
training-manage-delete = Slett planen
training-manage-delete-about = Planen er ikkje påbyrja, så ingenting går tapt.
training-manage-archive = Arkiver planen
training-manage-archive-about = Planen kan deretter berre lesast, og kan ikkje takast i bruk igjen. Godkjenningane blir ståande i han; ein ny plan byrjar utan dei.
training-manage-assign = Tildel ein plan

## A requirement
training-req-required = Kva som krevst
training-req-official = Offisiell tekst, versjon { $version }.
training-req-not-imported = Den offisielle teksten er ikkje henta inn.
training-req-own-title = Tittelen er våre eigne ord.
training-req-source = Kjelde: { $name }
training-req-licence = Lisens: { $name }.
training-req-licence-unknown = Lisensen er ukjend.
training-req-demo = Oppdikta for demoen
training-req-evidence = Kva som tel
training-req-basis = Grunnlag
training-req-basis-about = Tala er ei tilråding. Det kan godkjennast med færre om det blir grunngitt.
training-req-basis-free = Tala er ei tilråding.
training-req-basis-none = Ingen aktivitetar høyrer til. Skriv i kommentaren kva du har gjort.
training-req-signed-by = signert av { $name }
training-req-signed-count = { $count } { $count ->
    [one] signert
   *[other] signerte
    }
training-req-self = eigenregistrert
training-req-counts-for = tel òg for { $codes }
training-req-plus-named = registrer { $title }, blir lagra med ein gong
training-req-entries = Registreringar
training-req-supports = Tel for
training-req-time = { $place }, { $percent }
training-req-time-title = Tida
training-req-time-absence = Den som stadfestar tida, stadfestar òg at fråværet var under { $percent }.
training-req-time-none = Det er ikkje valt kva teneste tida høyrer til.
training-req-time-ahead = Tida byrjar først { $day }.
training-req-time-part = Tida går til { $until }. Til no har om lag { $done } av { $total } månader gått.
training-req-approvers = Kven kan godkjenne
training-req-approvers-and = { $people }; eller { $last }.
training-req-approvers-nobody = Ingen kan akkurat no. Det må vere: { $roles }. Sei frå til den som har ansvar for utdanninga på staden.
training-req-approvers-self = Du registrerer sjølv. Det treng ikkje godkjennast.
training-req-approvers-self-reader = Legen registrerer sjølv. Det treng ikkje godkjennast.
training-req-when-any = Når som helst.
training-req-when-advice = Når som helst, etter tilråding frå { $roles }.
training-req-when-from = Frå { $day }, og når som helst etter det.
training-req-history = Historikk
training-req-history-none = Ingenting har skjedd enno.
training-req-history-beneath = Her har ingenting skjedd enno. Det som er i gang, er aktivitetane.
training-req-to = Til
training-req-registers-first = Registrer først kva du har gjort. Så kan du sende det herfrå.
training-req-choose-person = Vel ein person
training-req-completed-on = Fullført den
training-req-comment = Kommentar
training-req-comment-hint = Kan utelatast. Ikkje skriv noko som kan identifisere ein pasient.
training-req-comment-hint-returned = Svar på kommentaren i returen. Ikkje skriv noko som kan identifisere ein pasient.
training-req-waiting = Ventar på { $name }
training-req-waiting-since = Sendt { $when }. Du får beskjed her når det er eit svar.
training-req-waiting-gone = { $name } kan ikkje lenger godkjenne det. Kall det tilbake, og send det til ein annan.
training-req-waiting-other = Sendt { $when }.
training-req-recall-about = Vil du endre noko, kall det tilbake. Det er mogleg så lenge det ventar, og det er synleg i historikken.
training-req-returned = { $name } returnerte det
training-req-register-activity = Registrer kva du har gjort
training-req-date = Dato
training-req-count = Tal
training-req-register-button = Lagre registrering
training-req-register-first = Registrer først kva du har gjort. Så kan du sende det.
training-req-attested = Godkjent av { $name }
training-req-marked = Markert som oppfylt av { $name }
training-req-attested-line = Som { $role } · { $when }
training-req-attested-behalf = Som stedfortredar for { $name } · { $when }
training-req-attested-stays = Godkjenninga blir ståande og kan ikkje endrast i det stille.
training-req-on-paper = Attestert på papir
training-req-on-paper-seen = { $name } har sett originalen. { $line }
training-req-on-paper-about = Han tel med i søknaden. Det trengst ikkje meir i Attest.
training-req-attest-title = Godkjenn uoppmoda
training-req-attest-time = Stadfest tenestetid
training-req-attest-about = Du treng ikkje vente på at { $name } sender det.
training-req-decide-link = { $name } har sendt det til deg
training-req-decide-button = Sjå og avgjer
training-req-advise-title = Tilrådinga di
training-req-advise-recommends = Er målet nådd?
training-req-advise-yes = Eg tilrår
training-req-advise-no = Ikkje enno
training-req-advise-comment = Kvifor
training-req-advise-meeting = Gitt på møte i kollegiet den
training-req-advise-meeting-hint = dd.mm.åååå. Kan utelatast.
training-req-advise-button = Lagre tilråding
training-req-mark-about = På vegner av { $name }. Historikken viser at det var deg.
training-req-mark-comment = Korleis veit du det?
training-req-annul-proposed = Det er foreslått å tilbakestille godkjenninga
training-req-annulled = Ei godkjenning er tilbakestilt
training-req-annulled-by = { $first } foreslo, { $second } stadfesta { $when }
training-req-proposed-by = { $name } foreslo det { $when }
training-req-see-goals = Sjå kravet

## My trainees
training-trainees-title = { $count ->
    [0] Du følgjer ingen enno
    [one] Du følgjer éin
   *[other] Du følgjer { WORD($count) } { $trainees }
    }
training-trainees-none-next = Legar i spesialisering står her så lenge dei er der du har ei rolle, eller når du får ei rolle for ein av dei.
training-trainees-found = { $count ->
    [0] Ingen heiter «{ $query }»
    [one] Éin passar til «{ $query }»
   *[other] { START($count) } passar til «{ $query }»
    }
training-trainees-not-found-next = Her ser du berre dei du har ei rolle for. Prøv eit anna namn, eller vis alle.
training-trainees-no-plan = Ingen plan enno
training-trainees-progress = { $count } av { $total } { $things } { $total ->
    [one] godkjent
   *[other] godkjende
    }

## Assigning a plan
training-assign-title = Tildel { $name } ein plan
training-assign-curriculum = Plan
training-assign-about = Ein ny plan byrjar utan godkjenningar. Det som er godkjent i ein tidlegare plan, blir ståande der og kan registrerast i den nye. Ein plan som ikkje er påbyrja, kan slettast igjen.
training-assign-button = Tildel plan
training-assign-choose = Vel
training-assign-other = { $plan }, annan spesialitet
training-assign-none = Det er ingen plan å tildele: legen har alle som passar til utdanningsløpet.
training-assign-has = Har allereie
training-req-comment-hint-patients = Ikkje skriv noko som kan identifisere ein pasient.

## What was just done
training-did-registered = Registrert
training-did-registered-what = { $count } × { $day }
training-did-registered-before = Den dagen er før starten på utdanningsløpet ditt, { $day }. Er datoen rett?
training-did-withdrawn = Registreringa er angra
training-did-withdrawn-next = Ho tel ikkje lenger. Historikken viser at ho har vore der.
training-did-completed = Fullført { $day }
training-req-undo = Angre
training-req-undone = angra
training-did-sent = Sendt til { $name }
training-did-recalled = Kalla tilbake
training-did-recalled-next = Rett det du vil, og send på nytt når du er klar.
training-did-advised = Tilrådinga er lagra
training-did-attested = Godkjent
training-did-attested-next = { $name } har fått beskjed. Godkjenninga blir ståande.
training-did-marked = Markert som oppfylt
training-did-credited = Det er registrert, som oppnådd før
training-req-credited = { $what }, registrert av { $name }
training-req-credited-on = Oppnådd { $day }, ifølgje { $document }.
training-req-credit-about = For det legen har lært før: i utlandet, etter eldre reglar eller ein annan stad. Det blir alltid vist at det er registrert i etterkant.
training-req-credit-months = Berre stillingar på minst { $months } månader tel.
training-req-credit-none = Det må kvile på eit dokument: { $kinds }. Legen må først laste det opp.
training-req-credit-documents = Sjå dokumenta til legen
training-req-credit-document = Dokumentet det kviler på
training-req-credit-choose = Vel eit dokument
training-req-credit-unseen = Ingen har sett originalen
training-req-credit-unseen-next = Det du registrerer på eit dokument, gjeld òg når ingen har sett originalen. Få han sett først.
training-req-credit-on = Oppnådd den
training-plan-finish-by = Den som har byrja på denne utgåva, kan fullføre ho til { $day }
training-did-assigned = Planen er tildelt
training-did-archived = Planen er arkivert
training-trainees-deleted = Planen er sletta
training-req-attest-count = Kor mange gonger signerer du for?
training-req-attest-count-hint = Krevst: { $count }. Registrert og ikkje signert: { $left }.
training-req-decide-other = { $name } har sendt det til { $to }
training-req-time-left = { $count ->
    [one] Det er éin dag att av dei { $total } månadene. Siste dag er { $until }.
   *[other] Det er { $count } dagar att av dei { $total } månadene. Siste dag er { $until }.
    }
training-req-attest-not-yet = Kan ikkje godkjennast enno
training-req-to-attest = Gå til godkjenninga
