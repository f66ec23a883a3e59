"""The layers of docs/architecture.md hold, and the table there names every module."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted(
    path.stem
    for path in (ROOT / "kg").iterdir()
    if path.stem[0] not in "_." and (path.is_dir() or path.suffix == ".py")
)
ANALYSIS = {"nlp", "extract"}


def imported_by(statement: str) -> set[str]:
    """The names of all modules loaded after a statement ran in a fresh interpreter."""
    program = f"{statement}\nimport sys\nprint('\\n'.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(run.stdout.split())


@pytest.mark.parametrize("module", MODULES)
def test_the_architecture_page_names_every_module(module: str) -> None:
    assert f"`kg.{module}`" in (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_reading_documents_and_sections_needs_no_spacy() -> None:
    assert "spacy" not in imported_by("import kg.sources, kg.nlp.sections")


@pytest.mark.parametrize("library", ["trafilatura", "lxml", "warcio", "feedparser", "pyarrow", "zstandard"])
def test_reading_text_needs_no_library_of_other_formats(library: str) -> None:
    reading = "from kg.sources import read_documents; next(read_documents(['LICENSE']))"
    assert library not in imported_by(reading)


def test_asking_a_store_needs_no_spacy() -> None:
    assert "spacy" not in imported_by("import kg.cli.main")
