"""Names in, candidates out; keys in, referents out."""

import math
import re
import sqlite3
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.gazetteer.distance import distance
from kg.gazetteer.model import Candidate, Referent, Sense
from kg.gazetteer.names import agrees, fold
from kg.gazetteer.ranks import GIVEN, MOST_PEOPLE
from kg.gazetteer.rows import GOVERNMENT, Row, government_of, referent_of

CACHED = 1 << 13
# More tokens than this in one name would be a list ("14th Motorized Infantry Brigade of the Armed Forces of Sudan").
MOST_TOKENS = 16
PARTS = frozenset({"Settlement", "Region"})
# The end of *Assad's*, of *Russians'* and of *Kherson-* is no part of the name.
APOSTROPHES = "'’"
RAGGED_END = re.compile(r"(?:['’]s?|[^\w.)])$")


# A place in a country that the text names is meant as often as one of fifty times its people elsewhere, one in a region
# that it names as often as one of ten times more. Chosen by judgement; not measured.
COUNTRY_NAMED = 1.7
REGION_NAMED = 1.0
# What is given by hand is meant at least as often as a city of a million, a country or body more than any.
GIVEN_WEIGHT = 1_000_000
CURATED_WEIGHT = 50_000_000

# Kilometres from a district's middle within which a settlement counts as in it; few districts are wider.
DISTRICT = 100.0


class Start(NamedTuple):
    """What names begin with a word: the most words of one, and whether a curated one begins in lower case."""

    words: int
    lower: bool


class Gazetteer:
    """A compiled gazetteer that is open for reading. All look-ups are remembered; none changes anything."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._names = lru_cache(maxsize=CACHED)(self._read_names)
        self._start = lru_cache(maxsize=CACHED)(self._read_start)
        self._referent = lru_cache(maxsize=CACHED)(self._read_referent)
        self._seat = lru_cache(maxsize=CACHED)(self._read_seat)
        self._ancestors = lru_cache(maxsize=CACHED)(self._read_ancestors)
        self._lower = frozenset(word for (word,) in connection.execute("SELECT word FROM starts WHERE lower"))

    def find(self, name: str) -> tuple[Candidate, ...]:
        """What the name as written may denote, likeliest first: curated entries, then places by population.

        Shy readings are left out: `match` finds them, whose caller sees the sentence.
        """
        return tuple(candidate for candidate in self._names(name) if not candidate.shy)

    def match(
        self, text: str, begins: Sequence[int], ends: Sequence[int], start: int
    ) -> tuple[int, tuple[Candidate, ...]] | None:
        """The longest name that begins at token `start`: the token after it, and what it may denote.

        `begins` and `ends` are the tokens' characters in `text`.
        """
        first = text[begins[start] : ends[start]]
        if not (first[0].isupper() or first[0].isdigit() or first.lower() in self._lower or "-" in first):
            return None
        words = self._start(fold(first).split(" ")[0]).words
        if start + 1 < len(begins) and (not words or text[begins[start + 1]] in APOSTROPHES):
            # "People's" is two tokens and one word.
            words = max(words, self._start(fold(text[begins[start] : ends[start + 1]]).split(" ")[0]).words)
        if not words:
            return None
        for end in reversed(self._ends(text, begins, ends, start, words)):
            name = text[begins[start] : ends[end - 1]]
            found = () if RAGGED_END.search(name) else self._names(name)
            if found:
                return end, found
        return None

    def _ends(self, text: str, begins: Sequence[int], ends: Sequence[int], start: int, words: int) -> list[int]:
        """The token ends of all runs from `start` that have no more than so many words, and no line break."""
        runs = [start + 1]
        for end in range(start + 2, min(len(begins), start + MOST_TOKENS) + 1):
            run = text[begins[start] : ends[end - 1]]
            if "\n" in run or fold(run).count(" ") >= words:
                break
            runs.append(end)
        return runs

    def referent(self, key: str) -> Referent:
        """What is known of a key. Raises KeyError for one that the gazetteer has not."""
        return self._referent(key)

    def country_of(self, key: str) -> str | None:
        """The key of its country; a country's own key."""
        return self.referent(key).country

    def within(self, key: str, ancestor: str) -> bool:
        """Whether the one is the other or lies in it: settlement, region, country, wider region."""
        return key == ancestor or ancestor in self._ancestors(key)

    def seat_of(self, country: str) -> str | None:
        """The key of the town from which a country is governed, by the names that stand for its government."""
        return self._seat(country)

    def lies_in(self, key: str, area: str) -> bool:
        """Whether the one is in the other; of a settlement, whose district is not known, whether it is near the district.

        A district is a region within a region, "near" within `DISTRICT` kilometres of its middle.
        """
        if self.within(key, area):
            return True
        own, held = self.referent(key), self.referent(area)
        same = own.part_of is not None and own.part_of == held.part_of and own.part_of.startswith("region/")
        if not same or "Settlement" not in own.types or "Region" not in held.types:
            return False
        return distance(own, held) <= DISTRICT

    def choose(
        self,
        candidates: Collection[Candidate],
        *,
        context: Collection[str] = (),
        hint: str | None = None,
        kinds: Collection[str] = (),
    ) -> Candidate | None:
        """The likeliest of the candidates, None where no one is left.

        Of those of the wanted classes (`kinds`; none wants all) one that lies within `hint`, or in the region of the
        town `hint`; else a country before a town of its name; else the largest, where a place counts for more in a
        country or region that the context (keys of the text's other places) names.
        """
        wanted = [c for c in candidates if not kinds or not set(kinds).isdisjoint(self.referent(c.key).types)]
        inside = [c for c in wanted if hint and self._near(c.key, hint)]
        ranked = sorted(inside or self._weighty(wanted), key=lambda c: self._score(c, context), reverse=True)
        return ranked[0] if ranked else None

    def _near(self, key: str, hint: str) -> bool:
        """Whether it lies in the hint; of a town, in the region around the town (*Faya, Borkou*)."""
        region = self.referent(hint).part_of if "Settlement" in self.referent(hint).types else None
        return self.lies_in(key, hint) or (region is not None and self.within(key, region))

    def _weighty(self, candidates: Sequence[Candidate]) -> Sequence[Candidate]:
        """All but settlements and regions, where a country bears the name too.

        *Lebanon* is no town of Pennsylvania, *Niger* no state of Nigeria, unless the text says so (`hint`, `kinds`).
        """
        named = {c.key for c in candidates if c.sense is Sense.NAME}
        if not any("Country" in self.referent(key).types for key in named):
            return candidates
        return [c for c in candidates if PARTS.isdisjoint(self.referent(c.key).types)]

    def _score(self, candidate: Candidate, context: Collection[str]) -> float:
        """How likely it is meant: the magnitude of its population, more if the text names its country or its region."""
        own = self.referent(candidate.key)
        others = [other for other in context if other != candidate.key]
        country = any(own.country is not None and self.country_of(other) == own.country for other in others)
        held = any(not other.startswith("country/") and self.within(candidate.key, other) for other in others)
        region = own.part_of if own.part_of is not None and not own.part_of.startswith("country/") else None
        near = region is not None and any(self.within(other, region) for other in others)
        return math.log10(candidate.weight + 10) + COUNTRY_NAMED * country + REGION_NAMED * (held or near)

    def _read_names(self, name: str) -> tuple[Candidate, ...]:
        rows = self._connection.execute(
            "SELECT key, sense, written, trusted, rank FROM names WHERE folded = ? ORDER BY rank, key, sense",
            (fold(name),),
        )
        found = (
            Candidate(key=key, sense=Sense(sense), weight=_weight(-rank), shy=trusted < 0)
            for key, sense, written, trusted, rank in rows
            if agrees(name, written, trusted=trusted > 0)
        )
        return tuple(dict.fromkeys(found))

    def _read_seat(self, country: str) -> str | None:
        rows = self._connection.execute(
            "SELECT written FROM names WHERE key = ? AND sense = ? ORDER BY folded", (country, Sense.SEAT)
        )
        towns = (c for (name,) in rows for c in self._names(name) if c.key.startswith("place/"))
        own = [c for c in towns if self.country_of(c.key) == country and "Settlement" in self.referent(c.key).types]
        return max(own, key=lambda c: (c.weight, c.key)).key if own else None

    def _read_start(self, word: str) -> Start:
        row = self._connection.execute("SELECT words, lower FROM starts WHERE word = ?", (word,)).fetchone()
        return Start(row[0], bool(row[1])) if row else Start(0, lower=False)

    def _read_ancestors(self, key: str) -> frozenset[str]:
        """All that hold it, by way of its parents, its region and its country."""
        own = self.referent(key)
        rows = self._connection.execute("SELECT parent FROM parents WHERE child = ?", (key,))
        parents = {parent for (parent,) in rows} | {own.part_of, own.country}
        near = {parent for parent in parents if parent and parent != key}
        return frozenset(near).union(*(self._ancestors(parent) for parent in near))

    def _read_referent(self, key: str) -> Referent:
        row = self._connection.execute("SELECT * FROM referents WHERE key = ?", (key,)).fetchone()
        if row is not None:
            return referent_of(Row(*row))
        if key.startswith(GOVERNMENT):
            return government_of(self.referent("country/" + key.removeprefix(GOVERNMENT)))
        raise KeyError(f"the gazetteer has no {key!r}")


def _weight(likelihood: int) -> int:
    """Inhabitants that speak for a reading, from how the table ranks it."""
    if likelihood >= 2 * GIVEN - MOST_PEOPLE:
        return CURATED_WEIGHT
    if likelihood >= GIVEN - MOST_PEOPLE:
        return max(likelihood - GIVEN, GIVEN_WEIGHT)
    return max(likelihood, 0)
