"""Names in a paragraph: by the gazetteer, then by what the sentence says, then by the statistical label."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.gazetteer import Candidate, Gazetteer
from kg.lexicon.nouns import Noun, Nouns
from kg.nlp.name_classes import class_of_name, noun_at, title_end
from kg.nlp.parse import Entity, Parse

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
JOINING = frozenset({"of", "for"})
INNER = frozenset({"al", "el", "de", "del", "da", "dos", "du", "la", "bin", "ibn", "ul", "ur", "van", "von", "e", "y", "-", "–", "&"})
"""Small words inside names, with capitals on both sides."""
ARTICLES = re.compile(r"[Tt]he|[Aa]n?")
ORDINAL = re.compile(r"\d+(st|nd|rd|th)")
JOINED_KINDS = ("Region", "Settlement", "Country")
"""Kinds of places whose "of" introduces the name: "the City *of* X", other than "the Gulf of X"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Tokens [start, end), what the gazetteer knows by them, and the class that the sentence or the model suggests.

    `noun` is the common noun that says its kind ("225th Assault *Regiment*", "the newspaper X") and `kind_token` where
    that stands outside the name; `certain` means that the sentence, not only the model, says the class.
    """

    start: int
    end: int
    candidates: tuple[Candidate, ...] = ()
    type: str | None = None
    noun: Noun | None = None
    kind_token: int | None = None
    certain: bool = False


def find_names(
    parse: Parse, *, gazetteer: Gazetteer, nouns: Nouns, dated: frozenset[int] = frozenset()
) -> Iterator[Name]:
    """The names of a paragraph from left to right; they do not overlap, nor run into dates (`dated` tokens)."""
    labelled = {token: entity for entity in parse.entities for token in range(entity.start, entity.end)}
    finder = _Finder(parse=parse, gazetteer=gazetteer, nouns=nouns, labelled=labelled, dated=dated)
    token = 0
    while token < len(parse):
        name = finder.name_at(token)
        if name is None:
            token = max(token + 1, title_end(parse, token, nouns))
        else:
            yield name
            token = name.end


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finder:
    parse: Parse
    gazetteer: Gazetteer
    nouns: Nouns
    labelled: dict[int, Entity]
    dated: frozenset[int]

    def name_at(self, token: int) -> Name | None:
        """The name that begins at a token: the gazetteer's, or the run of capitals or model's span that goes beyond it."""
        if not self.parse.words[token][:1].isalnum() or (ARTICLES.fullmatch(self.parse.words[token]) and not self._titled(token)):
            return None
        known = self._known_at(token)
        end = self._end(token, known[0] if known else token)
        if known and (end <= known[0] or not self._binds(known[0], end)):
            return self._known(token, *known)
        return self._unknown(token, end) if end > token else None

    def _titled(self, token: int) -> bool:
        """Whether the gazetteer knows a name by its article."""
        known = self.gazetteer.match(self.parse.text, self.parse.begins, self.parse.ends, token)
        return known is not None and known[0] > token + 1 and self.gazetteer.find(self.parse.quote(token + 1, known[0])) == ()

    def _known_at(self, token: int) -> tuple[int, tuple[Candidate, ...]] | None:
        """The gazetteer's longest name here, not cut out of a longer phrase, nor a person's name without a sign of place."""
        known = self._uncut(token)
        if known is None or all(self.parse.pos[t] in COMMON for t in range(token, known[0])):
            return None
        end, candidates = known
        if all(candidate.shy for candidate in candidates) and not self._placed(token, end):
            return None
        return known

    def _uncut(self, token: int) -> tuple[int, tuple[Candidate, ...]] | None:
        """The longest match that does not end in a modifier of what follows: "Malian *military* doctors"."""
        parse = self.parse
        known = self.gazetteer.match(parse.text, parse.begins, parse.ends, token)
        if known is None or known[0] == token + 1 or not self._is_modifier(known[0] - 1):
            return known
        for end in range(known[0] - 1, token, -1):
            found = self.gazetteer.find(parse.quote(token, end))
            if found:
                return end, found
        return None

    def _is_modifier(self, token: int) -> bool:
        parse = self.parse
        return parse.words[token].islower() and parse.pos[token] == "ADJ" and parse.heads[token] == token + 1

    def _placed(self, start: int, end: int) -> bool:
        """Whether a preposition or the place that holds it marks a name as a place's: "in Warren", "Warren, Ohio"."""
        parse = self.parse
        before = start > 0 and parse.tags[start - 1] == "IN" and parse.lowers[start - 1] not in ("by", "with", "of", "for")
        comma = end + 1 < len(parse) and parse.words[end] == "," and parse.words[end + 1][:1].isupper()
        return before or (comma and self.gazetteer.match(parse.text, parse.begins, parse.ends, end + 1) is not None)

    def _known(self, start: int, end: int, candidates: tuple[Candidate, ...]) -> Name:
        """A gazetteer's name, with the class that the model suggests."""
        entity = self.labelled.get(start)
        type_ = LABELS.get(entity.label) if entity else None
        return Name(start=start, end=end, candidates=candidates, type=type_)

    def _end(self, token: int, known_end: int) -> int:
        """The end of the name that begins here by the model's span or the capitals, less dates and what follows a comma."""
        if title_end(self.parse, token, self.nouns) > token:
            return token
        entity = self.labelled.get(token)
        run = self._run(token)
        if entity is None or entity.label not in LABELS:
            return run
        if any(self.parse.words[t][:1].isupper() for t in range(entity.start, token)) and known_end == token and run == token:
            return token
        spanned = self._trimmed(token, entity)
        return spanned if spanned > token and (spanned >= run or run <= known_end) else run

    def _trimmed(self, token: int, entity: Entity) -> int:
        """The end of the model's span from a token on, cut at commas, dates, titles and at "and" between two names."""
        parse = self.parse
        if not (parse.words[token][:1].isupper() or ORDINAL.fullmatch(parse.words[token])):
            return token
        end = token + 1
        while end < entity.end and not self._cuts(token, end, entity):
            end += 1
        while end > token and (parse.tags[end - 1] in ("POS", "IN", "CC", "DT") or not parse.words[end - 1][:1].isalnum()):
            end -= 1
        return end

    def _cuts(self, start: int, token: int, entity: Entity) -> bool:
        """Whether a token of the model's span is beyond the name."""
        parse = self.parse
        if parse.words[token] in (",", ";", ":", "(", "|", "/", '"', "“", "”") or token in self.dated:
            return True
        if parse.tags[token] == "POS":
            return not (token + 1 < entity.end and parse.words[token + 1][:1].isupper() and entity.label in ("ORG", "FAC", "GPE"))
        if parse.tags[token] == "CC":
            noun = noun_at(parse, token - 1, self.nouns, start=start, named=True)
            return entity.label != "ORG" or noun is not None
        return parse.words[token][:1].isupper() and title_end(parse, token, self.nouns) > token and entity.label != "ORG"

    def _run(self, token: int) -> int:
        """The end of the run of proper nouns from a token, with the small words between them."""
        parse = self.parse
        if not self._starts(token):
            return token
        end = token + 1
        while end < len(parse):
            step = self._step(token, end)
            if not step:
                break
            end += step
        return end

    def _starts(self, token: int) -> bool:
        parse = self.parse
        if ORDINAL.fullmatch(parse.words[token]):
            return token + 1 < len(parse) and parse.words[token + 1][:1].isupper() and parse.pos[token + 1] == "PROPN"
        return parse.pos[token] == "PROPN" and parse.words[token][:1].isupper() and token not in self.dated

    def _step(self, start: int, token: int) -> int:
        """How many tokens from here on belong to the run that began at `start`; 0 ends it."""
        if self._is_part(token):
            return 1 if title_end(self.parse, token, self.nouns) <= token or self._is_kind(start, token) else 0
        lower, after = self.parse.lowers[token], token + 1
        if lower in INNER and after < len(self.parse) and self._is_part(after):
            hyphen = self.parse.words[token] in "-–"
            return 2 if not hyphen or self._unspaced(token) else 0
        if lower in JOINING and self._is_headed(start, token):
            after += after < len(self.parse) and self.parse.lowers[after] == "the"
            return after + 1 - token if after < len(self.parse) and self._is_part(after) else 0
        return 0

    def _is_part(self, token: int) -> bool:
        parse = self.parse
        capital = parse.words[token][:1].isupper()
        return capital and parse.pos[token] in ("PROPN", "NOUN", "ADJ", "NUM") and token not in self.dated

    def _is_kind(self, start: int, token: int) -> bool:
        """Whether a title word is part of a body's kind: "*General* Staff", "Central *Command*"."""
        after = token + 1
        ends = [t for t in (token, after) if t < len(self.parse)]
        found = (noun_at(self.parse, t, self.nouns, start=start, named=True) for t in ends)
        return any(noun is not None and not noun.office and not noun.honorific and t - len(noun.words) < token for t, noun in zip(ends, found, strict=True))

    def _unspaced(self, hyphen: int) -> bool:
        parse = self.parse
        return parse.begins[hyphen + 1] == parse.ends[hyphen] and parse.begins[hyphen] == parse.ends[hyphen - 1]

    def _is_headed(self, start: int, of: int) -> bool:
        """Whether "of" or "for" goes on with a name: "*Ministry of* Defence", "*Sons of* the Valley", not "City of X"."""
        noun = noun_at(self.parse, of - 1, self.nouns, start=start, named=True)
        if noun is not None:
            return noun.type not in JOINED_KINDS and not noun.office and noun.type != "Person"
        plural = self.parse.words[of - 1].endswith(("s", "hood")) and of - start == 1 and self.labelled.get(start) is None
        return plural or (self.labelled.get(of) is not None and self.labelled[of].label in ("ORG", "FAC"))

    def _binds(self, known_end: int, end: int) -> bool:
        """Whether the words after a known name belong to it: "Sudan Liberation Army" does, "Ukraine President X" not."""
        parse = self.parse
        if parse.tags[known_end] == "POS" or title_end(parse, known_end, self.nouns) > known_end:
            return False
        return all(parse.pos[token] in BINDING for token in range(known_end, end))

    def _unknown(self, start: int, end: int) -> Name | None:
        """A name that the gazetteer lacks; its class from the nouns in and beside it, then from the model."""
        found = class_of_name(self.parse, start, end, self.nouns)
        entity = self.labelled.get(end - 1) or self.labelled.get(start)
        label = LABELS.get(entity.label) if entity else None
        if found is not None:
            return Name(start=start, end=end, type=found.type, noun=found.noun, kind_token=found.token, certain=True)
        if ORDINAL.fullmatch(self.parse.words[start]) or self._is_common(start, end):
            return None
        if label in (None, "Person", "Organization") and self._within(start, end):
            label = "Settlement"
        return Name(start=start, end=end, type=label)

    def _within(self, start: int, end: int) -> bool:
        """Whether a preposition that nearly always takes a place makes an unknown name one: "near X"; no "in NATO"."""
        return start > 0 and self.parse.lowers[start - 1] in ENCLOSING and not self.parse.quote(start, end).isupper()

    def _is_common(self, start: int, end: int) -> bool:
        """Whether it is but a noun with a capital, at the start of a sentence or in a headline: "*Rebels* seized …"."""
        noun = noun_at(self.parse, end - 1, self.nouns, start=start)
        return noun is not None and len(noun.words) == end - start


COMMON = ("VERB", "AUX", "ADV", "DET", "ADP", "PRON")
BINDING = ("PROPN", "ADP", "PUNCT", "NUM", "ADJ", "NOUN", "PART", "DET", "CCONJ")
