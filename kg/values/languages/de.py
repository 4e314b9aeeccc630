"""German."""

from __future__ import annotations

from kg.values.languages.language import Language

LANGUAGE = Language(
    code="de",
    decimal=",",
    groups=". ",
    # Numbers.
    cardinals={
        0: "null",
        1: "ein|eins|eine|einen|einem|einer|eines",
        2: "zwei|zwo|beide|beiden",
        3: "drei",
        4: "vier",
        5: "fünf|fuenf",
        6: "sechs",
        7: "sieben",
        8: "acht",
        9: "neun",
        10: "zehn",
        11: "elf",
        12: "zwölf|zwoelf",
        13: "dreizehn",
        14: "vierzehn",
        15: "fünfzehn|fuenfzehn",
        16: "sechzehn",
        17: "siebzehn",
        18: "achtzehn",
        19: "neunzehn",
        20: "zwanzig",
        30: "dreißig|dreissig",
        40: "vierzig",
        50: "fünfzig|fuenfzig",
        60: "sechzig",
        70: "siebzig",
        80: "achtzig",
        90: "neunzig",
    },
    multipliers={
        100: "hundert",
        1000: "tausend|Tsd|k|T",
        10**6: "Million|Millionen|Mio|Mill|m|mln",
        10**9: "Milliarde|Milliarden|Mrd|Mia|Md|Mrden|bn|G",
        10**12: "Billion|Billionen|Bio|Bill",
        10**15: "Billiarde|Billiarden",
        10**18: "Trillion|Trillionen",
    },
    collectives={
        100: "Hunderte|Hunderten|Hunderter",
        1000: "Tausende|Tausenden|Tausender",
        10: "Dutzende|Dutzenden",
    },
    dozens="Dutzend",
    ordinals={
        1: "erst",
        2: "zweit",
        3: "dritt",
        4: "viert",
        5: "fünft|fuenft",
        6: "sechst",
        7: "siebt|siebent",
        8: "acht",
        9: "neunt",
        10: "zehnt",
        11: "elft",
        12: "zwölft|zwoelft",
        13: "dreizehnt",
        14: "vierzehnt",
        15: "fünfzehnt|fuenfzehnt",
        16: "sechzehnt",
        17: "siebzehnt",
        18: "achtzehnt",
        19: "neunzehnt",
        20: "zwanzigst",
        30: "dreißigst|dreissigst",
        40: "vierzigst",
        50: "fünfzigst|fuenfzigst",
        60: "sechzigst",
        70: "siebzigst",
        80: "achtzigst",
        90: "neunzigst",
        100: "hundertst",
        1000: "tausendst",
        10**6: "millionst",
        10**9: "milliardst",
        10**12: "billionst",
    },
    ordinal_endings="e|er|en|es|em|el|eln|",
    ordinal_marks="te|ter|ten|tes|tem|ste|ster|sten|º",
    denominators={
        2: "halbe|halber|halbes|halben|Hälfte|Hälften",
        3: "Drittel|Dritteln",
        4: "Viertel|Vierteln",
        5: "Fünftel",
        6: "Sechstel",
        7: "Siebtel",
        8: "Achtel",
        9: "Neuntel",
        10: "Zehntel",
        12: "Zwölftel",
        20: "Zwanzigstel",
        100: "Hundertstel",
        1000: "Tausendstel",
    },
    half="halbe|halber|halbes|halben|halb|Hälfte|die Hälfte|einhalb",
    joined_after_tens=(1, 2, 3, 4, 5, 6, 7, 8, 9),
    and_="und",
    minus="minus",
    point="Komma",
    over="von|durch|aus",
    fused=True,
    fused_joints="und",
    fused_halves="einhalb",
    mixed_words={
        "1.5": "anderthalb|eineinhalb|anderthalbe",
        "0.75": "dreiviertel",
        "0.25": "einviertel",
    },
    plural_collectives=frozenset(
        (
            "Dutzende",
            "Dutzenden",
            "Hunderte",
            "Hunderten",
            "Hunderter",
            "Tausende",
            "Tausenden",
            "Tausender",
        )
    ),
    # What numbers count.
    percent="%|Prozent|v. H.|vH|Prozents|pct",
    percent_points=(
        "Prozentpunkt|Prozentpunkte|Prozentpunkten|Punkt|Punkte|Punkten|%-Punkte|%-Punkten|% Punkte|PP|Pp|"
        "Prozent-Punkte"
    ),
    basis_points="Basispunkt|Basispunkte|Basispunkten|bp|bps|BP",
    currencies={
        "EUR": "Euro|Euros|€",
        "USD": "US-Dollar|US-Dollars|US$|US-$|U$S|amerikanische Dollar|amerikanischen Dollar|amerikanischer Dollar",
        "CHF": "Franken|Schweizer Franken|Schweizer Frankens|SFr|Fr|sfr|Frankens",
        "GBP": "Pfund Sterling|£|britische Pfund|britischen Pfund|britischer Pfund|englische Pfund|Sterling",
        "JPY": "Yen|japanische Yen",
        "CNY": "Yuan|Renminbi|RMB|CN¥",
        "CAD": "kanadische Dollar|kanadischen Dollar|kanadischer Dollar|C$|CA$|kanadische Dollars",
        "AUD": "australische Dollar|australischen Dollar|australischer Dollar|A$|AU$",
        "INR": "indische Rupien|indischen Rupien|indische Rupie|₹",
        "RUB": "Rubel|₽",
        "KRW": "Won|₩",
        "BRL": "Real|Reais|R$",
        "PLN": "Zloty",
        "HUF": "Forint",
        "SEK": "schwedische Kronen|schwedischen Kronen|schwedischer Kronen",
        "NOK": "norwegische Kronen|norwegischen Kronen",
        "DKK": "dänische Kronen|dänischen Kronen",
        "CZK": "tschechische Kronen|tschechischen Kronen",
        "DEM": "D-Mark|Deutsche Mark|DM",
        "ATS": "Schilling|öS",
        "TRY": "türkische Lira|Lira|₺",
        "ZAR": "Rand",
        "BTC": "Bitcoin|Bitcoins|₿|BTC",
        "HKD": "HK$|Hongkong-Dollar",
        "NZD": "NZ$",
        "SGD": "S$",
        "TWD": "NT$",
        "MXN": "mexikanische Peso|mexikanischen Peso|Mex$",
    },
    default_currencies={
        "USD": "Dollar|Dollars|$",
        "GBP": "Pfund",
        "INR": "Rupie|Rupien",
        "JPY": "¥",
    },
    ambiguous_currencies={
        "ARS CLP COP CUP DOP MXN PHP UYU": "Peso|Pesos",
        "XOF XAF XPF CDF FRF": "Franc|Francs",
        "SEK NOK DKK ISK CZK": "Krone|Kronen|kr",
        "AED MAD": "Dirham",
        "DZD TND RSD KWD IQD JOD BHD LYD": "Dinar",
        "SAR QAR IRR OMR YER": "Riyal|Rial|Rials",
        "DEM FIM BAM": "Mark",
        "KES TZS UGX SOS": "Shilling|Shillings",
    },
    subunits={
        "cent": "Cent|Cents|ct|¢",
        "pfennig": "Pfennig|Pfennige",
        "rappen": "Rappen",
        "penny": "Penny|Pence",
        "öre": "Öre",
        "kopeke": "Kopeke|Kopeken",
    },
    units={
        "tonne": "Tonne|Tonnen",
        "barrel": "Barrel|Fass|Fässer",
        "gigawatt-hour": "GWh|Gigawattstunden",
        "terawatt-hour": "TWh|Terawattstunden",
        "megawatt-hour": "MWh|Megawattstunden",
        "kilowatt-hour": "kWh|Kilowattstunden",
        "square-meter": "qm|m2|Quadratmeter|Quadratmetern",
    },
    superlatives=(
        "größter|größte|größten|größtes|groesste|groesster|groessten|wichtigste|wichtigster|wichtigsten|reichste|"
        "reichster|reichsten|beste|bester|besten|führende|führender|führenden|meistverkaufte|meistverkauften|höchste|"
        "höchster|höchsten|stärkste|stärkster|stärksten|kleinste|kleinster|kleinsten|teuerste|teuersten|teuerster|"
        "älteste|ältester|ältesten|bedeutendste|bedeutendster|bedeutendsten|wertvollste|wertvollster|wertvollsten|"
        "schnellste|schnellsten|niedrigste|niedrigsten"
    ),
    superlative_suffixes=(
        "größte|größter|größten|größtes|groesste|groesster|groessten|wichtigste|wichtigster|wichtigsten|reichste|"
        "reichster|reichsten|beste|bester|besten|höchste|höchster|höchsten|stärkste|stärkster|stärksten|kleinste|"
        "kleinsten|teuerste|teuersten|älteste|ältesten|bedeutendste|bedeutendsten|wertvollste|wertvollsten|"
        "schnellste|schnellsten|meiste|meisten|längste|längsten|niedrigste|niedrigsten|schlechteste|schlechtesten|"
        "platzierte|platzierter|platzierten"
    ),
    ranks={
        1: (
            "Marktführer|Marktführerin|Spitzenreiter|Branchenprimus|Spitzenposition|Weltmarktführer|Nummer eins|"
            "Spitze|Primus|Tabellenführer|zuerst|zuallererst|erstens"
        ),
        2: "zweitens",
        3: "drittens",
    },
    numero="Nummer|Nr|No|Platz|Rang|#|Position|Stelle|Num",
    rank_fillers=(
        "weltweit|der|Welt|Europas|Deutschlands|in|Land|Landes|Branche|auf|an|europäische|europäischer|deutsche|"
        "deutscher|im|Platz|Rang|Position|Stelle|Markt|Hersteller"
    ),
    # Qualifiers and ranges.
    qualifiers={
        "order-of-magnitude": "mehrere|mehreren|einige|einigen|ein paar|paar",
        "approximate": (
            "rund|etwa|ca|circa|zirka|ungefähr|fast|knapp|gut|annähernd|nahezu|schätzungsweise|geschätzt|geschätzte|"
            "geschätzten|in etwa|um die|gegen|in der Größenordnung von|beinahe|an die|um|oder so|bei|an die rund|"
            "geschätzt auf|grob|praktisch"
        ),
        "at-least": (
            "mindestens|wenigstens|zumindest|nicht weniger als|ab|oder mehr|und mehr.|minimal|Minimum|"
            "größer oder gleich|größer gleich|mehr als oder gleich|gleich oder größer|gleich oder größer als|"
            "größer als oder gleich|≥|>=|> =|=>|und darüber|oder größer|oder höher|aufwärts|im Minimum|"
            "größer oder gleich als|mehr oder gleich"
        ),
        "more-than": (
            "mehr als|über|größer als|höher als|oberhalb von|jenseits von|jenseits der|oberhalb|>|gut über|"
            "deutlich über|übersteigt|übersteigen|darüber|größer|etwas mehr als|deutlich mehr als|weit mehr als|"
            "knapp über|weit über"
        ),
        "at-most": (
            "höchstens|maximal|bis zu|nicht mehr als|Maximum|oder weniger|und weniger.|kleiner oder gleich|"
            "kleiner gleich|weniger als oder gleich|gleich oder kleiner|gleich oder kleiner als|"
            "kleiner als oder gleich|allenfalls|≤|<=|< =|=<|im Maximum|oder kleiner|oder niedriger|und darunter|"
            "kleiner oder gleich als|weniger oder gleich|nicht über"
        ),
        "less-than": (
            "weniger als|unter|kleiner als|niedriger als|unterhalb von|unterhalb|<|knapp unter|deutlich unter|"
            "geringer als|kleiner|etwas weniger als|deutlich weniger als|weit unter"
        ),
        "exact": "genau|exakt|insgesamt|gerade|präzise|in Höhe von|lediglich|nur",
    },
    equal="gleich|gleich wie|entspricht|=|beträgt",
    between="zwischen",
    from_="von|vom|ab dem",
    to="bis|-|bis zum|bis zur|auf",
    until="bis|bis zum|bis zur|bis zu",
    fillers=(
        "oder|der|die|das|den|dem|des|in|im|an|am|von|vom|zu|zum|zur|auf|Summe|Betrag|Wert|aber|sowie|Wert von|"
        "einer Höhe von|pro"
    ),
    # Time.
    months={
        1: "Jän|Jänner|Jan",
        2: "Feb|Feber",
        3: "Mär|Mrz|Maerz",
        4: "Apr",
        6: "Jun",
        7: "Jul",
        8: "Aug",
        9: "Sep|Sept",
        10: "Okt",
        11: "Nov",
        12: "Dez",
    },
    weekdays={
        0: "Montags",
        1: "Dienstags",
        2: "Mittwochs",
        3: "Donnerstags",
        4: "Freitags",
        5: "Sonnabend|Samstags",
        6: "Sonntags",
    },
    time_units={
        "second": ("Sekunde|Sek|s", "Sekunden|Sek"),
        "minute": ("Minute|Min", "Minuten|Min"),
        "quarter-hour": ("Viertelstunde", "Viertelstunden"),
        "hour": ("Stunde|Std|h", "Stunden|Std"),
        "day": ("Tag|Tages", "Tage|Tagen"),
        "businessday": (
            "Werktag|Arbeitstag|Handelstag|Börsentag",
            "Werktage|Werktagen|Arbeitstage|Arbeitstagen|Handelstage|Handelstagen|Börsentage|Börsentagen",
        ),
        "week": ("Woche|Wo|KW|Kalenderwoche", "Wochen"),
        "weekend": ("Wochenende|Wochenendes", "Wochenenden"),
        "month": ("Monat|Monats|Monates", "Monate|Monaten"),
        "quarter": ("Quartal|Quartals|Vierteljahr|Jahresviertel", "Quartale|Quartalen|Vierteljahre"),
        "half": ("Halbjahr|Halbjahres|Semester|Jahreshälfte", "Halbjahre|Halbjahren"),
        "year": ("Jahr|Jahres|Jahrs|Jahre", "Jahre|Jahren"),
        "decade": ("Jahrzehnt|Jahrzehnts|Dekade", "Jahrzehnte|Jahrzehnten|Dekaden"),
        "century": ("Jahrhundert|Jahrhunderts|Jh|Jhd", "Jahrhunderte|Jahrhunderten"),
    },
    today={
        0: "heute|jetzt|heutigen Tag",
        -1: "gestern",
        1: "morgen",
        2: "übermorgen",
        -2: "vorgestern",
    },
    last=(
        "letzte|letzter|letzten|letztes|letztem|vergangene|vergangener|vergangenen|vergangenes|vergangenem|vorige|"
        "voriger|vorigen|voriges|vorigem|zurückliegenden|vorherige|vorherigen"
    ),
    this=(
        "diese|dieser|dieses|diesem|diesen|laufende|laufenden|laufendes|aktuelle|aktuellen|aktuelles|meine|meinen|"
        "gegenwärtigen"
    ),
    next=(
        "nächste|nächster|nächsten|nächstes|nächstem|kommende|kommender|kommenden|kommendes|kommendem|folgende|"
        "folgenden|folgendes|bevorstehenden|künftigen"
    ),
    after_next="übernächste|übernächsten|übernächster|übernächstes",
    ago="her|zurück|zuvor|früher",
    hence="in|später|ab heute|ab jetzt|von heute an|von jetzt an",
    within="innerhalb|innerhalb von|binnen|innert|innerhalb der",
    before="vor|vor dem|vor der|noch vor",
    after="nach|nach dem",
    since="seit|seit dem|seit der|ab|ab dem",
    starting="beginnend",
    deadline="spätestens|bis spätestens|spätestens bis|spätestens am|bis spätestens zum",
    modifiers={
        "start": "Anfang|Beginn|Anfangs|früh|frühen|Jahresanfang|Jahresbeginn",
        "mid": "Mitte|Jahresmitte",
        "end": "Ende|Ausgang|spät|späten|Ausklang",
    },
    decades={
        10: "Zehnerjahre|zehner",
        20: "Zwanzigerjahre|zwanziger",
        30: "Dreißigerjahre|dreißiger",
        40: "Vierzigerjahre|vierziger",
        50: "Fünfzigerjahre|fünfziger",
        60: "Sechzigerjahre|sechziger",
        70: "Siebzigerjahre|siebziger",
        80: "Achtzigerjahre|achtziger",
        90: "Neunzigerjahre|neunziger",
    },
    decade_marks="er|er Jahre|er-Jahre|er Jahren|er-Jahren",
    fiscal="Geschäftsjahr|Geschäftsjahres|GJ|Fiskaljahr|Fiskaljahres|Wirtschaftsjahr|Finanzjahr",
    quarters={
        1: "Q1|1Q",
        2: "Q2|2Q",
        3: "Q3|3Q",
        4: "Q4|4Q",
    },
    halves={
        1: "H1|1H|1HJ|HJ1",
        2: "H2|2H|2HJ|HJ2",
    },
    half_words="Hälfte",
    rest={
        "rest": "Rest|restlichen|restliche|verbleibenden",
        "earlier": "früher",
        "later": "später",
    },
    same="gleichen|gleiche|derselben|selben|selbe|dasselbe|dieselbe",
    few="paar|ein paar|einige|einigen|wenige|wenigen|mehrere|mehreren",
    whole=(
        "ganze|ganzen|ganzer|ganzes|ganz|volle|vollen|volles|voller|gesamte|gesamten|gesamtes|weitere|weiteren|"
        "weiterer|weiteres|noch|andere|anderer|anderes"
    ),
    of_the="vom",
    time_fillers=(
        "Dauer|Zeitraum|lang|für|Laufzeit|in|der|die|das|den|dem|des|im|am|an|um|zum|zur|während|über|pro|und|ein|"
        "eine|einer|eines|einem|vom|von|Verlauf|Laufe|Jahr von|dort|auf"
    ),
)
