"""English."""

from __future__ import annotations

from kg.values.languages.language import Language

LANGUAGE = Language(
    code="en",
    decimal=".",
    groups=", ",
    date_order="ambiguous",
    # Numbers.
    cardinals={
        0: "zero|nought|naught|nil",
        1: "one",
        2: "two|couple|a couple|a couple of|couple of",
        3: "three",
        4: "four",
        5: "five",
        6: "six",
        7: "seven",
        8: "eight",
        9: "nine",
        10: "ten",
        11: "eleven",
        12: "twelve",
        13: "thirteen",
        14: "fourteen",
        15: "fifteen",
        16: "sixteen",
        17: "seventeen",
        18: "eighteen",
        19: "nineteen",
        20: "twenty",
        30: "thirty",
        40: "forty|fourty",
        50: "fifty",
        60: "sixty",
        70: "seventy",
        80: "eighty",
        90: "ninety",
    },
    multipliers={
        100: "hundred",
        1000: "thousand|k|thou|tsd",
        10**5: "lakh|lakhs",
        10**6: "million|millions|m|mm|mn|mln|mio|mil|mill",
        10**7: "crore|crores",
        10**9: "billion|billions|bn|b|bln|bil|g|bill|milliard|milliards",
        10**12: "trillion|trillions|tn|t|tln|trn|tril",
        10**15: "quadrillion|quadrillions",
    },
    collectives={
        10: "tens",
        100: "hundreds",
        1000: "thousands",
    },
    dozens="dozen|dozens|doz|dozs",
    ordinals={
        1: "first",
        2: "second",
        3: "third",
        4: "fourth",
        5: "fifth",
        6: "sixth",
        7: "seventh",
        8: "eighth",
        9: "ninth",
        10: "tenth",
        11: "eleventh",
        12: "twelfth",
        13: "thirteenth",
        14: "fourteenth",
        15: "fifteenth",
        16: "sixteenth",
        17: "seventeenth",
        18: "eighteenth",
        19: "nineteenth",
        20: "twentieth",
        30: "thirtieth",
        40: "fortieth",
        50: "fiftieth",
        60: "sixtieth",
        70: "seventieth",
        80: "eightieth",
        90: "ninetieth",
        100: "hundredth",
        1000: "thousandth",
        10**6: "millionth",
        10**9: "billionth",
        10**12: "trillionth",
    },
    ordinal_endings="|s",
    ordinal_marks="st|nd|rd|th|d",
    denominators={
        2: "half|halves|halfs",
        4: "quarter|quarters",
    },
    half="half|halves",
    articles_for_one="a|an",
    and_="and|&",
    minus="minus|negative",
    point="point|dot",
    over="over|out of|in",
    plural_collectives=frozenset(("dozens", "hundreds", "tens", "thousands")),
    # What numbers count.
    percent="%|percent|per cent|percents|per-cent|pct|percentage|percentages|pc",
    percent_points=(
        "percentage point|percentage points|percent point|percent points|point|points|pp|ppt|ppts|pts|%-points|% points"
    ),
    basis_points="basis point|basis points|bp|bps|bips",
    currencies={
        "EUR": "euro|euros|€",
        "USD": (
            "US dollar|US dollars|US$|US $|U$S|U$D|$US|american dollar|american dollars|u s dollar|u s dollars|u s $|"
            "greenbacks|USD$"
        ),
        "CAD": "C$|CA$|Can$|Canadian dollar|Canadian dollars",
        "AUD": "A$|AU$|Australian dollar|Australian dollars",
        "NZD": "NZ$",
        "HKD": "HK$|Hong Kong dollars|Hong Kong dollar",
        "SGD": "S$|Singapore dollar|Singapore dollars",
        "TWD": "NT$",
        "MXN": "Mex$|MX$|Mexican pesos",
        "BRL": "R$|real|reais|reals",
        "GBP": "pound sterling|pounds sterling|sterling|£|British pound|British pounds|quid",
        "CHF": "Swiss franc|Swiss francs|SFr|Fr",
        "JPY": "yen|yens|JP¥",
        "CNY": "yuan|yuans|renminbi|RMB|CN¥|元|人民币|RMB¥",
        "INR": "₹|Indian rupee|Indian rupees",
        "KRW": "won|₩",
        "RUB": "rouble|roubles|ruble|rubles|₽",
        "BTC": "bitcoin|bitcoins|₿|BTC",
        "ZAR": "rand|rands",
        "ILS": "shekel|shekels|₪",
        "TRY": "Turkish lira|Turkish liras|lira|liras|₺",
        "PLN": "zloty|zlotys|zloties",
        "THB": "baht|฿",
        "VND": "dong|₫",
        "NGN": "naira|₦",
        "UAH": "hryvnia|hryvnias|₴",
        "PHP": "₱",
        "GEL": "₾|lari",
        "LKR": "ரூ",
        "KZT": "tenge|₸",
        "IDR": "rupiah",
        "MYR": "ringgit",
        "SEK": "Swedish kronor|Swedish krona|Swedish crowns",
        "NOK": "Norwegian kroner",
        "DKK": "Danish kroner",
        "NLG": "Dutch guilder|Dutch guilders|guilder|guilders",
        "ESP": "peseta|pesetas",
        "DEM": "DM|deutsche mark|deutsche marks|deutschmark|deutschmarks|D-mark|D-marks",
        "ITL": "Italian lire|lire",
    },
    default_currencies={
        "USD": "dollar|dollars|$|bucks",
        "GBP": "pound|pounds",
        "INR": "rupee|rupees|Rs",
        "JPY": "¥",
    },
    ambiguous_currencies={
        "ARS CLP COP CUP DOP MXN PHP UYU": "peso|pesos",
        "CHF XOF XAF XPF CDF": "franc|francs",
        "SEK NOK DKK ISK CZK": "crown|crowns|krona|kronor|krone|kroner|kr",
        "AED MAD": "dirham|dirhams",
        "DZD TND RSD KWD IQD JOD BHD LYD": "dinar|dinars",
        "SAR QAR IRR OMR YER": "riyal|riyals|rial|rials",
        "KES TZS UGX SOS": "shilling|shillings",
        "DEM FIM BAM": "mark|marks",
    },
    subunits={
        "cent": "cent|cents|¢",
        "penny": "penny|pence|pennies|p.",
        "centime": "centime|centimes",
        "kopek": "kopek|kopeks",
    },
    units={
        "tonne": "tonne|tonnes|metric ton|metric tons|metric tonne|metric tonnes|mt",
        "barrel": "barrel|barrels|bbl|bbls",
        "gigawatt-hour": "GWh",
        "terawatt-hour": "TWh",
        "megawatt-hour": "MWh",
        "square-meter": "sqm|square metre|square metres|m2",
        "square-foot": "sq ft|sqft|square feet|square foot",
        "kilometer": "kilometre|kilometres",
        "meter": "metre|metres",
        "liter": "litre|litres",
        "pound": "pound|pounds|lb|lbs",
    },
    superlatives=(
        "best|worst|most valuable|most profitable|most important|most expensive|most populous|most powerful|leading|"
        "top|most"
    ),
    superlative_suffixes="est",
    ranks={
        1: "leader|leaders|top spot|champion|frontrunner|front-runner|market leader|number one",
    },
    numero="number|no|nr|#|num|rank|ranked|spot|position|place",
    rank_fillers=(
        "world|world's|s|global|the|in|of|place|rank|position|spot|ranked|market|by|country|europe|largest-ever|ever|"
        "world-wide|worldwide|at|as|industry|us|u s|european|american|national"
    ),
    # Qualifiers and ranges.
    qualifiers={
        "order-of-magnitude": "several|a few|few",
        "approximate": (
            "about|around|approximately|roughly|some|nearly|almost|close to|circa|c|ca|an estimated|estimated|"
            "estimated at|in the region of|in the order of|on the order of|in the neighborhood of|"
            "in the neighbourhood of|or so|just about|approx|more or less|give or take|somewhere around|"
            "in the vicinity of|just|just shy of|or thereabouts|upwards"
        ),
        "at-least": (
            "at least|no less than|not less than|no fewer than|not fewer than|a minimum of|minimum of|minimum|"
            "or more.|and more|or above|or higher|or greater|from|starting at|starting from|greater than or equal to|"
            "more than or equal to|greater or equal than|greater or equal to|larger or equal than|"
            "bigger or equal than|more or equal than|higher or equal than|larger than or equal to|"
            "higher than or equal to|≥|>=|> =|=>|and above|and over|or over|plus|at minimum|and up|or larger|"
            "or bigger|bigger than or equal to"
        ),
        "more-than": (
            "more than|over|above|greater than|larger than|higher than|bigger than|in excess of|exceeding|exceed|"
            "exceeds|exceeded|surpass|surpasses|surpassing|topping|north of|beyond|upwards of|upward of|better than|"
            ">|well over|well above|just over|a little over|a little more than|slightly more than|slightly over|"
            "much more than|greater"
        ),
        "at-most": (
            "at most|up to|no more than|not more than|a maximum of|maximum of|maximum|as much as|as many as|"
            "not exceeding|or less|or fewer|or below|or under|or lower|or smaller|less than or equal to|"
            "fewer than or equal to|lower than or equal to|smaller than or equal to|less or equal than|"
            "less or equal to|lower or equal than|lower or equal to|smaller or equal than|≤|<=|< =|=<|until|"
            "at maximum|capped at|max|and below|and under|not over|to a maximum of|no greater than|no higher than|"
            "no larger than"
        ),
        "less-than": (
            "less than|under|below|lower than|fewer than|smaller than|south of|just under|just below|short of|<|"
            "a little less than|slightly less than|well under|well below|a little under|slightly under|shy of"
        ),
        "exact": "exactly|precisely|a total of|total of|worth|totalling|totaling",
    },
    equal="equal to|equals to|equal|equals|equaling to|equalling|equaling|or equal to|or equal|equals to|=",
    between="between|ranging between|anywhere between",
    from_="from|ranging from|anywhere from",
    to="to|-|through|thru",
    until="until|till|up to",
    fillers="or|the|of|in|worth|total|for|sum|amount|an|a|at|but|by|value|valued",
    # Time.
    months={
        9: "sept|sep",
        3: "mar",
        4: "apr",
        6: "jun",
        7: "jul",
        8: "aug",
        1: "jan",
        2: "feb",
        10: "oct",
        11: "nov",
        12: "dec",
    },
    weekdays={
        0: "mon|mondays",
        1: "tue|tues|tuesdays",
        2: "wed|weds|wednesdays",
        3: "thu|thur|thurs|thursdays",
        4: "fri|fridays",
        5: "sat|saturdays",
        6: "sun|sundays",
    },
    time_units={
        "second": ("second|sec|s", "seconds|secs"),
        "minute": ("minute|min", "minutes|mins"),
        "hour": ("hour|hr|h", "hours|hrs"),
        "day": ("day|d", "days"),
        "businessday": (
            "business day|working day|work day|workday|trading day",
            "business days|working days|work days|workdays|trading days",
        ),
        "week": ("week|wk", "weeks|wks"),
        "weekend": ("weekend|week-end", "weekends"),
        "month": ("month|mo", "months|mos|mths"),
        "quarter": ("quarter|qtr", "quarters"),
        "half": ("semester", "semesters"),
        "quarter-hour": ("quarter of an hour|quarter hour|quarter-hour", "quarters of an hour|quarter hours"),
        "year": ("year|yr|y", "years|yrs"),
        "decade": ("decade", "decades"),
        "century": ("century", "centuries"),
        "fortnight": ("fortnight", "fortnights"),
    },
    today={
        0: "today|now|right now",
        -1: "yesterday",
        1: "tomorrow|tmr|tmrw",
        2: "day after tomorrow",
        -2: "day before yesterday",
    },
    last="last|final|past|previous|prior|preceding|trailing",
    this="this|current|the current|my|ongoing|present",
    next="next|coming|upcoming|following|forthcoming|the coming",
    after_next="after next",
    ago="ago|back",
    hence="from now|hence|later|in",
    within="within|within the",
    before="before|prior to|ahead of|earlier than",
    after="after|following the|later than",
    since="since|from|as of|as from|starting from",
    starting="starting|beginning|commencing",
    deadline="by|no later than|not later than|at the latest",
    modifiers={
        "start": "early|beginning|start|early in|the beginning of|the start of|beginning of|start of",
        "mid": "mid|middle|the middle of|middle of",
        "end": "late|end|the end of|late in|end of|latter part|latter part of",
    },
    decades={
        0: "noughties|two thousands",
        10: "tens|teens",
        20: "twenties",
        30: "thirties",
        40: "forties",
        50: "fifties",
        60: "sixties",
        70: "seventies",
        80: "eighties",
        90: "nineties",
    },
    decade_marks="s",
    fiscal="FY|fiscal|fiscal year|financial year|business year",
    quarters={
        1: "Q1|1Q",
        2: "Q2|2Q",
        3: "Q3|3Q",
        4: "Q4|4Q",
    },
    halves={
        1: "H1|1H",
        2: "H2|2H",
    },
    half_words="half|half-year|half year",
    rest={
        "rest": "rest|remainder|rest of",
        "earlier": "earlier",
        "later": "later",
    },
    same="same|that",
    few="few|a few|several",
    whole="all|full|whole|entire|another|all-",
    of_the="of the",
    time_fillers=(
        "over the|period of|a period of|duration of|a duration of|long|lasting|the|of|in|on|at|for|a|an|during|over|"
        "throughout|and|dated|as|this time|time|to|period|sometime|in the course of|course|about"
    ),
)
