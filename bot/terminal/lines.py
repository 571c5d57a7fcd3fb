"""JSON lines in, JSON lines out: the reader for scorers and other programs, one letter a line.

A line in has `id`, `stage`, `now` (ISO 8601 with an offset), `timezone`, `locale`, and either `file`, the
path of a raw message, or `subject`, `from` and `body`. Each line is answered by one line, flushed at once.
One that cannot be read is answered with its `error`, and the next is read.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.errors import SluiceError
from bot.letter.letter import Letter
from bot.letter.open import open_letter
from bot.letter.trust import Receiver
from bot.reading.read import read_letter
from bot.reading.reading import Context, Expecting
from bot.terminal.explain import as_json

STAGES: Mapping[str, Expecting] = {
    "new": Expecting.NEW,
    "requested": Expecting.DATE,
    "scheduled": Expecting.DAY,
    "importing": Expecting.COMPLETION,
    "reviewing": Expecting.REVIEW,
}
UNVERIFIED = Receiver(kind="none")  # what is said is read here, not who said it
PLAIN_TEXT = (
    "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
)


class Sink(Protocol):
    def write(self, text: str, /) -> object: ...
    def flush(self) -> object: ...


def read_jsonl(lines_in: Iterable[bytes | str], lines_out: Sink) -> None:
    """Answer each line with one line: the reading, or what was wrong with the line."""
    for line in lines_in:
        if line.strip():
            lines_out.write(json.dumps(_answer(line), ensure_ascii=False) + "\n")
            lines_out.flush()


def _answer(line: bytes | str) -> dict[str, object]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        return {"id": None, "error": _in_words(error)}
    if not isinstance(asked, dict):
        return {"id": None, "error": "a line is a JSON object"}
    try:
        letter = _letter(asked)
        return {"id": asked.get("id"), **as_json(letter, read_letter(letter, _context(asked)))}
    except (ValueError, KeyError, TypeError, OSError, SluiceError) as error:
        return {"id": asked.get("id"), "error": _in_words(error)}


def _context(asked: Mapping[str, object]) -> Context:
    stage = str(asked["stage"])
    if stage not in STAGES:
        raise ValueError(f"unknown stage {stage!r}; known: {', '.join(STAGES)}")
    now = datetime.fromisoformat(str(asked["now"]))
    if now.tzinfo is None:
        raise ValueError(f"`now` needs an offset: {asked['now']!r}")
    booked = datetime.fromisoformat(str(asked["booked"])) if asked.get("booked") else None
    zone = ZoneInfo(str(asked.get("timezone") or "UTC"))
    return Context(STAGES[stage], now, zone, str(asked.get("locale") or "en-US"), booked)


def _letter(asked: Mapping[str, object]) -> Letter:
    if path := asked.get("file"):
        return open_letter(Path(str(path)).read_bytes(), UNVERIFIED)
    headers = {"From": asked.get("from", ""), "Subject": asked.get("subject", "")}
    head = "".join(f"{name}: {' '.join(str(value).split())}\r\n" for name, value in headers.items())
    return open_letter((head + PLAIN_TEXT + str(asked["body"])).encode("utf-8", "replace"), UNVERIFIED)


def _in_words(error: Exception) -> str:
    return (
        f"the field {error} is missing" if isinstance(error, KeyError) else str(error) or type(error).__name__
    )


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a stream of text, whatever the locale says
    read_jsonl(sys.stdin.buffer, sys.stdout)
