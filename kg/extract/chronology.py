"""Paragraphs of a chronology: the line with a date that each of them stands under."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.facts import SectionKind
from kg.nlp.reading import Paragraph

# One line with a date may be the day of writing; several are the headings of a chronology.
FEWEST = 2
PAUSES = frozenset({"PUNCT", "SPACE", "SYM"})


def find_headings(paragraphs: Sequence[Paragraph]) -> Mapping[int, int]:
    """Paragraph → the paragraph that is its heading, in each article of the text that has several such headings."""
    by_part: dict[int, list[int]] = defaultdict(list)
    for number, paragraph in enumerate(paragraphs):
        if _is_date(paragraph):
            by_part[paragraph.part].append(number)
    headings = {number: part for part, found in by_part.items() if len(found) >= FEWEST for number in found}
    under: dict[int, int] = {}
    last: int | None = None
    for number, paragraph in enumerate(paragraphs):
        if number in headings:
            last = number
        elif last is not None and headings[last] == paragraph.part:
            under[number] = last
    return under


def _is_date(paragraph: Paragraph) -> bool:
    """Whether a line says a date and nothing else: *3 March:*, *Monday, 5 June 1989*."""
    if paragraph.parse.section is not SectionKind.DATELINE or len(paragraph.times) != 1:
        return False
    time = paragraph.times[0]
    outside = (t for t in range(len(paragraph.parse)) if not time.start <= t < time.end)
    return time.value is not None and all(paragraph.parse.pos[token] in PAUSES for token in outside)
