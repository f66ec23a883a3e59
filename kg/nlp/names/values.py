"""What a name in a paragraph is: where it stands, and what it may be."""

from dataclasses import dataclass

from kg.gazetteer import Candidate
from kg.lexicon.nouns import Noun

LABELS = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Settlement",
    "LOC": "Region",
    "FAC": "Facility",
    "NORP": "Group",
}
"""The class that a statistical label stands for when nothing better is known."""


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
