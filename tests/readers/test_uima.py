from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.model import EquivalenceSet, Event, Link, Relation, Skipped
from kg.readers import uima
from kg.readers.found import Found
from kg.readers.uimalayers import BETWEEN_TOKENS, NO_ENDS

cassis = pytest.importorskip("cassis", reason="the extra uima is not installed")

SHARED = Path(os.environ.get("KG_SHARED") or Path(__file__).parents[2].parent / "shared")
REAL = SHARED / "data/formats/uima"
TEXT = "👍 Soleil rachète Lune."
# In UTF-16 units, as UIMA counts.
SOLEIL, LUNE, BUYS = (3, 9), (18, 22), (10, 17)

ANNOTATION, TOP, STRING, ARRAY = "uima.tcas.Annotation", "uima.cas.TOP", "uima.cas.String", "uima.cas.FSArray"
NAMED = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"


def make_types() -> Any:
    types = cassis.TypeSystem()
    named = types.create_type(NAMED, ANNOTATION)
    types.create_feature(named, "value", STRING)
    types.create_feature(named, "identifier", STRING)
    types.create_feature(named, "certainty", STRING)
    link = types.create_type("webanno.custom.BuysLink", TOP)
    types.create_feature(link, "role", STRING)
    types.create_feature(link, "target", ANNOTATION)
    host = types.create_type("webanno.custom.Buys", ANNOTATION)
    types.create_feature(host, "arguments", ARRAY, elementType=link)
    types.create_feature(host, "cause", ANNOTATION)
    owns = types.create_type("webanno.custom.Owns", ANNOTATION)
    types.create_feature(owns, "Governor", ANNOTATION)
    types.create_feature(owns, "Dependent", ANNOTATION)
    types.create_feature(owns, "value", STRING)
    chain = types.create_type("webanno.custom.CoreferenceChain", "uima.cas.AnnotationBase")
    item = types.create_type("webanno.custom.CoreferenceLink", ANNOTATION)
    types.create_feature(chain, "first", item)
    types.create_feature(item, "next", item)
    types.create_feature(item, "referenceType", STRING)
    facts = types.create_type("webanno.custom.Article", "uima.cas.AnnotationBase")
    types.create_feature(facts, "desk", STRING)
    types.create_type("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token", ANNOTATION)
    data = types.create_type("de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData", ANNOTATION)
    types.create_feature(data, "documentTitle", STRING)
    return types


class Corpus:
    """A CAS that is filled and written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.types = make_types()
        self.cas = cassis.Cas(self.types, sofa_string=TEXT)

    def make(self, name: str, span: tuple[int, int] | None = None, **features: Any) -> Any:
        where = {"begin": span[0], "end": span[1]} if span else {}
        # dkpro-cassis counts code points in memory.
        where = {key: at - 1 for key, at in where.items()}
        kind = name if "." in name and name.startswith(("de.", "uima.")) else f"webanno.custom.{name}"
        return self.types.get_type(kind)(**where, **features)

    def add(self, name: str, span: tuple[int, int] | None = None, **features: Any) -> Any:
        made = self.make(name, span, **features)
        self.cas.add(made)
        return made

    def array(self, *elements: Any) -> Any:
        return self.types.get_type(ARRAY)(elements=list(elements))

    def read(self, form: str = "xmi") -> Found:
        if form == "json":
            file = self.folder / "a.json"
            self.cas.to_json(file)
        else:
            file = self.folder / "a.xmi"
            self.cas.to_xmi(file)
            self.types.to_xml(self.folder / "TypeSystem.xml")
        found = list(uima.documents(str(file), uima.type_systems(str(file))))
        assert len(found) == 1
        assert isinstance(found[0], Found)
        return found[0]


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return Corpus(tmp_path)


@pytest.mark.parametrize("form", ["xmi", "json"])
def test_an_annotation_is_a_mention_in_code_points(corpus: Corpus, form: str) -> None:
    corpus.add(NAMED, SOLEIL, value="ORG")

    found = corpus.read(form)

    assert (found.id, found.text) == ("", TEXT)
    assert [(m.label, m.fragments, m.text) for m in found.annotations.mentions] == [("ORG", ((2, 8),), "Soleil")]
    assert found.annotations.account.read == 1


def test_a_layer_without_value_gives_the_label(corpus: Corpus) -> None:
    corpus.add("Buys", BUYS)

    assert [mention.label for mention in corpus.read().annotations.mentions] == ["Buys"]


def test_other_features_are_attributes(corpus: Corpus) -> None:
    corpus.add(NAMED, SOLEIL, value="ORG", certainty="possible")

    found = corpus.read().annotations

    target = found.mentions[0].id
    assert [(a.id, a.target, a.name, a.value) for a in found.attributes] == [
        (f"{target}-certainty", target, "certainty", "possible")
    ]


@pytest.mark.parametrize(
    ("identifier", "authority", "key"),
    [
        pytest.param("http://www.wikidata.org/entity/Q30", "Wikidata", "Q30", id="wikidata"),
        pytest.param("https://example.org/x", "IRI", "https://example.org/x", id="another-iri"),
        pytest.param("NIL", "", None, id="nil"),
    ],
)
def test_an_identifier_is_a_link(corpus: Corpus, identifier: str, authority: str, key: str | None) -> None:
    corpus.add(NAMED, SOLEIL, value="ORG", identifier=identifier)

    found = corpus.read().annotations

    assert found.links == (Link(found.mentions[0].id, authority, key, "", found.mentions[0].line),)


@pytest.mark.parametrize("form", ["xmi", "json"])
def test_a_slot_feature_is_an_event(corpus: Corpus, form: str) -> None:
    buyer, target = corpus.add(NAMED, SOLEIL, value="ORG"), corpus.add(NAMED, LUNE, value="ORG")
    links = [corpus.make("BuysLink", role=role, target=end) for role, end in (("buyer", buyer), (None, target))]
    corpus.add("Buys", BUYS, arguments=corpus.array(*links))

    found = corpus.read(form).annotations

    host = next(mention for mention in found.mentions if mention.label == "Buys")
    first, second = (mention.id for mention in found.mentions if mention.label == "ORG")
    assert found.events == (
        Event(f"{host.id}-event", "Buys", host.id, (("buyer", first), ("arguments", second)), host.line),
    )
    assert found.account.read == 4


def test_a_relation_layer_is_a_relation_from_governor_to_dependent(corpus: Corpus) -> None:
    first, second = corpus.add(NAMED, SOLEIL, value="A"), corpus.add(NAMED, LUNE, value="B")
    corpus.add("Owns", LUNE, Governor=first, Dependent=second, value="owns")

    found = corpus.read().annotations

    ends = (("Arg1", found.mentions[0].id), ("Arg2", found.mentions[1].id))
    assert found.relations == (Relation(found.relations[0].id, "owns", ends, found.relations[0].line),)


def test_a_relation_without_an_end_is_named(corpus: Corpus) -> None:
    corpus.add("Owns", LUNE, Governor=None, Dependent=corpus.add(NAMED, LUNE, value="B"))

    account = corpus.read().annotations.account

    assert ([skip.reason for skip in account.skipped], account.read) == ([NO_ENDS], 2)


def test_a_feature_that_refers_to_an_annotation_is_a_relation_of_its_name(corpus: Corpus) -> None:
    corpus.add("Buys", BUYS, cause=corpus.add(NAMED, SOLEIL, value="ORG"))

    found = corpus.read().annotations

    cause, host = (mention.id for mention in found.mentions)
    assert [(r.label, r.arguments) for r in found.relations] == [("cause", (("Arg1", host), ("Arg2", cause)))]


def test_a_relation_to_a_token_is_named(corpus: Corpus) -> None:
    token = corpus.add("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token", SOLEIL)
    corpus.add("Owns", LUNE, Governor=token, Dependent=token)

    account = corpus.read().annotations.account

    assert ([skip.reason for skip in account.skipped], account.read) == ([BETWEEN_TOKENS], 1)


def test_a_chain_is_a_set_of_its_links(corpus: Corpus) -> None:
    last = corpus.make("CoreferenceLink", LUNE, referenceType="firm")
    first = corpus.make("CoreferenceLink", SOLEIL, referenceType="firm", next=last)
    for structure in (first, last, corpus.make("CoreferenceChain", first=first)):
        corpus.cas.add(structure)

    found = corpus.read().annotations

    assert [(mention.label, mention.text) for mention in found.mentions] == [("firm", "Soleil"), ("firm", "Lune")]
    members = tuple(mention.id for mention in found.mentions)
    assert found.sets == (EquivalenceSet("Coreference", members, found.sets[0].line),)
    assert found.account.read == 3


def test_tokens_are_no_records(corpus: Corpus) -> None:
    corpus.add("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token", SOLEIL)

    assert corpus.read().annotations.account.read == 0


def test_structures_without_a_place_are_metadata(corpus: Corpus) -> None:
    corpus.add("Article", desk="Eco")
    corpus.add("de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData", (1, 4), documentTitle="Un")

    assert corpus.read().given == {"title": "Un", "Article.desk": "Eco"}


def test_mentions_know_their_lines(corpus: Corpus) -> None:
    corpus.add(NAMED, SOLEIL, value="ORG")
    corpus.cas.to_json(corpus.folder / "a.json", pretty_print=True)
    text = (corpus.folder / "a.json").read_text()

    found = next(iter(uima.documents(str(corpus.folder / "a.json"))))

    assert isinstance(found, Found)
    mention = found.annotations.mentions[0]
    assert f'"%ID": {mention.id}' in text.split("\n")[mention.line - 1]


def test_a_type_that_no_type_system_names_is_counted(corpus: Corpus, tmp_path: Path) -> None:
    corpus.add("Buys", BUYS)
    corpus.add("Buys", BUYS)
    corpus.cas.to_xmi(tmp_path / "a.xmi")

    found = next(iter(uima.documents(str(tmp_path / "a.xmi"))))

    assert isinstance(found, Found)
    assert found.annotations.account.skipped == (Skipped(0, uima.UNKNOWN_TYPE, "webanno.custom.Buys"),) * 2
    assert found.annotations.account.read == 2


def test_a_cas_without_text_is_refused(tmp_path: Path) -> None:
    cassis.Cas(make_types()).to_json(tmp_path / "a.json")

    with pytest.raises(InputError, match="no view of this CAS has a text"):
        list(uima.documents(str(tmp_path / "a.json")))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param('<!DOCTYPE a [<!ENTITY b "c">]><xmi:XMI/>', "declares XML entities", id="entities"),
        pytest.param("<xmi:XMI", "no CAS that dkpro-cassis can read: XMLSyntaxError", id="damaged"),
        pytest.param('{"%FEATURE_STRUCTURES": [{"%TYPE": "x"}]}', "no CAS that dkpro-cassis can read", id="odd"),
    ],
)
def test_a_file_that_is_no_cas_is_refused(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "a.xmi"
    file.write_text(content)

    with pytest.raises(InputError, match=message):
        list(uima.documents(str(file)))


def test_without_the_extra_the_message_says_how_to_install_it(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus.cas.to_xmi(tmp_path / "a.xmi")
    monkeypatch.setitem(sys.modules, "cassis", None)

    with pytest.raises(InputError) as caught:
        list(uima.documents(str(tmp_path / "a.xmi")))

    assert str(caught.value) == f"{tmp_path}/a.xmi: a UIMA CAS needs the extra 'uima' (pip install 'kg-news[uima]')"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param(["TypeSystem.xml", "other.xml"], ["TypeSystem.xml"], id="by-its-usual-name"),
        pytest.param(["a-typesystem.xml", "b-typesystem.xml"], ["a-typesystem.xml"], id="by-the-name-of-the-file"),
        pytest.param(["x.xml", "y.xml"], ["x.xml", "y.xml"], id="all-there-are"),
        pytest.param(["../TypeSystem.xml"], ["TypeSystem.xml"], id="in-the-folder-above"),
        pytest.param([], [], id="none"),
    ],
)
def test_the_type_system_is_found_beside_the_file(tmp_path: Path, names: list[str], expected: list[str]) -> None:
    (tmp_path / "in").mkdir()
    for name in names:
        (tmp_path / "in" / name).write_text("<typeSystemDescription/>")

    found = uima.type_systems(str(tmp_path / "in" / "a.xmi"))

    assert [Path(path).name for path in found] == expected


@pytest.mark.skipif(not REAL.is_dir(), reason="the shared data are not here")
@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        pytest.param("xmi/cas_with_smileys.xmi", {"mentions": 5, "skipped": 1}, id="named-entities"),
        pytest.param("xmi/cas_with_references.xmi", {"mentions": 3, "events": 1}, id="slots-xmi"),
        pytest.param("xmi/small_cas.xmi", {"skipped": 13}, id="no-type-system"),
        pytest.param(
            "json/fs_as_array/one-way/tsv3-testSimpleSlotFeature/data.json",
            {"mentions": 3, "events": 1},
            id="slots-json",
        ),
        pytest.param(
            "json/fs_as_array/one-way/tsv3-testSimpleSlotFeature/debug.xmi",
            {"mentions": 3, "events": 1},
            id="slots-both",
        ),
        pytest.param(
            "json/fs_as_array/ser-ref/casWithEmojiUnicodeTextAndAnnotations/data.json", {"mentions": 9}, id="emoji"
        ),
    ],
)
def test_a_real_file_reads_whole(name: str, kinds: dict[str, int]) -> None:
    file = str(REAL / "dkpro__dkpro-cassis/tests/test_files" / name)

    found = next(iter(uima.documents(file, uima.type_systems(file))))

    assert isinstance(found, Found)
    made = found.annotations
    counts = Counter(mentions=len(made.mentions), events=len(made.events), skipped=len(made.account.skipped))
    assert +counts == kinds
    assert made.account.read == counts.total()
