"""Names in a paragraph: by the gazetteer, then by what the sentence says, then by the statistical label."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.facts import SectionKind
from kg.gazetteer import Candidate, Gazetteer, Sense
from kg.lexicon.grammar import Grammar
from kg.lexicon.nouns import Nouns
from kg.nlp.names.classes import NOTHING, noun_at, title_end
from kg.nlp.names.runs import Runs
from kg.nlp.names.unknown import UnknownNames
from kg.nlp.names.values import LABELS, Name
from kg.nlp.parse import Parse

__all__ = ["Name", "find_names"]

ARTICLES = re.compile(r"[Tt]he|[Aa]n?")


def find_names(
    parse: Parse,
    *,
    gazetteer: Gazetteer,
    nouns: Nouns,
    dated: frozenset[int] = frozenset(),
    grammar: Grammar | None = None,
) -> Iterator[Name]:
    """The names of a paragraph from left to right; they do not overlap, nor run into dates (`dated` tokens).

    `grammar` has the verbs of what is done to places.
    """
    labelled = {token: entity for entity in parse.entities for token in range(entity.start, entity.end)}
    runs = Runs(parse=parse, gazetteer=gazetteer, nouns=nouns, labelled=labelled, dated=dated)
    finder = _Finder(runs=runs, unknown=UnknownNames(runs=runs, grammar=grammar))
    token = 0
    while token < len(parse):
        name = finder.name_at(token)
        if name is None:
            token = max(token + 1, title_end(parse, token, nouns), finder.common_end(token))
        else:
            yield name
            token = name.end


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finder:
    runs: Runs
    unknown: UnknownNames

    def name_at(self, token: int) -> Name | None:
        """The name that begins at a token: the gazetteer's, or the run of capitals or model's span that goes beyond it."""
        if not self.runs.parse.words[token][:1].isalnum() or (
            ARTICLES.fullmatch(self.runs.parse.words[token]) and not self._titled(token)
        ):
            return None
        outlet = self._outlet(token)
        if outlet is not None:
            return outlet
        known = self.runs.known_at(token)
        people = self._people(token, known)
        return people if people is not None else self._run(token, known)

    def _run(self, token: int, known: tuple[int, tuple[Candidate, ...]] | None) -> Name | None:
        """What the gazetteer knows, or the longer name that it is but the beginning of."""
        end = self.runs.end(token, known[0] if known else token)
        if known and (last := self._facility_end(*known)) > known[0] and last >= end:
            return self.unknown.name_at(token, last)
        if known and (end <= known[0] or not self.runs.binds(known[0], end) or self._is_of_an_office(end)):
            return self._known(token, *known) if not self._is_only_in_a_name(*known) else self._nothing(token, known[0])
        return self._behind_a_modifier(token, end) or self.unknown.name_at(token, end) if end > token else None

    def _people(self, token: int, known: tuple[int, tuple[Candidate, ...]] | None) -> Name | None:
        """The part of a people that lives in a country: "*Syrian Kurds*"."""
        if known is None or not _is_country(known[1], Sense.DEMONYM) or known[0] >= len(self.runs.parse):
            return None
        people = self.runs.known_at(known[0])
        if people is None or not any(c.sense is Sense.PEOPLE and c.key.startswith("group/") for c in people[1]):
            return None
        nation = tuple(c for c in known[1] if c.sense is Sense.DEMONYM)
        whole = Name(start=token, end=known[0], candidates=nation)
        return Name(start=token, end=people[0], type="Group", certain=True, whole_of=whole)

    def _behind_a_modifier(self, token: int, end: int) -> Name | None:
        """The country that a name of two words ends in if the first only modifies it: "*Western* Mali", "*Radical* Greek nuns"."""
        parse = self.runs.parse
        known = self.runs.known_at(token + 1) if end == token + 2 else None
        if known is None or known[0] != end:
            return None
        entity = self.runs.labelled.get(token)
        first = parse.sentences[parse.sentence_of[token]][0] == token
        # "*Neighbouring* Togo": a participle with the capital of a sentence.
        modifier = first and parse.lowers[token].endswith("ing")
        placed = modifier or (entity is not None and LABELS.get(entity.label) in ("Settlement", "Region"))
        opening = first and end < len(parse) and parse.tags[end] in ("NN", "NNS")
        if (placed and _is_country(known[1], Sense.NAME)) or (opening and _is_country(known[1], Sense.DEMONYM)):
            return self._known(token + 1, *known)
        return None

    def _outlet(self, token: int) -> Name | None:
        """Who publishes, in the brackets of a dateline: "BEIRUT (*Levant Daily*) -"."""
        parse = self.runs.parse
        if parse.section is not SectionKind.DATELINE or not token or parse.words[token - 1] != "(":
            return None
        end = next((t for t in range(token, len(parse)) if parse.words[t] == ")"), token)
        known = self.runs.known_at(token)
        if end == token or (known and known[0] == end):
            return None
        return Name(start=token, end=end, type="MediaOrganization", certain=True)

    def common_end(self, token: int) -> int:
        """The end of the common noun with capitals that begins here, the token itself where none does."""
        if not self.runs.parse.words[token][:1].isupper():
            return token
        end = self.runs.end(token, token)
        return end if end > token and self.unknown.is_common(token, end) else token

    def _titled(self, token: int) -> bool:
        """Whether the gazetteer knows a name by its article."""
        known = self.runs.gazetteer.match(self.runs.parse.text, self.runs.parse.begins, self.runs.parse.ends, token)
        return (
            known is not None
            and known[0] > token + 1
            and self.runs.gazetteer.find(self.runs.parse.quote(token + 1, known[0])) == ()
        )

    def _facility_end(self, end: int, candidates: tuple[Candidate, ...]) -> int:
        """The end of a facility's name that begins with a person's or town's: "*Dover* General Hospital"; else `end`."""
        parse, last = self.runs.parse, end
        if not candidates[0].key.startswith(("place/", "person/", "region/")):
            return end
        while last < len(parse) and parse.words[last][:1].isupper() and parse.pos[last] in ("PROPN", "ADJ", "NOUN"):
            last += 1
        noun = noun_at(parse, last - 1, self.runs.nouns, start=end, named=True) if last > end + 1 else None
        return last if noun is not None and noun.type in ("Facility", "EducationalBody") else end

    def _is_of_an_office(self, end: int) -> bool:
        """Whether what follows a known name is the beginning of an office: "U.S. *Energy* Secretary X"."""
        parse = self.runs.parse
        noun = noun_at(parse, end, self.runs.nouns, start=end) if end < len(parse) else None
        return noun is not None and noun.office and parse.words[end][:1].isupper()

    def _is_only_in_a_name(self, end: int, candidates: tuple[Candidate, ...]) -> bool:
        """Whether a town or region is but what a thing is named after: "*Lassa* virus", "the *Ohio* strain"."""
        parse = self.runs.parse
        if end >= len(parse) or not candidates[0].key.startswith(("place/", "region/")):
            return False
        noun = noun_at(parse, end, self.runs.nouns, start=end)
        return noun is not None and noun.type == NOTHING and noun.name_head and parse.words[end].islower()

    def _nothing(self, start: int, end: int) -> Name:
        """A name of no one and of nowhere."""
        return Name(start=start, end=end, certain=True)

    def _known(self, start: int, end: int, candidates: tuple[Candidate, ...]) -> Name:
        """A gazetteer's name, with the class that the model suggests."""
        entity = self.runs.labelled.get(start)
        type_ = LABELS.get(entity.label) if entity else None
        return Name(start=start, end=end, candidates=candidates, type=type_)


def _is_country(candidates: tuple[Candidate, ...], sense: Sense) -> bool:
    return any(candidate.sense is sense and candidate.key.startswith("country/") for candidate in candidates[:1])
