"""More of the judge's table: other scripts, romanised answers, numbers in words, periods, abbreviations, and parts of answers."""

from collections.abc import Mapping

from quiz.facts.relation import Relation
from quiz.facts.term import Term
from tests.cards.judge_table import Answers, C, E, Group, P, R, W, deck


def numbers(lang: str, *rows: tuple[str, Answers]) -> Group:
    """Make a group that asks for one number a row; the number is what the deck says of itself."""
    facts = [(f"n{place}", "n", number) for place, (number, _) in enumerate(rows)]
    return Group(
        deck(lang, [Relation("n", value="quantity")], facts),
        {("n", f"n{place}"): answers for place, (_, answers) in enumerate(rows)},
    )


def times(lang: str, *rows: tuple[str, Answers]) -> Group:
    """Make a group that asks for one date a row."""
    facts = [(f"t{place}", "t", date) for place, (date, _) in enumerate(rows)]
    return Group(
        deck(lang, [Relation("t", value="date")], facts),
        {("t", f"t{place}"): answers for place, (_, answers) in enumerate(rows)},
    )


def words(lang: str, *rows: tuple[str, Answers], terms: tuple[Term, ...] = ()) -> Group:
    """Make a group that asks for one word a row."""
    facts = [(f"w{place}", "w", word) for place, (word, _) in enumerate(rows)]
    return Group(
        deck(lang, [Relation("w")], facts, terms), {("w", f"w{place}"): answers for place, (_, answers) in enumerate(rows)}
    )


NUMBER_WORDS = (
    numbers("en",
        ("26", {"twenty-six": R, "twenty six": R, "twentysix": W, "twenty-seven": W, "sixty-two": W, "two dozen": W,
            "Twenty-Six": R}),
        ("1500000", {"one and a half million": R, "one point five million": R, "a million and a half": R, "1.5 million": R,
            "1.5m": R, "15 lakh": R, "half a million": W}),
        ("500000", {"half a million": R, "five hundred thousand": R, "0.5 million": R, "500k": R, "five lakh": R,
            "50 lakh": W}),
        ("24", {"two dozen": R, "twenty-four": R, "a dozen": W}),
        ("-40", {"minus forty": R, "-40": R, "−40": R, "forty": W}),
        ("0", {"zero": R, "0": R, "o": W, "none": W}),
    ),
    numbers("de",
        ("26", {"sechsundzwanzig": R, "Sechsundzwanzig": R, "zweiundsechzig": W, "sechs und zwanzig": R}),
        ("1000000", {"eine Million": R, "1 Mio.": R, "eine Milliarde": W, "1.000.000": R}),
        ("2500000", {"zwei und eine halbe Million": R, "zweieinhalb Millionen": R, "anderthalb Millionen": W,
            "zwei Komma fünf Millionen": R, "2,5 Mio": R}),
        ("512", {"fuenfhundertzwoelf": R, "fünfhundertzwölf": R, "fünfhundert": W}),
    ),
    numbers("fr",
        ("99", {"quatre-vingt-dix-neuf": R, "nonante-neuf": R, "quatre vingt dix neuf": R, "soixante-dix-neuf": W}),
        ("2.5", {"deux virgule cinq": R, "2,5": R, "deux et demi": R, "25": W}),
        ("1000000000", {"un milliard": R, "1 Md": R, "un million": W, "mille millions": R}),
        ("0", {"zéro": R, "zero": R}),
    ),
    numbers("es",
        ("26", {"veintiséis": R, "veintiseis": R, "treinta": W}),
        ("1000000000000", {"un billón": R, "un millón": W}),
        ("22", {"veintidós": R, "veintidos": R}),
        ("1984", {"mil novecientos ochenta y cuatro": R, "mil": W}),
    ),
    numbers("it", ("23", {"ventitré": R, "ventitre": R, "ventidue": W}), ("1900", {"millenovecento": R, "1.900": R}),
        ("2000000", {"due milioni": R, "2 milioni": R, "due mila": W})),
    numbers("pt", ("1000000", {"um milhão": R, "um milhao": R, "mil": W}), ("3", {"três": R, "tres": R, "treze": W}),
        ("16", {"dezesseis": R, "dezasseis": R})),
    numbers("nl", ("22", {"tweeëntwintig": R, "tweeentwintig": R, "tweeen twintig": W, "twintig": W}),
        ("1500", {"vijftienhonderd": R, "1.500": R, "duizend vijfhonderd": R})),
    numbers("zh", ("12", {"十二": R, "12": R, "二十": W, "１２": R, "十二个": R}),
        ("10000", {"一万": R, "1万": R, "万": R, "一萬": R, "一千": W}),
        ("1400000000", {"十四亿": R, "14亿": R, "十四億": R, "14 亿": R, "十四万": W}),
        ("305", {"三百零五": R, "三百〇五": R, "三百零六": W, "叁佰零伍": R}), ("1945", {"一九四五": R, "一千九百四十五": R})),
    numbers("ja", ("120000000", {"1億2000万": R, "一億二千万": R, "1億": W, "一億二千万人": R}), ("25000", {"2万5千": R,
        "二万五千": R})),
    numbers("ko", ("15000", {"만오천": R, "1만5천": R, "일만 오천": R, "오천": W}), ("23", {"이십삼": R, "삼십이": W})),
    numbers("ar", ("1945", {"١٩٤٥": R, "1945": R, "١٩٥٤": W}), ("1.5", {"١٫٥": R, "1٫5": R})),
    numbers("fa", ("1945", {"۱۹۴۵": R, "۱۹۵۴": W})),
    numbers("hi", ("1947", {"१९४७": R, "१९७४": W}), ("2500000", {"25 लाख": R, "२५ लाख": R, "25 करोड़": W})),
    numbers("th", ("70000000", {"70 ล้าน": R, "๗๐ ล้าน": R, "7 ล้าน": W}), ("2568", {"๒๕๖๘": R})),
    numbers("ru", ("1500000", {"1,5 млн": R, "1,5 миллиона": R, "полтора миллиона": W, "1,5 млрд": W})),
    numbers("id", ("280000000", {"280 juta": R, "280 ribu": W}), ("1.5", {"1,5": R})),
)  # fmt: skip

UNITS = numbers("en",
    ("2850 km", {"2850": R, "2850 km": R, "2,850 kilometres": R, "2850000 m": R, "2850 m": W, "2850m": W, "2.85 m": W,
        "2850 kg": C,
        "2850 miles": W, "2850 mm": W, "2.85 million m": R, "2850 KM": R}),
    ("1.5 km", {"1500m": R, "1500 m": R, "1.5 km": R, "1.5 m": W, "1500": W, "1.5": R}),
    ("90 min", {"90 minutes": R, "1.5 h": R, "1.5 hours": R, "90 hours": W, "90 s": W, "5400 s": R, "ninety minutes": R}),
    ("5 kg", {"5 kilos": R, "5000 g": R, "5 g": W, "5 metres": C, "5 tonnes": W}),
    ("1400000000 $", {"$1.4bn": R, "1.4 billion dollars": R, "1.4 billion euros": C, "1.4 million dollars": W}),
)  # fmt: skip

RANGES = (
    numbers("en",
        ("10–20 km", {"15": R, "10": R, "20": R, "15 km": R, "10-20": R, "10–20 km": R, "10 to 20 km": R,
            "between 10 and 20 km": R,
            "9": W, "21": W, "5-25": W, "15000 m": R, "12-18": R, "10 km to 20 km": R, "from ten to twenty": R, "20-10": W,
                "10-25": W,
            "15 m": W, "about 15": R, "30 kg": W}),
        ("5..7", {"6": R, "5-7": R, "5 – 7": R, "five to seven": R, "4-6": W, "6.5": R, "7.1": W}),
        ("2–3 million $", {"2.5 million": R, "2-3 million": R, "$2.5m": R, "2–3": W, "two to three million": R,
            "4 million": W}),
        ("c. 26", {"25-27": R, "26": R, "10-40": W}),
        ("26", {"25-27": W, "26-26": R}),
        ("25 °C", {"25": R, "25 °C": R, "77 °F": R, "298.15 K": R, "25 °F": W, "78 °F": W}),
        ("100 km", {"62.1 miles": C, "62.137119 mi": C, "62 miles": W, "100 miles": W, "100,000 m": R}),
    ),
    numbers("de", ("10–20 km", {"10 bis 20 km": R, "zwischen 10 und 20 km": R, "von zehn bis zwanzig": R, "15 km": R,
        "5 bis 8": W})),
    numbers("fr", ("10–20 km", {"entre 10 et 20 km": R, "de 10 à 20 km": R, "quinze": R})),
    numbers("es", ("10–20 km", {"entre 10 y 20": R, "de 10 a 20 km": R})),
    numbers("ru", ("10–20 km", {"от 10 до 20 км": R, "15 км": R, "10–20 км": R})),
    numbers("ja", ("10–20 km", {"10〜20km": R, "10から20": R, "十五": R, "十〜二十": R})),
)  # fmt: skip

ROMANISED = (
    words("ru",
        ("Москва", {"Moskva": R, "moskva": R, "MOSKVA": R, "Moskwa": R, "Moscow": W, "Mosvka": W, "москва": R}),
        ("Чехов", {"Chekhov": R, "Čechov": R, "Cechov": R, "Tchekhov": R, "Chekov": W}),
        ("Толстой", {"Tolstoy": R, "Tolstoj": R, "Tolstoi": R, "Tolsty": W}),
        ("Екатеринбург", {"Yekaterinburg": R, "Ekaterinburg": R, "Jekaterinburg": R, "Katerinburg": W}),
        ("борщ", {"borshch": R, "borsch": R, "borscht": W}),
        ("щи", {"shchi": R, "chi": W}),
    ),
    words("uk", ("Київ", {"Kyiv": R, "Kyjiv": R, "Kiev": W}), ("Харків", {"Kharkiv": R, "Harkiv": R, "Kharkov": W}),
        ("Голова", {"Holova": R, "Golova": R, "Golowa": R, "Kolova": W})),
    words("bg", ("България", {"Bulgaria": R, "Balgaria": R, "Bulgariya": R}), ("щастие", {"shtastie": R, "shchastie": W})),
    words("sr", ("Београд", {"Beograd": R, "Belgrade": W}), ("Ђоковић", {"Đoković": R, "Djokovic": R, "Dokovic": R})),
    words("el", ("Αθήνα", {"Athina": R, "Athena": R, "Αθηνα": R}), ("Θεσσαλονίκη", {"Thessaloniki": R, "Saloniki": W}),
        ("ψυχή", {"psychi": R, "psyche": R, "psihi": R}), ("Πειραιάς", {"Piraias": R, "Peiraias": R, "Piraeus": W}),
        ("ουρανός", {"ouranos": R, "uranos": R})),
    words("ja", ("ねこ", {"neko": R, "Neko": R, "inu": W, "ネコ": R}), ("カメラ", {"kamera": R, "camera": W}),
        ("とうきょう", {"Tōkyō": R, "Tokyo": R, "toukyou": R, "Kyoto": W}), ("まっちゃ", {"matcha": R, "maccha": R,
            "macha": W}),
        ("しんぶん", {"shinbun": R, "shimbun": R, "sinbun": R}), ("コーヒー", {"kōhī": R, "koohii": R, "kohi": R, "coffee": W}),
        ("つなみ", {"tsunami": R, "tunami": R}), ("東京", {"Tokyo": W, "東京": R})),
    words("ko", ("서울", {"Seoul": R, "Sŏul": R, "Soul": R, "Busan": W}), ("부산", {"Busan": R, "Pusan": R}),
        ("평양", {"Pyongyang": R, "Pyeongyang": R}), ("김치", {"gimchi": R, "kimchi": R, "kimchee": W})),
    # What two answers of the deck are both romanised as, tells neither of them; the one that the deck writes so is that one.
    words("ru", ("мел", {"mel": C, "мел": R}), ("мель", {"mel": C}), ("мыло", {"mylo": W, "mýlo": W}), ("mylo", {"mylo": R,
        "мыло": W})),
    words("he", ("שלום", {"shalom": W})), words("ar", ("القاهرة", {"al-qahira": W})),
)  # fmt: skip

ABBREVIATED = (
    words("en",
        ("Saint Petersburg", {"St. Petersburg": R, "St Petersburg": R, "st petersburg": R, "Saint Petersberg": C,
            "Petersburg": W}),
        ("St. Louis", {"Saint Louis": R, "St Louis": R, "Saint-Louis": R}),
        ("Mount Everest", {"Mt. Everest": R, "Mt Everest": R, "Everest": W}),
        ("Wall Street", {"Wall St.": R, "Wall St": R, "Wall Saint": W}),
        ("United States", {"U.S.": C, "US": C, "us": W, "U. S.": C, "United States": R, "the United States": R, "USA": W}),
        ("Dr. Strangelove", {"Doctor Strangelove": R, "Dr Strangelove": R}),
        ("Martin Luther King Jr.", {"Martin Luther King, Jr.": R, "Martin Luther King Junior": R, "MLK": W,
            "Martin Luther King": W}),
        ("North Korea", {"N. Korea": R, "N Korea": W, "NK": C, "S. Korea": W}),
        ("South Korea", {"S. Korea": R, "SK": C, "N. Korea": W}),
        ("Fort Worth", {"Ft. Worth": R, "Ft Worth": R}),
        ("St. Kitts", {"St Kitts": R, "Saint Kitts": R, "SK": C}),
    ),
    words("de", ("Sankt Gallen", {"St. Gallen": R, "St Gallen": R}), ("Hauptstraße", {"Hauptstrasse": R, "Hauptstr.": W})),
    words("fr", ("Saint-Denis", {"St-Denis": R, "St Denis": R, "saint denis": R}), ("Mont Blanc", {"Mt Blanc": R,
        "Mt. Blanc": R})),
    words("es", ("San José", {"S. José": R, "san jose": R}), ("Santa Cruz", {"Sta. Cruz": R, "Sta Cruz": R})),
    words("pt", ("São Paulo", {"S. Paulo": R, "Sao Paulo": R, "Saint Paulo": W})),
    # An alias is as good as the name; initials without one are a hint that more is known.
    words("en", ("Democratic Republic of the Congo", {"DRC": R, "DR Congo": R, "D.R.C.": R}),
        ("United Kingdom", {"UK": R, "U.K.": R, "GB": W}),
        terms=(Term("Democratic Republic of the Congo", aliases=["DRC", "DR Congo"]), Term("United Kingdom", aliases=["UK"]))),
)  # fmt: skip

PERIODS = (
    times("en",
        ("195X", {"1950s": R, "the 1950s": R, "fifties": R, "the fifties": R, "1950's": R, "1955": R, "195X": R, "1960s": W,
            "1960": W, "20th century": C, "nineteen-fifties": R}),
        ("18XX", {"19th century": R, "the nineteenth century": R, "18XX": R, "1800s": R, "20th century": W, "18th century": W,
            "XIX century": R}),
        ("1801/1900", {"19th century": R, "1850": R, "1800": W, "1801-1900": R}),
        ("-0499/-0400", {"5th century BC": R, "fifth century BC": R, "5th century BCE": R, "5th century": W, "450 BC": R}),
        ("1969-07-20", {"summer 1969": C, "July 1969": C, "1960s": C, "1950s": W, "winter 1969": W, "Q3 1969": C,
            "20 July": C}),
        ("1945", {"1940s": C, "1945": R, "in 1945": R, "1930s": W}),
        ("2001-21", {"spring 2001": R, "Spring of 2001": R, "2001": C, "autumn 2001": W, "spring 2002": W, "April 2001": R}),
        ("1989-24", {"winter 1989": R, "the winter of 1989": R, "summer 1989": W}),
    ),
    times("de", ("195X", {"1950er": R, "1950er Jahre": R, "50er Jahre": R, "die 50er": R, "1960er": W}),
        ("18XX", {"19. Jahrhundert": R, "19. Jh.": R, "18. Jahrhundert": W}), ("1969-07-20", {"Sommer 1969": C,
            "20. Juli 1969": R})),
    times("fr", ("195X", {"années 1950": R, "les années 50": R, "années 60": W}),
        ("18XX", {"XIXe siècle": R, "19e siècle": R, "XIXe siecle": R, "XVIIIe siècle": W}),
        ("-0499/-0400", {"Ve siècle av. J.-C.": R, "Ve siècle": W}), ("1968-05-03", {"printemps 1968": C, "1er mai 1968": W})),
    times("es", ("195X", {"años 50": R, "los años 50": R, "década de 1950": R, "años 60": W}), ("18XX", {"siglo XIX": R,
        "siglo XX": W})),
    times("it", ("195X", {"anni '50": R, "anni 1950": R}), ("18XX", {"XIX secolo": R, "secolo XIX": R})),
    times("pt", ("195X", {"anos 50": R, "década de 1950": R}), ("18XX", {"século XIX": R})),
    times("nl", ("195X", {"jaren 50": R, "jaren '50": R}), ("18XX", {"19e eeuw": R, "negentiende eeuw": W})),
    times("pl", ("195X", {"lata 50.": R, "lata 50": R}), ("18XX", {"XIX wiek": R, "XX wiek": W}), ("1939-09-01",
        {"1.IX.1939": R, "1 września 1939": R,
        "1.X.1939": W})),
    times("ru", ("195X", {"1950-е": R, "1950-е годы": R, "50-е": R}), ("18XX", {"XIX век": R, "19 век": R, "XX век": W}),
        ("1941-06-22", {"лето 1941": C, "22 июня 1941 года": R})),
    times("sv", ("18XX", {"1800-talet": R, "1900-talet": W}), ("198X", {"1980-talet": R}), ("1945-05-08", {"8 maj 1945": R})),
    times("el", ("18XX", {"19ος αιώνας": R, "20ος αιώνας": W})),
    times("tr", ("18XX", {"19. yüzyıl": R})),
    times("zh", ("195X", {"20世纪50年代": R, "1950年代": R, "二十世纪50年代": R}), ("18XX", {"19世纪": R, "十九世纪": R,
        "二十世纪": W}),
        ("1945-09-02", {"一九四五年九月二日": R, "1945年九月2日": R, "一九四五年": C})),
    times("ja", ("1945-08-15", {"昭和20年8月15日": R, "昭和二十年八月十五日": R, "昭和21年8月15日": W, "昭和20年": C}),
        ("18XX", {"19世紀": R}),
        ("2019", {"令和元年": R, "平成31年": R, "令和2年": W})),
    times("ko", ("1945-08-15", {"1945년 8월 15일": R, "1945년 8월": C, "1945년 8월 16일": W}), ("18XX", {"19세기": R})),
    times("th", ("1932-06-24", {"24 มิถุนายน 1932": R, "24 มิถุนายน พ.ศ. 2475": R, "พ.ศ. 2475": C, "24 กรกฎาคม 1932": W})),
    times("vi", ("1945-09-02", {"ngày 2 tháng 9 năm 1945": R, "2 tháng 9 năm 1945": R, "tháng 9 năm 1945": C, "2/9/1945": R})),
    times("cs", ("1989-11-17", {"17. listopadu 1989": R, "listopad 1989": C, "17. června 1989": W}), ("1918-07-01",
        {"1. července 1918": R,
        "1. června 1918": W})),
    times("hu", ("1956-10-23", {"1956. október 23.": R, "1956. október": C})), times("fi", ("1917-12-06",
        {"6. joulukuuta 1917": R})),
    times("ro", ("1918-12-01", {"1 decembrie 1918": R})), times("ca", ("1714-09-11", {"11 de setembre de 1714": R})),
    times("id", ("1945-08-17", {"17 Agustus 1945": R, "17 April 1945": W})), times("bg", ("1878-03-03", {"3 март 1878": R,
        "3 май 1878": W})),
    times("ar", ("18XX", {"القرن 19": R, "القرن ال19": R})), times("he", ("18XX", {"המאה ה-19": R})), times("hi", ("18XX",
        {"19वीं शताब्दी": R,
        "19वीं सदी": R})),
)  # fmt: skip

SCRIPTS = (
    words("th", ("กรุงเทพ", {"กรุงเทพ": R, "กรุงเทพฯ": C, "เชียงใหม่": W}), ("น้ำ", {"น้ำ": R, "น้ํา": R, "นำ": C}), ("ไม้", {"ไม้": R,
        "ไม่": W}),
        ("ไม่", {"ไม่": R, "ไม้": W})),
    words("hi", ("हिन्दी", {"हिंदी": R, "हिन्दी": R, "हीन्दी": C}), ("सफ़ेद", {"सफेद": R, "सफ़ेद": R}), ("चाँद", {"चांद": R, "चाँद": R,
        "चद": W}),
        ("राज", {"राज": R, "राज़": W}), ("राज़", {"राज़": R, "राज": W})),
    words("bn", ("বাড়ি", {"বাড়ি": R, "বাডি": R, "কাজ": W})),
    words("he", ("שָׁלוֹם", {"שלום": R, "שָׁלוֹם": R, "שלום.": R}), ("תל אביב", {"תל אביב": R, "תל־אביב": R, "תל-אביב": R})),
    words("ar", ("كِتَاب", {"كتاب": R, "كتــاب": R, "الكتاب": R, "كاتب": W}), ("مدرسة", {"مدرسه": R, "المدرسة": R}),
        ("على", {"علي": R, "على": R})),
    words("fa", ("می‌خواهم", {"می‌خواهم": R, "می خواهم": R, "میخواهم": R}), ("کتاب", {"كتاب": R, "کتاب": R})),
    words("vi", ("Hà Nội", {"Hà Nội": R, "hà nội": R, "Ha Noi": C, "Hanoi": C, "HÀ NỘI": R, "Hà Nội\u0301": C})),
    words("ko", ("한국", {"한국": R, "한국.": R, "\u1112\u1161\u11ab\u1100\u116e\u11a8": R, "중국": W})),
    words("tr", ("Iğdır", {"IĞDIR": R, "ığdır": R}), ("İzmir", {"izmir": R, "İZMİR": R, "IZMIR": R})),
    words("lt", ("Šiauliai", {"Siauliai": R, "ŠIAULIAI": R})), words("is", ("Þingvellir", {"Thingvellir": R, "þingvellir": R})),
    words("ka", ("თბილისი", {"თბილისი": R, "ᲗᲑᲘᲚᲘᲡᲘ": R, "ბათუმი": W})), words("hy", ("Երևան", {"երևան": R, "ԵՐԵՎԱՆ": R})),
    words("zh", ("北京", {"北京": R, "北京市": W, "北 京": R})), words("el", ("λόγος", {"ΛΌΓΟΣ": R, "λογος": R, "λόγοσ": R})),
    words("ru", ("счёт", {"счет": R, "СЧЁТ": R, "щёт": W})), words("de", ("Größe", {"GRÖSSE": R, "Groesse": R, "Grosse": R,
        "größe": R})),
)  # fmt: skip

PARTS = Group(
    deck(
        "en",
        [Relation("rivers", many=True), Relation("steps", value="list"), Relation("one"), Relation("films", many=True),
            Relation("years", value="date", many=True), Relation("sizes", value="quantity", many=True)],
        [
            *(("r", "rivers", name) for name in ("Rhine", "Danube", "Elbe", "Oder")),
            ("s", "steps", "prophase; metaphase; anaphase; telophase"), ("o", "one", "Rhine"),
            ("f", "films", "And Justice for All"), ("f", "films", "Scarface"), ("f", "films", "Me, Myself & Irene"),
            ("y", "years", "1914"), ("y", "years", "1939"), ("z", "sizes", "5 km"), ("z", "sizes", "12 km"),
        ],
    ),
    {
        ("rivers", "r"): {
            "Rhine, Danube, Elbe, Oder": R, "oder elbe danube rhine": R, "Rhine Danube": P, "Rhine": P,
                "Rhine, Danube, Elbe, Odr": C,
            "Rhine; Danube; Elbe; Main": P, "Main": W, "Thames, Seine": W, "all of them": W, ",,,": E,
                "Rhine,Danube,Elbe,Oder,": R,
            "rhine & danube & elbe & oder": R,
        },
        ("steps", "s"): {
            "prophase, metaphase, anaphase, telophase": R, "prophase > metaphase": P,
                "metaphase, prophase, anaphase, telophase": P,
            "telophase, anaphase, metaphase, prophase": P, "prophase, metaphase, anaphase": P,
                "prophase, metafase, anaphase, telophase": C,
            "interphase": W, "1. prophase\n2. metaphase\n3. anaphase\n4. telophase": R,
            "prophase, metaphase, anaphase, telophase, interphase": P, "prophase → metaphase → anaphase → telophase": R,
        },
        ("films", "f"): {
            "Scarface, And Justice for All, Me, Myself & Irene": R, "And Justice for All and Scarface": P,
            "Me, Myself and Irene; Scarface; And Justice for All": R, "Scarface, Justice for All": P,
        },
        ("years", "y"): {"1914 and 1939": R, "1939, 1914": R, "1914": P, "1914, 1945": P, "1918": W},
        ("sizes", "z"): {"5 km and 12 km": R, "5, 12": R, "12000 m, 5 km": R, "5 km": P, "7 km": W},
    },
)  # fmt: skip

WIDE: Mapping[str, tuple[Group, ...]] = {
    "numbers in words": NUMBER_WORDS,
    "units": (UNITS,),
    "ranges": RANGES,
    "romanised": ROMANISED,
    "abbreviated": ABBREVIATED,
    "periods": PERIODS,
    "other scripts": SCRIPTS,
    "parts": (PARTS,),
}
