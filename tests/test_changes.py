from __future__ import annotations

import gzip

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import changes
from kg.changes import Changes


def quad(name):
    return ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(name))


QUADS = st.frozensets(st.sampled_from([quad(name) for name in "abcdef"]))


def difference(before, after):
    return Changes(after - before, before - after)


@given(QUADS, QUADS, QUADS)
def test_two_steps_together_are_the_difference_between_first_and_last(first, second, third):
    assert difference(first, second).then(difference(second, third)) == difference(first, third)


@pytest.fixture
def versions(tmp_path):
    """Three versions, of which the first has an outcome, and what the others changed."""
    found = []
    for number in (1, 2, 3):
        version = tmp_path / f"version-{number}"
        (version / "store").mkdir(parents=True)
        (version / "store" / f"{number}.sst").write_text("x")
        if number == 1:
            (version / changes.FOLDER).mkdir()
            (version / changes.FOLDER / "version-1.key.json.gz").touch()
        else:
            changes.carry(version, previous=found[-1])
            step = Changes(added=frozenset({quad(f"{number}\u2028\n\r\x85.")}))
            changes.record(version, previous=found[-1], changes=step)
        found.append(version)
    return found


def since(versions, *, number=1):
    earlier = versions[number - 1]
    return changes.since(versions[-1], name=earlier.name, known=changes.fingerprint(earlier))


@pytest.mark.parametrize(("number", "steps"), [(1, [2, 3]), (2, [3]), (3, [])])
def test_the_steps_since_a_version_are_put_together(versions, number, steps):
    assert since(versions, number=number) == Changes(frozenset(quad(f"{step}\u2028\n\r\x85.") for step in steps))


def test_another_version_of_the_same_name_is_not_taken(versions):
    assert changes.since(versions[-1], name="version-1", known="0" * 64) is None


def _garbled(path):
    path.write_bytes(b"x")


def _another_count(path):
    content = gzip.decompress(path.read_bytes()).decode().replace('"quads": 1', '"quads": 2')
    path.write_bytes(gzip.compress(content.encode()))


def _no_quads(path):
    content = gzip.decompress(path.read_bytes()).decode().replace("<urn:s>", "<urn s>")
    path.write_bytes(gzip.compress(content.encode()))


def _circle(path):
    content = gzip.decompress(path.read_bytes()).decode().replace('"version-1"', '"version-3"')
    path.write_bytes(gzip.compress(content.encode()))


@pytest.mark.parametrize("damage", [_garbled, _another_count, _no_quads, _circle])
def test_a_damaged_step_breaks_the_chain(versions, damage):
    path = versions[-1] / changes.FOLDER / "version-2.changes.gz"
    path.unlink(missing_ok=True)
    path.write_bytes((versions[1] / changes.FOLDER / "version-2.changes.gz").read_bytes())

    damage(path)

    assert since(versions) is None


def test_few_changes_are_few_in_a_graph_of_any_size():
    assert changes.limit(0) == 2000
    assert changes.limit(500_000) == 50_000
    assert changes.limit(10**9) == 100_000
