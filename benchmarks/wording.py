"""The words that synthetic articles are made of: sentences with slots, and lists of names and things.

A slot stands in brackets: `[a]` is a mention that fills the role of that name, `[*signed]` the trigger. Every sentence
expresses one situation, whose class and roles stand in `ROLES`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SLOT = re.compile(r"\[([^\]]+)\]")

DONE = ("agreed", "ongoing", "completed")
PLANNED = ("planned",)
TALK = ("rumoured", "cancelled")
ANY = (*DONE, *PLANNED, *TALK)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with slots.

    Attributes:
        situation: Class of the situation it expresses.
        statuses: Statuses that its words admit.
        pieces: Plain words and slots in turn, beginning and ending with plain words.
    """

    situation: str
    statuses: tuple[str, ...]
    pieces: tuple[str, ...]

    @property
    def slots(self) -> frozenset[str]:
        """Names of the slots, the trigger's left out."""
        return frozenset(piece for piece in self.pieces[1::2] if not piece.startswith("*"))


ROLES: dict[str, dict[str, str]] = {
    "Partnership": {"a": "partner", "b": "partner2", "c": "partner3", "what": "concerns"},
    "Investment": {"a": "investor", "b": "investmentTarget", "percent": "stake"},
    "Provision": {"a": "provider", "b": "recipient", "what": "concerns"},
    "Competition": {"a": "competitor", "b": "competitor2"},
    "MarketRanking": {"a": "holder", "b": "contender", "c": "contender2", "rank": "rank"},
    "SpinOff": {"unit": "changedEntity", "a": "parentCompany"},
    "CorporateChange": {"a": "changedEntity", "b": "changedEntity2"},
    "IndicatorChange": {"a": "subjectCompany", "percent": "changeBy"},
    "CompanyProfile": {"a": "subjectCompany"},
}
COMMON_ROLES = {
    "market": "inMarket",
    "region": "inRegion",
    "money": "amount",
    "duration": "duration",
    "deadline": "expectedBy",
    "since": "startDate",
    "until": "endDate",
    "announced": "announcedOn",
    "said_by": "announcedBy",
    "who": "attributedTo",
}
LABELS = {
    **dict.fromkeys(("a", "b", "c"), "Company"),
    "unit": "BusinessUnit",
    "what": "Product",
    "market": "Market",
    "region": "Region",
    "money": "Money",
    "percent": "Percentage",
    "rank": "Rank",
    "duration": "Duration",
    **dict.fromkeys(("deadline", "since", "until", "announced"), "Date"),
    **dict.fromkeys(("said_by", "who"), "Person"),
}


def _sentence(situation: str, statuses: tuple[str, ...], text: str) -> Sentence:
    return Sentence(situation, statuses, tuple(_SLOT.split(text)))


_ENGLISH = (
    ("Partnership", DONE, "[a] and [b] have signed a [*partnership] of [duration] in [market]."),
    ("Partnership", DONE, "On [announced], [said_by] made it public: [a] and [b] will [*work together] on [what]."),
    ("Partnership", DONE, "In [region], [a], [b] and [c] have formed an [*alliance] to develop [what]."),
    ("Partnership", PLANNED, "[a] hopes to seal a [*partnership] with [b] by [deadline], according to [who]."),
    ("Partnership", TALK, "Talk of an [*alliance] between [a] and [b] in [market] has been heard before."),
    ("Investment", DONE, "[a] has [*invested] [money] in [b], which gives it a stake of [percent]."),
    (
        "Investment",
        DONE,
        "With a [*purchase] worth [money], [a] takes [percent] of [b]; [said_by] gave the date as [announced].",
    ),
    ("Investment", PLANNED, "[a] intends to [*put] [money] into [b] by [deadline], said [who]."),
    ("Investment", TALK, "Bankers in [region] believe that [a] may [*buy] [percent] of [b] for [money]."),
    ("Provision", DONE, "[a] [*supplies] [b] with [what] in [region] under a contract of [duration] worth [money]."),
    ("Provision", DONE, "Since [since], [a] has been [*selling] [what] to [b]."),
    ("Provision", PLANNED, "[a] will [*deliver] [what] to [b] by [deadline], for [money]."),
    ("Competition", ("ongoing",), "In [market], [a] and [b] [*compete] for every customer in [region]."),
    ("Competition", ("ongoing",), "The [*rivalry] between [a] and [b] in [market] has grown sharper, [who] admits."),
    ("MarketRanking", ("ongoing",), "[a] is [*ranked] [rank] in [market] in [region]."),
    ("MarketRanking", ("ongoing",), "[b] and [c] both [*claim] [rank] place in [market] in [region]."),
    ("SpinOff", PLANNED, "[a] will [*spin off] [unit] by [deadline]."),
    ("SpinOff", DONE, "The [*separation] of [unit] from [a] was made known by [said_by] on [announced]."),
    ("CorporateChange", DONE, "The [*merger] of [a] and [b] is valued at [money]."),
    ("CorporateChange", PLANNED, "[a] and [b] plan to [*merge] by [deadline] in a deal worth [money]."),
    ("IndicatorChange", ("completed",), "Shares in [a] [*rose] by [percent]."),
    ("IndicatorChange", ("completed",), "The revenue of [a] [*fell] by [percent] in [region]."),
    ("CompanyProfile", ("ongoing",), "[a] [*works] in [market] and has its seat in [region]."),
)
_FRENCH = (
    ("Partnership", DONE, "[a] et [b] ont conclu un [*partenariat] de [duration] sur le marché de [market]."),
    ("Partnership", DONE, "C'est [said_by] qui l'a révélé [announced] : [a] et [b] vont [*coopérer] autour de [what]."),
    ("Partnership", DONE, "En [region], [a], [b] et [c] ont noué une [*alliance] pour mettre au point [what]."),
    ("Partnership", PLANNED, "[a] espère nouer un [*partenariat] avec [b] d'ici [deadline], selon [who]."),
    ("Partnership", TALK, "On parle à nouveau d'une [*alliance] entre [a] et [b] dans [market]."),
    ("Investment", DONE, "[a] a [*investi] [money] dans [b], dont il détient désormais [percent]."),
    (
        "Investment",
        DONE,
        "Par un [*achat] de [money], [a] prend [percent] de [b], a fait savoir [said_by] [announced].",
    ),
    ("Investment", PLANNED, "[a] compte [*mettre] [money] dans [b] d'ici [deadline], assure [who]."),
    ("Investment", TALK, "Des banquiers de [region] prêtent à [a] l'envie d'[*acheter] [percent] de [b] pour [money]."),
    ("Provision", DONE, "[a] [*fournit] [what] à [b] en [region], un contrat de [duration] qui vaut [money]."),
    ("Provision", DONE, "Depuis [since], [a] [*vend] [what] à [b]."),
    ("Provision", PLANNED, "[a] doit [*livrer] [what] à [b] d'ici [deadline], pour [money]."),
    ("Competition", ("ongoing",), "Dans [market], [a] et [b] se [*disputent] chaque client en [region]."),
    ("Competition", ("ongoing",), "La [*rivalité] de [a] et de [b] dans [market] s'est durcie, reconnaît [who]."),
    ("MarketRanking", ("ongoing",), "[a] [*occupe] la [rank] place dans [market] en [region]."),
    ("MarketRanking", ("ongoing",), "[b] et [c] [*revendiquent] tous deux la [rank] place dans [market] en [region]."),
    ("SpinOff", PLANNED, "[a] va [*se séparer] de [unit] d'ici [deadline]."),
    ("SpinOff", DONE, "La [*scission] de [unit], longtemps chez [a], a été rendue publique par [said_by] [announced]."),
    ("CorporateChange", DONE, "La [*fusion] de [a] et de [b] est évaluée à [money]."),
    ("CorporateChange", PLANNED, "[a] et [b] veulent [*fusionner] d'ici [deadline], une opération de [money]."),
    ("IndicatorChange", ("completed",), "L'action [a] a [*gagné] [percent]."),
    ("IndicatorChange", ("completed",), "Le chiffre d'affaires de [a] a [*reculé] de [percent] en [region]."),
    ("CompanyProfile", ("ongoing",), "[a] [*travaille] dans [market] et a son siège en [region]."),
)
SENTENCES = {
    "en": tuple(_sentence(*row) for row in _ENGLISH),
    "fr": tuple(_sentence(*row) for row in _FRENCH),
}
# Words that say which indicator changes, and how, by trigger.
CHANGES = {
    **dict.fromkeys(("rose", "gagné"), ("sharePrice", "up")),
    **dict.fromkeys(("fell", "reculé"), ("revenue", "down")),
}
ONCE = frozenset({"MarketRanking", "SpinOff", "CompanyProfile", "CorporateChange"})
"""Classes that an article reports at most once: one rank or one future a company is enough."""

ASIDES = {
    "en": (
        '"We are patient people," said {person} of {company}.',
        "{person}, who heads {company}, declined to comment.",
    ),
    "fr": ("« Nous avons le temps », dit {person}, de {company}.", "{person}, qui dirige {company}, n'a rien ajouté."),
}
TITLES = {"en": "{a}: what the {n} announcements mean", "fr": "{a} : ce que disent les {n} annonces"}
CLOSINGS = {"en": "Everything in this article is invented.", "fr": "Tout dans cet article est inventé."}

SYLLABLES = (  # noqa: SIM905 (a list of words reads best as words)
    "tar ven ko sel lio bru mai fen mar pel wor on di ve nor has ok um ba li sab lo quil mas cas tre pri vel lis tra "
    "at las ri gou zan mer dol fi ras ten bel cu ro nik sto ger ala"
).split()
DESCRIPTORS = ("", "", "", "", " Telecom", " Networks", " Energy", " Capital", " Systems", " Logistics", " Media")
UNITS = ("Cloud", "Towers", "Labs", "Payments", "Fibre")
FORMS = ("SA", "plc", "SE", "AG", "Inc", "SAS", "GmbH")
FIRST_NAMES = ("Ada", "Boris", "Chloé", "Denis", "Elsa", "Farid", "Greta", "Hugo", "Inès", "Jonas", "Karim", "Lena")
PUBLISHERS = {"en": ("The Wireline Courier", "Signal & Margin"), "fr": ("Le Fil des réseaux", "La Tribune du signal")}
AGENCIES = ("Larkwire", "Pontivel", "", "", "")

# (English, French, code of the EU country table)
REGIONS = (
    ("France", "France", "FRA"), ("Germany", "Allemagne", "DEU"), ("Spain", "Espagne", "ESP"),
    ("Italy", "Italie", "ITA"), ("Belgium", "Belgique", "BEL"), ("Poland", "Pologne", "POL"),
    ("Norway", "Norvège", "NOR"), ("Finland", "Finlande", "FIN"), ("Ireland", "Irlande", "IRL"),
    ("Greece", "Grèce", "GRC"), ("Turkey", "Turquie", "TUR"), ("India", "Inde", "IND"),
    ("Ghana", "Ghana", "GHA"), ("Kenya", "Kenya", "KEN"), ("Tunisia", "Tunisie", "TUN"),
)  # fmt: skip
MARKETS = {
    "en": ("mobile telephony", "broadband", "cloud computing", "data centres", "satellite internet", "payments",
           "cybersecurity", "semiconductors", "logistics", "renewable energy", "insurance", "online advertising"),
    "fr": ("téléphonie mobile", "haut débit", "informatique en nuage", "centres de données", "internet par satellite",
           "paiement", "cybersécurité", "semi-conducteurs", "logistique", "énergies renouvelables", "assurance",
           "publicité en ligne"),
}  # fmt: skip
OFFERINGS = {
    "en": ("antenna sites", "fibre lines", "voice assistants", "payment terminals", "batteries", "chips", "routers",
           "translation software", "fraud detection", "cloud storage", "satellite links", "billing software"),
    "fr": ("pylônes", "lignes de fibre", "assistants vocaux", "terminaux de paiement", "batteries", "puces",
           "routeurs", "logiciel de traduction", "détection des fraudes", "stockage en nuage", "liaisons par satellite",
           "logiciel de facturation"),
}  # fmt: skip
RANKS = {
    "en": ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"),
    "fr": ("première", "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième"),
}
MONTHS = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
           "novembre", "décembre"),
}  # fmt: skip
NUMBERS = {
    "en": ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve"),
    "fr": ("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "douze"),
}
HEDGES = {
    "en": ("", "", "", "", "about ", "at least ", "up to ", "nearly "),
    "fr": ("", "", "", "", "environ ", "au moins ", "jusqu'à ", "près de "),
}
CURRENCIES = {"en": ("€", "$", "£"), "fr": ("d'euros", "de dollars", "de livres sterling")}
