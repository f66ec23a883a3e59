"""Names that the gazetteer lacks: their class by the nouns in and beside them, by what is done to them, by the model."""

from dataclasses import dataclass, replace

from kg.gazetteer import Sense
from kg.lexicon.grammar import Grammar
from kg.nlp.names.classes import BODIES, NOTHING, NameClass, class_of_name, noun_at
from kg.nlp.names.grounds import is_taken
from kg.nlp.names.runs import ORDINAL, Runs
from kg.nlp.names.values import LABELS, Name

ENCLOSING = frozenset({"in", "near", "outside", "around", "into", "toward", "towards", "across", "throughout"})
"""Prepositions whose object, if a name, is a place's."""
OFFICIAL = frozenset({"Government", "SecurityForce", "ArmedForce", "Court"})
"""Bodies whose names begin with the country or region that they are of, which is named as well."""
PRIVATE = BODIES | {"Organization", "EducationalBody", "ReligiousBody", "Group"}
"""Bodies whose names may begin with the country that they are of; it only says whose they are."""


HOUSED = OFFICIAL | PRIVATE
"""Bodies whose names may end with where they are: "Church of *Uganda*"."""
LONGEST_ACRONYM = 6
ACTING = frozenset({"nsubj", "nsubjpass", "poss", "dobj", "pobj"})


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownNames:
    """Reads names that the gazetteer lacks; `grammar` has the verbs of what is done to places."""

    runs: Runs
    grammar: Grammar | None

    def name_at(self, start: int, end: int) -> Name | None:
        """A name that the gazetteer lacks; its class from the nouns in and beside it, then from the model."""
        found = class_of_name(self.runs.parse, start, end, self.runs.nouns)
        entity = self.runs.labelled.get(end - 1) or self.runs.labelled.get(start)
        label = LABELS.get(entity.label) if entity else None
        placed = found is not None and found.type == "Person" and found.noun is not None and self._within(start, end)
        if found is not None and not placed and not self._describes_several(end, found, label):
            return self._classed(start, end, found)
        if ORDINAL.fullmatch(self.runs.parse.words[start]) or self.is_common(start, end):
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
        """Whether a verb makes an unknown name a place's: "*shelled* X", and "*attacked* X" if the model sees no person."""
        if self.grammar is None:
            return False
        words = self.grammar.grounds if label == "Person" else self.grammar.grounds | self.grammar.taking
        if self._stands_alone(start, end):
            words |= self.grammar.seizing
        return is_taken(self.runs.parse, start, end, words=words)

    def _stands_alone(self, start: int, end: int) -> bool:
        """Whether a name of one word is no part of a longer one in its paragraph, as a captured person's mostly is."""
        parse, name = self.runs.parse, self.runs.parse.lowers[start]
        beside = (
            parse.words[other][:1].isupper() and parse.pos[other] == "PROPN"
            for token in range(1, len(parse))
            if parse.lowers[token] == name
            for other in (token - 1,)
        )
        return end == start + 1 and not any(beside)

    def _within(self, start: int, end: int) -> bool:
        """Whether a preposition that nearly always takes a place makes an unknown name one: "near X"; no "in NATO"."""
        held = start > 1 and self.runs.parse.words[start - 2] == "-" and self._is_holding(start - 1)
        return (held or (start > 0 and self.runs.parse.lowers[start - 1] in ENCLOSING)) and not self.runs.parse.quote(
            start, end
        ).isupper()

    def _is_holding(self, token: int) -> bool:
        """Whether a participle says whose a place is: "rebel-*held* X", not "Iran-*backed* X"."""
        parse, grammar = self.runs.parse, self.grammar
        known = frozenset[str]() if grammar is None else grammar.grounds | grammar.taking | grammar.holding
        return parse.tags[token] == "VBN" and parse.lemmas[token] in known

    def is_common(self, start: int, end: int) -> bool:
        """Whether it is but a noun with a capital, at the start of a sentence or in a headline: "*Rebels* seized …"."""
        noun = noun_at(self.runs.parse, end - 1, self.runs.nouns, start=start)
        return noun is not None and len(noun.words) == end - start
