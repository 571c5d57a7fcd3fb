"""Too much under one key stops, until a person lets it go."""

from datetime import datetime

from bot.store.work import Store, Work
from tests.cast import MONDAY
from tests.store.given import DAY, MINUTE

HOUR = 60 * MINUTE


def trips(work: Work, key: str, limit: int, now: datetime = MONDAY) -> bool:
    return work.press({key: limit}, HOUR, now) == (key,)


def test_a_brake_trips_with_the_last_that_may_go(store: Store) -> None:
    """That is told once; from then on it holds, and counts no more."""
    with store.transaction() as work:
        assert [trips(work, "robo", 3) for _ in range(4)] == [False, False, True, False]
        assert work.tripped() == {"robo": MONDAY}
        assert not trips(work, "anna", 3)


def test_a_brake_counts_within_its_while(store: Store) -> None:
    """Slow mail never trips it."""
    with store.transaction() as work:
        assert not any(trips(work, "anna", 2, MONDAY + n * HOUR) for n in range(3))


def test_one_mail_counts_under_several_keys(store: Store) -> None:
    """Each with its own limit, whether it was counted before or not; those that trip are told."""
    with store.transaction() as work:
        assert work.press({"anna": 3, "all mail": 3}, HOUR, MONDAY) == ()
        assert work.press({"bert": 1, "all mail": 3}, HOUR, MONDAY) == ("bert",)
        assert work.press({"anna": 3, "bert": 1, "all mail": 3}, HOUR, MONDAY) == ("all mail",)
        assert sorted(work.tripped()) == ["all mail", "bert"]


def test_a_tripped_brake_holds_until_somebody_releases_it(store: Store) -> None:
    """No time that passes lets it go; a person does, and it counts anew."""
    with store.transaction() as work:
        assert trips(work, "everything", 1)
        assert not trips(work, "everything", 1, MONDAY + DAY)
        assert work.release_brake("everything", MONDAY + DAY)
        assert not work.release_brake("everything", MONDAY + DAY)
        assert not trips(work, "everything", 2, MONDAY + DAY)
        assert work.tripped() == {}
