"""Too much under one key stops, until a person lets it go."""

from bot.store.brakes import Brake
from bot.store.work import Store
from tests.cast import MONDAY
from tests.store.given import DAY, MINUTE

HOUR = 60 * MINUTE


def test_a_brake_trips_when_too_much_goes_out(store: Store) -> None:
    """After the limit one is told that it tripped, and from then on it holds."""
    with store.transaction() as work:
        pressed = [work.press("to.robo", 2, HOUR, MONDAY) for _ in range(4)]
        assert pressed == [Brake.FREE, Brake.FREE, Brake.TRIPPED, Brake.HELD]
        assert work.tripped() == {"to.robo": MONDAY}
        assert work.press("to.anna", 2, HOUR, MONDAY) is Brake.FREE


def test_a_brake_counts_within_its_while(store: Store) -> None:
    """Slow mail never trips it."""
    with store.transaction() as work:
        pressed = [work.press("to.anna", 1, HOUR, MONDAY + n * HOUR) for n in range(3)]
    assert pressed == [Brake.FREE] * 3


def test_a_tripped_brake_holds_until_somebody_releases_it(store: Store) -> None:
    """No time that passes lets it go; a person does, and it counts anew."""
    with store.transaction() as work:
        assert work.press("everything", 0, HOUR, MONDAY) is Brake.TRIPPED
        assert work.press("everything", 1, HOUR, MONDAY + DAY) is Brake.HELD
        assert work.release_brake("everything", MONDAY + DAY)
        assert not work.release_brake("everything", MONDAY + DAY)
        assert work.press("everything", 1, HOUR, MONDAY + DAY) is Brake.FREE
        assert work.tripped() == {}
