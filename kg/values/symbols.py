"""The letters that stand for a class of words.

A text is read in two steps: its words become items, each a letter and what the word means; then the letters are
matched. One letter a class keeps the grammar tables (``"dmy"``, ``"ur"``) short enough to be read at a glance.
"""

from __future__ import annotations

from typing import Any, Final, TypeAlias

Item: TypeAlias = tuple[str, Any]
"""A letter of this module and the meaning of the word (its type depends on the letter)."""

# Numbers.
LITERAL: Final = "#"  # Decimal: written in digits
CARDINAL: Final = "1"  # int: a number word that is added ("treize", "doscientos")
MULTIPLIER: Final = "x"  # int: a number word that multiplies ("cent", "Mrd")
COLLECTIVE: Final = "g"  # int: "une centaine", "a hundred or so"; many of them say only the magnitude
ORDINAL: Final = "o"  # int: "third"; also a denominator ("two thirds")
ORDINAL_MULTIPLIER: Final = "O"  # int: "hundredth", "millonésimo"
DENOMINATOR: Final = "f"  # int: "quart", "Drittel"
HALF: Final = "h"  # None: "demi", "half"
ARTICLE: Final = "A"  # None: an article that may stand for one ("a", "an")
AND: Final = "&"  # None
MINUS: Final = "-"  # None: the sign, the hyphen and the dash, as well as "minus"
POINT: Final = "."  # None: the decimal mark as a word ("virgule")
OVER: Final = "/"  # None: the fraction bar, also as words ("sur", "out of")
POWER: Final = "^"  # None
PLUS: Final = "+"  # None: a sign before a number, "or more" after it
TILDE: Final = "~"  # None: "about" before a number, "to" between two
NUMBER: Final = "n"  # numbers.Found: a whole number phrase

# What numbers count.
CURRENCY: Final = "$"  # currencies.Currency
SUBUNIT: Final = "c"  # str: cents, pence
PERCENT: Final = "%"  # Decimal: percent per unit of the word (1 for "%", 0.01 for "basis points")
CHANGE: Final = "p"  # Decimal: as PERCENT, for points, which tell a difference of percentages
UNIT: Final = "u"  # units.Unit in numeric kinds, calendar.Unit in temporal ones
SUPERLATIVE: Final = "s"  # None: "plus grand"
RANK: Final = "R"  # int: a word that is a rank by itself ("leader")
NUMERO: Final = "N"  # None: "no.", "numéro"

# Ranges and qualifiers.
FROM: Final = "F"  # None
BETWEEN: Final = "B"  # None
TO: Final = "t"  # None
QUALIFIER: Final = "q"  # str: see value.QUALIFIERS
EQUAL: Final = "="  # None: "equal to", which turns "more than" into "at least"
COMMA: Final = ","  # None
FILLER: Final = ""  # None: means nothing here (articles, "de")
UNKNOWN: Final = "?"  # str: the word itself

# Time.
DAY_NUMBER: Final = "d"  # int: a number of one to three digits, or in words, that may be a day, month or short year
YEAR: Final = "y"  # int: a number of four digits or a year in words
MONTH: Final = "m"  # int: 1 to 12
MONTH_OR_NUMBER: Final = "9"  # tuple[int, int]: "sept" is September and seven
WEEKDAY_OR_ORDINAL: Final = "8"  # tuple[int, int]: "segunda" is Monday and second
WEEKDAY: Final = "w"  # int: 0 (Monday) to 6
TIME_UNIT: Final = "U"  # calendar.TimeUnit
RELATIVE: Final = "r"  # tuple[int, bool]: last -1, this 0, next 1, after next 2; whether the word is a plural
ANCHOR: Final = "a"  # int: days from the document's date (today 0, yesterday -1)
LENGTH: Final = "l"  # calendar.Length: a number with a unit of time
AGO: Final = "<"  # None
HENCE: Final = ">"  # None: "in", "from now"
WITHIN: Final = "i"  # None
BEFORE: Final = "v"  # None
AFTER: Final = "V"  # None
SINCE: Final = "S"  # None
DEADLINE: Final = "b"  # None: "d'ici", "by"
MODIFIER: Final = "e"  # str: start, mid, end
QUARTER: Final = "Q"  # int: "T2"
HALF_YEAR: Final = "H"  # int: "H1"
HALF_WORD: Final = "T"  # None: "half" of a year, which an ordinal or a unit makes sense of
FISCAL: Final = "Y"  # None
DECADE: Final = "D"  # int: "noughties" 0, "seventies" 70
DECADE_MARK: Final = "E"  # None: the "s" of "1970s", "er Jahre"
FEW: Final = "L"  # None: "few", "quelques"
REST: Final = "z"  # str: rest, earlier, later
WHOLE: Final = "W"  # None: "toute", "full"
OF: Final = "j"  # None: "of the", which makes a number after it a day
SAME: Final = "M"  # None: refers to a time named elsewhere
STARTING: Final = "G"  # None: "starting", "commençant"
