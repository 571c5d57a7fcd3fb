"""New words by the line, for scorers and pipes: a JSON object in, one out (`sluice fresh --jsonl`)."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from bot.errors import Unreadable
from bot.letter.charsets import decode
from bot.letter.history import Cut, cut_html, cut_text
from bot.letter.open import open_letter
from bot.letter.trust import Receiver

NOBODY = Receiver("none")


def fresh_jsonl(lines_in: Iterable[str], lines_out: TextIO) -> None:
    """Answer each `{"file", "format"}` with `{"reply_text"}`, in order.

    `format` is "message" (RFC 5322), "body_text" or "body_html". What a letter passes on stands below its
    own words. A line that cannot be answered gets an empty text and an "error" in words.
    """
    for line in lines_in:
        if line.strip():
            lines_out.write(json.dumps(answer_to(line), ensure_ascii=False) + "\n")
            lines_out.flush()


def answer_to(line: str) -> dict[str, str]:
    try:
        asked = json.loads(line)
        raw = Path(asked["file"]).read_bytes()
        return {"reply_text": fresh_in(raw, asked.get("format", "message"))}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, Unreadable) as error:
        return {"reply_text": "", "error": f"{type(error).__name__}: {error}"}


def fresh_in(raw: bytes, form: str) -> str:
    """Return the new words of a file, and what it passes on."""
    if form == "message":
        letter = open_letter(raw, NOBODY)
        return joined(letter.fresh, letter.forwarded)
    cut = cut_of(decode(raw, ""), form)
    return joined(cut.fresh, cut.forwarded)


def cut_of(text: str, form: str) -> Cut:
    if form == "body_text":
        return cut_text(text)
    if form == "body_html":
        return cut_html(text)
    raise ValueError(f"unknown format {form!r}; known: message, body_text, body_html")


def joined(fresh: str, forwarded: str) -> str:
    return "\n\n".join(filter(None, (fresh, forwarded)))
