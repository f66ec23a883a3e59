"""What making facts of a document's events and claims needs of it besides its entities."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.facts import Factuality
from kg.lexicon import Lexicon
from kg.nlp.reading import Paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What filling an event's roles needs of the document besides its entities.

    `stops` are the heads of what is said by paragraph, each with what that makes of it; `headings` maps a paragraph of a
    chronology to the paragraph that dates it.
    """

    paragraphs: Sequence[Paragraph]
    stops: Mapping[int, Mapping[int, Factuality]]
    cues: Mapping[int, frozenset[int]]
    published: dt.date | None
    lexicon: Lexicon
    headings: Mapping[int, int] = field(default_factory=dict)
