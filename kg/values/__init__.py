"""Business values from words: money, dates, periods, durations, ranks, quantities, percentages.

>>> from kg.values import read
>>> read("environ 1,37 milliard d'euros", kind="money", language="fr").to_json()["value"]
'1370000000'
"""

from kg.values.reading import read
from kg.values.value import KINDS, QUALIFIERS, Value

__all__ = ["KINDS", "QUALIFIERS", "Value", "read"]
