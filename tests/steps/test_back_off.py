"""Waiting longer each time."""

from datetime import timedelta

from bot.steps.back_off import LONGEST, back_off


def test_the_wait_doubles_up_to_half_an_hour() -> None:
    """A quarter of a minute first; never longer than anybody would notice."""
    waits = [back_off(attempts) for attempts in range(1, 12)]
    assert waits[:3] == [timedelta(seconds=15), timedelta(seconds=30), timedelta(seconds=60)]
    assert waits == sorted(waits)
    assert waits[-1] == back_off(10**9) == LONGEST
