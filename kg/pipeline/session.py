"""How far one process has come with a run: in bytes of the sources, up to the last article that is done."""

from dataclasses import dataclass, field

from kg.sources import Tally


@dataclass(slots=True, kw_only=True)
class Session:
    """The state of one process: where in the sources each document under way stands, and how many were read anew.

    What an earlier process has read goes by too fast to say anything of the time that is left: the clock runs from the
    first article that is read anew.
    """

    tally: Tally
    done: int = 0
    results: int = 0
    since: float | None = None
    already: int = 0
    last: float | None = None
    _places: dict[int, int] = field(default_factory=dict)

    def begin(self, number: int) -> None:
        """Notes how far the sources are read with a document."""
        self._places[number] = self.tally.read

    def end(self, number: int, *, now: float | None = None) -> None:
        """Notes that a document is done; `now` where it was read anew."""
        self.done = max(self.done, self._places.pop(number))
        if now is None:
            return
        self.results += 1
        self.last = now
        if self.since is None:
            self.since, self.already = now, self.done

    def finish(self) -> None:
        """Notes that all documents there were are done, and so is what follows the last of them."""
        self.done = self.tally.read

    @property
    def row(self) -> tuple[object, ...]:
        """What is kept of it."""
        return (self.tally.total, self.done, self.results, self.since, self.already, self.last)
