"""Portuguese, of Brazil and of Portugal."""

from __future__ import annotations

from kg.values.languages.language import Language

# The two countries write large numbers differently and neither word is used for the other number: "bilhão" and
# "trilhão" are Brazilian (10**9, 10**12), "bilião" and "trilião" Portuguese (10**12, 10**18).
LANGUAGE = Language(
    code="pt",
    decimal=",",
    groups=". ",
    # Numbers.
    cardinals={
        0: "zero",
        1: "um|uma",
        2: "dois|duas",
        3: "três",
        4: "quatro",
        5: "cinco",
        6: "seis",
        7: "sete",
        8: "oito",
        9: "nove",
        10: "dez",
        11: "onze",
        12: "doze",
        13: "treze",
        14: "catorze|quatorze",
        15: "quinze",
        16: "dezesseis|dezasseis",
        17: "dezessete|dezassete",
        18: "dezoito",
        19: "dezenove|dezanove",
        20: "vinte",
        30: "trinta",
        40: "quarenta",
        50: "cinquenta",
        60: "sessenta",
        70: "setenta",
        80: "oitenta",
        90: "noventa",
        100: "cem|cento",
        200: "duzentos|duzentas",
        300: "trezentos|trezentas",
        400: "quatrocentos|quatrocentas",
        500: "quinhentos|quinhentas",
        600: "seiscentos|seiscentas",
        700: "setecentos|setecentas",
        800: "oitocentos|oitocentas",
        900: "novecentos|novecentas",
    },
    multipliers={
        1000: "mil|k",
        10**6: "milhão|milhões|mi|M|mm|mln|mio|milhao",
        10**9: "bilhão|bilhões|bi|milhar de milhão|milhares de milhões|mil mi|G|bn|mrd|md",
        10**12: "trilhão|trilhões|tri|bilião|biliões",
        10**18: "trilião|triliões",
    },
    collectives={
        10: "dezena|dezenas",
        20: "vintena",
        100: "centena|centenas",
        1000: "milhar|milhares",
    },
    dozens="dúzia|dúzias",
    ordinals={
        1: "primeir",
        2: "segund",
        3: "terceir|terç",
        4: "quart",
        5: "quint",
        6: "sext",
        7: "sétim",
        8: "oitav",
        9: "non",
        10: "décim",
        11: "undécim",
        12: "duodécim",
        20: "vigésim",
        30: "trigésim",
        40: "quadragésim",
        50: "quinquagésim",
        60: "sexagésim",
        70: "septuagésim|setuagésim",
        80: "octogésim",
        90: "nonagésim",
        100: "centésim",
        200: "ducentésim",
        300: "tricentésim|trecentésim",
        400: "quadringentésim",
        500: "quingentésim",
        600: "sexcentésim|seiscentésim",
        700: "septingentésim|setingentésim",
        800: "octingentésim",
        900: "noningentésim|nongentésim",
        1000: "milésim",
        10**6: "milionésim",
        10**9: "bilionésim",
        10**12: "trilionésim",
    },
    ordinal_endings="o|a|os|as",
    ordinal_marks="º|ª|o|a|os|as",
    denominators={
        2: "meio|meia|meios|meias|metade|metades",
        3: "terço|terços",
        4: "quarto|quartos",
    },
    half="meio|meia|metade|a metade",
    joined_after_tens=(1, 2, 3, 4, 5, 6, 7, 8, 9),
    and_="e",
    minus="menos|negativo",
    point="vírgula|ponto",
    over="sobre|em cada",
    fused=True,
    fused_joints="e",
    plural_collectives=frozenset(("centenas", "dezenas", "milhares")),
    denominator_suffixes="avo|avos",
    # What numbers count.
    percent="%|por cento|porcento|por-cento|pct|percentual",
    percent_points="ponto percentual|pontos percentuais|ponto|pontos|pp|p p",
    basis_points="ponto base|pontos base|ponto-base|pontos-base|pb|bps|bp",
    currencies={
        "EUR": "euro|euros|€",
        "BRL": "real|reais|R$|real brasileiro|reais brasileiros|R $",
        "USD": (
            "dólar americano|dólares americanos|dólar dos Estados Unidos|dólares dos Estados Unidos|US$|U$S|US $|"
            "dólar norte-americano|dólares norte-americanos|dólares dos EUA|dólar dos EUA"
        ),
        "CAD": "dólar canadense|dólares canadenses|dólar canadiano|dólares canadianos|C$|CA$",
        "AUD": "dólar australiano|dólares australianos|A$|AU$",
        "GBP": "libra esterlina|libras esterlinas|£|esterlinas",
        "CHF": "franco suíço|francos suíços",
        "JPY": "iene|ienes|yen",
        "CNY": "yuan|iuane|iuanes|yuanes|renminbi|RMB|yuans",
        "INR": "rupia indiana|rupias indianas|₹",
        "RUB": "rublo|rublos",
        "KRW": "won|wons",
        "ARS": "peso argentino|pesos argentinos",
        "MXN": "peso mexicano|pesos mexicanos|Mex$|MX$",
        "PTE": "escudo|escudos",
        "AOA": "kwanza|kwanzas|cuanza|cuanzas",
        "MZN": "metical|meticais",
        "BTC": "bitcoin|bitcoins|₿|BTC",
        "ZAR": "rand|rands",
        "TRY": "lira turca|liras turcas",
        "HKD": "HK$",
        "NZD": "NZ$",
        "SGD": "S$",
        "TWD": "NT$",
        "PLN": "zloty",
        "SEK": "coroa sueca|coroas suecas",
        "NOK": "coroa norueguesa|coroas norueguesas",
        "DKK": "coroa dinamarquesa|coroas dinamarquesas",
        "DEM": "marco alemão|marcos alemães",
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
        "SEK NOK DKK ISK CZK": "coroa|coroas|kr",
        "AED MAD": "dirham|dirhams|dirrã",
        "DZD TND RSD KWD IQD JOD BHD LYD": "dinar|dinares",
        "SAR QAR IRR OMR YER": "rial|riais",
        "DEM FIM BAM": "marco|marcos",
        "KES TZS UGX SOS": "xelim|xelins",
        "TRY ITL": "lira|liras",
    },
    subunits={
        "centavo": "centavo|centavos|¢",
        "cêntimo": "cêntimo|cêntimos|cent|cents",
        "penny": "pence|penny",
        "copeque": "copeque|copeques",
    },
    units={
        "tonne": "tonelada|toneladas",
        "barrel": "barril|barris",
        "gigawatt-hour": "GWh",
        "terawatt-hour": "TWh",
        "megawatt-hour": "MWh",
        "square-meter": "m2|metros quadrados",
    },
    superlatives=(
        "maior|maiores|melhor|melhores|pior|mais importante|mais importantes|mais rico|mais rica|principal|menor|"
        "menores|mais alto|mais alta|mais vendido|mais vendida|mais valioso|mais valiosa|mais caro|mais cara|"
        "mais antigo|mais antiga"
    ),
    ranks={
        1: "líder|líderes|campeão|campeã|número um|primeiro lugar|primeira posição",
    },
    numero="número|n.º|nº|no|n|lugar|posição|posto|#",
    rank_fillers=(
        "mundial|mundo|do|da|no|em|lugar|posição|posto|europeu|europeia|Brasil|Portugal|mercado|país|por|setor"
    ),
    # Qualifiers and ranges.
    qualifiers={
        "order-of-magnitude": "vários|várias|alguns|algumas",
        "approximate": (
            "cerca de|aproximadamente|quase|por volta de|em torno de|mais ou menos|perto de|próximo de|próximo a|uns|"
            "umas|na ordem de|da ordem de|à volta de|ao redor de|aprox|ca|estimado em|estimada em|estimados em|"
            "praticamente|na casa dos|a rondar os|na faixa de"
        ),
        "at-least": (
            "desde|pelo menos|ao menos|no mínimo|mínimo|um mínimo de|não menos de|não menos que|ou mais.|a partir de|"
            "maior ou igual a|maiores ou iguais a|igual ou maior que|igual ou superior a|iguais ou superiores a|"
            "superior ou igual a|superiores ou iguais a|iguais ou maiores que|≥|>=|> =|=>|e mais.|maior ou igual que|"
            "ou superior|ou maior|mais de ou igual a|maior que ou igual a"
        ),
        "more-than": (
            "mais de|mais do que|mais que|superior a|superiores a|maior que|maior do que|maiores que|maiores do que|"
            "maior de|acima de|acima dos|além de|ultrapassa|ultrapassam|supera|>|um pouco mais de|pouco mais de|"
            "bem mais de|mais alto que|mais alto do que|mais alta que"
        ),
        "at-most": (
            "no máximo|máximo|um máximo de|até|não mais de|não mais que|ou menos.|menor ou igual a|"
            "menores ou iguais a|igual ou menor que|igual ou inferior a|iguais ou inferiores a|inferior ou igual a|"
            "inferiores ou iguais a|iguais ou menores que|≤|<=|< =|=<|quando muito|menor ou igual que|ou inferior|"
            "ou menor|menos de ou igual a|menor que ou igual a"
        ),
        "less-than": (
            "menos de|menos do que|menos que|inferior a|inferiores a|menor que|menor do que|menores que|"
            "menores do que|abaixo de|abaixo dos|<|um pouco menos de|pouco menos de|mais baixo que|mais baixo do que|"
            "mais baixa que"
        ),
        "exact": "exatamente|exactamente|precisamente|um total de|no total de|no valor de",
    },
    equal="igual a|iguais a|igual|equivale a|ou igual a|ou igual|=",
    between="entre|compreendido entre",
    from_="de|desde|do|da|dos",
    to="a|ao|à|aos|-",
    until="até|até o|até a|até ao|até à",
    fillers="ou|o|a|os|as|de|do|da|dos|das|em|no|na|por|valor|soma|total|quantia|mas",
    # Time.
    months={
        1: "jan",
        2: "fev",
        3: "mar",
        4: "abr",
        5: "mai",
        6: "jun",
        7: "jul",
        8: "ago",
        9: "set",
        10: "out",
        11: "nov",
        12: "dez",
    },
    weekdays={
        0: "seg|segunda-feira|segunda",
        1: "terça-feira|terça",
        2: "quarta-feira|qua|quarta",
        3: "quinta-feira|qui|quinta",
        4: "sexta-feira|sex|sexta",
        5: "sáb",
        6: "dom",
    },
    time_units={
        "second": ("segundo|seg|s", "segundos"),
        "minute": ("minuto|min", "minutos"),
        "hour": ("hora|h", "horas"),
        "day": ("dia|jornada|d", "dias"),
        "businessday": ("dia útil|dia de trabalho", "dias úteis|dias de trabalho|pregões"),
        "week": ("semana|sem", "semanas"),
        "weekend": ("fim de semana|final de semana|fim-de-semana", "fins de semana|finais de semana"),
        "month": ("mês", "meses"),
        "quarter": ("trimestre", "trimestres"),
        "four-month": ("quadrimestre", "quadrimestres"),
        "half": ("semestre", "semestres"),
        "year": ("ano|exercício", "anos|exercícios"),
        "decade": ("década|decénio", "décadas"),
        "century": ("século", "séculos"),
        "fortnight": ("quinzena", "quinzenas"),
    },
    today={
        0: "hoje|agora",
        -1: "ontem",
        1: "amanhã",
        2: "depois de amanhã",
        -2: "anteontem|antes de ontem",
    },
    last="último|última|últimos|últimas|passado|passada|passados|passadas|anterior|anteriores|retrasado",
    this="este|esta|estes|estas|atual|actual|corrente|em curso|neste|nesta|deste|desta|meu|minha|presente",
    next="próximo|próxima|próximos|próximas|seguinte|seguintes|que vem|vindouro|vindoura|que vêm",
    after_next="depois do próximo|depois da próxima",
    plural_relatives="últimos|últimas|passados|passadas|anteriores|próximos|próximas|seguintes|estes|estas|que vêm",
    ago="há|atrás|antes",
    hence="daqui a|em|dentro de|depois|mais tarde",
    within="dentro dos|dentro das|no prazo de|nos",
    before="antes de|antes do|antes da|antes dos",
    after="depois de|após|depois do|após o|após a",
    since="desde|desde o|desde a|a partir de|a partir do|a partir da",
    starting="começando|que começa",
    deadline="até ao final de|o mais tardar|até o máximo|no mais tardar",
    modifiers={
        "start": "início|começo|inícios|princípio|princípios|primeiros dias|começos",
        "mid": "meados|meio",
        "end": "fim|final|finais|fins|últimos dias|tarde",
    },
    fiscal="exercício|ano fiscal|exercício fiscal",
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
    half_words="metade",
    rest={
        "rest": "resto|restante",
        "earlier": "mais cedo",
        "later": "mais tarde",
    },
    same="mesmo|mesma|aquele|aquela|esse|essa",
    few="poucos|poucas|alguns|algumas|uns poucos|vários|várias",
    whole="todo|toda|todo o|toda a|inteiro|inteira|completo|completa|outro|outra|pleno|plena|mais",
    of_the="do",
    time_fillers=(
        "prazo de|período de|duração de|durante|por|o|a|os|as|de|do|da|dos|das|em|no|na|nos|nas|ao|à|e|um|uma|"
        "durante|ao longo|por|dia|data|longo|decorrer|curso|d'"
    ),
)
