"""Files as they should not be, each made from a seed: the same seed gives the same file on every machine."""

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from random import Random

import pyarrow as pa
import pyarrow.parquet
import zstandard

from kg.sources.formats import READERS
from tests.inputs import PARAGRAPHS, page, record, rss, warc_gz

BadFile = tuple[str, bytes]

ENDINGS = sorted(READERS.keys() - {""})
DEPTH = 10_000
STRANGE = (
    *("\0", "\x1b[31m", "\x07", "\x7f", "\x85", "\u2028", "\ufeff", "\ufffe", "\uffff", "\U0010ffff"),
    *("\u202e", "\u200f", "\u2067", "\u2069", "\u200b", "\u0301" * 50, "\N{ZERO WIDTH JOINER}", "ﷺ", "𝕏", "\t" * 99),
    *(
        "\ud800",
        "\udfff",
        "\udfff\ud800",
        "<",
        ">",
        "&",
        '"',
        "'",
        "\\",
        "\\u0000",
        "%00",
        "{}",
        "--",
        "]]>",
        "\r",
        "\v\f",
    ),
)
DATES = (
    *(
        "0000-99-99",
        "0000-00-00",
        "2025-02-30",
        "9999-12-31T23:59:60Z",
        "99999-01-01",
        "-1",
        "1e999",
        "2025",
        "2025-13",
    ),
    *(
        "Tue, 99 Foo 2025 99:99:99 +9999",
        "Tue, 08 Apr 2025 10:30:00 +2399",
        "08/04/2025",
        "April 31, 2025",
        "٢٠٢٥-٠٤-٠٨",
    ),
    *(
        "2025-W99-9",
        "2025-04-08T10:30:00+23:59",
        "9" * 10,
        "9" * 13,
        "9" * 14,
        "9" * 400,
        "now",
        "",
        " ",
        "\0",
        "T",
        "Z",
    ),
    *(
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "2025-04-08T24:00:00",
        "2025-04-08T10:30:00.123456789Z",
    ),
)
IDS = (
    *(
        "a b",
        "<a>",
        'a"b',
        "a\nb",
        "../../etc/passwd",
        "http://a.example/<x>",
        "a{b}|c\\d^e`f",
        "é\u202e",
        "%",
        "#",
        "\0",
        " ",
    ),
    *(
        "x" * 100_000,
        "urn:x y",
        "javascript:alert(1)",
        "http://[::1",
        "http://a b/",
        "//a",
        ":",
        "a:\ud800",
        "\ufffe",
        "1" * 999,
    ),
)

TAGS = (
    *(
        "div",
        "table",
        "b",
        "a",
        "ul><li",
        "svg",
        "font",
        "p",
        "form",
        "select><option",
        "article",
        "x-y",
        "!--",
        "title",
    ),
    *("script", "iframe", "br", "blockquote"),
)
REPEATED = (b"\0", b" ", b"a\n", b"[", b'{"a":', b"<p>", b"WARC/1.0\r\n")


def random_bytes(random: Random) -> BadFile:
    """Noise behind any ending, packed or not."""
    ending = random.choice(ENDINGS) + random.choice(["", "", ".gz", ".zst"])
    return random.choice([f"a{ending}", "a.zip"]), random.randbytes(random.choice([0, 1, 9, 999, 99_999]))


def cut(random: Random) -> BadFile:
    """A good file, packed, of which the end is missing."""
    name, data = _packed(random, *_good(random))
    return name, data[: random.randrange(len(data))]


def damaged(random: Random) -> BadFile:
    """A good file, packed or not, with wrong bytes in it."""
    name, data = _good(random) if random.random() < 0.7 else _packed(random, *_good(random))
    return name, _mutated(random, data)


def broken_crawl(random: Random) -> BadFile:
    """Records with lengths, heads and answers that are wrong, and what is none between them."""
    pieces = []
    for _ in range(random.randrange(1, 6)):
        length = random.choice([None, 0, -1, 7, 10**6, 10**12])
        one = record(
            page(*random.sample(PARAGRAPHS, 3)), length=length, status=random.choice(["200 OK", "", "\0", "9" * 9])
        )
        pieces.append(
            random.choice([one, _mutated(random, one), one[: random.randrange(len(one))], b"WARC/1.0\r\n", b"\r\n" * 9])
        )
    random.shuffle(pieces)
    return ("a.warc.gz", warc_gz(*pieces)) if random.random() < 0.3 else ("a.warc", b"".join(pieces))


def deep_json(random: Random) -> BadFile:
    """10,000 brackets, closed or not, alone or within an article."""
    opening, closing = random.choice([("[", "]"), ('{"a":', "}"), ('[{"text":', "}]"), ('{"text":[', "]}")])
    nest = opening * DEPTH + random.choice(["1", '"x"', ""]) + closing * random.choice([DEPTH, 0, DEPTH // 2])
    whole = random.choice(
        ["{}", '{{"id": "1", "text": "A.", "x": {}}}', '[{{"text": "A."}}, {}]', '{{"text": {}}}']
    ).format(nest)
    good = json.dumps({"text": PARAGRAPHS[0]})
    name, content = random.choice(
        [("a.json", whole), ("a.jsonl", f"{good}\n{whole}\n{good}"), ("a.csv", f"text\n{whole}")]
    )
    return name, content.encode()


def markup_bomb(random: Random) -> BadFile:
    """Pages that are nested, large, repeated or never closed."""
    size = random.choice([100, 1_000, 10_000])
    tag = random.choice(TAGS)
    inner = random.choice(
        [
            f"<{tag}>" * size,
            f"<{tag}>x" * size,
            f"<{tag}>x</{tag}>" * (size // 5),
            "&amp;" * size,
            "&#x0;" * size,
            "<" * size,
        ]
    )
    attributes = " ".join(f"a{n}='{n}'" for n in range(random.choice([0, 10, 5_000])))
    html = random.choice(
        [inner, page(inner, *PARAGRAPHS), f"<html><body><p {attributes}>{inner}", f"<!doctype html>{inner}</html>" * 2]
    )
    if random.random() < 0.2:
        return "a.xml", rss(f"<description><![CDATA[{html}]]></description>").encode()
    if random.random() < 0.2:
        return "a.jsonl", json.dumps({"text": html + "</p>"}).encode()
    return "a.html", html.encode()


def pack_bomb(random: Random) -> BadFile:
    """A few bytes that become a million."""
    zeros = random.choice(REPEATED) * random.choice([200_000, 700_000])
    ending = random.choice(ENDINGS)
    if random.random() < 0.4:
        files = {f"{n}{ending}{random.choice(['', '.gz'])}": zeros for n in range(random.randrange(1, 4))}
        return "a.zip", _zipped(
            {name: gzip.compress(data, 1) if name.endswith(".gz") else data for name, data in files.items()}
        )
    return _packed(random, f"a{ending}", zeros)


def long_line(random: Random) -> BadFile:
    """Lines, words, fields and tags without an end."""
    line = random.choice(["x", "x ", "\0", '"', ",", "[", "é", "<", "\u202e", "a.", "https://", "- "]) * random.choice(
        [10_000, 100_000]
    )
    text = json.dumps(line)
    name, content = random.choice(
        [
            ("a.csv", f'id,text\n1,"{line}'),
            ("a.csv", line),
            ("a.tsv", f"text\tid\n{line}\t{line}\n"),
            ("a.jsonl", f'{{"id": {text}, "text": "A.", "title": {text}, "url": {text}}}'),
            ("a.json", f"[{text}, {line}]"),
            ("a.html", page(line, *PARAGRAPHS)),
            ("a.html", f"<html><head><title>{line}</title><meta content='{line}'></head><body>{line}"),
            ("a.xml", rss(f"<guid>{line}</guid><description>{line}</description>")),
            ("a.warc", f"WARC/1.0\r\nX: {line}\r\n\r\n"),
        ]
    )
    return name, content.encode()


def strange_text(random: Random) -> BadFile:
    """Control characters, marks that turn the writing round, halves of pairs, in texts and records."""
    text = "".join(
        random.choice([*STRANGE, "Rebels ", "shelled ", "Taiz. ", "\n"]) for _ in range(random.randrange(1, 60))
    )
    fields = dict.fromkeys(
        random.sample(["id", "title", "publisher", "url", "lang", "date"], random.randrange(4)), text
    )
    name = random.choice(["a.txt", "a.jsonl", "a.json", "a.csv", "a.html", "a.xml"])
    if name in {"a.jsonl", "a.json"}:
        return name, json.dumps({**fields, "text": text}, ensure_ascii=random.random() < 0.7).encode(
            "utf-8", "surrogatepass"
        )
    whole = {
        "a.csv": f"text,id\n{text},{text}",
        "a.html": page(text, *PARAGRAPHS),
        "a.xml": rss(f"<description>{text}</description>"),
    }
    return name, whole.get(name, text).encode(random.choice(["utf-8", "utf-16", "utf-32"]), "surrogatepass")


def wrong_date(random: Random) -> BadFile:
    """Dates that no calendar has, in every place where one may stand."""
    date = random.choice(DATES) + random.choice(["", "", " ", "x", "\0"])
    value = random.choice(
        [
            date,
            [date],
            {"name": date},
            {"$date": date},
            random.choice([-1, 0, 10**10, 10**12, 10**300, 1.5, True, None]),
        ]
    )
    meta = f'<meta property="article:published_time" content="{date}"><script type="application/ld+json">{json.dumps({"datePublished": value})}</script>'
    return random.choice(
        [
            (
                "a.jsonl",
                json.dumps({"text": PARAGRAPHS[0], random.choice(["date", "published", "created"]): value}).encode(),
            ),
            ("a.csv", f'text,date\n{PARAGRAPHS[1]!r},"{date}"'.encode()),
            (
                "a.html",
                page(
                    head=meta, before=f'<time datetime="{date}" pubdate>{date}</time><p class="date">{date}</p>'
                ).encode(),
            ),
            ("a.xml", rss(f"<pubDate>{date}</pubDate><description>{PARAGRAPHS[2]}</description>").encode()),
            ("a.txt", f"TAIZ, {date} (Sand Wire) – {PARAGRAPHS[0]}".encode()),
        ]
    )


def wrong_id(random: Random) -> BadFile:
    """Names and addresses that no IRI can hold."""
    fields: dict[str, object] = {
        name: random.choice([*IDS, 5, 10**300, [], {}, None])
        for name in ("id", "url", "publisher", "title", "language")
    }
    if random.random() < 0.2:
        return "a.warc", record(page(), url=str(fields["url"]).replace("\ud800", ""))
    return "a.jsonl", (json.dumps({**fields, "text": random.choice(PARAGRAPHS)}) + "\n").encode() * random.randrange(
        1, 3
    )


def xml_bomb(random: Random) -> BadFile:
    """Entities that multiply, or that name a file of this machine."""
    levels = random.randrange(2, 12)
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, levels))
    entities += '<!ENTITY file SYSTEM "file:///etc/hostname"><!ENTITY % other SYSTEM "file:///etc/hostname"> %other;'
    content = random.choice([f"&a{levels - 1};", "&file;", "&a0;", "&none;"])
    feed = rss(f"<guid>1</guid><description>{content} {PARAGRAPHS[0]}</description>")
    return random.choice(["a.xml", "a.rss", "a.atom"]), feed.replace(
        "<rss", f"<!DOCTYPE rss [{entities}]><rss", 1
    ).encode()


KINDS: Mapping[str, Callable[[Random], BadFile]] = {
    make.__name__: make
    for make in (
        *(random_bytes, cut, damaged, broken_crawl, deep_json, markup_bomb, pack_bomb, long_line, strange_text),
        *(wrong_date, wrong_id, xml_bomb),
    )
}


def bad_file(kind: str, number: int) -> BadFile:
    """The file of a kind with a number."""
    return KINDS[kind](Random(f"{kind} {number}"))


def _good(random: Random) -> BadFile:
    paragraphs = random.sample(PARAGRAPHS, 3)
    records = [{"id": str(n), "text": text, "published": "2025-04-08"} for n, text in enumerate(paragraphs)]
    table = io.BytesIO()
    pyarrow.parquet.write_table(pa.Table.from_pylist(records), table)
    return random.choice(
        [
            ("a.txt", "\n".join(paragraphs).encode()),
            ("a.html", page(*paragraphs).encode()),
            ("a.jsonl", "\n".join(map(json.dumps, records)).encode()),
            ("a.json", json.dumps(records, indent=random.choice([None, 1])).encode()),
            ("a.csv", ("id,text\n" + "\n".join(f'{n},"{text}"' for n, text in enumerate(paragraphs))).encode()),
            ("a.parquet", table.getvalue()),
            ("a.warc", b"".join(record(page(*paragraphs), url=f"https://sand.example/{n}") for n in range(3))),
            (
                "a.xml",
                rss(
                    *(f"<guid>{n}</guid><description>{text}</description>" for n, text in enumerate(paragraphs))
                ).encode(),
            ),
        ]
    )


def _packed(random: Random, name: str, data: bytes) -> BadFile:
    packer = random.choice([".gz", ".zst", ".zip"])
    if packer == ".zip":
        return "a.zip", _zipped({name: data, f"b/{name}": data})
    return f"{name}{packer}", gzip.compress(data, mtime=0) if packer == ".gz" else zstandard.compress(data)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            # A fixed time: the archive's bytes are those of the seed.
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _mutated(random: Random, data: bytes) -> bytes:
    """A few bytes changed, left out, put in or doubled."""
    changed = bytearray(data)
    for _ in range(random.choice([1, 3, 30])):
        at = random.randrange(len(changed) + 1)
        size = random.choice([1, 1, 4, 50])
        changed[at : at + random.choice([0, size])] = random.choice(
            [b"", random.randbytes(size), bytes(changed[at : at + size]) * 2]
        )
    return bytes(changed)
