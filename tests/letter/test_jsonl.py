"""New words by the line: every line gets an answer, in order, at once."""

import io
import json
from pathlib import Path

from bot.letter.jsonl import fresh_jsonl


def answers(*lines: str) -> list[dict[str, str]]:
    out = io.StringIO()
    fresh_jsonl(lines, out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_format_is_answered(tmp_path: Path) -> None:
    """A whole message, a text body, an HTML body."""
    files = {
        "message": "From: a@b.example\n\nDone.\n\n-- \nAnna\n",
        "body_text": "Done.\n\n-- \nAnna\n",
        "body_html": "<p>Done.</p>",
    }
    lines = []
    for form, content in files.items():
        (tmp_path / form).write_text(content)
        lines.append(json.dumps({"file": str(tmp_path / form), "format": form}))
    assert answers(*lines) == [{"reply_text": "Done."}] * 3


def test_a_message_passed_on_stands_below_the_own_words(tmp_path: Path) -> None:
    """It is part of what the writer sends, and it is no history."""
    (tmp_path / "f").write_text(
        "FYI\n\n---------- Forwarded message ----------\nFrom: dan@v.example\nDate: 1/12/2026\n\nText\n"
    )
    (answer,) = answers(json.dumps({"file": str(tmp_path / "f"), "format": "body_text"}))
    assert answer["reply_text"].startswith("FYI\n\n---------- Forwarded message")
    assert answer["reply_text"].endswith("Text")


def test_a_line_that_cannot_be_answered_gets_its_reason(tmp_path: Path) -> None:
    """No line goes without an answer, or the pairs would shift."""
    (tmp_path / "empty").write_bytes(b"")
    lines = [
        "nonsense",
        "[]",
        '{"file": "/nowhere"}',
        json.dumps({"file": str(tmp_path / "empty"), "format": "x"}),
    ]
    given = answers(*lines, json.dumps({"file": str(tmp_path / "empty"), "format": "message"}))
    assert [answer["reply_text"] for answer in given] == [""] * 5
    assert all(answer["error"] for answer in given)
