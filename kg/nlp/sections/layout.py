"""What a paragraph's form says it is: a headline, a dateline, a byline, a caption.

The patterns are those of news agencies' and papers' page layout, in English.
"""

import calendar
import re

from kg.nlp.sections.paragraphs import is_closed, is_list_item

# Set by reading: headlines of agencies have 6 to 14 words, the longest of tabloids about 20.
MOST_HEADLINE_WORDS = 20
MOST_BYLINE_WORDS = 20
# "BANDAR SERI BEGAWAN"; longer words in capitals before a dash are the heading of a paragraph.
MOST_PLACE_WORDS = 3
# Prepositions, articles and particles of names are this short and may be in lower case within names and titles.
PARTICLE_LETTERS = 3

TABLE = re.compile(r"\t| \| | {3,}")
OPEN_END = re.compile(r"[,;–—-]$")
WORD = re.compile(r"[^\W\d_][\w'’.-]*")

# By their first three letters: "12 Apr.", "Sept 3"; not "Police arrested 20 Kenyans".
MONTH = rf"(?:{'|'.join(name[:3] for name in calendar.month_name[1:])})[a-z]*\.?"
DATE = (
    rf"(?:[^\W\d_]+,? )?(?:\d{{1,2}}(?:st|nd|rd|th)? {MONTH}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?)(?:,? \d{{4}})?"
    r"|\d{4}-\d\d-\d\d|\d{4}"
)
DATE_PIECE = re.compile(DATE)
DATE_LINE = re.compile(rf"(?:[^\W\d_]+(?::| on)? )?(?:{DATE})(?:,? (?:at )?\d{{1,2}}[:.]\d\d\b.{{0,12}})?")
# At the head of a paragraph, as in *KYIV, April 8 (Reuters) -*, *BEIRUT (AP) —*, *Geneva, 12 May 2023 –*, *LIMA (Andes Wire), May 2 -*
DATELINE = re.compile(
    r"(?P<place>[^()\n:–—]{0,70}?)\s*(?:\((?P<agency>[^()\n]{2,40})\)(?:,? (?:"
    + DATE
    + r"))?)?(?P<mark>\s*[–—:]|\s+--?|\s*--)(?=\s|(?<=[–—]))\s*"
)
AGENCY_LINE = re.compile(r"(?P<place>[^()\n:]{2,70}?)\s*\((?P<agency>[^()\n]{2,40})\)")

CONTRIBUTED = re.compile(r".+ contributed (?:reporting|to this (?:article|report|story))\b.*")
BYLINE = re.compile(r"by\s+(?P<names>.+)", re.IGNORECASE)
CREDITS = re.compile(
    r"\(?(?:(?:additional|with|further)\s+)?(?:reporting|writing|editing|edited|written|compiled|translated)\b.*?\bby\s+\S",
    re.IGNORECASE,
)
CREDIT_WORD = re.compile(
    r"(?:reporting|writing|editing|additional|edited|written|compiled|translated|with)", re.IGNORECASE
)
TRAILING_CREDITS = re.compile(
    r"\s*\((?:additional\s+)?(?:reporting|writing|editing)\b[^()]*\bby\b[^()]*\)$", re.IGNORECASE
)
CAPTION = re.compile(
    r"[(\[]?(?:file\s+)?(?:photo(?:graph)?|image|picture|video|graphic|map|media|caption|credit)s?"
    r"(?:\s*:|\s+(?:credit|source|caption)s?\s*[:,])",
    re.IGNORECASE,
)
PHOTO_BY = re.compile(
    r"[(\[]?(?:file\s+)?(?:photo(?:graph)?|image|picture)s?\s+(?:by|courtesy|from|via)\s+(?P<names>.+)", re.IGNORECASE
)
PHOTO_AGENCY = re.compile(r"(?P<names>\S+ \S+(?: \S+)?)\s?/\s?[^/]{2,40}")


def is_caption(paragraph: str) -> bool:
    """A picture's caption or credit: "File photo: …", "(Photo by …)", "Jane Doe/AFP"."""
    if CAPTION.match(paragraph):
        return True
    credit = PHOTO_BY.fullmatch(paragraph) or PHOTO_AGENCY.fullmatch(paragraph)
    return credit is not None and not is_closed(paragraph.rstrip(")]")) and _are_names(paragraph)


def is_byline(paragraph: str) -> bool:
    """Who wrote or edited: "By Jane Doe and John Roe", "Reporting by …; Editing by …"."""
    if len(paragraph.split()) > MOST_BYLINE_WORDS:
        return False
    if CONTRIBUTED.fullmatch(paragraph):
        return True
    byline = BYLINE.fullmatch(paragraph)
    if byline and not is_closed(paragraph):
        return _are_names(byline["names"]) and len(WORD.findall(byline["names"])) > 1
    return CREDITS.match(paragraph) is not None and _are_names(CREDIT_WORD.sub("", paragraph))


def credits_begin(paragraph: str) -> int | None:
    """Where "(Reporting by …)" begins at the end of a paragraph."""
    credit = TRAILING_CREDITS.search(paragraph)
    return credit.start() if credit else None


def is_dateline(paragraph: str) -> bool:
    """A place with an agency or a date, or a date, and nothing else."""
    if DATE_LINE.fullmatch(paragraph):
        return True
    with_agency = AGENCY_LINE.fullmatch(paragraph)
    place = with_agency["place"] if with_agency else paragraph
    return _is_place_and_date(place) and (
        _has_date(place) or (with_agency is not None and _is_place_in_capitals(place))
    )


def dateline_end(paragraph: str) -> int | None:
    """Where the dateline at the head of a paragraph ends, its dash included; None without one.

    A place counts as one in capital letters, before an agency in brackets, or with a date; after a colon only with
    one of these two, since transcripts name their speakers so. What follows must begin like a sentence.
    """
    head = DATELINE.match(paragraph)
    if head is None or not _begins_sentence(paragraph[head.end() :]):
        return None
    place, agency = head["place"].strip(), head["agency"]
    if not place:
        return head.end("mark") if agency else None
    certain = agency or _has_date(place) or (":" not in head["mark"] and _is_place_in_capitals(place))
    return head.end("mark") if certain and _is_place_and_date(place) else None


def is_headline(paragraph: str, *, first: bool) -> bool:
    """Short, without closing punctuation, and neither list item nor row of a table.

    All in capitals, or the `first` of a text with every longer word capitalised, it may end in a full stop.
    """
    words = paragraph.split()
    if (
        len(words) > MOST_HEADLINE_WORDS
        or is_list_item(paragraph)
        or TABLE.search(paragraph)
        or not _begins_title(paragraph)
    ):
        return False
    dateline = dateline_end(paragraph)
    if dateline is not None and "(" in paragraph[:dateline]:
        return False
    if _is_upper(paragraph) or (first and _is_title_case(paragraph)):
        return True
    return not is_closed(paragraph) and not OPEN_END.search(paragraph)


def _begins_title(text: str) -> bool:
    """A capital, a digit or a quotation mark; or a name with a particle ("al-Shabaab")."""
    return not text[0].islower() or re.match(r"[a-z]{1,3}['’-][A-Z]", text) is not None


def _begins_sentence(text: str) -> bool:
    return bool(text) and not text[0].islower() and text[0] not in ",;.:)"


def _is_upper(text: str) -> bool:
    """Three letters at least, all capitals."""
    return text.isupper() and sum(map(str.isalpha, text)) >= 3


def _is_place_in_capitals(text: str) -> bool:
    place = text.split(",", maxsplit=1)[0]
    return _is_upper(place) and len(place.split()) <= MOST_PLACE_WORDS


def _is_title_case(text: str) -> bool:
    words = [word for word in WORD.findall(text) if len(word) > PARTICLE_LETTERS]
    return len(words) >= 4 and all(word[0].isupper() for word in words)


def _are_names(text: str) -> bool:
    """Whether all words but short ones are capitalised."""
    return all(word[0].isupper() or len(word) <= PARTICLE_LETTERS for word in WORD.findall(text))


def _has_date(text: str) -> bool:
    return any(DATE_PIECE.fullmatch(piece) for piece in _pieces(text))


def _is_place_and_date(text: str) -> bool:
    return all(
        DATE_PIECE.fullmatch(piece) or (_are_names(piece) and piece[:1].isupper() and len(piece.split()) <= 5)
        for piece in _pieces(text)
    )


def _pieces(text: str) -> list[str]:
    return [piece.strip() for piece in text.split(",")]
