"""Some short seeds on each run of the tests; `make simulate` plays hundreds, or thousands."""

import pytest

from bot.simulation.play import play
from bot.simulation.report import history_of, simulate
from bot.simulation.script import write_script
from tests.conftest import empty

CHUNK = 5
FIRMS, DAYS = 1, 12


@pytest.mark.timeout(600)
@pytest.mark.parametrize("first", range(0, 200, CHUNK))
def test_no_promise_is_broken(first: int) -> None:
    """Whoever errs and whatever fails: the flow, the mail and the letters are as promised."""
    report = simulate(range(first, first + CHUNK), FIRMS, DAYS)
    assert report.failed is None, "\n".join(history_of(report.failed, FIRMS, DAYS))


def test_a_seed_replays_exactly() -> None:
    """The same seed tells the same story, to the last line."""
    assert play(write_script(7, 2, 12)) == play(write_script(7, 2, 12))


@pytest.mark.timeout(600)
def test_a_seed_tells_the_same_story_on_postgresql(postgres_with_tables: str) -> None:
    """What is promised does not hang on which database keeps it."""
    empty(postgres_with_tables)
    script = write_script(6, 1, 12)
    assert play(script, postgres_with_tables) == play(script)


def test_several_at_a_time_play_the_same() -> None:
    """How many processes play changes nothing in what is reported."""
    assert simulate(range(3), FIRMS, 2, jobs=2) == simulate(range(3), FIRMS, 2)


def test_leaving_one_thing_out_changes_nothing_that_came_before() -> None:
    """Each item has luck of its own, or a failing script could not be shortened."""
    script = write_script(7, 2, 12)
    shorter = script.only(script.items[:-1])
    last = script.items[-1].at
    until = sum(1 for line in play(shorter).history if line < f"{last:%d %b %H:%M:%S}")
    assert play(script).history[: until // 2] == play(shorter).history[: until // 2]
