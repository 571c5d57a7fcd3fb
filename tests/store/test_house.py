"""What the house remembers of itself."""

from datetime import date

from bot.store.tables import Acting
from bot.store.work import Store
from tests.cast import SAM


def test_the_first_start_only_watches(store: Store) -> None:
    """Until staff say `go` nothing is done; then it is, until they say `stop`."""
    with store.transaction() as work:
        assert work.acting() is Acting.WATCHING
        for acting in (Acting.GOING, Acting.STOPPED):
            work.set_acting(acting)
            assert work.acting() is acting


def test_a_reader_gets_one_digest_a_day(store: Store) -> None:
    """A day's digest is promised once to each reader."""
    with store.transaction() as work:
        days = [date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 24)]
        assert [work.claim_digest(SAM, day) for day in days] == [True, False, True]
