"""Words that decide whether a capitalised word is a surname, and what stands around one.

All lists are hand-made for this project from general knowledge; no source was copied. They are short on
purpose: a word belongs here when it is met capitalised beside a year, and a surname of the same spelling is
rare. A surname lost to a list costs one citation, a missing word one false hit.
"""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of `text`, parted by white space."""
    return frozenset(text.split())


# Lower-case parts of surnames: "van der Ploeg", "in 't Veld", "von Humboldt".
PARTICLES = word_set("""
    van de der den des 't ’t het te ter ten tot op in uit aan bij onder over voor vander vande vanden von zu
    zum zur vom la du le l' el al da dos do di del della
""")
# These open a surname only when another particle follows: "Op de Beek", never "Op Kok".
PREPOSITION_PARTICLES = word_set("op in uit aan bij onder over voor tot")
# Chains with one of these are names even where a preposition could stand: "het werk van der Ploeg".
NAME_ONLY_PARTICLES = word_set("der den ter ten 't ’t zum zur vander vande vanden du della dos")
# With one of these a place is a surname: "Van Breda", "De Winter", "Ter Horst".
BEFORE_PLACES = word_set("van de den der ter ten 't")
ARTICLES = word_set("de het the der die das la le")

INDEFINITE = word_set("een ’n a an ein eine")
# Of these none is a Dutch word as well: they tell that "von" may be a preposition.
GERMAN = word_set("das und ist wird dem nicht ein eine mit auf sich zu für werden sind wurde nach bei")

# Two in a row do not occur, so a second "van" opens a name.
PREPOSITIONS = word_set("van in bij door met aan naar tot tegen over uit voor volgens sinds tussen")
DETERMINERS = word_set(
    "dem einem einer eines een deze dit die dat zijn haar hun ons onze mijn geen elke elk van"
)

TITLES = word_set("dr prof drs mr ir ing")
# How nationals and townsmen end: "de Amerikaan Rogers", "de Zwitserse Miller".
NATIONALS = tuple(
    sorted(
        word_set("""
    se sche aan ees ier schot belg brit rus duitser zwitser fransman engelsman zweed noor deen fin italiaan
    hongaar oostenrijker nederlander tsjech griek turk spanjaard vlaming waal pool
""")
    )
)
# Surnames that are put together end so: "Zonneveld", "Timmerman", "Oosterhuis".
SURNAME_ENDINGS = tuple(
    sorted(
        word_set("""
    man mans maker makers meester meesters huis huijs huizen hof hoff hoven berg bergen berge veld velden
    veldt kamp kampen dijk dijck burg burgh borg broek broeck horst beek beeck beke bos bosch woud wold
    hout houten
    stra sma ga ma inga land lander landt daal dael dal meer meyer meijer mulder smit smid bakker boer brink
    donk drecht eind ende enburg voort voorde voorden brug bruggen brugge wijk weg steen stein kerk kerken
    molen molens mols poort oord laar schot stad stede sluis waard wal zand ziel haag hage stam boom bloem
    dorp dorf akkers hart heer vink haan kemper visser jager graaf koning
""")
    )
)
# Whose year behind the name is one of birth, in the news and not in literature.
ARTISTS = tuple(
    sorted(
        word_set("""
    schrijver schrijfster zanger zangeres acteur actrice schilder schilderes schaker schaakster voetballer
    presentator presentatrice cabaretier regisseur componist dichter dichteres kunstenaar kunstenares
    wielrenner zwemster zwemmer rapper striptekenaar illustrator illustratrice premier burgemeester
""")
    )
)
# A name that ends so is a building's or a school's.
FOUNDED = word_set(
    "college lyceum gymnasium atheneum museum theater kerk ziekenhuis basisschool school hotel"
)
# A name that opens so is a school's; "Hogeschool Gent (2010)" is an author.
SCHOOLS = ("school", "lyceum", "gymnasium", "internaat")
# Behind these stands the name of a firm or house, and the year of its foundation.
ENTERPRISES = tuple(
    sorted(
        word_set("""
    fabriek fabrikant drukkerij uitgeverij uitgever bakkerij brouwerij boekhandel winkel warenhuis bedrijf
    firma crèche kinderdagverblijf kinderopvang speeltuin dierentuin pretpark zwembad kasteel klooster
    boerderij camping hotel ziekenhuis theater internaat weeshuis
""")
    )
)
# How names of streets and parks end: "aan de Lindelaan (2025)".
STREETS = ("laan", "straat", "weg", "kade", "gracht", "plein", "park", "dreef", "steeg", "singel")
# "(HAVO 2007)"; "MBO Raad" is an author.
SCHOOL_TYPES = word_set("vmbo havo vwo mbo hbo mavo lbo aso tso bso kso buso vso sbo")
# Of somebody or something they are news, not literature: "de dood van", "de finale van".
EVENTS = word_set("""
    wedstrijd finale ramp aanslag aanslagen verkiezing verkiezingen slag vrede dood val bezetting bevrijding
    uitzending oprichting geboorte opening brand moord ontvoering huwelijk verhuisde verhuisden verhuizing
""")
# Prizes open with them: "Gouden Griffel".
METALS = word_set("gouden zilveren bronzen golden silver goldene")
OF_POLITICIANS = ("wet", "wetje", "kabinet", "regering", "motie", "ministerie")
# Before a name these make it somebody in the story: "meester De Vries (1934)".
HONORIFICS = word_set("""
    meester juf juffrouw meneer mevrouw mevr dhr opa oma oom tante vader moeder zoon dochter broer zus vriend
    vriendin buurman buurvrouw leerling kleuter peuter baby
""")
CONNECTORS = word_set("& en and und et")
# After one of these a lower-case "van" or "de" can only open a name: "volgens de Vries (1995)".
NAME_SIGNALS = word_set("volgens aldus zie vgl cf laut according see zoals ook by")

MONTHS = word_set("""
    januari februari maart april mei juni juli augustus september oktober november december jan feb mrt apr
    jun jul aug sep sept okt oct nov dec january february march may june july august october januar februar
    märz mai dezember
""")
SEASONS_AND_DAYS = word_set("""
    lente zomer herfst winter voorjaar najaar begin eind medio kerst pasen pinksteren maandag dinsdag
    woensdag donderdag vrijdag zaterdag zondag spring summer autumn fall
""")

# Words that end so are things and events, not people: "Wereldtentoonstelling (1958)", "Boekenweek (2012)".
NOUN_ENDINGS = tuple(
    sorted(
        word_set("""
    wet verdrag oorlog straat plein ramp akkoord tentoonstelling dag week weken toets toetsen examen examens
    congres conferentie prijs prijzen regeling campagne wedstrijd kampioenschap festival beurs maand feest
    doelen enquête monitor rapport richtlijn protocol convenant decreet besluit statuut manifest verklaring
    methode programma krant expo spelen revolutie opstand crisis watersnood vergadering bijeenkomst
""")
    )
)

# The same, at the end of a compound: "het televisieprogramma Klokhuis (1988)".
TITLE_ENDINGS = tuple(
    sorted(
        word_set(
            "klassiekers liedjes films programma film serie roman musical voorstelling opera podcast"
            " boek lied spel museum"
        )
    )
)
# Before an acronym in a bracket these say what it is: "de vragenlijst (SDQ, 2005)".
INSTRUMENTS = tuple(
    sorted(
        word_set("""
    vragenlijst test toets schaal checklist instrument lijst methode scale questionnaire inventory
""")
    )
)

# Newspapers and magazines are no authors: "volgens Trouw", "(Vernieuwing, november 2016)".
NEWSPAPERS = word_set(
    "trouw elsevier parool volkskrant telegraaf bild spiegel standaard nrc knack humo morgen"
)
PERIODICAL_ENDINGS = ("ing", "heid", "blad", "krant", "courant", "bode", "post", "nieuws", "tijd", "journaal")

# What opens a sentence with a capital and is no name.
FUNCTION_WORDS = word_set("""
    aan aangezien achter al aldus alle allemaal alleen als alsook anders andere anderen beide bij
    bijvoorbeeld binnen boven bovendien buiten daar daarbij daardoor daarin daarmee daarna daarnaast daarom
    daarop daarvan dan dat de der deze dezelfde dergelijke dit doch doordat door dus echter een eerder eerst
    eerste elk elke en enkele er eveneens evenals geen gedurende haar had heeft het hem hen hier hierbij
    hierdoor hiermee hierna hij hoe hoewel hun ieder iedere iemand ik immers in indien inmiddels intussen is
    ja je jij jullie kan kort later maar meer men met mijn mits na naar naast nadat nee niemand niet niets
    nog nu of ofwel om omdat omgekeerd onder ondanks ons onze ook op over pas per recent rond samen sedert
    sinds slechts soms steeds straks tegen tegenover tenslotte terwijl tevens ter toch toen tot totdat
    tussen tweede derde uit vaak momenteel tegenwoordig destijds vroeger voorheen onlangs welk welke zulke
    van vanaf vanuit veel verder vervolgens via volgens voor vooral vooraleer waar waarbij waardoor waarin
    waarom wanneer wat we wel werd wie wij wil wordt zal ze zelfs zeker zie zij zijn zo zoals zodat zodra
    zou zowel zonder vgl cf bron bronnen noot a about according after also although among an and are as at
    because before both but by during each for from has he her however if it its may more most on or our see
    several she since so some than that the their there these they this thus to under until were when where
    which while who with yet auch auf aus bei bereits da das dass dem den denn dies diese dieser durch ein
    eine es für hat ihre im ist mit nach noch nur ob oder schon sie sind und vom von wenn wir zu zum zur
    siehe
""")

# Nouns that stand before a bracketed year without being its author.
COMMON_NOUNS = word_set("""
    aflevering alinea analyse artikel begroting bijlage boek bundel cao cijfers conclusie congres
    conferentie cursus deel documentaire dossier druk editie eeuw essay figuur film foto grafiek groep
    herdruk hoofdstuk inleiding jaargang jaarverslag kaart klas kind kinderen leerjaar leerling leerlingen
    les literatuur methode model module monitor motie nota nummer oefening onderwijs onderzoek onderzoeken
    opleiding overzicht pagina paragraaf periode pirls pisa timss plan project publicatie rapport rapportage
    reeks roman schooljaar seizoen serie spelen studie studies symposium tabel theorie toernooi toets
    uitgave universiteit verdrag verslag versie vers vraag wk ek wet website werk wetboek wetten zaak
    akkoord grondwet oorlog revolutie wereldoorlog manifest verklaring besluit decreet data figure table
    chapter section study report volume issue part survey census olympics games abbildung tabelle kapitel
    band omwenteling vertaling bewerking illustratie tekening geboren overleden copyright ivrk evrm avg wpo
    wvo wec corona covid brexit internet kerncijfers kerndoelen eindtermen referentieniveaus cito jenaplan
    dalton jenaplanschool montessorischool vrijeschool
""")
# The last word of a journal's name, as running heads of scans print it before volume and year.
JOURNAL_WORDS = word_set("""
    pedagogiek psychiatry psychology psychologie psychiatrie pediatrics medicine health journal review
    reviews quarterly research studies science sciences development education bulletin annals archives
    tijdschrift magazine maandblad weekblad kwartaalblad jaarboek yearbook zeitschrift psychother didaktik
    tijdschriften studiën
""")
# A word before a name that makes it a sovereign's, the title of a work or a maker's credit: "de film Amadeus
# (1984)".
TITLE_NOUNS = word_set("""
    prins prinses koning koningin keizer paus film films roman romans serie reeks tv-serie documentaire
    album lied musical opera schilderij toneelstuk boek kinderboek prentenboek sprookje gedicht bundel blad
    tijdschrift magazine programma televisieserie voorstelling theatervoorstelling theaterstuk tv-programma
    podcast bordspel jeugdboek jeugdroman dichtbundel kinderserie jeugdserie kinderfilm speelfilm hoorspel
    docu kunstwerk beeld game stripverhaal strip novel movie song festival tentoonstelling klassieker
    klassiekers liedje liedjes hits hit speelfilms songs nummers albums series sprookjes games
    gemeente stad dorp club voetbalclub merk band popgroep schip restaurant café slag vrede beleg single
    singles
""")
CREDITS = word_set("""
    foto foto's fotograaf fotografie illustratie illustraties illustrator tekening tekeningen beeld
    tekst copyright cartoon cover omslag vormgeving geb geboren overleden gest druk drukwerk opmaak ontwerp
    lay-out muziek regie scenario camera
""")

# Names in capitals of places, met as "(Kopenhagen, 2018)" and "Hannover (1927)".
PLACES = word_set("""
    aalsmeer aalst abcoude alkmaar almere amersfoort amsterdam antwerpen apeldoorn arnhem assen barneveld
    bergen breda brugge brussel bussum delft deventer doetinchem dordrecht drachten ede eindhoven emmen
    enschede gent genk gouda groningen haarlem hasselt heerenveen heerlen helmond hengelo hilversum hoorn
    kortrijk leeuwarden leiden lelystad leuven luik maastricht mechelen middelburg namen nijkerk nijmegen
    oostende oss oudenaarde purmerend rijswijk roermond roosendaal rotterdam 's-hertogenbosch schiedam tiel
    tilburg turnhout utrecht veghel venlo vlaardingen vlissingen wageningen winterswijk woerden zaandam
    zeist zutphen zwolle den-haag aken athene barcelona bazel belgrado berlijn berlin bern bologna bonn
    bordeaux boston boedapest boekarest chicago dakar detroit dresden dublin edinburgh ermelo florence
    frankfurt genève geneve hamburg hannover heidelberg helsinki istanbul jeruzalem kaapstad keulen kiev
    kopenhagen krakau leipzig lissabon londen london lyon madrid mainz marseille melbourne milaan montreal
    moskou munchen münchen napels neurenberg nice oslo oxford parijs paris peking philadelphia praag
    reykjavik riga rome salamanca salzburg seattle sevilla singapore sofia stockholm straatsburg stuttgart
    sydney tallinn tokio toronto turijn mannheim düsseldorf dortmund essen bremen palermo porto valencia
    yaoundé knokke zolder spa verdun venetië venetie vilnius warschau washington weimar wenen wien zagreb
    zürich zurich york amerika australië australie azië afrika argentinië belgië belgie brazilië brabant
    bulgarije canada chili china denemarken drenthe duitsland egypte engeland estland europa finland
    flevoland frankrijk friesland fryslân gelderland griekenland groot-brittannië hongarije ierland india
    indonesië irak iran israël italië japan volendam edam monnickendam medemblik enkhuizen heemstede
    bloemendaal zandvoort castricum heiloo uithoorn amstelveen hoofddorp diemen weesp muiden nieuwegein
    maarssen breukelen ijsselstein vianen leerdam gorinchem sliedrecht zwijndrecht ridderkerk capelle
    maassluis naaldwijk voorburg leidschendam wassenaar zoetermeer oudewater montfoort bunnik zevenaar
    duiven elst wijchen druten cuijk gennep horst panningen sittard geleen kerkrade brunssum vaals echt
    oisterwijk dongen etten-leur oosterhout bergen-op-zoom steenbergen axel renesse vlieland terschelling
    ameland texel schiermonnikoog bolsward dokkum franeker harlingen sneek meppel steenwijk
    hardenberg ommen raalte harderwijk elburg epe barendrecht dieren nunspeet velp weert venray boxtel uden
    boxmeer goes terneuzen zierikzee geldrop veldhoven waalwijk bergeijk valkenswaard katwijk noordwijk
    lisse hillegom alphen bodegraven waddinxveen naarden laren blaricum soest baarn driebergen doorn rhenen
    veenendaal culemborg geldermalen zaltbommel winschoten delfzijl veendam stadskanaal emmeloord urk
    dronten kampen ieper roeselare waregem lokeren dendermonde ninove geraardsbergen herentals vilvoorde
    tienen diest tongeren bilzen maaseik kroatië letland limburg litouwen luxemburg marokko mexico nederland
    nieuw-zeeland noorwegen oekraïne oostenrijk overijssel polen portugal roemenië rusland schotland servië
    slovenië slowakije spanje suriname syrië tsjechië turkije vlaanderen wallonië zeeland zweden zwitserland
    belgium denmark england france germany ireland italy netherlands norway poland spain sweden
    rio liverpool manchester birmingham glasgow belfast leeds bristol nottingham cardiff dundee lille nantes
    toulouse bogota caracas havana bangkok shanghai delhi mumbai jakarta bandung batavia paramaribo willemstad
    accra nairobi caïro cairo algiers tunis casablanca ankara izmir bagdad teheran beiroet damascus dubai
    seoul hanoi manila osaka kyoto brisbane auckland ottawa vancouver calgary dallas denver atlanta miami
    pittsburgh baltimore graz innsbruck lausanne luzern bazel basel trier kassel kiel bochum duisburg aachen
    nürnberg rostock erfurt potsdam göttingen tübingen marburg malmö göteborg uppsala gdansk turku tampere
    waterloo scotland wales britain deutschland österreich schweiz frankreich
""")

LONG_PLACES = frozenset(
    {
        "den haag",
        "den bosch",
        "den helder",
        "den burg",
        "den dolder",
        "de bilt",
        "de meern",
        "de panne",
        "le havre",
        "new york",
        "new delhi",
        "los angeles",
        "san francisco",
        "san diego",
        "tel aviv",
        "hong kong",
        "kuala lumpur",
        "buenos aires",
        "rio de janeiro",
        "sao paulo",
        "addis abeba",
        "new haven",
        "la haye",
    }
)
# Met as "(Querido, 1988)" behind a book and "(NTR, 2016)" behind a programme; no surnames of scholars.
PUBLISHERS = word_set("""
    querido lemniscaat ploegsma gottmer zwijsen meulenhoff lannoo swp acco noordhoff malmberg prometheus
    arbeiderspers thiememeulenhoff ntr netflix hbo disney pixar ketnet
""")
# An organisation shows itself by the end of one of its words.
ORGANISATION_ENDINGS = tuple(
    sorted(
        word_set("""
    academie academy adviesraad afdeling agency agentschap akademie amt association autoriteit board bond
    bonden bureau center centrum centre centra collectief college comité commissie committee commission
    consortium council departement department dienst diensten directie expertisecentrum federatie fonds
    foundation gemeente genootschap gesellschaft hogeschool inspectie institut institute instituut
    kenniscentrum kommission koepel ministerie ministerium ministry nations netwerk network office ombudsman
    coalitie alliantie rekenkamer taskforce forum
    onderwijsraad organisatie organisaties organization organisation overheid planbureau platform
    projectgroep projectteam provincie raad redactie school scholengroep society stichting steunpunt
    stiftung studiegroep team unie union universiteit university universität verband vereniging werkgroep
    werkverband zentrum
""")
    )
)

# Given names; a surname may follow.
GIVEN_NAMES = word_set("""
    aafke ans aniek anouk babs bep daphne dewi djamila ellis enzo esmee fay fenna finn gea gerrie guusje
    hidde indy jaimy janna jara jaron jayden jip jits juul kaj kiki kyra lars lena lenny lina lize loek
    lotje luca lynn maas mats mauro maya mees mila mo mohammed naomi nick nils nine noë oliver olivia pepijn
    pien pip pleun quinn rayan riley rosie ryan sam senna sepp sil siem sjors sofie stijn storm suus tess
    tessa thirza tijn tijs timo trix tygo vera vince wilma yara yusuf zara zoey aad aart abel ad ada adam
    adriaan agnes ahmed aisha albert alex alexander alfred ali alice alison amber amir amy an ana anastasia
    anders andrea andreas andrew andré angela anita anja ank anke ann anna anne anneke annelies annemarie
    annette annie anton antoine anthony arend arie arjan arne arnold arthur astrid aya barbara bart bas
    beatrice ben benjamin bernard bert betty bianca bob boris bram brian brigitte bruno camille carl carla
    carlo carol carolien caroline casper catharina cees celestin charles charlotte chris christa christel
    christian christiaan christina christine christopher claire clara claudia coen conny cor cora corine
    corrie daan dan daniel daniël david debbie deborah dennis diana dick diederik dieter dirk donald donna
    dorien dylan ed eddy edgar edith eduard edward edwin eefje eline elisabeth elise elizabeth ella ellen
    els elsa elsbeth emiel emily emma emmy eric erica erik erika ernst esther eva evelien eveline evi fatima
    felix femke ferdinand fernand filip fleur floor floris frank frans franz fred frederik frits fritz geert
    george gerard gerda gerrit gert gijs guido gunther gustav guus hanna hannah hanneke hans harm harold
    harriet harrie harry hassan heidi hein helen helena helene helga hendrik henk henny henri hester herman
    hilde howard hugo ibrahim ida ilse ina inge ingrid ineke irene iris isa isabel ivo jaap jack jacob
    jacqueline james jan jane janet janine jannie janusz jasmijn jasper jean jeanette jeanne jef jelle
    jennifer jenny jeroen jerome jesse jessica jet jette jim joan job joep johan johanna johannes john
    jolanda jolien jonathan joost joris jos jose joseph josé josée joyce juan judith jules julia julie
    julian juliette jurgen justin jürgen kaat karel karen karin karl kathleen katrien kees kelly kevin kim
    klaas koen konrad kris kurt laura laurens lawrence lea leen leo leon leonie leontien lev lex lien lies
    liesbeth lieve linda linde lisa liselotte liv loes lotte louis louise luc lucas lucia luk luuk lydia
    maaike maarten machteld madelon magda malou manon marc marcel margaret margriet maria marian marianne
    marie marieke marijke marijn marina marion mario marjan marjolein marjolijn mark marleen marlies marloes
    marten martha martijn martin martine mary mathilde matthias matthijs maud maurice max megan melanie
    melissa menno merel mia michael michel michiel michelle mieke miep mike milan mirjam mohamed monica
    monique murray nadia nancy nathalie neil nel nicky nico nicolas nicole niels nienke nina noa noah noor
    norbert nora olga olivier onno oscar otto pascal patricia patrick paul paula paulien paulo pauline peggy
    peter petra philip philippe piet pieter pierre pim quinten rachel ralf ralph ramon raymond rebecca
    reinier remco rené renée renate rens richard rik rita rob robert robin roel roger rogier roland ronald
    roos rosa rosalie rosemary rudi rudolf ruben ruth ruud ria saar sabine said samira samuel sander sandra
    sanne sara sarah saskia sem sharon sien sigmund silke silvia simon simone sjaak sjoerd sonja sophie stan
    stefan steffie stella stephanie stephen steven sue susan susanne suzanne sven sylvia tamara tanja ted
    teun thea theo theodor therese thijs thomas tim tina tine tineke tinne titia tobias tom tommy toon ton
    tonny trees trudy truus ulrich ursula valerie veerle veronique victor vincent viktor walter ward wendy
    werner wes wessel wiebe wies wijnand wil wilco wilfried abe adrie alida alie alina anissa annelien aukje
    babette bea berend bernadette boudewijn carine chantal christoffel clemens corinne cornelis cynthia
    désirée dora doris douwe eelco egbert elke elly emile engel ferry fieke fokke folkert francine francis
    françois freek frederiek fries geertje gerben germaine gertjan gilles godelieve greet greetje griet
    hadewych hajo hannes hanny hedwig heleen hendrika henriëtte hilda huib hubert ignace ilja ivan jacco
    jacomijn jacques janneke jannes jantine jeannette jeltje jitske jochem johann johnny joke jolande jonas
    josien josine juliana karina karlijn katja katelijne kirsten klara koenraad lambert leni leontine lieke
    liesje linus lonneke lucie ludo luuc lyn maartje manuela marcella marco margot margreet mariska mariëlle
    mariëtte marinus marja marjoleine marlene marlou mathieu mattias mechteld meike melvin merlijn micha
    milou minke mirthe nanda nathan neeltje nelleke niek nynke odette ottoline peer pieternel puck rein
    reinhard reinout renske rianne riet rinus roeland rolf romy roosmarijn rosalind rozemarijn rudy ruurd
    sarina sietske sigrid sjef sjoukje sofia suze sybren tara teuntje theresia tiny titus tjitske toos
    trijntje trui uwe willy wim wytze yke ytje zita wilhelm willem willemijn william wout wouter xander
    yasmin yasmine youssef yvonne zoë zeynep
""")

# Given names that are common surnames too. The others, alone before a year, are children: "Bram (2003)".
SURNAMES_TOO = word_set("""
    adam albert alexander andreas arnold arthur bernard bruno carl carlo charles christian clemens cor
    daniel david dennis donald dylan edgar edward engel ernst felix ferdinand frank franz francis frederik
    george gerard gilles gordon gunther henri henry herman howard hugo jacob jacques james jan john jonas
    jonathan joseph julian kelly kim konrad kurt lambert laurens lawrence leon linde louis lucas marco
    marten martin mathieu matthias maurice max michael michel michiel nathan neil nicolas olivier oscar otto
    pascal patrick paul peter philip philippe pierre pieters ralph raymond reinders reinhard richard robert
    roger roland rosalind rudolf samuel simon stefan stella stephen steven stern susan theodor thomas tobias
    tom vera victor vincent walter ward werner wessel willem william winter
""")

# Surnames that Dutch texts on upbringing and education use for a body of thought. Hand-made from general
# knowledge. Surnames that are everyday words or common family names are out (Klein, Simon, Berg).
GAZETTEER = word_set("""
    Adler Adorno Ainsworth Althusser Arendt Ariès Aristoteles Asperger Augustinus Augustine Baumrind Bandura
    Bauman Bernfeld Bettelheim Biesta Bion Bloom Boekaerts Boeke Bollnow Buber Chomsky Claparède Condorcet
    Derrida Descartes Dilthey Erasmus Fichte Gadamer Giddens Goffman Habermas Hegel Honneth Humboldt
    Kant Kerschensteiner Klafki Krathwohl Kristeva Levinas Lacan Luhmann Mead Mollenhauer Montaigne
    Nietzsche Noddings Oser Perquin Rancière Rawls Ricoeur Sartre Schön Selman Simmel Spinoza Spranger
    Tolstoj Vliegenthart Wallon Wittgenstein Ziller
    Bourdieu Bowlby Bronfenbrenner Bruner Comenius Csikszentmihalyi Dasberg Decroly Deci Dewey Dreikurs
    Durkheim Dweck Ebbinghaus Erikson Feuerstein Fonagy Foucault Freinet Freire Freud Fröbel Froebel
    Gardner Gesell Gordon Hattie Harlow Heidegger Herbart Husserl Illich Kanner Kohlberg Kohnstamm Kohut
    Kolb Korczak Köhler Langeveld Ligthart Locke Luria Mahler Makarenko Malaguzzi Maslow Marzano Meirieu
    Montessori Neill Nohl Nussbaum Oberlin Parkhurst Parten Pavlov Pestalozzi Petermann Piaget Pikler
    Plato Rogers Rousseau Rutter Ryan Salzmann Schleiermacher Seligman Skinner Socrates Spitz Spock Stern
    Steiner Thorndike Vygotskij Vygotski Vygotsky Watson Winnicott Wundt Yalom
""")
