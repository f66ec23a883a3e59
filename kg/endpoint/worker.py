"""The process in which queries run, one after the other: `python -m kg.endpoint.worker FOLDER BYTES SECONDS MEMORY`.

Each line of standard input is a question in JSON, with the file that the answer is to go to; each line of standard
output is what became of it.
"""

import json
import signal
import sys
from pathlib import Path

from kg.endpoint.answering import Outcome, answer
from kg.endpoint.questions import Question
from kg.endpoint.snapshot import Snapshot
from kg.errors import StoreError


def main() -> None:
    """Answers questions until there are no more."""
    folder, most, seconds, memory = Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
    # Who stops the server with Ctrl-C means the server, which then ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory(memory)
    snapshot = Snapshot(folder)
    for line in sys.stdin:
        # Ends a query whose server is gone; while the server lives, it is quicker.
        signal.setitimer(signal.ITIMER_REAL, seconds)
        given = json.loads(line)
        into = Path(given.pop("into"))
        outcome = _outcome(snapshot, Question(**given), into=into, most=most)
        signal.setitimer(signal.ITIMER_REAL, 0)
        sys.stdout.write(json.dumps(outcome) + "\n")
        sys.stdout.flush()


def _outcome(snapshot: Snapshot, question: Question, *, into: Path, most: int) -> Outcome:
    try:
        store = snapshot.current()
    except StoreError as error:
        return Outcome(status=503, text=str(error))
    return answer(store, question, into=into, most=most)


def _limit_memory(most: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
