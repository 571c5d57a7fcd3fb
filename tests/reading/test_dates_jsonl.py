"""The line protocol of `sluice dates --jsonl`."""

import io
import json

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


def test_a_line_that_cannot_be_read_keeps_its_place() -> None:
    """Answers stay in step with the lines, whatever comes in."""
    good = '{"text": "tomorrow", "now": "2026-11-24T09:00:00"}'
    read = answers(
        good,
        "",
        "[]",
        '{"text": 5, "now": "x"}',
        '{"text": "a", "now": "2026-11-24", "timezone": "Mars/X"}',
        good,
    )
    assert [answer["date"] for answer in read] == ["2026-11-25", None, None, None, None, "2026-11-25"]
    assert all("error" in answer for answer in read[1:5])
