"""Spanish."""

from __future__ import annotations

from kg.values.languages.language import Language

LANGUAGE = Language(
    code="es",
    decimal=",",
    groups=". ",
    # Numbers.
    cardinals={
        0: "cero",
        1: "un|uno|una",
        2: "dos",
        3: "tres",
        4: "cuatro",
        5: "cinco",
        6: "seis",
        7: "siete",
        8: "ocho",
        9: "nueve",
        10: "diez",
        11: "once",
        12: "doce",
        13: "trece",
        14: "catorce",
        15: "quince",
        16: "dieciséis",
        17: "diecisiete",
        18: "dieciocho",
        19: "diecinueve",
        20: "veinte",
        21: "veintiuno|veintiún|veintiuna",
        22: "veintidós",
        23: "veintitrés",
        24: "veinticuatro",
        25: "veinticinco",
        26: "veintiséis",
        27: "veintisiete",
        28: "veintiocho",
        29: "veintinueve",
        30: "treinta",
        40: "cuarenta",
        50: "cincuenta",
        60: "sesenta",
        70: "setenta",
        80: "ochenta",
        90: "noventa",
        100: "cien|ciento",
        200: "doscientos|doscientas|dos cientos|dos cientas",
        300: "trescientos|trescientas",
        400: "cuatrocientos|cuatrocientas",
        500: "quinientos|quinientas",
        600: "seiscientos|seiscientas",
        700: "setecientos|setecientas",
        800: "ochocientos|ochocientas",
        900: "novecientos|novecientas",
    },
    multipliers={
        1000: "mil|k",
        10**6: "millón|millones|M|MM|mill|mln|mn|mio",
        10**9: "millardo|millardos|mm|mrd|bn|G|md",
        10**12: "billón|billones|B",
        10**18: "trillón|trillones",
    },
    collectives={
        10: "decena|decenas",
        15: "quincena",
        20: "veintena|veintenas",
        30: "treintena",
        40: "cuarentena",
        50: "cincuentena",
        100: "cientos|centenar|centenares|centena|centenas",
        1000: "millar|millares|miles",
    },
    dozens="docena|docenas|doz|dozs",
    ordinals={
        1: "primer|primero|primera|1ro",
        2: "segundo|segunda",
        3: "tercer|tercero|tercera",
        4: "cuarto|cuarta",
        5: "quinto|quinta",
        6: "sexto|sexta",
        7: "séptimo|séptima|sétimo|sétima",
        8: "octavo|octava",
        9: "noveno|novena|nono|nona",
        10: "décimo|décima",
        11: "undécimo|undécima|decimoprimero|decimoprimera|onceavo|onceava",
        12: "duodécimo|duodécima|decimosegundo|decimosegunda|doceavo|doceava",
        13: "decimotercero|decimotercera|decimotercer|treceavo",
        14: "decimocuarto|decimocuarta",
        15: "decimoquinto|decimoquinta",
        16: "decimosexto|decimosexta",
        17: "decimoséptimo|decimoséptima",
        18: "decimoctavo|decimoctava",
        19: "decimonoveno|decimonovena",
        20: "vigésimo|vigésima",
        30: "trigésimo|trigésima",
        40: "cuadragésimo|cuadragésima",
        50: "quincuagésimo|quincuagésima",
        60: "sexagésimo|sexagésima",
        70: "septuagésimo|septuagésima",
        80: "octogésimo|octogésima",
        90: "nonagésimo|nonagésima",
        100: "centésimo|centésima",
        200: "ducentésimo|ducentésima",
        300: "tricentésimo|tricentésima",
        400: "cuadringentésimo|cuadringentésima",
        500: "quingentésimo|quingentésima",
        600: "sexcentésimo|sexcentésima|seiscentésimo",
        700: "septingentésimo|septingentésima",
        800: "octingentésimo|octingentésima",
        900: "noningentésimo|noningentésima",
        1000: "milésimo|milésima",
        10**6: "millonésimo|millonésima",
        10**9: "milmillonésimo|milmillonésima",
        10**12: "billonésimo|billonésima",
    },
    ordinal_endings="|s",
    ordinal_marks="º|ª|er|ro|ra|do|da|to|ta|mo|ma|vo|va|no|na|o|a|ero|era|era|avo|ava",
    denominators={
        2: "medio|medios|media|medias|mitad|mitades",
        3: "tercio|tercios",
        4: "cuarto|cuartos",
    },
    half="medio|media|mitad|la mitad",
    joined_after_tens=(1, 2, 3, 4, 5, 6, 7, 8, 9),
    and_="y|e",
    minus="menos|negativo",
    point="coma|con|punto",
    over="sobre|de cada|entre cada",
    fused=True,
    fused_joints="y|i",
    fused_stems={
        "veinti": 20,
        "treintai": 30,
        "cuarentai": 40,
        "cincuentai": 50,
        "sesentai": 60,
        "setentai": 70,
        "ochentai": 80,
        "noventai": 90,
    },
    plural_collectives=frozenset(
        (
            "centenares",
            "centenas",
            "cientos",
            "decenas",
            "docenas",
            "miles",
            "millares",
            "veintenas",
        )
    ),
    denominator_suffixes="avo|avos|ava|avas",
    # What numbers count.
    percent="%|por ciento|por cien|por cientos|porciento|pct|porcentaje",
    percent_points="punto porcentual|puntos porcentuales|punto|puntos|pp|puntos de porcentaje|pts|p p",
    basis_points="punto básico|puntos básicos|punto base|puntos base|pb|pbs|bps",
    currencies={
        "EUR": "euro|euros|€",
        "USD": (
            "dólar estadounidense|dólares estadounidenses|dólar americano|dólares americanos|US$|U$D|U$S|US $|"
            "dólares de EEUU|dólares de Estados Unidos|dólar de Estados Unidos"
        ),
        "CAD": "C$|CA$|dólar canadiense|dólares canadienses",
        "AUD": "A$|AU$|dólar australiano|dólares australianos",
        "GBP": "libra esterlina|libras esterlinas|£|esterlinas",
        "NZD": "NZ$",
        "CHF": "franco suizo|francos suizos",
        "JPY": "yen|yenes",
        "CNY": "yuan|yuanes|renminbi|renminbis|RMB",
        "INR": "rupia india|rupias indias|₹",
        "RUB": "rublo|rublos",
        "KRW": "won|wones",
        "BRL": "real brasileño|reales brasileños|R$|reais|real|reales",
        "MXN": "peso mexicano|pesos mexicanos|MX$|Mex$|MXN$",
        "ARS": "peso argentino|pesos argentinos|AR$",
        "CLP": "peso chileno|pesos chilenos|CLP$",
        "COP": "peso colombiano|pesos colombianos|COL$",
        "UYU": "peso uruguayo|pesos uruguayos",
        "PEN": "sol|soles|nuevo sol|nuevos soles|S/",
        "VES": "bolívar|bolívares",
        "PYG": "guaraní|guaraníes",
        "CRC": "colón costarricense|colones costarricenses|₡",
        "GTQ": "quetzal|quetzales",
        "HNL": "lempira|lempiras",
        "BOB": "boliviano|bolivianos",
        "ESP": "peseta|pesetas|pta|ptas",
        "TRY": "lira turca|liras turcas",
        "PLN": "zloty|zlotys|esloti|eslotis",
        "ZAR": "rand",
        "BTC": "bitcoin|bitcoins|₿|BTC",
        "HKD": "HK$",
        "SGD": "S$",
        "TWD": "NT$",
        "DEM": "marco alemán|marcos alemanes",
        "SEK": "corona sueca|coronas suecas",
        "NOK": "corona noruega|coronas noruegas",
        "DKK": "corona danesa|coronas danesas",
        "ILS": "séquel|shekel|shekels",
    },
    default_currencies={
        "USD": "dólar|dólares|$",
        "GBP": "libra|libras",
        "INR": "rupia|rupias",
        "JPY": "¥",
    },
    ambiguous_currencies={
        "ARS CLP COP CUP DOP MXN PHP UYU": "peso|pesos",
        "CHF XOF XAF XPF CDF FRF": "franco|francos",
        "SEK NOK DKK ISK CZK": "corona|coronas|kr",
        "AED MAD": "dirham|dirhams|dírham|dírhams",
        "DZD TND RSD KWD IQD JOD BHD LYD": "dinar|dinares",
        "SAR QAR IRR OMR YER": "riyal|riyales|rial|riales",
        "DEM FIM BAM": "marco|marcos",
        "KES TZS UGX SOS": "chelín|chelines",
        "CRC SVC": "colón|colones",
        "TRY ITL": "lira|liras",
    },
    subunits={
        "céntimo": "céntimo|céntimos|cts|ct",
        "centavo": "centavo|centavos|¢|cent|cents",
        "penique": "penique|peniques",
        "kopek": "kopek|kopeks|cópec",
    },
    units={
        "tonne": "tonelada|toneladas",
        "barrel": "barril|barriles",
        "gigawatt-hour": "GWh|gigavatios hora",
        "terawatt-hour": "TWh|teravatios hora",
        "megawatt-hour": "MWh|megavatios hora",
        "square-meter": "m2|metros cuadrados",
    },
    superlatives=(
        "mayor|mayores|más grande|más grandes|mejor|mejores|peor|más importante|más importantes|más rico|más rica|"
        "principal|más valiosa|más valioso|menor|más alto|más alta|más vendido|más vendida|más caro|más cara|"
        "más antiguo|más antigua|más rentable|más poderoso|más poderosa|más rápido|más rápida|más pequeño|más pequeña"
    ),
    ranks={
        1: "líder|líderes|cabeza|campeón|campeona|número uno|primer lugar|primer puesto",
    },
    numero="número|n.º|nº|no|núm|n|puesto|lugar|posición|#|puesto número",
    rank_fillers=(
        "mundial|mundo|del|de|en|lugar|puesto|posición|europeo|europea|España|español|española|mercado|país|por|"
        "sector|por detrás|nacional|a nivel|nivel"
    ),
    # Qualifiers and ranges.
    qualifiers={
        "order-of-magnitude": "varios|varias|algunos|algunas|unos pocos|unos cuantos",
        "approximate": (
            "unos|unas|cerca de|alrededor de|aproximadamente|casi|en torno a|aproximado|aproximada|más o menos|"
            "del orden de|cosa de|en torno|aprox|ca|circa|estimado en|estimada en|estimados en|rondando|ronda|apenas|"
            "prácticamente|próximo a|cercano a|cercana a|cercanos a|hacia"
        ),
        "at-least": (
            "desde|al menos|por lo menos|como mínimo|mínimo|un mínimo de|no menos de|o más.|a partir de|cuando menos|"
            "mayor o igual que|mayor o igual a|mayores o iguales que|mayores o iguales a|igual o mayor que|"
            "igual o mayor a|iguales o mayores que|iguales o mayores a|superior o igual a|superiores o iguales a|"
            "igual o superior a|iguales o superiores a|igual a o mayor que|mayor o igual|más o igual que|≥|>=|> =|=>|"
            "en adelante|o mayor|o mayores|o superior|y más.|más de o igual a|mayor que o igual a|"
            "más alto o igual que|más grande o igual que"
        ),
        "more-than": (
            "más de|más que|mayor que|mayor de|mayor a|mayores que|mayores de|mayores a|superior a|superiores a|"
            "por encima de|sobre|supera|superan|superando|encima de|excede|exceden|>|algo más de|poco más de|"
            "mucho más de|más alto que|más alta que|más altos que|más altas que|más grande que|más grandes que|"
            "de más de|un poco más de|bastante más de|un tanto más de"
        ),
        "at-most": (
            "como máximo|máximo|un máximo de|hasta|no más de|a lo sumo|a lo más|o menos|menor o igual que|"
            "menor o igual a|menores o iguales que|menores o iguales a|menor o igual|igual o menor que|"
            "igual o menor a|iguales o menores que|iguales o menores a|inferior o igual a|inferiores o iguales a|"
            "igual o inferior a|iguales o inferiores a|igual a o menor que|≤|<=|< =|=<|o menor|o menores|o inferior|"
            "menos o igual que|como mucho|no mayor de|menos de o igual a|menor que o igual a|más bajo o igual que|"
            "más pequeño o igual que"
        ),
        "less-than": (
            "menos de|menos que|menor que|menor de|menor a|menores que|menores de|menores a|inferior a|inferiores a|"
            "por debajo de|debajo de|<|algo menos de|poco menos de|más bajo que|más baja que|más bajos que|"
            "más bajas que|más pequeño que|más pequeños que|más pequeña que|bajo|un poco menos de"
        ),
        "exact": (
            "exactamente|justo|precisamente|un total de|en total|total de|por valor de|por un valor de|por importe de"
        ),
    },
    equal="igual a|iguales a|igual|equivale a|equivalente a|o igual a|o igual|=",
    between="entre|comprendido entre|comprendida entre",
    from_="de|desde|del",
    to="a|al|-",
    until="hasta|hasta el|hasta la",
    fillers="el|la|los|las|de|del|en|suma|monto|por|valor|total|cantidad|pero|un total|alza|o",
    # Time.
    months={
        1: "ene|enero",
        2: "feb",
        3: "mar",
        4: "abr",
        5: "may",
        6: "jun",
        7: "jul",
        8: "ago",
        9: "sept|sep|set|setiembre",
        10: "oct",
        11: "nov",
        12: "dic",
    },
    weekdays={
        0: "lun",
        1: "mart",
        2: "mié|mi|mier|mierc",
        3: "jue",
        4: "vie",
        5: "sáb|sab",
        6: "dom",
    },
    time_units={
        "second": ("segundo|seg|s", "segundos|segs"),
        "minute": ("minuto|min", "minutos|mins"),
        "hour": ("hora|h|hr", "horas|hrs"),
        "day": ("día|jornada", "días|jornadas"),
        "businessday": (
            "día hábil|día laborable|día laboral|jornada laboral|día de trabajo",
            "días hábiles|días laborables|días laborales|días de trabajo|sesiones",
        ),
        "week": ("semana|sem", "semanas"),
        "weekend": ("fin de semana|finde", "fines de semana"),
        "month": ("mes", "meses"),
        "quarter": ("trimestre", "trimestres"),
        "four-month": ("cuatrimestre", "cuatrimestres"),
        "half": ("semestre", "semestres"),
        "year": ("año|ejercicio", "años|ejercicios"),
        "decade": ("década|decenio", "décadas|decenios"),
        "century": ("siglo", "siglos"),
        "fortnight": ("quincena", "quincenas"),
    },
    today={
        0: "hoy|ahora|hoy mismo",
        -1: "ayer",
        1: "mañana",
        2: "pasado mañana",
        -2: "anteayer|antes de ayer|día antes de ayer",
    },
    last=(
        "último|última|últimos|últimas|pasado|pasada|pasados|pasadas|anterior|anteriores|precedente|precedentes|"
        "previo|previos"
    ),
    this="este|esta|estos|estas|actual|actuales|en curso|corriente|presente|mi|mis|nuestro",
    next=(
        "próximo|próxima|próximos|próximas|siguiente|siguientes|que viene|que vienen|entrante|venidero|venideros|"
        "por venir"
    ),
    after_next="después del próximo|después de la próxima|tras el próximo|tras la próxima|después del siguiente",
    plural_relatives=(
        "últimos|últimas|pasados|pasadas|anteriores|precedentes|próximos|próximas|siguientes|que vienen|estos|estas"
    ),
    ago="hace|atrás|antes",
    hence="dentro de|en|después|más tarde|a partir de ahora",
    within="dentro de los|dentro de las|en los|en las|en un plazo de|en el plazo de",
    before="antes de|antes del|antes de la|antes de el",
    after="después de|después del|tras|tras el",
    since="desde|desde el|desde la|a partir de|a partir del",
    starting="que empieza|comenzando|que comienza",
    deadline="para|antes o en|a más tardar|a más tardar en|a más tardar el|como muy tarde|para el",
    modifiers={
        "start": "principios|comienzos|inicio|inicios|principio|comienzo|primeros días|temprano|primeros compases",
        "mid": "mediados|medio|a mitad|a mitad de",
        "end": "finales|fines|final|fin|últimos días|tarde|cierre",
    },
    fiscal="ejercicio|ejercicio fiscal|año fiscal",
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
    half_words="mitad",
    rest={
        "rest": "resto|restante",
        "earlier": "más temprano|antes",
        "later": "más tarde",
    },
    same="mismo|misma|aquel|aquella|ese|esa",
    few="pocos|pocas|unos pocos|unas pocas|algunos|algunas|unos cuantos|varios|varias",
    whole="todo|toda|todos|todas|completo|completa|entero|entera|otro|otra|pleno|plena",
    of_the="del",
    time_fillers=(
        "plazo de|período de|periodo de|duración de|durante|el|la|los|las|de|del|en|y|un|una|durante|a lo largo|por|"
        "al|día|con|fecha|lo largo|curso|transcurso|marco"
    ),
)
