"""Label Studio: the XML of a labelling interface for texts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from kg.annotators.vocabulary import Attribute, Vocabulary


def files(vocabulary: Vocabulary) -> dict[str, str]:
    """One file; Label Studio knows no events, so their words are labels and their roles relations."""
    view = ET.Element("View")
    relations = ET.SubElement(view, "Relations")
    links = {role.item.name for event in vocabulary.events for role in event.roles}
    for name in sorted(links | {relation.item.name for relation in vocabulary.relations}):
        ET.SubElement(relations, "Relation", value=name)
    labels = ET.SubElement(view, "Labels", name="label", toName="text")
    for item in (*vocabulary.entities, *vocabulary.values, *(event.item for event in vocabulary.events)):
        ET.SubElement(labels, "Label", value=item.name, alias=item.name, hint=item.label, background=item.colour)
    ET.SubElement(view, "Text", name="text", value="$text", granularity="word")
    for attribute in vocabulary.attributes:
        _choices(view, attribute)
    ET.indent(view)
    return {"label-studio.xml": ET.tostring(view, encoding="unicode") + "\n"}


def _choices(view: ET.Element, attribute: Attribute) -> None:
    """The codes of an attribute, shown when a region is selected that may have it."""
    shown = ET.SubElement(
        view, "View", visibleWhen="region-selected", whenTagName="label", whenLabelValue=",".join(attribute.targets)
    )
    ET.SubElement(shown, "Header", value=attribute.item.label)
    choices = ET.SubElement(
        shown, "Choices", name=attribute.item.name, toName="text", perRegion="true", choice="single", showInline="true"
    )
    for code in attribute.codes:
        ET.SubElement(choices, "Choice", value=code.name, hint=code.label)
