"""What annotators' words mean in the ontology: labels, roles, attributes, codes, authorities."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from kg.errors import ConfigError, InputError
from kg.letters import normalised
from kg.rdftext import iri
from kg.vocab import BIZ, WIKIDATA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.config import Config, RelationMapping
    from kg.schema import Class, Code, Property, Schema, Term

MeaningKind = Literal["entity", "situation", "value", "code", "unknown"]

_CODED_VALUE = f"{BIZ}CodedValue"
# Roles of the program itself: what a situation has of these follows from spans and links.
_NO_ROLES = frozenset(BIZ + name for name in ("evidence", "matter", "mention", "sourceFile", "inDocument"))
# By what the keys of an authority become IRIs with.
_KEY_FORMS = {
    WIKIDATA: (re.compile(r"Q[1-9][0-9]*"), "Q and a number, such as Q312"),
    "lei:": (re.compile(r"[A-Z0-9]{18}[0-9]{2}"), "18 letters or digits and 2 check digits"),
}


def _has_check_digits(lei: str) -> bool:
    """Whether the last two digits of an LEI are those that the others ask for (ISO 17442-1, by ISO 7064 MOD 97-10).

    Example:
        >>> _has_check_digits("529900T8BM49AURSDO55"), _has_check_digits("529900T8BM49AURSD055")
        (True, False)
    """
    return int("".join(str(int(character, base=36)) for character in lei)) % 97 == 1


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a label stands for: a class of entity or situation, a kind of value, a code, or nothing known."""

    kind: MeaningKind
    class_: Class | None = None
    value_kind: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Look-ups of annotators' words, each answered once and remembered.

    Raises:
        ConfigError: `kg.toml` maps a word to something that the ontology does not have.
    """

    schema: Schema
    config: Config
    _meanings: dict[str, Meaning] = field(default_factory=dict)
    _roles: dict[tuple[str, str], Property | None] = field(default_factory=dict)
    _attributes: dict[tuple[str, str], Property | None] = field(default_factory=dict)
    _codes: dict[tuple[str, str], Code | None] = field(default_factory=dict)
    _overrides: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for table in ("labels", "roles", "attributes", "values"):
            words: dict[str, str] = getattr(self.config, table)
            self._overrides[table] = {normalised(word): target for word, target in words.items()}
        self._overrides["authorities"] = {normalised(name): name for name in self.config.authorities}
        self._overrides["relations"] = {normalised(name): name for name in self.config.relations}
        self._refuse_unknown_targets()

    def _refuse_unknown_targets(self) -> None:
        """A target in `kg.toml` that the ontology lacks is an error where it is written, not an empty graph later."""
        for label, target in self.config.labels.items():
            if self._meaning_of(target).kind == "unknown":
                raise self._config_error(f"label {label!r}", target, self.schema.classes.values())
        for table in ("roles", "attributes"):
            for word, target in getattr(self.config, table).items():
                if self.schema.property_called(target) is None:
                    raise self._config_error(f"{table[:-1]} {word!r}", target, self.schema.properties.values())
        for value, target in self.config.values.items():
            if not self._is_code(target):
                raise self._config_error(f"value {value!r}", target, self.schema.codes.values())
        self._refuse_unknown_relations()

    def _refuse_unknown_relations(self) -> None:
        for label, relation in self.config.relations.items():
            class_ = self.schema.class_called(relation.situation)
            if class_ is None or not class_.is_situation:
                raise self._config_error(f"relation {label!r}", relation.situation, self.schema.classes.values())
            for role in relation.roles.values():
                if self.schema.property_called(role, of=class_) is None:
                    raise self._config_error(f"relation {label!r}", role, self.schema.roles_of(class_))

    def _is_code(self, name: str) -> bool:
        return any(term.iri in self.schema.codes for term in self.schema.names.get(normalised(name), ()))

    def _config_error(self, what: str, target: str, among: Iterable[Term]) -> ConfigError:
        near = self.schema.suggestion(target, among=among)
        return ConfigError(
            f"{what} is mapped to {target!r}, which the ontology does not have",
            path=str(self.config.path),
            hint=f"did you mean {near!r}?" if near else "name a class, kind of value, property or code of the ontology",
        )

    def meaning(self, label: str) -> Meaning:
        """What a label of a mention or an event stands for."""
        found = self._meanings.get(label)
        if found is None:
            found = self._meaning_of(self._overrides["labels"].get(normalised(label), label))
            self._meanings[label] = found
        return found

    def entity_class(self, label: str) -> Class | None:
        """The class of entity that a label stands for, or None where it stands for something else."""
        meaning = self.meaning(label)
        return meaning.class_ if meaning.kind == "entity" else None

    def _meaning_of(self, name: str) -> Meaning:
        class_ = self.schema.class_called(name)
        if class_ and class_.is_entity:
            return Meaning("entity", class_)
        if class_ and class_.is_situation:
            return Meaning("situation", class_)
        if class_ and _CODED_VALUE in class_.ancestors:
            return Meaning("code", class_)
        kind = self.schema.value_kind(name)
        return Meaning("value", class_, kind) if kind else Meaning("unknown")

    def role(self, name: str, *, of: Class) -> Property | None:
        """The property that a role of a class is; a numeric suffix (`partner2`) does not count."""
        key = (of.iri, name)
        if key not in self._roles:
            self._roles[key] = self._role_of(name, of) or self._role_of(name.rstrip("0123456789"), of)
        return self._roles[key]

    def _role_of(self, name: str, of: Class) -> Property | None:
        target = self._overrides["roles"].get(normalised(name), name)
        found = self.schema.property_called(target, of=of)
        return None if found is None or found.iri in _NO_ROLES else found

    def attribute(self, name: str, *, of: Class) -> Property | None:
        """The property that an attribute of a class is."""
        key = (of.iri, name)
        if key not in self._attributes:
            self._attributes[key] = self.role(self._overrides["attributes"].get(normalised(name), name), of=of)
        return self._attributes[key]

    def code(self, word: str, *, of: Property) -> Code | None:
        """The code that a word stands for in a property's list."""
        key = (of.iri, word)
        if key not in self._codes:
            self._codes[key] = self.schema.code_called(self._overrides["values"].get(normalised(word), word), of=of)
        return self._codes[key]

    def relation(self, label: str) -> RelationMapping | None:
        """The situation that `kg.toml` makes of a relation, or None."""
        name = self._overrides["relations"].get(normalised(label))
        return self.config.relations[name] if name else None

    def authority(self, name: str) -> str | None:
        """The authority's name as it is declared, or None for an unknown one."""
        return self._overrides["authorities"].get(normalised(name))

    def _is_speakable(self, key: str, *, of: str) -> bool:
        """Whether a key of a declared authority can stand in a statement."""
        prefix = self.config.authorities[of]
        try:
            iri(prefix + key)
        except InputError:
            # Keys of these are literals, not parts of IRIs.
            return prefix in {"lei:", "matter:"}
        return True

    def key_fault(self, key: str, *, of: str) -> tuple[str, str]:
        """Why a key cannot be one of a declared authority, and what to do; empty strings where it can."""
        if not self._is_speakable(key, of=of):
            return f"no key of {of!r}: it would give no IRI", "correct the key"
        prefix = self.config.authorities[of]
        pattern, form = _KEY_FORMS.get(prefix, (None, ""))
        if pattern is not None and not pattern.fullmatch(key):
            return f"no key of {of!r}", f"a key is {form}"
        if prefix == "lei:" and not _has_check_digits(key):
            return (
                f"no key of {of!r}: its check digits are wrong",
                "look it up again: a letter or digit of it is mistaken",
            )
        return "", ""

    def label_hint(self, label: str) -> str:
        """What to do about a label that means nothing."""
        near = self.schema.suggestion(label, among=self.schema.classes.values())
        return f"did you mean {near!r}?" if near else "map it in kg.toml under [mapping.labels]"

    def any_role(self, name: str) -> Property | None:
        """The property that goes by this name, of whatever class."""
        return self.schema.property_called(self._overrides["roles"].get(normalised(name), name))

    def relation_hint(self, label: str) -> str:
        """What to do about a relation that has no place."""
        known = self.any_role(label)
        if known:
            names = sorted(self.schema.classes[iri].name for iri in known.domain if iri in self.schema.classes)
            return f"it starts at {' or '.join(names)}" if names else ""
        near = self.schema.suggestion(label, among=self.schema.properties.values())
        return f"did you mean {near!r}?" if near else "map it in kg.toml under [mapping.relations]"

    def role_hint(self, name: str, *, of: Class) -> str:
        """What to do about a role that a class does not have."""
        roles = self.schema.roles_of(of)
        near = self.schema.suggestion(name.rstrip("0123456789"), among=roles)
        return f"did you mean {near!r}?" if near else "map it in kg.toml under [mapping.roles]"
