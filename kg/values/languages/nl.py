"""Dutch."""

from __future__ import annotations

from kg.values.languages.language import Language

LANGUAGE = Language(
    code="nl",
    decimal=",",
    groups=". ",
    # Numbers.
    cardinals={
        0: "nul",
        1: "een|één|ene",
        2: "twee|beide",
        3: "drie",
        4: "vier",
        5: "vijf",
        6: "zes",
        7: "zeven",
        8: "acht",
        9: "negen",
        10: "tien",
        11: "elf",
        12: "twaalf",
        13: "dertien",
        14: "veertien",
        15: "vijftien",
        16: "zestien",
        17: "zeventien",
        18: "achttien",
        19: "negentien",
        20: "twintig",
        30: "dertig",
        40: "veertig",
        50: "vijftig",
        60: "zestig",
        70: "zeventig",
        80: "tachtig",
        90: "negentig",
    },
    multipliers={
        100: "honderd",
        1000: "duizend|k",
        10**6: "miljoen|miljoenen|mln|m|mio",
        10**9: "miljard|miljarden|mld|mrd|md|bn|G",
        10**12: "biljoen|biljoenen|bln",
        10**15: "biljard|biljarden",
        10**18: "triljoen|triljoenen",
    },
    collectives={
        10: "tiental|tientallen",
        100: "honderdtal|honderden|honderdtallen",
        1000: "duizendtal|duizenden|duizendtallen",
    },
    dozens="dozijn|dozijnen",
    ordinals={
        1: "eerst",
        2: "tweed",
        3: "derd",
        4: "vierd",
        5: "vijfd",
        6: "zesd",
        7: "zevend",
        8: "achtst",
        9: "negend",
        10: "tiend",
        11: "elfd",
        12: "twaalfd",
        13: "dertiend",
        14: "veertiend",
        15: "vijftiend",
        16: "zestiend",
        17: "zeventiend",
        18: "achttiend",
        19: "negentiend",
        20: "twintigst",
        30: "dertigst",
        40: "veertigst",
        50: "vijftigst",
        60: "zestigst",
        70: "zeventigst",
        80: "tachtigst",
        90: "negentigst",
        100: "honderdst",
        1000: "duizendst",
        10**6: "miljoenst",
        10**9: "miljardst",
        10**12: "biljoenst",
    },
    ordinal_endings="e|en|",
    ordinal_marks="e|de|ste|º",
    denominators={
        2: "halve|helft|halven",
        4: "kwart|kwarten|vierde",
    },
    half="half|halve|helft|de helft",
    joined_after_tens=(1, 2, 3, 4, 5, 6, 7, 8, 9),
    and_="en",
    minus="min|minus|negatief",
    point="komma",
    over="op|gedeeld door|van de",
    fused=True,
    fused_joints="en|ën",
    fused_halves="enhalf|eneenhalf|enhalve|eneenhalve",
    mixed_words={
        "1.5": "anderhalf|anderhalve",
        "0.75": "driekwart",
    },
    plural_collectives=frozenset(("duizenden", "duizendtallen", "honderden", "honderdtallen", "tientallen")),
    # What numbers count.
    percent="%|procent|percent|pct|procenten",
    percent_points="procentpunt|procentpunten|procentpunt|punt|punten|pp|%-punt|%-punten",
    basis_points="basispunt|basispunten|bp|bps",
    currencies={
        "EUR": "euro|euro's|euros|€",
        "USD": "Amerikaanse dollar|Amerikaanse dollars|US dollar|US dollars|US$|U$S|US $|US-dollar",
        "CAD": "Canadese dollar|Canadese dollars|C$|CA$",
        "AUD": "Australische dollar|Australische dollars|A$|AU$",
        "GBP": "pond sterling|£|Britse pond|Britse ponden|sterling|Engelse pond",
        "CHF": "Zwitserse frank|Zwitserse franken|Zwitserse franc|SFr",
        "JPY": "yen|Japanse yen",
        "CNY": "yuan|renminbi|RMB|CN¥",
        "INR": "Indiase roepie|Indiase roepies|₹",
        "RUB": "roebel|roebels",
        "KRW": "won",
        "BRL": "Braziliaanse real|real|R$",
        "SEK": "Zweedse kroon|Zweedse kronen",
        "NOK": "Noorse kroon|Noorse kronen",
        "DKK": "Deense kroon|Deense kronen",
        "NLG": "gulden|guldens|ƒ|fl",
        "BEF": "Belgische frank|Belgische franken",
        "TRY": "Turkse lira",
        "PLN": "zloty|zloty's",
        "ZAR": "rand",
        "BTC": "bitcoin|bitcoins|₿|BTC",
        "HKD": "HK$",
        "NZD": "NZ$",
        "SGD": "S$",
        "TWD": "NT$",
        "MXN": "Mexicaanse peso|Mexicaanse peso's|Mex$|MX$",
        "DEM": "Duitse mark|D-mark",
    },
    default_currencies={
        "USD": "dollar|dollars|$|dollar's",
        "GBP": "pond|ponden",
        "INR": "roepie|roepies",
        "JPY": "¥",
    },
    ambiguous_currencies={
        "ARS CLP COP CUP DOP MXN PHP UYU": "peso|peso's|pesos",
        "CHF XOF XAF XPF CDF FRF BEF": "frank|franken|franc|francs",
        "SEK NOK DKK ISK CZK": "kroon|kronen|kr",
        "AED MAD": "dirham|dirhams",
        "DZD TND RSD KWD IQD JOD BHD LYD": "dinar|dinars",
        "SAR QAR IRR OMR YER": "riyal|rial|rials|riyals",
        "DEM FIM BAM": "mark|marken",
        "KES TZS UGX SOS": "shilling|shillings",
        "TRY ITL": "lira|lire",
    },
    subunits={
        "cent": "cent|centen|cents|eurocent|¢",
        "penny": "pence|penny",
        "centime": "centime|centimes",
        "kopeke": "kopeke|kopeken|kopek",
    },
    units={
        "tonne": "ton",
        "barrel": "vat|vaten|barrel|barrels",
        "gigawatt-hour": "GWh",
        "terawatt-hour": "TWh",
        "megawatt-hour": "MWh",
        "square-meter": "m2|vierkante meter|vierkante meters",
    },
    superlatives=(
        "grootste|beste|belangrijkste|rijkste|hoogste|sterkste|kleinste|duurste|oudste|leidende|meest verkochte|"
        "toonaangevende|slechtste|laagste|snelste"
    ),
    superlative_suffixes=(
        "grootste|beste|belangrijkste|rijkste|hoogste|sterkste|kleinste|duurste|oudste|laagste|snelste|langste|meeste"
    ),
    ranks={
        1: "marktleider|leider|koploper|kampioen|nummer één|nummer een|wereldleider",
    },
    numero="nummer|nr|no|plaats|#|positie|plek",
    rank_fillers=(
        "ter wereld|wereldwijd|van|de|in|plaats|positie|plek|Europese|Nederlandse|markt|wereld|Nederland|België|land"
    ),
    # Qualifiers and ranges.
    qualifiers={
        "order-of-magnitude": "enkele|verscheidene|meerdere|een paar|verschillende",
        "approximate": (
            "ongeveer|circa|ca|rond|rond de|zo'n|bijna|nagenoeg|omstreeks|om en nabij|grofweg|pakweg|geschat|"
            "geschatte|naar schatting|plusminus|krap|in de orde van|een kleine|een goede|of zo|tegen de|rondom|"
            "vrijwel|dik|dicht bij|ongeveer rond"
        ),
        "at-least": (
            "minstens|ten minste|tenminste|minimaal|niet minder dan|of meer|en meer.|vanaf|groter dan of gelijk aan|"
            "groter of gelijk aan|gelijk aan of groter dan|meer dan of gelijk aan|hoger dan of gelijk aan|≥|>=|> =|"
            "=>|op zijn minst|minimum|een minimum van|en hoger|of hoger|of groter|gelijk of groter dan|en ouder|"
            "groter of gelijk dan"
        ),
        "more-than": (
            "meer dan|ruim|boven|boven de|groter dan|hoger dan|over de|>|iets meer dan|ruim boven|overtreft|"
            "dik boven|een ruime|uitkomt boven|boven het"
        ),
        "at-most": (
            "hoogstens|ten hoogste|maximaal|niet meer dan|of minder|en minder.|tot maximaal|hooguit|"
            "kleiner dan of gelijk aan|kleiner of gelijk aan|gelijk aan of kleiner dan|minder dan of gelijk aan|"
            "lager dan of gelijk aan|≤|<=|< =|=<|maximum|een maximum van|tot wel|op zijn hoogst|en lager|of lager|"
            "of kleiner|gelijk of kleiner dan|kleiner of gelijk dan|tot"
        ),
        "less-than": (
            "minder dan|onder|onder de|kleiner dan|lager dan|beneden|beneden de|<|iets minder dan|net onder|"
            "onder het|jonger dan"
        ),
        "exact": "precies|exact|in totaal|een totaal van|ter waarde van|welgeteld",
    },
    equal="gelijk aan|gelijk|is gelijk aan|of gelijk aan|=",
    between="tussen|tussen de",
    from_="van|vanaf de",
    to="tot|tot en met|t/m|-|tot aan|naar|à",
    until="tot|tot en met|tot aan|t/m",
    fillers="of|de|het|een|van|in|voor|bedrag|som|waarde|maar|totaal|aan",
    # Time.
    months={
        1: "jan",
        2: "feb|febr",
        3: "mrt|maa",
        4: "apr",
        6: "jun",
        7: "jul",
        8: "aug",
        9: "sep|sept",
        10: "okt",
        11: "nov",
        12: "dec",
    },
    weekdays={
        0: "maan",
        1: "dins",
        2: "woe|woens",
        3: "don|dond",
        4: "vrij",
        5: "zat",
        6: "zon",
    },
    time_units={
        "second": ("seconde|sec|s", "seconden|secs"),
        "minute": ("minuut|min", "minuten"),
        "hour": ("uur|u|h", "uren|uur|u|h"),
        "day": ("dag|d", "dagen"),
        "businessday": ("werkdag|handelsdag|beursdag", "werkdagen|handelsdagen|beursdagen"),
        "week": ("week|wk", "weken"),
        "weekend": ("weekend|weekeinde", "weekends|weekenden"),
        "month": ("maand|mnd", "maanden"),
        "quarter": ("kwartaal|trimester", "kwartalen"),
        "half": ("halfjaar|jaarhelft|semester", "halfjaren"),
        "quarter-hour": ("kwartier", "kwartier|kwartieren"),
        "half-hour": ("halfuur", "halfuren"),
        "year": ("jaar", "jaar|jaren"),
        "decade": ("decennium", "decennia"),
        "century": ("eeuw", "eeuwen"),
    },
    today={
        0: "vandaag|nu",
        -1: "gisteren",
        1: "morgen",
        2: "overmorgen",
        -2: "eergisteren",
    },
    last="vorig|vorige|afgelopen|laatste|voorbije|verleden|voorafgaande|voorgaande|achterliggende",
    this="dit|deze|huidig|huidige|lopende|lopend|mijn",
    next="volgend|volgende|komend|komende|aanstaande|aankomende|eerstvolgende",
    after_next="na volgende|daarna",
    ago="geleden|terug|eerder",
    hence="over|vanaf nu|later|vanaf vandaag",
    within="binnen|binnen de|in de",
    before="voor|vóór|voor de|voor het|vóór de",
    after="na|na de",
    since="sinds|sedert|sinds de|vanaf|vanaf de",
    starting="beginnend|startend|die begint op",
    deadline="uiterlijk|uiterlijk op|ten laatste|tegen|niet later dan",
    modifiers={
        "start": "begin|vroeg|vroege|aanvang",
        "mid": "medio|midden|half|halverwege",
        "end": "eind|einde|laat|eind van|late|ultimo",
    },
    decades={
        20: "twintiger",
        60: "zestiger",
        70: "zeventiger",
        80: "tachtiger",
        90: "negentiger",
    },
    decade_marks="er|er jaren|'s",
    fiscal="boekjaar|fiscaal jaar|fiscale jaar|fiscaal",
    quarters={
        1: "K1|Q1|1K",
        2: "K2|Q2|2K",
        3: "K3|Q3|3K",
        4: "K4|Q4|4K",
    },
    halves={
        1: "H1|1H",
        2: "H2|2H",
    },
    half_words="helft|half jaar|halve jaar",
    rest={
        "rest": "rest|restant",
        "earlier": "eerder",
        "later": "later",
    },
    same="zelfde|hetzelfde|dezelfde|dat|die",
    few="paar|een paar|enkele|enige|enkelen|verscheidene|meerdere",
    whole="hele|heel|gehele|volle|volledige|nog|andere|ander|nog een",
    of_the="van de",
    time_fillers=(
        "periode van|duur van|lang|de|het|een|van|in|op|aan|per|en|gedurende|tijdens|over|loop|d.d.|den|de maand|"
        "jaar van|om|voor"
    ),
)
