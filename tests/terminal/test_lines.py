"""JSON lines: a line for a line, flushed, whatever comes in."""

import io
import json
from pathlib import Path

import pytest

from bot.terminal.lines import read_jsonl

ASKED = {
    "id": "a1",
    "stage": "importing",
    "now": "2027-01-23T18:00:00-05:00",
    "timezone": "America/New_York",
    "locale": "en-US",
    "subject": "Re: import",
    "from": "Anna <anna@north.example>",
    "body": "The import is complete.\n\nOn Sat, Jan 23, 2027 Support wrote:\n> is it complete?",
}


class Sink(io.StringIO):
    """Remembers what had been flushed."""

    flushed = 0

    def flush(self) -> None:
        self.flushed += 1


def answers(*lines: object) -> list[dict[str, object]]:
    sink = Sink()
    read_jsonl([line if isinstance(line, str | bytes) else json.dumps(line) for line in lines], sink)
    out = [json.loads(line) for line in sink.getvalue().splitlines()]
    assert sink.flushed == len(out)
    return out


def test_a_line_is_answered_with_its_reading() -> None:
    """The protocol of the scorer."""
    (answer,) = answers(ASKED)
    assert (answer["id"], answer["intent"], answer["certainty"]) == ("a1", "import_complete", "sure")
    assert answer["reply_text"] == "The import is complete."


def test_a_raw_message_is_read_from_its_file(tmp_path: Path) -> None:
    """`file` instead of subject, from and body."""
    path = tmp_path / "letter.eml"
    path.write_bytes(
        b"From: anna@north.example\r\nSubject: import\r\n\r\nCan we import on 2027-02-13 at 9am?\r\n"
    )
    asked = {key: ASKED[key] for key in ("id", "now", "timezone", "locale")}
    (answer,) = answers({**asked, "stage": "new", "file": str(path)})
    assert (answer["intent"], answer["date"], answer["time"]) == ("import_request", "2027-02-13", "09:00")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("no json", "Expecting value"),
        ("[1]", "JSON object"),
        (b"\xff\xfe", ""),
        ({**ASKED, "stage": "later"}, "unknown stage 'later'"),
        ({**ASKED, "now": "2027-01-23T18:00:00"}, "offset"),
        ({**ASKED, "timezone": "Mars/Base"}, "Mars/Base"),
        ({**ASKED, "file": "/no/such/file"}, "No such file"),
        ({key: ASKED[key] for key in ASKED if key != "body"}, "'body' is missing"),
    ],
)
def test_a_bad_line_is_answered_with_its_fault_and_the_next_is_read(line: object, fault: str) -> None:
    """Nothing stops the stream."""
    wrong, right = answers(line, ASKED)
    assert fault in str(wrong["error"])
    assert right["intent"] == "import_complete"
