"""Typed answers and what they are, by language: the judge's table.

Each group is a small deck and, for each of its questions (relation and given side), answers with their outcome.
"""

from collections.abc import Iterable, Mapping

from attrs import frozen

from quiz.cards.card import Card, Kind
from quiz.cards.index import Index
from quiz.cards.verdict import Outcome
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.facts.term import Term
from quiz.facts.values import members

R, C, P, O, W, E = (  # noqa: E741 - the table's columns are narrow
    Outcome.RIGHT, Outcome.CLOSE, Outcome.PARTIAL, Outcome.OTHER, Outcome.WRONG, Outcome.EMPTY,
)  # fmt: skip

Answers = Mapping[str, Outcome]
Rows = Mapping[tuple[str, str], Answers]


@frozen
class Group:
    """A deck, and what answers to its questions are."""

    deck: Deck
    rows: Rows


def card(deck: Deck, relation: str, given: str, kind: Kind = Kind.FORWARD, index: Index | None = None) -> Card:
    """Return the card that asks for the values of a subject, or backward for the subjects of a value, that hold now."""
    facts = [fact for fact in deck.by_relation[relation] if fact.until is None and fact.according_to is None]
    if kind is Kind.BACKWARD:
        found = [fact for fact in facts if given in {str(member) for member in members(fact.value)}]
    else:
        found = [fact for fact in facts if fact.subject == given]
    return Card(
        id="x", kind=kind, relation=deck.relations[relation], given=given, prompt=f"{given}?", facts=tuple(found),
        index=index or Index(deck),
    )  # fmt: skip


def asked(deck: Deck, question: tuple[str, str], index: Index | None = None) -> Card:
    """Return the card of a row: a relation whose name starts with `<` is asked backward."""
    relation, given = question
    return card(deck, relation.removeprefix("<"), given, Kind.BACKWARD if relation.startswith("<") else Kind.FORWARD, index)


def deck(lang: str, relations: list[Relation], facts: Iterable[tuple[object, ...]], terms: tuple[Term, ...] = ()) -> Deck:
    """Make a deck of (subject, relation, value) facts."""
    return Deck("table", lang=lang, relations=relations, terms=terms, facts=[Fact(*fact) for fact in facts])  # type: ignore[arg-type]


ENGLISH = Group(
    deck(
        "en",
        [
            Relation("capital", subject="country", value="city", say="{value} is the capital of {subject}."),
            Relation("leads", subject="leader", value="country", say="{subject} leads {value}."),
            Relation("borders", value="country", many=True),
            Relation("symbol", strict=True),
            Relation("language"),
            Relation("area", value="quantity", unit="km²"),
            Relation("population", value="quantity", tolerance="5 %"),
            Relation("length", value="quantity"),
            Relation("leaders", value="quantity"),
            Relation("born", value="date"),
            Relation("in_un", value="boolean"),
            Relation("planets", value="list"),
            Relation("colours", value="set"),
            Relation("home", value="place"),
            Relation("author"),
            Relation("mass", value="quantity"),
            Relation("cost", value="quantity"),
        ],
        [
            ("Brazil", "capital", "Brasília"), ("Spain", "capital", "Madrid"), ("France", "capital", "Paris"),
            ("Iraq", "capital", "Baghdad"), ("United States", "capital", "Washington, D.C."),
            ("Mexico", "capital", "Mexico City"),
            ("Kazakhstan", "capital", "Nur-Sultan", "2019", "2022"), ("Kazakhstan", "capital", "Astana", "2022"),
            ("Singapore", "capital", "Singapore"), ("Netherlands", "capital", "Amsterdam"),
            ("São Tomé and Príncipe", "capital", "São Tomé"),
            ("Kim Jong Un", "leads", "North Korea"), ("Xi Jinping", "leads", "China"), ("Vladimir Putin", "leads", "Russia"),
            ("King Mswati", "leads", "Eswatini"), ("Marcos", "leads", "Philippines"), ("Saied", "leads", "Tunisia"),
            ("Peru", "borders", "Ecuador"), ("Peru", "borders", "Colombia"), ("Peru", "borders", "Brazil"),
            ("Peru", "borders", "Bolivia"),
            ("Peru", "borders", "Chile"), ("Chile", "borders", "Argentina"), ("Haiti", "borders", "Dominican Republic"),
            ("ocean", "borders", "Trinidad and Tobago"), ("ocean", "borders", "Washington, D.C."), ("ocean", "borders", "Cuba"),
            ("iron", "symbol", "Fe"), ("cobalt", "symbol", "Co"), ("C sharp", "symbol", "C#"),
            ("from Poland", "language", "Polish"), ("to make shine", "language", "polish"), ("CV", "language", "résumé"),
            ("go on", "language", "resume"), ("sweet", "language", "naïve"), ("sea", "language", "C++"), ("see", "language", "C"),
            ("Spain", "area", "505,990"), ("Monaco", "area", "2.02"), ("World", "population", "8100000000"),
            ("Rome", "population", "2.8e6"),
            ("parade", "length", "70 minutes"), ("race", "length", "1,500 m"), ("parade", "leaders", "c. 26"),
            ("room", "leaders", "26"),
            ("war", "born", "1945-09-02"), ("month", "born", "1945-09"), ("year", "born", "1945"), ("Alfred", "born", "c. 886"),
            ("Kenneth", "born", "843/848"), ("Caesar", "born", "-0099"), ("Harold", "born", "../1066"),
            ("parade", "born", "2025-09-03"),
            ("Switzerland", "in_un", "yes"), ("Vatican", "in_un", "no"),
            ("inner", "planets", "Mercury; Venus; Earth; Mars"), ("flag", "colours", "red; white; blue"),
            ("shire", "home", "Bagend"), ("Hamlet", "author", "William Shakespeare"), ("pin", "mass", "12.0 ± 0.5 g"),
            ("Emma", "author", "Jane Austen"), ("bridge", "cost", "1.4 billion $"), ("half", "mass", "0.5"),
            ("state", "home", "Georgia (state)"), ("caucasus", "home", "Georgia (country)"),
            ("planet", "home", "Mercury (planet)"),
        ],
        (
            Term("North Korea", type="country", aliases=["DPRK", "Democratic People's Republic of Korea"]),
            Term("South Korea", type="country", aliases=["Republic of Korea"]),
            Term("Eswatini", type="country", was=["Swaziland"]),
            Term("Kim Jong Un", type="leader", aliases=["Kim Jong-un", "Kim Chŏng-ŭn"]),
            Term("Bagend", type="place", broader=["Hobbiton"]), Term("Hobbiton", type="place", broader=["The Shire"]),
        ),
    ),
    {
        ("capital", "Brazil"): {
            "Brasília": R, "brasília": R, "BRASÍLIA": R, "Brasilia": R, "  Brasilia. ": R, "Braslia": C, "Brasillia": C, "Rio": W,
            "Madrid": W, "Brazil": W, "": E, "   ": E, "?": E, "\u200b": E, "Brasi\u0301lia": R, "Ｂｒａｓｉｌｉａ": R,
            "brasilai": C,
            "Brasília, Brazil": R, "Paris, Brasília": W, "Paris / Madrid / Brasilia": W, "Brasília or Rio": W, "B": W,
        },
        ("capital", "United States"): {"Washington, D.C.": R, "washington dc": R, "Washington D. C.": R, "Washingtn DC": C,
            "Washington": W},
        ("capital", "Mexico"): {"mexico city": R, "Mexico-City": R, "Mexico Ciudad": W, "Mexcio City": C},
        ("capital", "Kazakhstan"): {"Astana": R, "Nur-Sultan": O, "nur sultan": O, "Baghdad": W, "Astna": C, "Almaty": W},
        ("capital", "Singapore"): {"Singapore": R, "singapor": C},
        ("capital", "Netherlands"): {"Amsterdam": R, "Amsterdan": C, "Rotterdam": W, "Netherlands": W},
        ("capital", "Spain"): {"Paris, London, Rome": W, "Madrid, Paris": W, "madrid!": R, "Madird": C, "“Madrid”": R},
        ("capital", "São Tomé and Príncipe"): {"Sao Tome": R, "sao-tome": R, "São Tomé": R, "San Tome": W, "Sao Thome": C},
        ("leads", "Kim Jong Un"): {
            "North Korea": R, "the North Korea": R, "dprk": R, "D.P.R.K.": R, "Democratic Peoples Republic of Korea": R,
            "South Korea": W, "Nroth Korea": C, "Korea": W, "China": W,
        },
        ("<leads", "North Korea"): {
            "Kim Jong Un": R, "kim jong-un": R, "Kim Chong-un": R, "KIM JONG UN": R, "Kim Jong Il": W, "Xi Jinping": W,
            "Kim Jung Un": C,
            "North Korea": W, "DPRK": W,
        },
        ("leads", "King Mswati"): {"Eswatini": R, "Swaziland": R, "swaziland": R, "Swazland": C},
        ("leads", "Marcos"): {"the Philippines": R, "Philippines": R, "Phillipines": C, "philippnes": C},
        ("leads", "Saied"): {"Tunisia": R, "Tunesia": C, "Tanzania": W},
        ("borders", "Peru"): {
            "Ecuador, Colombia, Brazil, Bolivia, Chile": R, "chile; bolivia; brazil; colombia; ecuador": R,
            "Ecuador\nColombia\nBrazil\nBolivia\nChile": R, "Ecuador, Colombia, Brazil, Bolivia and Chile": R,
            "Ecuador, Colombia, Brazil, Bolivia, and Chile": R, "Ecuador Colombia Brazil Bolivia Chile": R,
            "1. Ecuador\n2. Colombia\n3. Brazil\n4. Bolivia\n5. Chile": R, "Ecuador / Colombia / Brazil / Bolivia & Chile": R,
            "Ecuador, Columbia, Brazil, Bolivia, Chile": C, "Ecuador": P, "Ecuador, Colombia": P, "Ecuador, Colombia, Chile": P,
            "Ecuador, Colombia, Brazil, Bolivia, Chile, Argentina": P, "Argentina": W, "Spain, France": W, "": E,
            "Ecuador, Ecuador": P, "Ecuador, Colombia, Brazil, Bolivia, Chile, Chile": R,
        },
        ("borders", "ocean"): {
            "Trinidad and Tobago, Cuba and Washington, D.C.": R, "Washington, D.C., Trinidad & Tobago, Cuba": R, "cuba": P,
            "Washington D.C.; Cuba; Trinidad and Tobago": R, "Trinidad and Tobago": P, "Trinidad, Tobago": W,
        },
        ("symbol", "iron"): {"Fe": R, " Fe ": R, "fe": C, "FE": C, "Co": W, "Iron": W, "": E},
        ("symbol", "C sharp"): {"C#": R, "C": W, "c#": C},
        ("language", "from Poland"): {"Polish": R, "polish": W, "POLISH": C},
        ("language", "to make shine"): {"polish": R, "Polish": W},
        ("language", "CV"): {"résumé": R, "resume": W, "resumé": C, "Résumé": R},
        ("language", "go on"): {"resume": R, "Resume": R, "résumé": W},
        ("language", "sweet"): {"naive": R, "naïve": R, "nave": C},
        ("language", "sea"): {"C++": R, "c++": R, "C": W, "C+": W},
        ("area", "Spain"): {
            "505990": R, "505,990": R, "505,990 km²": R, "505990 km2": R, "505 990 sq km": R, "505990 square kilometres": R,
            "506,000": C, "500,000": W, "505,991": W, "505990 miles": C, "50599000 ha": R, "505990000000 m²": R, "505.990": W,
            "big": W, "505990-505999": W, "five hundred and five thousand nine hundred and ninety": R, "0.50599 million": R,
            "": E,
        },
        ("area", "Monaco"): {"2.02": R, "2,02": R, "2.02 km²": R, "202 ha": R, "202": W, "2": W, "2.2": W},
        ("population", "World"): {"8.1 billion": R, "8.1bn": R, "8 billion": R, "8,100 million": R, "8.5 billion": R,
            "9 billion": W, "8.1": W},
        ("population", "Rome"): {"2.8 million": R, "2.8m": R, "2800k": R, "2,800,000": R, "2.8×10^6": R, "2.8 × 10⁶": R,
            "28 million": W},
        ("length", "parade"): {
            "70 minutes": R, "70": R, "70 min": R, "seventy minutes": R, "seventy": R, "70 mins": R, "4200 seconds": R,
            "70 hours": W,
            "71": W, "about 70": R, "7": W,
        },
        ("length", "race"): {"1500 m": R, "1500m": R, "1.5 km": R, "1,500 metres": R, "1.5": W, "1500": R, "fifteen hundred": R},
        ("leaders", "parade"): {"26": R, "c. 26": R, "25": R, "28": R, "30": W, "twenty-six": R, "26 heads of state": R,
            "about 26": R},
        ("leaders", "room"): {"26": R, "27": W, "62": W, "26.0": R, "-26": W},
        ("born", "war"): {
            "1945-09-02": R, "2 September 1945": R, "September 2, 1945": R, "2nd of September 1945": R, "2 Sept 1945": R,
            "2/9/1945": R,
            "9/2/1945": R, "2.9.1945": R, "02.09.45": R, "1945": C, "September 1945": C, "2 September": C,
            "3 September 1945": W, "1946": W,
            "1940s": C, "20th century": C, "19th century": W, "soon": W, "1954": W, "2 September 1954": W,
        },
        ("born", "month"): {"September 1945": R, "1945-09": R, "9/1945": R, "2 September 1945": R, "1945": C,
            "October 1945": W, "sep 1945": R},
        ("born", "year"): {"1945": R, "AD 1945": R, "1945 AD": R, "2 September 1945": R, "1944": W, "c. 1945": R, "'45": W},
        ("born", "Alfred"): {"886": R, "c. 886": R, "880": R, "700": W, "AD 886": R},
        ("born", "Kenneth"): {"845": R, "843": R, "848": R, "843/848": R, "842": W, "between 843 and 848": R, "843–848": R,
                             "9th century": C},
        ("born", "Caesar"): {"100 BC": R, "100 BCE": R, "100 b.c.": R, "-100": R, "-0099": R, "100": W, "100 AD": W},
        ("born", "Harold"): {"1066": R, "by 1066": R, "1050": R, "1067": W},
        ("born", "parade"): {"3/9/2025": R, "9/3/2025": R, "3.9.25": R, "3 Sep 2025": R, "4/9/2025": W, "2025/9/3": R},
        ("in_un", "Switzerland"): {"yes": R, "Y": R, "true": R, "t": R, "no": W, "false": W, "maybe": W, "ja": R, "": E},
        ("in_un", "Vatican"): {"no": R, "N": R, "f": R, "nein": R, "yes": W},
        ("planets", "inner"): {
            "Mercury, Venus, Earth, Mars": R, "mercury; venus; the earth; mars": R, "Mercury Venus Earth Mars": R,
            "Mercury -> Venus -> Earth -> Mars": R, "Venus, Mercury, Earth, Mars": P, "Mercury, Venus": P,
            "Mercury, Venus, Erth, Mars": C,
            "Mercury, Venus, Earth, Mars, Jupiter": P, "Jupiter": W, "": E,
        },
        ("colours", "flag"): {"red, white, blue": R, "blue white red": R, "red and white": P, "red, white, blue, green": P,
            "green": W},
        ("home", "shire"): {"Bagend": R, "Hobbiton": O, "the Shire": O, "Shire": O, "Bree": W, "bag-end": R},
        ("home", "state"): {"Georgia (state)": R, "Georgia": C, "Georgia (country)": W},
        ("home", "planet"): {"Mercury": R, "mercury (planet)": R, "mercury (god)": W},
        ("author", "Hamlet"): {"William Shakespeare": R, "Wiliam Shakespear": C, "Jane Austen": W, "Shakspere": W},
        ("mass", "pin"): {"12": R, "12.0 g": R, "12.0 ± 0.5 g": R, "12.4": R, "12.6": W, "0.012 kg": R},
        ("cost", "bridge"): {"$1.4 billion": R, "1.4bn": R, "1,400,000,000": R, "$1.4bn": R, "US$1.4 billion": R, "1.4": W,
            "1.4 billion €": C},
        ("mass", "half"): {"0.5": R, ".5": R, "1/2": R, "½": R, "0,5": R, "5": W},
    },
)  # fmt: skip

GERMAN = Group(
    deck(
        "de",
        [Relation("stadt"), Relation("wort"), Relation("zahl", value="quantity"), Relation("tag", value="date"),
            Relation("teile", many=True),
         Relation("wahr", value="boolean")],
        [
            ("Bayern", "stadt", "München"), ("Köln", "stadt", "Köln"), ("Straße", "stadt", "Straßburg"),
            ("house", "wort", "das Haus"), ("moon", "wort", "der Mond"), ("beautiful", "wort", "schön"),
            ("already", "wort", "schon"),
            ("Deutschland", "zahl", "84,000,000 Einwohner"), ("Zugspitze", "zahl", "2962 m"), ("Pi", "zahl", "3.14"),
            ("Einheit", "tag", "1990-10-03"), ("Varus", "tag", "0009"), ("Rom", "tag", "-0752"), ("Erde", "wahr", "yes"),
            ("Flagge", "teile", "schwarz"), ("Flagge", "teile", "rot"), ("Flagge", "teile", "gold"),
        ],
    ),
    {
        ("stadt", "Bayern"): {"München": R, "Muenchen": R, "Munchen": R, "münchen": R, "MÜNCHEN": R, "Münchn": C, "Berlin": W},
        ("stadt", "Straße"): {"Strassburg": R, "STRASSBURG": R, "Straßburg": R, "Strasburg": C},
        ("wort", "house"): {"das Haus": R, "Haus": R, "haus": R, "der Haus": C, "ein Haus": R, "eine Haus": C, "Maus": C,
            "Hund": W},
        ("wort", "moon"): {"der Mond": R, "die Mond": C, "Mond": R, "den Mond": R},
        ("wort", "beautiful"): {"schön": R, "schoen": R, "schon": W, "Schön": R},
        ("wort", "already"): {"schon": R, "schön": W},
        ("zahl", "Deutschland"): {"84 Millionen": R, "84 Mio.": R, "84.000.000": R, "84 Mio": R, "84 Milliarden": W,
            "84 000 000 Einwohner": R},
        ("zahl", "Zugspitze"): {"2962": R, "2.962 m": R, "2,962 km": R, "2962 Meter": R, "2963": W, "2962 kg": C},
        ("zahl", "Pi"): {"3,14": R, "3.14": R, "314": W, "3,1": W},
        ("tag", "Einheit"): {"3. Oktober 1990": R, "3.10.1990": R, "03.10.90": R, "3. Okt. 1990": R, "1990": C,
            "3. Oktober": C, "3. November 1990": W},
        ("tag", "Varus"): {"9": R, "9 n. Chr.": R, "9 v. Chr.": W, "9 n.Chr.": R},
        ("tag", "Rom"): {"753 v. Chr.": R, "753 v.Chr.": R, "753": W},
        ("wahr", "Erde"): {"ja": R, "wahr": R, "nein": W, "falsch": W, "richtig": R},
        ("teile", "Flagge"): {"schwarz, rot, gold": R, "Schwarz und Rot und Gold": R, "schwarz-rot-gold": W, "rot, gold": P,
            "blau": W},
    },
)  # fmt: skip

FRENCH = Group(
    deck(
        "fr",
        [Relation("mot"), Relation("pays"), Relation("nombre", value="quantity"), Relation("jour", value="date"),
            Relation("parts", many=True)],
        [
            ("water", "mot", "l'eau"), ("cat", "mot", "le chat"), ("school", "mot", "l’école"), ("heart", "mot", "le cœur"),
            ("Abidjan", "pays", "la Côte d'Ivoire"), ("table", "mot", "la table"), ("fished", "mot", "pêché"),
            ("sin", "mot", "péché"),
            ("France", "nombre", "68,000,000"), ("Bastille", "jour", "1789-07-14"), ("Alésia", "jour", "-0051"),
            ("drapeau", "parts", "bleu"), ("drapeau", "parts", "blanc"), ("drapeau", "parts", "rouge"),
        ],
    ),
    {
        ("mot", "water"): {"l'eau": R, "l’eau": R, "eau": R, "L'EAU": R, "de l'eau": W, "eu": W},
        ("mot", "cat"): {"le chat": R, "chat": R, "un chat": R, "la chat": C, "chats": C},
        ("mot", "school"): {"ecole": R, "l'ecole": R, "école": R, "une école": R, "ecol": C},
        ("mot", "heart"): {"coeur": R, "le coeur": R, "cœur": R, "la cœur": C},
        ("mot", "table"): {"la table": R, "une table": R, "le table": C},
        ("mot", "fished"): {"pêché": R, "péché": W, "peche": C, "PÊCHÉ": R},
        ("pays", "Abidjan"): {"Côte d'Ivoire": R, "cote divoire": R, "la cote d’ivoire": R, "Cote-d'Ivoire": R, "Ivoire": W},
        ("nombre", "France"): {"68 millions": R, "68 000 000": R, "68.000.000": R, "68 M": R, "68 milliards": W},
        ("jour", "Bastille"): {"14 juillet 1789": R, "le 14 juillet 1789": R, "14/07/1789": R, "juillet 1789": C,
            "14 juin 1789": W},
        ("jour", "Alésia"): {"52 av. J.-C.": R, "52 av. J.C.": R, "-52": R, "52": W},
        ("parts", "drapeau"): {"bleu, blanc et rouge": R, "bleu blanc rouge": R, "bleu": P, "vert": W},
    },
)  # fmt: skip

SPANISH = Group(
    deck(
        "es",
        [Relation("palabra"), Relation("lugar"), Relation("numero", value="quantity"), Relation("dia", value="date"),
            Relation("si", value="boolean")],
        [
            ("year", "palabra", "el año"), ("hello", "palabra", "¡hola!"), ("how", "palabra", "¿cómo?"),
            ("hand", "palabra", "la mano"),
            ("if", "palabra", "si"), ("yes", "palabra", "sí"), ("Bolivia", "lugar", "La Paz"), ("España", "numero", "48,000,000"),
            ("pan", "numero", "1.5 kg"), ("Colón", "dia", "1492-10-12"), ("tierra", "si", "yes"),
        ],
    ),
    {
        ("palabra", "year"): {"el año": R, "año": R, "ano": R, "la año": C, "AÑO": R, "un año": R, "mes": W},
        ("palabra", "hello"): {"hola": R, "¡Hola!": R, "hola!": R, "ola": C},
        ("palabra", "how"): {"cómo": R, "como": R, "¿Cómo?": R},
        ("palabra", "hand"): {"la mano": R, "el mano": C, "mano": R},
        ("palabra", "if"): {"si": R, "sí": W, "SI": R},
        ("palabra", "yes"): {"sí": R, "si": W, "SÍ": R},
        ("lugar", "Bolivia"): {"La Paz": R, "la paz": R, "Paz": R, "Sucre": W},
        ("numero", "España"): {"48 millones": R, "48.000.000": R, "48 mil": W, "48 millones de habitantes": R,
            "0,048 mil millones": R},
        ("numero", "pan"): {"1,5 kg": R, "1,5": R, "1500 g": R, "15": W, "1.5 kilos": R},
        ("dia", "Colón"): {"12 de octubre de 1492": R, "12/10/1492": R, "octubre de 1492": C, "1492": C,
            "12 de enero de 1492": W},
        ("si", "tierra"): {"sí": R, "si": R, "verdadero": R, "no": W},
    },
)  # fmt: skip

SLAVIC_AND_TURKISH = (
    Group(
        deck("pl", [Relation("m"), Relation("d", value="date"), Relation("q", value="quantity")],
             [("PL", "m", "Łódź"), ("zolw", "m", "żółw"), ("V", "d", "1945-05-08"), ("PL", "q", "38,000,000")]),
        {
            ("m", "PL"): {"Łódź": R, "łódź": R, "Lodz": R, "LODZ": R, "Łodź": R, "Łódz": R, "Lwów": W},
            ("m", "zolw"): {"zolw": R, "żółw": R, "żółf": C},
            ("d", "V"): {"8 maja 1945": R, "8.05.1945": R, "maj 1945": C, "9 maja 1945": W},
            ("q", "PL"): {"38 mln": R, "38 milionów": R, "38 000 000": R, "38 tys.": W},
        },
    ),
    Group(
        deck("tr", [Relation("m"), Relation("d", value="date")],
            [("TR", "m", "İstanbul"), ("Iğ", "m", "Iğdır"), ("C", "d", "1923-10-29")]),
        {
            ("m", "TR"): {"İstanbul": R, "istanbul": R, "Istanbul": R, "İSTANBUL": R, "ISTANBUL": R, "istambul": C, "Ankara": W},
            ("m", "Iğ"): {"Iğdır": R, "ığdır": R, "IĞDIR": R, "igdir": R},
            ("d", "C"): {"29 Ekim 1923": R, "29.10.1923": R, "Ekim 1923": C},
        },
    ),
    Group(
        deck("ru", [Relation("м"), Relation("д", value="date"), Relation("ч", value="quantity"), Relation("л", many=True),
                    Relation("да", value="boolean")],
             [("РФ", "м", "Москва"), ("ёлка", "м", "ёлка"), ("П", "д", "1945-05-09"), ("РФ", "ч", "146,000,000"),
                 ("Р", "д", "-0752"),
              ("ф", "л", "белый"), ("ф", "л", "синий"), ("ф", "л", "красный"), ("З", "да", "yes")]),
        {
            ("м", "РФ"): {"Москва": R, "москва": R, "МОСКВА": R, "Масква": C, "Moskva": R, "Киев": W},
            ("м", "ёлка"): {"елка": R, "Ёлка": R},
            ("д", "П"): {"9 мая 1945": R, "9 мая 1945 г.": R, "09.05.1945": R, "май 1945": C, "9 марта 1945": W},
            ("д", "Р"): {"753 до н. э.": R, "753 до н.э.": R, "753": W},
            ("ч", "РФ"): {"146 млн": R, "146 миллионов": R, "146 000 000": R, "146 тысяч": W, "0,146 млрд": R},
            ("л", "ф"): {"белый, синий и красный": R, "белый синий красный": R, "белый": P, "белый, зелёный": P},
            ("да", "З"): {"да": R, "нет": W, "верно": R},
        },
    ),
)  # fmt: skip

GREEK = Group(
    deck("el", [Relation("π"), Relation("η", value="date")],
        [("Ε", "π", "Αθήνα"), ("λόγος", "π", "ο λόγος"), ("Μ", "η", "-0489-09"), ("21", "η", "1821-03-25")]),
    {
        ("π", "Ε"): {"Αθήνα": R, "αθηνα": R, "ΑΘΗΝΑ": R, "η Αθήνα": R, "Αθίνα": C, "Σπάρτη": W},
        ("π", "λόγος"): {"λόγος": R, "ΛΟΓΟΣ": R, "ο λογος": R, "η λόγος": C, "το λόγος": C},
        ("η", "21"): {"25 Μαρτίου 1821": R, "25/3/1821": R, "Μάρτιος 1821": C, "1821": C},
        ("η", "Μ"): {"490 π.Χ.": C, "490": W},
    },
)  # fmt: skip

EAST_ASIAN = (
    Group(
        deck("zh", [Relation("首都"), Relation("年", value="date"), Relation("人口", value="quantity"), Relation("色", many=True),
                    Relation("是", value="boolean")],
             [("中国", "首都", "北京"), ("日本", "首都", "东京"), ("秦", "年", "-0220"), ("人民", "年", "1949-10-01"),
                 ("中国", "人口", "1400000000"),
              ("旗", "色", "红"), ("旗", "色", "黄"), ("地", "是", "yes")]),
        {
            ("首都", "中国"): {"北京": R, " 北京。": R, "东京": W, "南京": W, "中国": W},
            ("年", "秦"): {"公元前221年": R, "前221年": R, "221 BC": R, "221年": W},
            ("年", "人民"): {"1949年10月1日": R, "1949-10-01": R, "1949年": C, "1949年10月2日": W, "１９４９年１０月１日": R},
            ("人口", "中国"): {"14亿": R, "14億": R, "1.4bn": R, "１４亿": R, "14万": W},
            ("色", "旗"): {"红、黄": R, "黄和红": R, "红，黄": R, "红": P, "蓝": W},
            ("是", "地"): {"是": R, "对": R, "不是": W},
        },
    ),
    Group(
        deck("ja", [Relation("語"), Relation("色", many=True), Relation("日", value="date")],
             [("tree", "語", "き"), ("camera", "語", "カメラ"), ("umbrella", "語", "かさ"), ("tumour", "語", "がさ"),
                 ("信号", "色", "赤"), ("信号", "色", "青"),
              ("信号", "色", "黄"), ("令和", "日", "2019-05-01")]),
        {
            ("語", "camera"): {"カメラ": R, "ｶﾒﾗ": R, "かめら": R, "カメ": W},
            ("語", "umbrella"): {"かさ": R, "がさ": W, "カサ": R},
            ("色", "信号"): {"赤、青、黄": R, "赤と青と黄": R, "赤・青・黄": W, "赤": P},
            ("日", "令和"): {"2019年5月1日": R, "令和元年": C, "2019年5月": C},
        },
    ),
)  # fmt: skip

RIGHT_TO_LEFT = (
    Group(
        deck("ar", [Relation("ع"), Relation("ي", value="date"), Relation("ن", value="quantity"), Relation("ل", many=True)],
             [("م", "ع", "القاهرة"), ("ب", "ع", "كِتَاب"), ("س", "ع", "أحمد"), ("ث", "ي", "1952-07-23"), ("م", "ن", "105,000,000"),
              ("ل", "ل", "باريس"), ("ل", "ل", "لندن")]),
        {
            ("ع", "م"): {"القاهرة": R, "قاهرة": R, "القاهره": R, "بغداد": W, "القـاهرة": R},
            ("ع", "ب"): {"كتاب": R, "كِتَاب": R, "الكتاب": R, "کتاب": R},
            ("ع", "س"): {"احمد": R, "أحمد": R, "محمد": W},
            ("ي", "ث"): {"23 يوليو 1952": R, "٢٣ يوليو ١٩٥٢": R, "٢٣/٧/١٩٥٢": R, "1952": C},
            ("ن", "م"): {"105 مليون": R, "١٠٥ مليون": R, "١٠٥٬٠٠٠٬٠٠٠": R, "105": W},
            ("ل", "ل"): {"باريس ولندن": R, "باريس، لندن": R, "باريس و لندن": R, "باريس": P},
        },
    ),
    Group(
        deck("he", [Relation("ע"), Relation("ל", many=True), Relation("ת", value="date")],
             [("י", "ע", "ירושלים"), ("ש", "ע", "שָׁלוֹם"), ("ל", "ל", "לחם"), ("ל", "ל", "חלב"), ("ע", "ת", "1948-05-14")]),
        {
            ("ע", "י"): {"ירושלים": R, "ירושליים": C, "תל אביב": W},
            ("ע", "ש"): {"שלום": R, "שָׁלוֹם": R, "שלם": W},
            ("ל", "ל"): {"לחם וחלב": R, "חלב, לחם": R, "לחם": P},
            ("ת", "ע"): {"14 במאי 1948": R, "14 מאי 1948": R, "14.5.1948": R, "1948": C},
        },
    ),
)  # fmt: skip

HINDI = Group(
    deck("hi", [Relation("श"), Relation("ज", value="quantity"), Relation("द", value="date"), Relation("र", many=True),
        Relation("ह", value="boolean")],
         [("भ", "श", "दिल्ली"), ("day", "श", "दिन"), ("poor", "श", "दीन"), ("भ", "ज", "1400000000"), ("स", "द", "1947-08-15"),
             ("झ", "र", "केसरिया"),
          ("झ", "र", "सफ़ेद"), ("झ", "र", "हरा"), ("प", "ह", "yes")]),
    {
        ("श", "भ"): {"दिल्ली": R, "नई दिल्ली": W, "दिल्लि": C, "मुंबई": W, "दिल्ली।": R},
        ("श", "day"): {"दिन": R, "दीन": W},
        ("श", "poor"): {"दीन": R, "दिन": W},
        ("ज", "भ"): {"140 करोड़": R, "१४० करोड़": R, "1,40,00,00,000": R, "1.4 billion": R, "140 लाख": W},
        ("द", "स"): {"15 अगस्त 1947": R, "१५ अगस्त १९४७": R, "15/8/1947": R, "अगस्त 1947": C, "15 मई 1947": W},
        ("र", "झ"): {"केसरिया, सफ़ेद और हरा": R, "हरा, केसरिया": P, "नीला": W},
        ("ह", "प"): {"हाँ": R, "नहीं": W, "सही": R},
    },
)  # fmt: skip

VIETNAMESE = Group(
    deck("vi", [Relation("t")], [("ghost", "t", "ma"), ("mother", "t", "má"), ("country", "t", "nước"), ("water", "t", "đường")]),
    {
        ("t", "ghost"): {"ma": R, "má": W},
        ("t", "mother"): {"má": R, "ma": W, "mà": C},
        ("t", "country"): {"nước": R, "nuoc": C, "NƯỚC": R},
        ("t", "water"): {"đường": R, "duong": C},
    },
)

GROUPS: Mapping[str, tuple[Group, ...]] = {
    "English": (ENGLISH,),
    "German": (GERMAN,),
    "French": (FRENCH,),
    "Spanish": (SPANISH,),
    "Polish, Turkish, Russian": SLAVIC_AND_TURKISH,
    "Greek": (GREEK,),
    "Chinese, Japanese": EAST_ASIAN,
    "Arabic, Hebrew": RIGHT_TO_LEFT,
    "Hindi": (HINDI,),
    "Vietnamese": (VIETNAMESE,),
}
