"""French."""

from __future__ import annotations

from kg.values.languages.language import Language

LANGUAGE = Language(
    code="fr",
    decimal=",",
    groups=" .",
    elisions={
        "de": "d",
        "que": "qu",
        "le": "l",
        "la": "l",
    },
    # Numbers.
    cardinals={
        0: "zéro",
        1: "un|une",
        2: "deux",
        3: "trois",
        4: "quatre",
        5: "cinq",
        6: "six",
        7: "sept",
        8: "huit",
        9: "neuf",
        10: "dix",
        11: "onze",
        12: "douze",
        13: "treize",
        14: "quatorze",
        15: "quinze",
        16: "seize",
        17: "dix-sept",
        18: "dix-huit",
        19: "dix-neuf",
        20: "vingt",
        30: "trente",
        40: "quarante",
        50: "cinquante",
        60: "soixante",
        70: "septante",
        80: "quatre-vingt|quatre-vingts|huitante|octante",
        90: "nonante",
    },
    multipliers={
        100: "cent|cents",
        1000: "mille|milles|mil|k",
        10**5: "lakh|lakhs",
        10**6: "million|millions|m|mm|mio|mln",
        10**7: "crore|crores",
        10**9: "milliard|milliards|md|mds|mrd|mrds|mia|g|b",
        10**12: "billion|billions|bn",
        10**15: "billiard|billiards",
        10**18: "trillion|trillions",
    },
    collectives={
        8: "huitaine",
        10: "dizaine|dizaines",
        15: "quinzaine",
        20: "vingtaine|vingtaines",
        30: "trentaine",
        40: "quarantaine",
        50: "cinquantaine",
        60: "soixantaine",
        100: "centaine|centaines",
        1000: "millier|milliers",
    },
    dozens="douzaine|douzaines",
    ordinals={
        1: "premier|première|unième",
        2: "deuxième|second|seconde",
        3: "troisième|tiers|tierce",
        4: "quatrième",
        5: "cinquième",
        6: "sixième",
        7: "septième",
        8: "huitième",
        9: "neuvième",
        10: "dixième|dizième",
        11: "onzième",
        12: "douzième",
        13: "treizième",
        14: "quatorzième",
        15: "quinzième",
        16: "seizième",
        17: "dix-septième",
        18: "dix-huitième",
        19: "dix-neuvième",
        20: "vingtième",
        30: "trentième",
        40: "quarantième",
        50: "cinquantième",
        60: "soixantième",
        70: "septantième",
        80: "quatre-vingtième|octantième|huitantième",
        90: "nonantième",
        100: "centième",
        1000: "millième",
        10**6: "millionième",
        10**9: "milliardième",
        10**12: "billionième",
        10**18: "trillionième",
    },
    ordinal_endings="|s",
    ordinal_marks="er|ers|re|ère|ères|ere|e|è|es|ème|eme|èmes|emes|ième|ieme|nd|nde|d|de|º|ª|o",
    denominators={
        2: "demi|demie|demis|demies",
        3: "tiers",
        4: "quart|quarts",
    },
    half="demi|demie|demis|moitié|la moitié",
    joined_after_tens=(1, 11),
    and_="et",
    minus="moins|négatif|négative|soustraire",
    point="virgule",
    over="sur",
    plural_collectives=frozenset(("centaines", "dizaines", "milliers", "vingtaines")),
    # What numbers count.
    percent="%|pour cent|pourcent|pourcents|pour-cent|p. cent|pourcentage|pct|pc",
    percent_points="point de pourcentage|points de pourcentage|point de pour cent|points de %|point|points|pp|pts|pt",
    basis_points="point de base|points de base|pb|pdb|bps|bp",
    currencies={
        "EUR": "euro|euros|€",
        "USD": (
            "dollar américain|dollars américains|dollar US|dollars US|dollar des États-Unis|dollars des États-Unis|"
            "dollar états-unien|dollars états-uniens|billets verts"
        ),
        "CAD": "dollar canadien|dollars canadiens|$ CA|$ c|$ can",
        "GBP": "livre sterling|livres sterling|£|sterling",
        "CHF": "franc suisse|francs suisses|Fr",
        "JPY": "yen|yens",
        "CNY": "yuan|yuans|renminbi|renminbis",
        "INR": "roupie indienne|roupies indiennes",
        "RUB": "rouble|roubles|rouble russe|roubles russes",
        "KRW": "won|wons",
        "BRL": "real|réal|reais|réals|réaux",
        "ITL": "lire|lires|lire italienne|lires italiennes",
        "FRF": "franc français|francs français|FF|F",
        "BTC": "bitcoin|bitcoins|₿|BTC",
        "SEK": "couronne suédoise",
        "AUD": "dollar australien|dollars australiens",
        "ZAR": "rand|rands",
        "PLN": "zloty|zlotys",
        "FIM": "mark finlandais|marks finlandais",
        "DEM": "deutschemark|deutschemarks|deutsche mark|mark allemand",
    },
    default_currencies={
        "USD": "dollar|dollars|$",
        "GBP": "livre|livres",
        "INR": "roupie|roupies|Rs",
        "JPY": "¥",
        "TRY": "livre turque|livres turques",
    },
    ambiguous_currencies={
        "ARS CLP COP CUP DOP MXN PHP UYU": "peso|pesos",
        "CHF XOF XAF XPF CDF": "franc|francs",
        "XOF XAF": "franc CFA|francs CFA|CFA",
        "SEK NOK DKK ISK CZK": "couronne|couronnes|kr",
        "AED MAD": "dirham|dirhams",
        "DZD TND RSD KWD IQD JOD BHD LYD": "dinar|dinars",
        "SAR QAR IRR OMR YER": "riyal|riyals|rial|rials",
        "KES TZS UGX SOS": "shilling|shillings",
        "DEM FIM BAM": "mark|marks",
    },
    subunits={
        "cent": "cent|cents|¢",
        "centime": "centime|centimes",
        "penny": "penny|pence|penny",
        "kopeck": "kopeck|kopecks",
    },
    units={
        "tonne": "tonne|tonnes",
        "barrel": "baril|barils",
        "megawatt": "mégawatt|mégawatts",
        "gigawatt-hour": "GWh|gigawattheure|gigawattheures",
        "terawatt-hour": "TWh|térawattheure|térawattheures",
        "megawatt-hour": "MWh|mégawattheure|mégawattheures",
        "square-meter": "m2|mètres carrés",
    },
    superlatives=(
        "plus grand|plus grande|plus grands|plus grandes|plus gros|plus grosse|plus important|plus importante|"
        "plus importants|plus importantes|plus riche|plus élevé|plus élevée|plus puissant|plus puissante|meilleur|"
        "meilleure|plus petit|plus petite|plus vendu|plus vendue|plus rentable|plus rapide|plus utilisé|"
        "plus utilisée|plus cher|plus chère|plus fort|plus forte|plus haut|plus haute|plus ancien|plus ancienne|"
        "plus jeune|plus valorisé"
    ),
    ranks={
        1: "leader|leaders|chef de file|tête|numéro un|champion|championne",
    },
    numero="numéro|n°|nº|no|n|place|rang|#",
    rank_fillers=(
        "mondial|mondiale|mondiaux|européen|européenne|français|française|monde|place|rang|position|classement|"
        "national|nationale|pays|marché|secteur|en|par|plus|américain|américaine|allemand|allemande"
    ),
    # Qualifiers and ranges.
    qualifiers={
        "order-of-magnitude": "plusieurs",
        "approximate": (
            "environ|près de|presque|quelque|quelques|autour de|aux alentours de|alentours de|aux environs de|"
            "à peu près|approximativement|de l'ordre de|avoisinant|grosso modo|à peine|un peu|quasi|quasiment|"
            "pas loin de|proche de|proches de|vers|estimé à|estimée à|estimés à|estimées à|à peu de chose près|ca"
        ),
        "at-least": (
            "au moins|au minimum|minimum|pas moins de|pas inférieur à|à partir de|ou plus.|et plus.|ou davantage|"
            "supérieur ou égal à|supérieure ou égale à|supérieurs ou égaux à|supérieures ou égales à|"
            "égal ou supérieur à|égale ou supérieure à|égaux ou supérieurs à|égales ou supérieures à|"
            "plus grand ou égal à|plus grands ou égaux à|plus de ou égal à|ou plus que|≥|>=|> =|=>|minimale de|"
            "minimal de|ou supérieur|ou plus grand|ou plus grande|ou supérieure"
        ),
        "more-than": (
            "plus de|plus d'|plus que|supérieur à|supérieure à|supérieurs à|supérieures à|au-dessus de|au-delà de|"
            "dépassant|dépasse|excédant|plus grand que|plus grande que|plus haut que|plus élevé que|>|un peu plus de|"
            "bien plus de|largement plus de|un peu plus d'|plus grands que"
        ),
        "at-most": (
            "au plus|au maximum|maximum|jusqu'à|jusque|pas plus de|pas plus que|ne dépassant pas|n'excédant pas|"
            "inférieur ou égal à|inférieure ou égale à|inférieurs ou égaux à|inférieures ou égales à|"
            "égal ou inférieur à|égale ou inférieure à|égaux ou inférieurs à|égales ou inférieures à|"
            "plus petit ou égal à|plus petits ou égaux à|≤|<=|< =|=<|ou moins.|plafonné à|plafonnée à|maximal de|"
            "maximale de|tout au plus|ou inférieur|à concurrence de|dans la limite de"
        ),
        "less-than": (
            "moins de|moins d'|moins que|inférieur à|inférieure à|inférieurs à|inférieures à|au-dessous de|"
            "en dessous de|en deçà de|sous|plus petit que|plus petite que|plus bas que|<|un peu moins de|"
            "un peu moins d'|sous la barre de|plus petits que"
        ),
        "exact": "exactement|précisément|tout juste|pile",
    },
    equal="égal à|égale à|égaux à|égales à|égal|ou égal à|équivaut à|=",
    between="entre|comprise entre|compris entre|comprises entre|situé entre",
    from_="de|d'|du|des|depuis|à partir du",
    to="à|a|au|aux|-",
    until="jusqu'à|jusqu'au|jusqu'aux|jusque|jusqu'en",
    fillers=(
        "ou|le|la|les|l'|de|d'|du|des|en|quelconque|soit|somme|montant|total|à hauteur de|mais|ce|cette|un total de|"
        "la somme de|le montant de|un montant de|une somme de|pour|taux|hausse"
    ),
    # Time.
    months={
        1: "janv|jan",
        2: "fév|févr|fev",
        3: "mar",
        4: "avr",
        7: "juil|jul|juill",
        8: "aout|aoû",
        9: "sept|sep",
        10: "oct",
        11: "nov",
        12: "déc|dec",
    },
    time_units={
        "second": ("seconde|sec|s", "secondes|secs"),
        "minute": ("minute|mn|min", "minutes|mins"),
        "hour": ("heure|h|hr", "heures|hrs"),
        "day": ("jour|journée|jour calendaire|j", "jours|journées"),
        "businessday": (
            "jour ouvré|jour ouvrable|journée de travail|jour de travail|jour de bourse",
            "jours ouvrés|jours ouvrables|journées de travail|jours de travail|jours de bourse|séances",
        ),
        "week": ("semaine|sem", "semaines"),
        "weekend": ("week-end|weekend|fin de semaine", "week-ends|weekends"),
        "month": ("mois", ""),
        "quarter": ("trimestre|trim", "trimestres"),
        "half": ("semestre", "semestres"),
        "year": ("an|année|exercice", "ans|années|exercices"),
        "decade": ("décennie", "décennies"),
        "century": ("siècle", "siècles"),
        "fortnight": ("quinzaine", "quinzaines"),
    },
    today={
        0: "aujourd'hui|ce jour|maintenant|à ce jour",
        -1: "hier",
        1: "demain",
        2: "après-demain",
        -2: "avant-hier",
    },
    last=(
        "dernier|dernière|derniers|dernières|passé|passée|passés|passées|précédent|précédente|précédents|précédentes|"
        "pasée|écoulé|écoulée|écoulés|écoulées"
    ),
    this="ce|cet|cette|ces|en cours|actuel|actuelle|présent|présente|ma|mon|notre",
    next=(
        "prochain|prochaine|prochains|prochaines|à venir|suivant|suivante|suivants|suivantes|qui vient|qui viennent|"
        "venir|futur"
    ),
    after_next="après le prochain|après la prochaine|d'après",
    plural_relatives=(
        "derniers|dernières|passés|passées|précédents|précédentes|prochains|prochaines|suivants|suivantes|ces|"
        "écoulés|écoulées|qui viennent"
    ),
    ago="il y a|plus tôt|auparavant",
    hence="dans|plus tard",
    within="dans les|au cours des|d'ici les|sous|en moins de|en l'espace de",
    before="avant|avant le|avant la|avant les",
    after="après|après le|après la",
    since="depuis|depuis le|depuis la|à partir de|à partir du|à compter de|à compter du|dès le|dès la",
    starting="commençant|débutant|démarrant",
    deadline=(
        "d'ici|d'ici à|d'ici à la|d'ici au|d'ici le|d'ici la|au plus tard|au plus tard en|à l'horizon|à horizon|"
        "horizon|au plus tard le"
    ),
    modifiers={
        "start": "début|débuts|au début|commencement|premiers jours|tôt|les premiers jours",
        "mid": "mi|milieu|mi-",
        "end": "fin|fins|la fin|à la fin|tard|derniers jours|terme|tard la fin",
    },
    fiscal="exercice|fiscal|fiscale|exercice fiscal|année fiscale|exercice clos|clos",
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
    half_words="moitié",
    rest={
        "rest": "reste|restant",
        "earlier": "plus tôt",
        "later": "plus tard",
    },
    same="même|veille|la veille|lendemain|le lendemain",
    few="quelques",
    whole="tout|toute|tous|toutes|plein|pleine|entier|entière|complet|complète|autre|encore",
    of_the="du",
    time_fillers=(
        "durée|durée de|une durée de|période de|durant|sur|pendant|courant|ci|le|la|les|l'|de|d'|du|des|en|au|aux|à|"
        "dans|durant|pendant|sur|au cours|cours|lors|pour|et|un|une|dans le courant de|dit|dite|date du|date|"
        "au titre|titre"
    ),
)
