"""Where the data files are: beside the package in a wheel, at the top of a checkout otherwise."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def data_folder(name: str) -> Path:
    """The folder `name` ("ontologies", "queries", ...), wherever this copy of the program keeps it.

    Raises FileNotFoundError when neither place has it.
    """
    for folder in (PACKAGE / "data" / name, PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the data folder {name!r} is neither in {PACKAGE / 'data'} nor in {PACKAGE.parent}")


def data_files(name: str, pattern: str) -> tuple[Path, ...]:
    """The files of a data folder that match a glob pattern, in the order of their names."""
    return tuple(sorted(data_folder(name).glob(pattern)))
