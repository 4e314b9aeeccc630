"""The exact key of a name: two names with equal keys are one entity."""

from __future__ import annotations

from functools import lru_cache

from kg.letters import is_part_of_word, without_accents

# Everyday forms of fr, en, de, es, it, pt, nl and neighbours, and the abbreviations of ISO 20275 (Entity Legal Forms)
# that newspapers print; normalised as `_words` does, so "S.A." is "sa" and "GmbH & Co. KG" is "gmbh co kg".
_LEGAL_FORMS = frozenset(
    """
    ab ag aktiengesellschaft anonim aps as asa bhd bv bvba bvi co coop cooperative corp corporation cv cvba
    doo dac ead eg eireli ek ev eurl ewiv gbr gie gmbh gesmbh ggmbh incorporated inc ik kft kg kgaa kk lda limitada
    limited llc llp lp ltd ltda mbh nv nyrt ohg oao ooo oy oyj pao partg pjsc plc pt pte pty pvt rt sa saa sab sac sae
    saoc saog sapa sapi sarl sarlu sas sasu sca scop scp scpa scrl sdn se sem sicav sl sll slp slu snc soc soparfi spa
    spzoo srl srls sro ste tbk ug unlimited uab vof vvag zao zoo zrt
    """.split()  # noqa: SIM905 (a table of words reads best as words)
)
_LEADING_FORMS = frozenset({"sarl", "sas", "sasu", "eurl", "sa", "ste", "pt", "ooo", "oao", "pao", "zao"})
_LEGAL_PHRASES: tuple[tuple[str, ...], ...] = (
    ("societe", "anonyme"),
    ("societe", "par", "actions", "simplifiee"),
    ("societe", "a", "responsabilite", "limitee"),
    ("societa", "per", "azioni"),
    ("sociedad", "anonima"),
    ("sociedad", "limitada"),
    ("sociedade", "anonima"),
    ("besloten", "vennootschap"),
    ("naamloze", "vennootschap"),
    ("public", "limited", "company"),
    ("limited", "liability", "company"),
    ("de", "cv"),
    ("y", "cia"),
    ("et", "cie"),
    ("cie",),
)


@lru_cache(maxsize=1 << 16)
def name_key(name: str, *, legal_form: bool = False) -> str:
    """The words of a name without case, accents, signs and, where asked, its legal form.

    Args:
        name: The name as a text writes it.
        legal_form: Whether a legal form at its end (or, for some, its beginning) is no part of it.

    Example:
        >>> name_key("TÉLÉFONICA, S.A.", legal_form=True)
        'telefonica'
        >>> name_key("SE", legal_form=True)
        'se'
    """
    words = _words(name)
    return " ".join(_without_legal_form(words) if legal_form else words)


def _words(name: str) -> list[str]:
    plain = without_accents(name.casefold())
    # Dots and apostrophes join ("S.A.", "O'Neill"); every other sign separates.
    kept = "".join(
        character if is_part_of_word(character) else "" if character in ".'\u2019\u02bc" else " " for character in plain
    )
    return kept.split() or [name.strip()]


def _without_legal_form(words: list[str]) -> list[str]:
    """A name that is nothing but a legal form keeps it."""
    rest = list(words)
    while len(rest) > 1:
        phrase = next((p for p in _LEGAL_PHRASES if len(p) < len(rest) and tuple(rest[-len(p) :]) == p), None)
        if phrase:
            del rest[-len(phrase) :]
        elif rest[-1] in _LEGAL_FORMS:
            del rest[-1]
        else:
            break
    if len(rest) > 1 and rest[0] in _LEADING_FORMS:
        del rest[0]
    return rest
