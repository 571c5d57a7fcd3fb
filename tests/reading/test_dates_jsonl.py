"""The line protocol of `sluice dates --jsonl`."""

import io
import json
from collections.abc import Iterator

from bot.reading.dates import dates_jsonl


def answers(*lines: str) -> list[dict[str, object]]:
    out = io.StringIO()
    dates_jsonl(lines, out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_line_is_answered_with_the_first_time_it_names() -> None:
    """Date, time, all that can be meant, and the words."""
    asked = {"text": "see you on 03/04/2027 at 5pm", "now": "2026-11-24T09:00:00", "locale": "en-CA"}
    assert answers(json.dumps(asked)) == [
        {
            "date": "2027-04-03",
            "time": "17:00",
            "alternatives": ["2027-03-04", "2027-04-03"],
            "span": "03/04/2027 at 5pm",
        }
    ]


class Pipe(io.StringIO):
    """Tells how much a program at the other end has seen."""

    seen = 0

    def flush(self) -> None:
        self.seen = len(self.getvalue().splitlines())


def test_each_answer_is_out_before_the_next_line_is_read() -> None:
    """A program may ask one line at a time."""
    pipe, seen = Pipe(), []

    def lines() -> Iterator[str]:
        for _ in range(3):
            seen.append(pipe.seen)
            yield '{"text": "tomorrow", "now": "2026-11-24"}'

    dates_jsonl(lines(), pipe)
    assert seen == [0, 1, 2]


def test_a_line_that_cannot_be_read_keeps_its_place() -> None:
    """Answers stay in step with the lines, whatever comes in."""
    good = '{"text": "tomorrow", "now": "2026-11-24T09:00:00"}'
    strange = [
        "",
        "[]",
        "[" * 100_000,
        '{"text": 5, "now": "2026-11-24"}',
        '{"text": "a", "now": "x"}',
        '{"text": "a", "now": "2026-11-24", "timezone": "Mars/X"}',
        '{"text": "a", "now": "2026-11-24", "timezone": "America"}',
        '{"text": "yesterday", "now": "0001-01-01"}',
    ]
    read = answers(good, *strange, good)
    assert [answer["date"] for answer in read] == ["2026-11-25", *[None] * len(strange), "2026-11-25"]
    assert all("error" in answer for answer in read[1:-1])


def test_half_a_character_does_not_stop_the_answers() -> None:
    """What JSON lets in may not be writable; it is answered all the same."""
    assert answers('{"text": "5 May \\ud800", "now": "2026-11-24"}')[0]["date"] == "2027-05-05"
