"""Write the tables again: ``python -m kg.values.tables`` (needed when babel brings a new CLDR)."""

from __future__ import annotations

from kg.values.cldr import write_tables
from kg.values.languages import LANGUAGES

write_tables(LANGUAGES)
