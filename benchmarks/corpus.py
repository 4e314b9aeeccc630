"""Synthetic annotated corpora: `python benchmarks/corpus.py DIR --documents 20000 --seed 1`.

Business news in English and French as brat pairs, with kg.toml and metadata.csv. The same seed and size give the same
bytes. Companies follow Zipf's law, and their number grows more slowly than that of the documents, as names in news do.
With `--companies` their number is given and each is as frequent as the other: many names from few documents.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import random
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

import wording as w

CONFIG = """# Synthetic news, written by benchmarks/corpus.py.
corpus = ["."]
graph = "graph"

[authorities]
EUCountry = "http://publications.europa.eu/resource/authority/country/"
"""
_FIRST_DAY = dt.date(2015, 1, 1)
_DAYS = 3650
_FRENCH_SHARE, _MATTER_SHARE, _REPEAT_SHARE = 0.45, 0.2, 0.3
_VOICES = ("documentVoice", "documentVoice", "announcement", "announcement", "otherMedia", "generalOpinion")
_CERTAINTIES = ("certain", "certain", "certain", "certain", "probable", "probable", "possible")
_KINDS = {"Partnership": "strategicPartnership", "Investment": "minorityStake", "CorporateChange": "merger"}


@dataclass(frozen=True, slots=True)
class Company:
    """A company as the articles know it; `link` is authority and key of its identifier, or empty."""

    name: str
    form: str
    head: str
    unit: str
    link: str


@dataclass(frozen=True, slots=True)
class Deal:
    """Something that several articles report."""

    matter: str
    sentence: int
    companies: tuple[Company, ...]


@dataclass(slots=True)
class World:
    """What articles are about.

    Attributes:
        companies: The most frequent first.
        weights: Cumulated weights: Zipf's law, or all alike.
        deals: Deals that a later article may report again.
    """

    companies: list[Company]
    weights: list[float]
    deals: list[Deal] = field(default_factory=list)

    def pick(self, rng: random.Random, *, but: tuple[Company, ...] = ()) -> Company:
        """A company that is none of `but`."""
        while True:
            company = rng.choices(self.companies, cum_weights=self.weights)[0]
            if company not in but:
                return company


def make_world(documents: int, rng: random.Random, *, companies: int | None = None) -> World:
    """The companies of a corpus of a given size, or a given number of them."""
    names: dict[str, None] = {}
    while len(names) < (companies or 40 + int(25 * documents**0.55)):
        stem = "".join(rng.choices(w.SYLLABLES, k=rng.choice((2, 3, 3)))).capitalize()
        names.setdefault(stem + rng.choice(w.DESCRIPTORS))
    known = []
    for number, name in enumerate(names):
        head = f"{rng.choice(w.FIRST_NAMES)} {''.join(rng.choices(w.SYLLABLES, k=3)).capitalize()}"
        link = f"Wikidata:Q{900_000_000 + number}" if rng.random() < 0.4 else ""
        known.append(Company(name, rng.choice(w.FORMS), head, f"{name} {rng.choice(w.UNITS)}", link))
    return World(known, list(accumulate(1.0 if companies else 1 / (rank + 3) for rank in range(len(known)))))


@dataclass(slots=True)
class Sheet:
    """A text and its annotations as they are written."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    mentions: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    attributes: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    seen: dict[tuple[str, str], str] = field(default_factory=dict)

    def say(self, words: str) -> None:
        """Add plain words."""
        self.pieces.append(words)
        self.length += len(words)

    def mention(self, label: str, words: str) -> str:
        """Add words that are a mention; its id."""
        id_ = f"T{len(self.mentions) + 1}"
        end = self.length + len(words)
        self.mentions.append(f"{id_}\t{label} {self.length} {end}\t{words}")
        self.seen.setdefault((label, words), id_)
        self.say(words)
        return id_

    def attribute(self, target: str, name: str, value: str) -> None:
        """Add an attribute."""
        self.attributes.append(f"A{len(self.attributes) + 1}\t{name} {target} {value}")

    def link(self, target: str, reference: str, words: str) -> None:
        """Add a reference to an authority."""
        number = sum(line.startswith("N") for line in self.rest) + 1
        self.rest.append(f"N{number}\tReference {target} {reference}\t{words}")


class Article:
    """One article: what it reports, its words and its annotations."""

    def __init__(self, world: World, rng: random.Random, *, number: int) -> None:
        self.world, self.rng, self.number = world, rng, number
        self.language = "fr" if rng.random() < _FRENCH_SHARE else "en"
        self.date = _FIRST_DAY + dt.timedelta(days=rng.randrange(_DAYS))
        self.hero = world.pick(rng)
        self.region = rng.choice(w.REGIONS)
        self.sheet = Sheet()
        self.title = ""

    def write(self) -> None:
        """Make the text and its annotations."""
        rng, sheet = self.rng, self.sheet
        count = rng.randint(4, 8)
        before, _, after = w.TITLES[self.language].partition("{a}")
        sheet.say(before)
        sheet.mention("Company", self.hero.name)
        sheet.say(after.format(n=w.NUMBERS[self.language][count - 2]))
        self.title = "".join(sheet.pieces)
        sheet.say("\n\n")
        used: set[str] = set()
        for _ in range(count):
            used.add(self._report(used))
            if rng.random() < 0.3:
                self._aside()
            sheet.say(rng.choice((" ", " ", "\n\n")))
        sheet.say(w.CLOSINGS[self.language] + "\n")
        self._links()

    def _report(self, used: set[str]) -> str:
        """Add a sentence with its event; the class of the situation."""
        choices, rng = w.SENTENCES[self.language], self.rng
        if self.world.deals and rng.random() < _REPEAT_SHARE * _MATTER_SHARE:
            deal = self.world.deals.pop(rng.randrange(len(self.world.deals)))
            if choices[deal.sentence].situation not in used & w.ONCE:
                return self._event(choices[deal.sentence], deal.companies, matter=deal.matter)
        index = rng.randrange(len(choices))
        while choices[index].situation in used & w.ONCE:
            index = rng.randrange(len(choices))
        first = self.hero if rng.random() < 0.7 else self.world.pick(rng)
        second = self.world.pick(rng, but=(first,))
        companies = (first, second, self.world.pick(rng, but=(first, second)))
        matter = ""
        if (
            choices[index].situation in ("Partnership", "Investment", "CorporateChange")
            and rng.random() < _MATTER_SHARE
        ):
            matter = f"matter-{self.number}-{len(self.sheet.events) + 1}"
            self.world.deals.append(Deal(matter, index, companies))
            del self.world.deals[:-500]
        return self._event(choices[index], companies, matter=matter)

    def _event(self, sentence: w.Sentence, companies: tuple[Company, ...], *, matter: str) -> str:
        sheet, status = self.sheet, self.rng.choice(sentence.statuses)
        fillers: dict[str, str] = {}
        trigger = words = ""
        for index, piece in enumerate(sentence.pieces):
            if index % 2 == 0:
                sheet.say(piece)
            elif piece.startswith("*"):
                words = piece[1:]
                trigger = sheet.mention(sentence.situation, words)
            else:
                label = "Technology" if piece == "what" and self.rng.random() < 0.3 else w.LABELS[piece]
                fillers[piece] = sheet.mention(label, self._filler(piece, companies))
        roles = {**w.COMMON_ROLES, **w.ROLES[sentence.situation]}
        event = f"E{len(sheet.events) + 1}"
        arguments = " ".join(f"{roles[slot]}:{filler}" for slot, filler in fillers.items())
        sheet.events.append(f"{event}\t{sentence.situation}:{trigger} {arguments}")
        self._qualify(event, sentence, status, words)
        if "unit" in fillers:
            number = sum(line.startswith("R") for line in sheet.rest) + 1
            sheet.rest.append(f"R{number}\tpartOf Arg1:{fillers['unit']} Arg2:{fillers['a']}")
        if matter:
            sheet.link(event, f"Matter:{matter}", "matter")
        return sentence.situation

    def _qualify(self, event: str, sentence: w.Sentence, status: str, words: str) -> None:
        """Add status, source, certainty and the codes of the class."""
        sheet, rng = self.sheet, self.rng
        sheet.attribute(event, "status", status)
        voice = "quotedParty" if "who" in sentence.slots else rng.choice(_VOICES)
        sheet.attribute(event, "sourceKind", voice)
        certainty = rng.choice(_CERTAINTIES)
        sheet.attribute(event, "certainty", "probable" if voice == "generalOpinion" else certainty)
        if words in w.CHANGES:
            indicator, direction = w.CHANGES[words]
            sheet.attribute(event, "indicator", indicator)
            sheet.attribute(event, "direction", direction)
        elif sentence.situation in _KINDS and rng.random() < 0.5:
            sheet.attribute(event, "kind", _KINDS[sentence.situation])
        elif sentence.situation == "MarketRanking" and rng.random() < 0.5:
            sheet.attribute(event, "indicator", rng.choice(("revenue", "customers", "marketShare")))

    def _filler(self, slot: str, companies: tuple[Company, ...]) -> str:
        """The words of a slot."""
        rng, language = self.rng, self.language
        if slot in "abc":
            company = companies["abc".index(slot)]
            return f"{company.name} {company.form}" if rng.random() < 0.1 else company.name
        if slot in ("who", "said_by"):
            return companies[0].head
        if slot == "unit":
            return companies[0].unit
        if slot == "region":
            return (self.region if rng.random() < 0.6 else rng.choice(w.REGIONS))[language == "fr"]
        lists = {"market": w.MARKETS, "what": w.OFFERINGS, "rank": w.RANKS}
        if slot in lists:
            return rng.choice(lists[slot][language])
        return self._value(slot)

    def _value(self, slot: str) -> str:
        rng, language = self.rng, self.language
        if slot == "money":
            return rng.choice(w.HEDGES[language]) + self._money()
        if slot == "percent":
            number = f"{rng.randint(10, 490) / 10:g}"
            return f"{number} percent" if language == "en" else f"{number.replace('.', ',')}\u00a0%"
        if slot == "duration":
            return f"{rng.choice(w.NUMBERS[language])} {'years' if language == 'en' else 'ans'}"
        if slot == "deadline":
            day = self.date + dt.timedelta(days=rng.randint(70, 1500))
            return f"{w.MONTHS[language][day.month - 1]} {day.year}"
        if slot == "since":
            return str(self.date.year - rng.randint(1, 9))
        day = self.date - dt.timedelta(days=rng.randint(0, 3))
        name = w.MONTHS[language][day.month - 1]
        return f"{day.day} {name} {day.year}" if language == "en" else f"le {day.day} {name} {day.year}"

    def _money(self) -> str:
        rng, language = self.rng, self.language
        number, scale = (rng.randint(11, 90) / 10, 1) if rng.random() < 0.3 else (rng.randint(2, 900), 0)
        currency = rng.choice(w.CURRENCIES[language])
        if language == "en":
            return f"{currency}{number:g} {('million', 'billion')[scale]}"
        plural = "s" if number >= 2 else ""
        return f"{number:g} {('million', 'milliard')[scale]}{plural} {currency}".replace(".", ",")

    def _aside(self) -> None:
        """Add a sentence that expresses no situation: two more mentions."""
        company = self.world.pick(self.rng)
        words = {"person": ("Person", company.head), "company": ("Company", company.name)}
        pieces = self.rng.choice(w.ASIDES[self.language]).replace("{", "\0{").replace("}", "}\0").split("\0")
        self.sheet.say(" ")
        for piece in pieces:
            if piece.startswith("{"):
                self.sheet.mention(*words[piece[1:-1]])
            else:
                self.sheet.say(piece)

    def _links(self) -> None:
        """Link the country of some articles and the companies of others to their authorities; add sets and notes."""
        sheet, rng = self.sheet, self.rng
        region = self.region[self.language == "fr"]
        if ("Region", region) in sheet.seen and rng.random() < 0.3:
            sheet.link(sheet.seen["Region", region], f"EUCountry:{self.region[2]}", region)
        if self.hero.link and rng.random() < 0.5:
            sheet.link(sheet.seen["Company", self.hero.name], self.hero.link, self.hero.name)
        if rng.random() < 0.05:
            sheet.rest.append("#1\tAnnotatorNotes T1\tto be looked at again")
        full = sheet.seen.get(("Company", f"{self.hero.name} {self.hero.form}"))
        if full and rng.random() < 0.5:
            sheet.rest.append(f"*\tEquiv T1 {full}")


def write_corpus(folder: Path, *, documents: int, seed: int, companies: int | None = None) -> int:
    """Write a corpus; the number of annotation lines.

    Args:
        folder: Where to; it is made where it is missing, and files of the same names are overwritten.
        documents: Number of articles.
        seed: Of the pseudo-random numbers.
        companies: Number of companies that articles choose from, all alike; by the number of articles where None.
    """
    rng = random.Random(seed)
    world = make_world(documents, rng, companies=companies)
    lines = 0
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kg.toml").write_text(CONFIG, encoding="utf-8")
    with (folder / "metadata.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("path", "title", "date", "language", "publisher", "agencies", "url"))
        for number in range(documents):
            article = Article(world, rng, number=number)
            article.write()
            name = f"{article.language}/{number // 1000:03d}/article-{number:06d}"
            lines += _write_pair(folder / name, article.sheet)
            publisher, agency = rng.choice(w.PUBLISHERS[article.language]), rng.choice(w.AGENCIES)
            address = f"https://example.org/news/{name}"
            about = (article.title, article.date.isoformat(), article.language, publisher, agency, address)
            table.writerow((f"{name}.txt", *about))
    return lines


def _write_pair(path: Path, sheet: Sheet) -> int:
    lines = [*sheet.mentions, *sheet.events, *sheet.attributes, *sheet.rest]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_suffix(".txt").write_text("".join(sheet.pieces), encoding="utf-8", newline="\n")
    path.with_suffix(".ann").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return len(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--companies", type=int, metavar="N", help="that articles choose from, all as frequent")
    options = parser.parse_args()
    lines = write_corpus(options.folder, documents=options.documents, seed=options.seed, companies=options.companies)
    print(f"{options.folder}: {options.documents:,} documents, {lines:,} annotation lines")


if __name__ == "__main__":
    main()
