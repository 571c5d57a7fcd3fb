"""A planted fault is told by the shortest script that still shows it."""

import pytest

from bot.simulation.play import play
from bot.simulation.report import shortest
from bot.simulation.script import Script, Wish, write_script
from tests.simulation.test_teeth import everybody_copied_in_takes_part


def breaks(script: Script, promise: str) -> bool:
    return any(broken.promise == promise for broken in play(script).broken)


@pytest.mark.timeout(600)
def test_a_failing_script_is_shortened_to_what_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    """It breaks the same promise, is much shorter, and nothing more can be left out."""
    everybody_copied_in_takes_part(monkeypatch)
    script = write_script(4, 2, 3)
    promise = play(script).broken[0].promise
    short = shortest(script, promise)
    assert breaks(short, promise)
    assert len(short.items) <= len(script.items) / 5
    assert any(isinstance(item, Wish) for item in short.items)
    for item in short.items:
        fewer = tuple(other for other in short.items if other is not item)
        assert not breaks(short.only(fewer), promise)
