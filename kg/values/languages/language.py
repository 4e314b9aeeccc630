"""What the machinery must know of a language, in the words of the language."""

from __future__ import annotations

from dataclasses import dataclass, field

Words = str
"""Words or phrases, separated by ``|``. Case, accents and hyphens do not matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """The words of one language; see ``docs/values.md`` for what each field is for.

    Months, weekdays, currencies and units come from CLDR and are not listed here, except forms CLDR lacks.
    """

    code: str
    decimal: str
    groups: str
    elisions: dict[str, str] = field(default_factory=dict)
    date_order: str = "dmy"

    # Numbers.
    cardinals: dict[int, Words]
    multipliers: dict[int, Words]
    collectives: dict[int, Words] = field(default_factory=dict)
    dozens: Words = ""
    ordinals: dict[int, Words]
    ordinal_endings: str = ""
    ordinal_marks: Words = ""
    denominators: dict[int, Words]
    half: Words
    joined_after_tens: tuple[int, ...] = ()
    articles_for_one: Words = ""
    and_: Words
    minus: Words
    point: Words
    over: Words
    fused: bool = False
    fused_joints: Words = ""
    fused_halves: Words = ""
    fused_stems: dict[str, int] = field(default_factory=dict)
    mixed_words: dict[str, Words] = field(default_factory=dict)
    plural_collectives: frozenset[str] = frozenset()
    denominator_suffixes: Words = ""

    # What numbers count.
    percent: Words
    percent_points: Words
    basis_points: Words
    currencies: dict[str, Words]
    default_currencies: dict[str, Words]
    ambiguous_currencies: dict[str, Words]
    subunits: dict[str, Words]
    units: dict[str, Words] = field(default_factory=dict)
    superlatives: Words = ""
    superlative_suffixes: Words = ""
    ranks: dict[int, Words] = field(default_factory=dict)
    numero: Words = ""
    rank_fillers: Words = ""

    # Qualifiers and ranges.
    qualifiers: dict[str, Words]
    equal: Words
    between: Words
    from_: Words
    to: Words
    until: Words
    fillers: Words

    # Time.
    months: dict[int, Words] = field(default_factory=dict)
    weekdays: dict[int, Words] = field(default_factory=dict)
    time_units: dict[str, tuple[Words, Words]]
    today: dict[int, Words]
    last: Words
    this: Words
    next: Words
    after_next: Words = ""
    plural_relatives: Words = ""
    ago: Words
    hence: Words
    within: Words = ""
    before: Words
    after: Words = ""
    since: Words = ""
    starting: Words = ""
    deadline: Words
    modifiers: dict[str, Words]
    decades: dict[int, Words] = field(default_factory=dict)
    decade_marks: Words = ""
    fiscal: Words
    quarters: dict[int, Words]
    halves: dict[int, Words]
    half_words: Words = ""
    rest: dict[str, Words]
    same: Words = ""
    few: Words = ""
    whole: Words = ""
    of_the: Words = ""
    time_fillers: Words
