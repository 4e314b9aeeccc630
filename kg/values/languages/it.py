"""Italian."""

from __future__ import annotations

from kg.values.languages.language import Language

LANGUAGE = Language(
    code="it",
    decimal=",",
    groups=". ",
    elisions={
        "di": "d",
        "la": "l",
        "lo": "l",
        "il": "l",
        "dello": "dell",
        "della": "dell",
        "alla": "all",
        "allo": "all",
        "nella": "nell",
        "sulla": "sull",
        "dalla": "dall",
    },
    # Numbers.
    cardinals={
        0: "zero",
        1: "un|uno|una",
        2: "due",
        3: "tre",
        4: "quattro",
        5: "cinque",
        6: "sei",
        7: "sette",
        8: "otto",
        9: "nove",
        10: "dieci",
        11: "undici",
        12: "dodici",
        13: "tredici",
        14: "quattordici",
        15: "quindici",
        16: "sedici",
        17: "diciassette",
        18: "diciotto",
        19: "diciannove",
        20: "venti",
        30: "trenta",
        40: "quaranta",
        50: "cinquanta",
        60: "sessanta",
        70: "settanta",
        80: "ottanta",
        90: "novanta",
    },
    multipliers={
        100: "cento",
        1000: "mille|mila|k",
        10**6: "milione|milioni|mln|mio|M|ml",
        10**9: "miliardo|miliardi|mld|mrd|mld.|G|md|bn",
        10**12: "bilione|bilioni|bln|trilione|trilioni",
    },
    collectives={
        10: "decina|decine",
        15: "quindicina",
        20: "ventina",
        30: "trentina",
        40: "quarantina",
        50: "cinquantina",
        60: "sessantina",
        100: "centinaio|centinaia",
        1000: "migliaio|migliaia",
    },
    dozens="dozzina|dozzine",
    ordinals={
        1: "prim|unesim",
        2: "second|duesim",
        3: "terz|treesim",
        4: "quart|quattresim",
        5: "quint|cinquesim",
        6: "sest|seiesim",
        7: "settim|settesim",
        8: "ottav|ottesim",
        9: "non|novesim",
        10: "decim",
        11: "undicesim",
        12: "dodicesim",
        13: "tredicesim",
        14: "quattordicesim",
        15: "quindicesim",
        16: "sedicesim",
        17: "diciassettesim",
        18: "diciottesim",
        19: "diciannovesim",
        20: "ventesim",
        30: "trentesim",
        40: "quarantesim",
        50: "cinquantesim",
        60: "sessantesim",
        70: "settantesim",
        80: "ottantesim",
        90: "novantesim",
        100: "centesim",
        1000: "millesim",
        10**6: "milionesim",
        10**9: "miliardesim",
        10**12: "bilionesim",
    },
    ordinal_endings="o|a|i|e",
    ordinal_marks="º|ª|o|a|mo|ma|esimo|esima",
    denominators={
        2: "mezzo|mezza|mezzi|mezze|metà",
        3: "terzo|terzi",
        4: "quarto|quarti",
    },
    half="mezz|mezzo|mezza|mezzi|mezze|metà|la metà",
    joined_after_tens=(1, 2, 3, 4, 5, 6, 7, 8, 9),
    and_="e|ed",
    minus="meno|negativo",
    point="virgola|punto",
    over="su|fratto",
    fused=True,
    fused_stems={
        "vent": 20,
        "trent": 30,
        "quarant": 40,
        "cinquant": 50,
        "sessant": 60,
        "settant": 70,
        "ottant": 80,
        "novant": 90,
        "cent": 100,
        "ventitre": 23,
    },
    plural_collectives=frozenset(("centinaia", "decine", "migliaia")),
    # What numbers count.
    percent="%|per cento|percento|pct|percentuale|per-cento",
    percent_points="punto percentuale|punti percentuali|punto|punti|pp|p p",
    basis_points="punto base|punti base|pb|bp|bps",
    currencies={
        "EUR": "euro|euri|€",
        "USD": (
            "dollaro americano|dollari americani|dollaro statunitense|dollari statunitensi|dollari USA|dollaro USA|"
            "US$|U$S|US $|dollari degli Stati Uniti|dollaro degli Stati Uniti|biglietti verdi"
        ),
        "CAD": "dollaro canadese|dollari canadesi|C$|CA$",
        "AUD": "dollaro australiano|dollari australiani|A$|AU$",
        "GBP": "sterlina|sterline|£|sterlina britannica|sterline britanniche|lira sterlina|lire sterline",
        "CHF": "franco svizzero|franchi svizzeri",
        "JPY": "yen",
        "CNY": "yuan|renminbi|RMB|CN¥",
        "INR": "rupia indiana|rupie indiane|₹",
        "RUB": "rublo|rubli",
        "KRW": "won",
        "BRL": "real brasiliano|reais|real|R$",
        "ITL": "lira italiana|lire italiane|lira|lire",
        "TRY": "lira turca|lire turche",
        "PLN": "zloty",
        "SEK": "corona svedese|corone svedesi",
        "NOK": "corona norvegese|corone norvegesi",
        "DKK": "corona danese|corone danesi",
        "MXN": "peso messicano|pesos messicani|Mex$|MX$",
        "ZAR": "rand",
        "BTC": "bitcoin|₿|BTC",
        "HKD": "HK$",
        "NZD": "NZ$",
        "SGD": "S$",
        "TWD": "NT$",
        "DEM": "marco tedesco|marchi tedeschi",
    },
    default_currencies={
        "USD": "dollaro|dollari|$",
        "INR": "rupia|rupie",
        "JPY": "¥",
    },
    ambiguous_currencies={
        "ARS CLP COP CUP DOP MXN PHP UYU": "peso|pesos|pesi",
        "CHF XOF XAF XPF CDF FRF": "franco|franchi",
        "SEK NOK DKK ISK CZK": "corona|corone|kr",
        "AED MAD": "dirham",
        "DZD TND RSD KWD IQD JOD BHD LYD": "dinaro|dinari",
        "SAR QAR IRR OMR YER": "riyal|rial",
        "DEM FIM BAM": "marco|marchi",
        "KES TZS UGX SOS": "scellino|scellini",
    },
    subunits={
        "cent": "centesimo|centesimi|cent|cents|¢",
        "penny": "penny|pence",
        "kopek": "copeco|copechi",
        "centime": "centime",
    },
    units={
        "tonne": "tonnellata|tonnellate",
        "barrel": "barile|barili",
        "gigawatt-hour": "GWh",
        "terawatt-hour": "TWh",
        "megawatt-hour": "MWh",
        "square-meter": "mq|m2|metri quadri|metri quadrati",
    },
    superlatives=(
        "più grande|più grandi|maggiore|maggiori|migliore|migliori|peggiore|più importante|più importanti|più ricco|"
        "più ricca|principale|più alto|più alta|più venduto|più venduta|più piccolo|più piccola|minore|più caro|"
        "più cara|più antico|più antica|più redditizio"
    ),
    ranks={
        1: "leader|capofila|campione|numero uno|primato|capolista",
    },
    numero="numero|n.|nº|no|n|posto|posizione|#",
    rank_fillers="mondiale|mondo|al|del|in|posto|posizione|europeo|europea|italiano|italiana|mercato|paese|per|settore",
    # Qualifiers and ranges.
    qualifiers={
        "order-of-magnitude": "alcuni|alcune|diversi|diverse|parecchi|parecchie|qualche",
        "approximate": (
            "circa|quasi|intorno a|attorno a|approssimativamente|più o meno|all'incirca|nell'ordine di|"
            "dell'ordine di|pressoché|vicino a|vicini a|vicino ai|intorno ai|attorno ai|verso|stimato in|stimati in|"
            "grosso modo|ca|suppergiù|intorno al|attorno al|intorno agli"
        ),
        "at-least": (
            "almeno|come minimo|minimo|un minimo di|non meno di|o più|e più.|a partire da|maggiore o uguale a|"
            "maggiori o uguali a|uguale o maggiore di|uguale o superiore a|superiore o uguale a|superiori o uguali a|"
            "uguali o superiori a|uguali o maggiori di|≥|>=|> =|=>|in su|perlomeno|quantomeno|o superiore|o maggiore|"
            "maggiore o uguale di|più di o uguale a"
        ),
        "more-than": (
            "più di|oltre|superiore a|superiori a|maggiore di|maggiori di|maggiore a|al di sopra di|sopra|eccedente|"
            "supera|superano|>|oltre i|oltre gli|poco più di|ben oltre|più grande di|più alto di|più che|oltre ai|"
            "sopra i|più alta di|più del|più dei"
        ),
        "at-most": (
            "al massimo|massimo|un massimo di|fino a|non più di|o meno.|minore o uguale a|minori o uguali a|"
            "inferiore o uguale a|inferiori o uguali a|uguale o minore di|uguale o inferiore a|uguali o inferiori a|"
            "≤|<=|< =|=<|tutt'al più|o inferiore|o minore|sino a|minore o uguale di|meno di o uguale a"
        ),
        "less-than": (
            "meno di|inferiore a|inferiori a|minore di|minori di|minore a|al di sotto di|sotto|<|poco meno di|"
            "più piccolo di|più basso di|sotto i|meno che|al di sotto dei|più bassa di|meno del|meno dei"
        ),
        "exact": "esattamente|precisamente|un totale di|pari a|per un totale di|complessivamente",
    },
    equal="uguale a|uguali a|uguale|equivale a|o uguale a|o uguale|=",
    between="tra|fra|compreso tra|compresa tra|compresi tra|tra i|tra il|fra i|fra il",
    from_="da|dal|dai|dalla|dall'",
    to="a|al|ai|alla|agli|all'|-",
    until="fino a|fino al|sino a|sino al|fino ai|fino alla|fino all'",
    fillers=(
        "o|oppure|il|lo|la|i|gli|le|l'|di|d'|del|dei|delle|degli|della|dell'|in|ai|per|somma|valore|importo|ma|"
        "complessivi|totale|un totale"
    ),
    # Time.
    months={
        1: "gen|genn",
        2: "feb|febbr",
        3: "mar",
        4: "apr",
        5: "mag|magg",
        6: "giu",
        7: "lug",
        8: "ago",
        9: "set|sett",
        10: "ott",
        11: "nov",
        12: "dic",
    },
    weekdays={
        0: "lun",
        1: "mart",
        2: "mer",
        3: "gio",
        4: "ven",
        5: "sab",
        6: "dom",
    },
    time_units={
        "second": ("secondo|sec|s", "secondi"),
        "minute": ("minuto|min", "minuti"),
        "hour": ("ora|h", "ore"),
        "day": ("giorno|giornata|g", "giorni|giornate"),
        "businessday": (
            "giorno lavorativo|giorno feriale|giorno di lavoro",
            "giorni lavorativi|giorni feriali|giorni di lavoro|sedute",
        ),
        "week": ("settimana|sett", "settimane"),
        "weekend": ("fine settimana|weekend|week-end", ""),
        "month": ("mese", "mesi"),
        "quarter": ("trimestre", "trimestri"),
        "four-month": ("quadrimestre", "quadrimestri"),
        "half": ("semestre", "semestri"),
        "year": ("anno|esercizio", "anni|esercizi"),
        "decade": ("decennio", "decenni"),
        "century": ("secolo", "secoli"),
    },
    today={
        0: "oggi|adesso|ora",
        -1: "ieri",
        1: "domani",
        2: "dopodomani|dopo domani",
        -2: "l'altro ieri|altro ieri|avantieri",
    },
    last=(
        "scorso|scorsa|scorsi|scorse|ultimo|ultima|ultimi|ultime|passato|passata|passati|passate|precedente|"
        "precedenti|trascorso|trascorsi"
    ),
    this="questo|questa|questi|queste|corrente|in corso|attuale|quest'|mia|mio|presente",
    next=(
        "prossimo|prossima|prossimi|prossime|venturo|ventura|seguente|seguenti|successivo|successiva|successivi|"
        "successive|a venire|che viene|entrante"
    ),
    after_next="dopo il prossimo|dopo la prossima",
    plural_relatives=(
        "scorsi|scorse|ultimi|ultime|passati|passate|precedenti|prossimi|prossime|seguenti|successivi|successive|"
        "questi|queste"
    ),
    ago="fa|addietro|or sono",
    hence="tra|fra|da oggi|da ora|più tardi",
    within="entro i prossimi|nel giro di|entro le prossime|nell'arco di",
    before="prima di|prima del|prima della|prima dell'|ante",
    after="dopo|dopo il|dopo la|successivamente a",
    since="dal|da|a partire da|a partire dal|a partire dalla|fin da|sin da|fin dal|sin dal",
    starting="che inizia|a partire",
    deadline="entro|entro il|entro la|entro l'|entro e non oltre|al più tardi",
    modifiers={
        "start": "inizio|inizi|principio|prima parte",
        "mid": "metà|meta|a metà",
        "end": "fine|la fine|tarda|fine di|tardo",
    },
    fiscal="esercizio|anno fiscale|esercizio fiscale",
    quarters={
        1: "T1|Q1|1T",
        2: "T2|Q2|2T",
        3: "T3|Q3|3T",
        4: "T4|Q4|4T",
    },
    halves={
        1: "S1|H1|1S",
        2: "S2|H2|2S",
    },
    half_words="metà",
    rest={
        "rest": "resto|rimanente",
        "earlier": "",
        "later": "più tardi",
    },
    same="stesso|stessa|quel|quello|quella",
    few="pochi|poche|alcuni|alcune|qualche|diversi|diverse|paio",
    whole="tutto|tutta|tutto il|tutta la|intero|intera|pieno|piena|altro|altra|completo|completa|ancora",
    of_the="del",
    time_fillers=(
        "durata di|periodo di|una durata di|per|tra|fra|negli|agli|dagli|sugli|nello|allo|sulla|tutto|il|lo|la|i|gli|"
        "le|l'|di|d'|del|dei|delle|degli|della|dell'|in|nel|nella|nell'|nei|nelle|a|al|alla|all'|per|durante|e|un|"
        "una|corso|su|sul|in data|data|lungo|nel corso"
    ),
)
