"""How well values are read: ``python benchmarks/values/table.py``.

Prints, for each kind and language, how many cases of the specification set are read right, wrong and not at all,
with all cases and without the defective ones (``defective_cases.tsv``); beside it every library of ``peers.txt`` that
claims the kind; then the news cases, the round trip of what babel writes, and the time a span takes.

The libraries are installed into ``benchmarks/.work/values-peers`` on first use (``--no-peers`` leaves them out). Other
files of the same shape are read with ``--spec`` and ``--news``.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from babel_cases import LANGUAGES, agrees, cases  # noqa: E402
from scoring import RIGHT, UNANSWERED, WRONG, news_verdict, verdict  # noqa: E402

from kg.values import read  # noqa: E402

SHARED = Path(os.environ.get("KG_SHARED", HERE.parents[2] / "shared")) / "data" / "values"
PEERS = HERE.parent / ".work" / "values-peers"
_ROUNDS = 5
_WRITTEN_YEAR = re.compile(r"\d{4}|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2}\b|\b(?:[QHTSKqhtsk]\d ?\d\d|'?\d\d)$")
_YEAR_WORDS = re.compile(r"thousand|mille|mil\b|tausend|nineteen|duizend|mila")

Tally = dict[tuple[str, str], Counter[str]]


def main() -> None:
    """Print the whole report."""
    arguments = _arguments()
    rows = [json.loads(line) for line in arguments.spec.read_text("utf-8").splitlines()]
    defective = _defective()
    readings, seconds = _read_all(rows)
    peers = {} if arguments.no_peers else _peer_answers(rows)
    _print_cells(rows, readings, seconds, defective, peers)
    _print_news(arguments.news)
    _print_round_trip()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--spec", type=Path, default=SHARED / "spec_development.jsonl")
    parser.add_argument("--news", type=Path, default=SHARED / "news_development.json")
    parser.add_argument("--no-peers", action="store_true")
    return parser.parse_args()


def _defective() -> set[str]:
    lines = (HERE / "defective_cases.tsv").read_text("utf-8").splitlines()
    return {line.split("\t")[0] for line in lines if not line.startswith("#")}


def _day(written: str | None) -> dt.date | None:
    return None if written is None else dt.date.fromisoformat(written[:10])


def _read_all(rows: list[dict[str, Any]]) -> tuple[dict[str, Any], dict[str, float]]:
    """Return the reading of each row as JSON keys, and the quickest time it took in seconds."""
    readings: dict[str, Any] = {}
    seconds: dict[str, float] = {}
    for _ in range(_ROUNDS):
        for row in rows:
            day = _day(row["reference_date"])
            start = time.perf_counter()
            found = read(row["text"], kind=row["kind"], language=row["language"], reference_date=day)
            taken = time.perf_counter() - start
            seconds[row["id"]] = min(taken, seconds.get(row["id"], taken))
            readings[row["id"]] = None if found is None else found.to_json()
    return readings, seconds


def _cells_of(row: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the cells a row counts in: its kind, and for times whether the year is written."""
    cells = [(row["kind"], row["language"])]
    if row["kind"] in {"date", "period"} and _has_year(row):
        cells.append((f"{row['kind']}, year written", row["language"]))
    return cells


def _has_year(row: dict[str, Any]) -> bool:
    if "XX" in row["expected"]["timex"]:
        return False
    return bool(_WRITTEN_YEAR.search(row["text"]) or _YEAR_WORDS.search(row["text"]))


def _print_cells(
    rows: list[dict[str, Any]],
    readings: dict[str, Any],
    seconds: dict[str, float],
    defective: set[str],
    peers: dict[str, dict[str, Any]],
) -> None:
    everything: Tally = defaultdict(Counter)
    sound: Tally = defaultdict(Counter)
    times: dict[tuple[str, str], list[float]] = defaultdict(list)
    others: dict[tuple[str, str], dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for row in rows:
        outcome = verdict(row["kind"], row["expected"], readings[row["id"]])
        for cell in _cells_of(row):
            everything[cell][outcome] += 1
            if row["id"] not in defective:
                sound[cell][outcome] += 1
            times[cell].append(seconds[row["id"]])
            for peer, answers in peers.items():
                if row["id"] in answers:
                    others[cell][peer][_peer_verdict(row, answers[row["id"]])] += 1
    print(f"{'':28}{'all cases':>31}  {'without the defective':>27}  µs/span")
    print(
        f"{'':28}{'n':>5}{'right':>9}{'wrong':>7}{'no answer':>10}  {'right':>11}{'wrong':>6}{'no answer':>10}  median"
    )
    for cell in sorted(everything):
        micro = 1e6 * statistics.median(times[cell])
        print(f"{cell[0]:24}{cell[1]:>3} {_counts(everything[cell])}  {_share(sound[cell])}  {micro:6.1f}")
        for peer, counts in sorted(others[cell].items()):
            print(f"    {peer:24}{_counts(counts)}")
    print(f"median over all {len(seconds)} spans: {1e6 * statistics.median(seconds.values()):.1f} µs")


def _counts(counts: Counter[str]) -> str:
    total = counts.total()
    return f"{total:5}{100 * counts[RIGHT] / total:8.1f}%{counts[WRONG]:7}{counts[UNANSWERED]:10}"


def _share(counts: Counter[str]) -> str:
    total = counts.total() or 1
    return f"{100 * counts[RIGHT] / total:10.1f}%{counts[WRONG]:6}{counts[UNANSWERED]:10}"


def _peer_verdict(row: dict[str, Any], reading: dict[str, Any] | None) -> str:
    """Score another library, which may name one of several days that fit, and needs not mark sub-units."""
    if reading is None:
        return UNANSWERED
    expected = row["expected"]
    if row["kind"] == "date":
        return RIGHT if reading.get("value") in expected["dates"] else WRONG
    if row["kind"] == "currency":
        if not re.fullmatch(r"-?[0-9.]+(?:[eE][+-]?[0-9]+)?", reading["value"]):
            return WRONG
        outcome = verdict("number", {"value": expected["value"]}, reading)
        return outcome if outcome != RIGHT or reading["currency"] in {expected["iso"], None} else WRONG
    try:
        return verdict(row["kind"], expected, reading)
    except (ArithmeticError, KeyError):
        return WRONG  # no number, or none of the keys


def _peer_answers(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the readings of each library by case."""
    python = PEERS / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(PEERS)], check=True)
        for name in _listed_peers():  # one by one: where one cannot be installed the others still can
            subprocess.run([python, "-m", "pip", "install", "--quiet", name], check=False)
    asked = "".join(json.dumps(row) + "\n" for row in rows)
    done = subprocess.run([python, str(HERE / "peers.py")], input=asked, capture_output=True, text=True, check=True)
    answers: dict[str, dict[str, Any]] = defaultdict(dict)
    times: dict[str, list[float]] = defaultdict(list)
    for line in done.stdout.splitlines():
        answer = json.loads(line)
        if answer.get("missing"):
            print(f"not installable here: {answer['peer']}")
            continue
        answers[answer["peer"]][answer["id"]] = answer["reading"]
        times[answer["peer"]].append(answer["seconds"])
    for peer, taken in times.items():
        print(f"{peer:28}{1e6 * statistics.median(taken):10.1f} µs/span")
    return answers


def _listed_peers() -> list[str]:
    lines = (HERE / "peers.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _print_news(path: Path) -> None:
    """Print the news cases, which must agree in every key."""
    rows = json.loads(path.read_text("utf-8"))
    outcomes = Counter[str]()
    for row in rows:
        day = _day(row.get("reference_date"))
        found = read(row["text"], kind=row["kind"], language=row["lang"], reference_date=day)
        reading = None if found is None else found.to_json()
        outcome = news_verdict(row["expected"], reading)
        outcomes[outcome] += 1
        if outcome != RIGHT:
            print(f"news {row['id']} {row['text']!r}: {outcome}, read {reading}")
    print(f"news: {outcomes[RIGHT]} of {len(rows)} right in every key, {outcomes[WRONG]} wrong")


def _print_round_trip() -> None:
    """Print how much of what babel writes is read back."""
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    for language in LANGUAGES:
        for case in cases(language):
            found = read(case.text, kind=case.kind, language=case.language)
            total[case.cell, language] += 1
            right[case.cell, language] += agrees(case.expected, None if found is None else found.to_json())
    print(f"read back from babel, %   {'':4}" + "".join(f"{language:>9}" for language in LANGUAGES))
    for cell in dict.fromkeys(cell for cell, _ in total):
        shares = (f"{100 * right[cell, language] / total[cell, language]:9.2f}" for language in LANGUAGES)
        print(f"  {cell:28}" + "".join(shares))


if __name__ == "__main__":
    main()
