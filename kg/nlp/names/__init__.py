"""Names in a paragraph: by the gazetteer, then by what the sentence says, then by the statistical label."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.facts import SectionKind
from kg.gazetteer import Candidate, Gazetteer, Sense
from kg.lexicon.grammar import Grammar
from kg.lexicon.nouns import Noun, Nouns
from kg.nlp.names.classes import BODIES, NOTHING, NameClass, class_of_name, noun_at, title_end
from kg.nlp.names.grounds import is_taken
from kg.nlp.names.runs import ORDINAL, Runs
from kg.nlp.parse import Parse

LABELS = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Settlement",
    "LOC": "Region",
    "FAC": "Facility",
    "NORP": "Group",
}
"""The class that a statistical label stands for when nothing better is known."""
ENCLOSING = frozenset({"in", "near", "outside", "around", "into", "toward", "towards", "across", "throughout"})
"""Prepositions whose object, if a name, is a place's."""
CODE = re.compile(r"[A-Za-z]+\d+\w*")
"""What is no part of a person's name: "H5N1", "MH17"."""
ARTICLES = re.compile(r"[Tt]he|[Aa]n?")
OFFICIAL = frozenset({"Government", "SecurityForce", "ArmedForce", "Court"})
"""Bodies whose names begin with the country or region that they are of, which is named as well."""
PRIVATE = BODIES | {"Organization", "EducationalBody", "ReligiousBody", "Group"}
"""Bodies whose names may begin with the country that they are of; it only says whose they are."""


HOUSED = OFFICIAL | PRIVATE
"""Bodies whose names may end with where they are: "Church of *Uganda*"."""
LONGEST_ACRONYM = 6
ACTING = frozenset({"nsubj", "nsubjpass", "poss", "dobj", "pobj"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Tokens [start, end), what the gazetteer knows by them, and the class that the sentence or the model suggests.

    `noun` is the common noun that says its kind ("14th Infantry *Brigade*", "the newspaper X") and `kind_token` where
    that stands outside the name; `certain` means that the sentence, not only the model, says the class. `whole_of` is the place
    that a body's name begins with ("*California* Department of Health").
    """

    start: int
    end: int
    candidates: tuple[Candidate, ...] = ()
    type: str | None = None
    noun: Noun | None = None
    kind_token: int | None = None
    certain: bool = False
    whole_of: "Name | None" = None


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
    finder = _Finder(
        runs=Runs(parse=parse, gazetteer=gazetteer, nouns=nouns, labelled=labelled, dated=dated), grammar=grammar
    )
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
    grammar: Grammar | None

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
            return self._unknown(token, last)
        if known and (end <= known[0] or not self.runs.binds(known[0], end) or self._is_of_an_office(end)):
            return self._known(token, *known) if not self._is_only_in_a_name(*known) else self._nothing(token, known[0])
        return self._behind_a_modifier(token, end) or self._unknown(token, end) if end > token else None

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
        return end if end > token and self._is_common(token, end) else token

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

    def _unknown(self, start: int, end: int) -> Name | None:
        """A name that the gazetteer lacks; its class from the nouns in and beside it, then from the model."""
        found = class_of_name(self.runs.parse, start, end, self.runs.nouns)
        entity = self.runs.labelled.get(end - 1) or self.runs.labelled.get(start)
        label = LABELS.get(entity.label) if entity else None
        placed = found is not None and found.type == "Person" and found.noun is not None and self._within(start, end)
        if found is not None and not placed and not self._describes_several(end, found, label):
            return self._classed(start, end, found)
        if ORDINAL.fullmatch(self.runs.parse.words[start]) or self._is_common(start, end):
            return None
        if label in (None, "Person", "Organization", "Group") and (
            self._taken(start, end, label) or self._within(start, end)
        ):
            label = "Settlement"
        elif (
            (label in ("Settlement", "Region") and end == start + 1 and self._is_acronym(start))
            or self._is_plural(start, end, label)
            or (label is None and self._acts_by_acronym(start, end))
        ):
            label = "Organization"
        return Name(start=start, end=end, type=label, whole_of=self._place_within(start, end, label))

    def _acts_by_acronym(self, start: int, end: int) -> bool:
        """Whether an acronym with an article, which neither model nor lexicon knows, does or undergoes something: "*the RUF*"."""
        parse = self.runs.parse
        word = parse.words[start]
        named = end == start + 1 and self._is_acronym(start) and word.isalpha() and 3 <= len(word) <= LONGEST_ACRONYM
        return named and start > 0 and parse.lowers[start - 1] == "the" and parse.deps[start] in ACTING

    def _place_within(self, start: int, end: int, type_: str | None) -> Name | None:
        """The place that a body's name says it is of, in front or at its end."""
        return self._prefix(start, end, type_) or self._suffix(start, end, type_)

    def _suffix(self, start: int, end: int, type_: str | None) -> Name | None:
        """The place that a body's name ends with: "University of *Khartoum*", "Bank of *Ghana*"."""
        parse = self.runs.parse
        of = next((t for t in range(end - 2, start, -1) if parse.lowers[t] == "of"), None) if type_ in HOUSED else None
        known = self.runs.known_at(of + 1 + (parse.lowers[of + 1] == "the")) if of is not None else None
        if of is None or known is None or known[0] != end:
            return None
        places = tuple(
            c for c in known[1] if c.sense is Sense.NAME and c.key.startswith(("country/", "region/", "place/"))
        )
        if places[:1] != known[1][:1]:
            return None
        return Name(start=of + 1, end=end, candidates=tuple(replace(place, sense=Sense.DEMONYM) for place in places))

    def _prefix(self, start: int, end: int, type_: str | None) -> Name | None:
        """The country or region whose name, or adjective, a body's name begins with: "*Kenyan* Farmers' Union"."""
        known = self.runs.known_at(start) if type_ in OFFICIAL | PRIVATE else None
        if known is None or known[0] >= end:
            return None
        wanted = ("country/", "region/") if type_ in OFFICIAL else ("country/",)
        places = tuple(c for c in known[1] if c.sense is not Sense.SEAT and c.key.startswith(wanted))
        if places[:1] != known[1][:1]:
            return None
        if type_ not in OFFICIAL:
            places = tuple(replace(place, sense=Sense.DEMONYM) for place in places)
        return Name(start=start, end=known[0], candidates=places)

    def _is_plural(self, start: int, end: int, label: str | None) -> bool:
        """Whether an unknown name calls its bearers by what they are: "the Desert *Falcons*"."""
        parse = self.runs.parse
        many = parse.tags[end - 1] == "NNPS" or parse.lowers[end - 1].endswith("s")
        return label is None and many and end > start + 1 and start > 0 and parse.lowers[start - 1] == "the"

    def _is_acronym(self, token: int) -> bool:
        """Whether a name that only the model takes for a place is rather a body's or a thing's: "AIDS", "RSF"."""
        word = self.runs.parse.words[token]
        return word.isupper() and len(word) > 1 and not all(w.isupper() for w in self.runs.parse.words if w.isalpha())

    def _classed(self, start: int, end: int, found: NameClass) -> Name:
        """A name whose class the sentence says, which may be that it is no one's and nowhere's: "Operation X"."""
        return Name(
            start=start,
            end=end,
            type=None if found.type == NOTHING else found.type,
            noun=found.noun,
            kind_token=found.token,
            certain=True,
            whole_of=self._place_within(start, end, found.type),
        )

    def _describes_several(self, end: int, found: NameClass, label: str | None) -> bool:
        """Whether a people's or creed's name says what places are like, and names none: "*Druze* districts"."""
        parse, place = self.runs.parse, found.noun is None and found.type in ("Region", "Settlement")
        return place and label == "Group" and end < len(parse) and parse.tags[end] == "NNS"

    def _taken(self, start: int, end: int, label: str | None) -> bool:
        """Whether a verb makes an unknown name a place's: "*shelled* X", and "*captured* X" if the model sees no person."""
        if self.grammar is None:
            return False
        words = self.grammar.grounds if label == "Person" else self.grammar.grounds | self.grammar.taking
        return is_taken(self.runs.parse, start, end, words=words)

    def _within(self, start: int, end: int) -> bool:
        """Whether a preposition that nearly always takes a place makes an unknown name one: "near X"; no "in NATO"."""
        held = start > 1 and self.runs.parse.words[start - 2] == "-" and self.runs.parse.tags[start - 1] == "VBN"
        return (held or (start > 0 and self.runs.parse.lowers[start - 1] in ENCLOSING)) and not self.runs.parse.quote(
            start, end
        ).isupper()

    def _is_common(self, start: int, end: int) -> bool:
        """Whether it is but a noun with a capital, at the start of a sentence or in a headline: "*Rebels* seized …"."""
        noun = noun_at(self.runs.parse, end - 1, self.runs.nouns, start=start)
        return noun is not None and len(noun.words) == end - start


def _is_country(candidates: tuple[Candidate, ...], sense: Sense) -> bool:
    return any(candidate.sense is sense and candidate.key.startswith("country/") for candidate in candidates[:1])
