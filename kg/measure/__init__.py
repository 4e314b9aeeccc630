"""Measures of a network: who is central, what holds together, and how that changes over time."""

from __future__ import annotations

from kg.measure.catalog import DEFAULT, MEASURES, Measure, check_names
from kg.measure.measuring import Measured, add_to, measure

__all__ = ["DEFAULT", "MEASURES", "Measure", "Measured", "add_to", "check_names", "measure"]
