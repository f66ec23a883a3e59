"""HTML → its text: for fields of records and entries of feeds, which hold an article and nothing around it."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What ends a paragraph or a line; everything else runs on within its line.
BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "form",
     "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "td",
     "th", "tr", "ul")
)  # fmt: skip
UNSEEN = frozenset({"head", "iframe", "noscript", "script", "style", "svg", "template"})
# Prose may hold "<" and even a bare "<b>"; only mark-up closes what it opens, or breaks lines.
CLOSING = re.compile(r"</(?:p|div|span|a|b|i|em|strong|li|h[1-6]|blockquote)\s*>|<(?:br|p)\s*/?>", re.IGNORECASE)
TAG = re.compile(r"""<[a-zA-Z](?:[^>"']|"[^"]*+"|'[^']*+')*+""")
QUOTED = re.compile(r"""\"[^"]*"|'[^']*'""")
# Characters outside quotation marks: the names of attributes. Pages of news have tags of up to 500.
MAX_TAG = 1_000
SPACE = re.compile(r"[ \t\r\n\f]+")


def is_markup(text: str) -> bool:
    """Whether the text holds tags of HTML."""
    return "<" in text and CLOSING.search(text) is not None


def markup_text(html: str) -> str:
    r"""The text of a piece of HTML, a line for each block.

    >>> markup_text("<p>Shells hit <b>Taiz</b>.</p><p>Three were hurt.</p>")
    'Shells hit Taiz.\nThree were hurt.'
    """
    from lxml import etree
    from lxml import html as lxml_html

    if has_huge_tag(html):
        return ""
    try:
        root = lxml_html.document_fromstring(html)
    except (etree.LxmlError, ValueError):
        return ""
    lines = (SPACE.sub(" ", line).strip() for line in "".join(_pieces(root)).split("\n\n"))
    return "\n".join(line for line in lines if line)


def has_huge_tag(html: str) -> bool:
    """Whether a tag has more attributes than its parser can bear, whose time grows with their square."""
    tags = (match[0] for match in TAG.finditer(html) if match.end() - match.start() > MAX_TAG)
    return any(len(QUOTED.sub("", tag)) > MAX_TAG for tag in tags)


def _pieces(root: "HtmlElement") -> Iterator[str]:
    from lxml import etree

    unseen = 0
    for action, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if action in {"start", "end"}:
            unseen += (element.tag in UNSEEN) * (1 if action == "start" else -1)
            if element.tag in BLOCKS:
                yield "\n\n"
        if not unseen:
            yield (element.text if action == "start" else element.tail) or ""
