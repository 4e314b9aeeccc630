"""The vocabulary of SHACL: which terms exist, so that a misspelt one is an error and not a constraint that is ignored.

Source: https://www.w3.org/ns/shacl.ttl (W3C Recommendation, 20 July 2017, with SHACL Advanced Features).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.vocab import SH

if TYPE_CHECKING:
    from collections.abc import Mapping

PARAMETERS: Mapping[str, str] = {
    "and": "AndConstraintComponent",
    "class": "ClassConstraintComponent",
    "closed": "ClosedConstraintComponent",
    "datatype": "DatatypeConstraintComponent",
    "disjoint": "DisjointConstraintComponent",
    "equals": "EqualsConstraintComponent",
    "hasValue": "HasValueConstraintComponent",
    "in": "InConstraintComponent",
    "languageIn": "LanguageInConstraintComponent",
    "lessThan": "LessThanConstraintComponent",
    "lessThanOrEquals": "LessThanOrEqualsConstraintComponent",
    "maxCount": "MaxCountConstraintComponent",
    "maxExclusive": "MaxExclusiveConstraintComponent",
    "maxInclusive": "MaxInclusiveConstraintComponent",
    "maxLength": "MaxLengthConstraintComponent",
    "minCount": "MinCountConstraintComponent",
    "minExclusive": "MinExclusiveConstraintComponent",
    "minInclusive": "MinInclusiveConstraintComponent",
    "minLength": "MinLengthConstraintComponent",
    "node": "NodeConstraintComponent",
    "nodeKind": "NodeKindConstraintComponent",
    "not": "NotConstraintComponent",
    "or": "OrConstraintComponent",
    "pattern": "PatternConstraintComponent",
    "property": "PropertyShapeComponent",
    "qualifiedMaxCount": "QualifiedMaxCountConstraintComponent",
    "qualifiedMinCount": "QualifiedMinCountConstraintComponent",
    "sparql": "SPARQLConstraintComponent",
    "uniqueLang": "UniqueLangConstraintComponent",
    "xone": "XoneConstraintComponent",
}
"""Parameter to the component it declares; `property` declares none that results name."""

ONLY_ONE: frozenset[str] = frozenset(
    {
        "closed",
        "datatype",
        "deactivated",
        "flags",
        "ignoredProperties",
        "in",
        "languageIn",
        "maxCount",
        "maxExclusive",
        "maxInclusive",
        "maxLength",
        "minCount",
        "minExclusive",
        "minInclusive",
        "minLength",
        "nodeKind",
        "path",
        "qualifiedMaxCount",
        "qualifiedMinCount",
        "qualifiedValueShapesDisjoint",
        "severity",
        "uniqueLang",
    }
)
"""Properties of which a shape has at most one value (syntax rules of the Recommendation, appendix A)."""

ONLY_WITH_PATH: frozenset[str] = frozenset(
    {
        "lessThan",
        "lessThanOrEquals",
        "maxCount",
        "minCount",
        "qualifiedMaxCount",
        "qualifiedMinCount",
        "qualifiedValueShape",
        "uniqueLang",
    }
)
"""Parameters that only a property shape may have."""

SHAPE_PARAMETERS: frozenset[str] = frozenset({"node", "property", "not", "qualifiedValueShape"})
"""Parameters whose value is a shape."""

SHAPE_LIST_PARAMETERS: frozenset[str] = frozenset({"and", "or", "xone"})
"""Parameters whose value is a list of shapes."""

TARGETS: frozenset[str] = frozenset({"targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf"})

NODE_KINDS: frozenset[str] = frozenset(
    {"BlankNode", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRI", "IRIOrLiteral", "Literal"}
)

UNSUPPORTED: frozenset[str] = frozenset({"entailment", "expression", "js", "target", "values"})
"""Terms of SHACL and its Advanced Features that change what a shape means and that this program does not evaluate."""

_CLASSES = (
    "AbstractResult ConstraintComponent Function JSConstraint JSExecutable JSFunction JSLibrary JSRule JSTarget "
    "JSTargetType JSValidator NodeKind NodeShape Parameter Parameterizable PrefixDeclaration PropertyGroup "
    "PropertyShape ResultAnnotation Rule SPARQLAskExecutable SPARQLAskValidator SPARQLConstraint "
    "SPARQLConstructExecutable SPARQLExecutable SPARQLFunction SPARQLRule SPARQLSelectExecutable "
    "SPARQLSelectValidator SPARQLTarget SPARQLTargetType SPARQLUpdateExecutable Severity Shape Target TargetType "
    "TripleRule ValidationReport ValidationResult Validator ExpressionConstraintComponent JSConstraintComponent"
)
_INDIVIDUALS = "Info Rules Violation Warning this"
_PROPERTIES = (
    "alternativePath annotationProperty annotationValue annotationVarName ask condition conforms construct datatype "
    "deactivated declare defaultValue description detail entailment expression filterShape flags focusNode group "
    "ignoredProperties intersection inversePath js jsFunctionName jsLibrary jsLibraryURL labelTemplate message name "
    "namespace nodes nodeValidator object oneOrMorePath optional order parameter path predicate prefix prefixes "
    "propertyValidator qualifiedValueShape qualifiedValueShapesDisjoint result resultAnnotation resultMessage "
    "resultPath resultSeverity returnType rule select severity shapesGraph shapesGraphWellFormed sourceConstraint "
    "sourceConstraintComponent sourceShape subject suggestedShapesGraph target targetClass targetNode targetObjectsOf "
    "targetSubjectsOf union update validator value values zeroOrMorePath zeroOrOnePath"
)

KNOWN: frozenset[str] = frozenset(
    [
        *_CLASSES.split(),
        *_INDIVIDUALS.split(),
        *_PROPERTIES.split(),
        *NODE_KINDS,
        *PARAMETERS,
        *PARAMETERS.values(),
    ]
)
"""Local names of all terms in the namespace."""


def sh(name: str) -> str:
    """The IRI of a term of SHACL.

    Example:
        >>> sh("path")
        'http://www.w3.org/ns/shacl#path'
    """
    return SH + name


def local_part(name: str) -> str:
    """What stands behind the last `#`, `/` or `:` of an IRI or a prefixed name.

    Example:
        >>> local_part("http://www.w3.org/ns/shacl#path"), local_part("biz:Partnership")
        ('path', 'Partnership')
    """
    return re.split("[#/:]", name)[-1]


def component_of(parameter: str) -> str:
    """The IRI of the constraint component that a parameter declares."""
    return SH + PARAMETERS[parameter]
