"""Articles to measure with, as many as are wanted: the sentences of examples/ in another order, seeded."""

import json
import random
from collections.abc import Sequence
from pathlib import Path

from kg.documents import Document
from kg.sources import read_documents

EXAMPLES = Path(__file__).parent.parent / "examples"
SEED = 20250408
PARAGRAPHS, SENTENCES = 6, (1, 2, 3)


def write_articles(
    path: Path, count: int, *, paragraphs: int = PARAGRAPHS, sentences: Sequence[int] = SENTENCES
) -> Path:
    """A file of so many articles; a longer file begins with the articles of a shorter one.

    `sentences` are the numbers of them that a paragraph may have.
    """
    # Not for secrets: the same articles each time are what is wanted.
    chance = random.Random(SEED)
    pool = sentences_of_examples()
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            body = (" ".join(chance.sample(pool, chance.choice(sentences))) for _ in range(paragraphs))
            text = "\n\n".join((f"Report {number}", *body)) + "\n"
            file.write(json.dumps({"id": f"made-{number}", "text": text, "published": "2025-04-08"}) + "\n")
    return path


def sentences_of_examples() -> Sequence[str]:
    """The sentences of the articles in examples/."""
    documents = (r for r in read_documents([str(EXAMPLES)]) if isinstance(r, Document))
    lines = (line for document in documents for line in document.text.splitlines())
    return sorted({f"{part.strip().rstrip('.')}." for line in lines for part in line.split(". ") if len(part) > 40})


def word_count(file: Path) -> int:
    """How many words the articles of a file have."""
    return sum(len(json.loads(line)["text"].split()) for line in file.open(encoding="utf-8"))
