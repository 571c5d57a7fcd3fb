"""A failing server is left alone, longer each time."""

from datetime import timedelta

from bot.clock import SteppingClock
from bot.mailbox.pause import Pause
from bot.mailbox.wakeup import Wakeup


def test_the_pause_doubles_from_a_second_to_five_minutes(clock: SteppingClock) -> None:
    """1, 2, 4 … 256, 300, 300 seconds."""
    pause = Pause(clock)
    lengths = []
    for _ in range(11):
        pause.failed()
        lengths.append(round(pause.left()))
    assert lengths == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]


def test_a_pause_ends_by_itself_and_a_success_forgets_all(clock: SteppingClock) -> None:
    """After the time has passed a try may be made; after a success the next pause is short again."""
    pause = Pause(clock)
    pause.failed(at_least=60)
    clock.advance_to(clock.now() + timedelta(seconds=60))
    assert pause.left() == 0
    pause.worked()
    pause.failed()
    assert round(pause.left()) == 1


def test_a_wakeup_ends_one_wait(clock: SteppingClock) -> None:
    """Raised beforehand, and however often, it ends the next wait and only that."""
    wakeup = Wakeup()
    for _ in range(100_000):
        wakeup.set()
    assert wakeup.wait(5)
    while wakeup.wait(0):
        pass
    assert not wakeup.wait(0.01)
    wakeup.close()
    wakeup.set()
