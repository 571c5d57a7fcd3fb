"""Folders come and go in the settings of a mailbox, and in the mailbox itself."""

from datetime import timedelta

from bot.daemon.until_idle import take_in
from tests.scenarios.fakes import FakeMailbox
from tests.scenarios.house import InMemory

HOUR = timedelta(hours=1)


def test_a_folder_that_left_the_settings_holds_nothing_up(house: InMemory) -> None:
    """It is never read to its end again, and a flow must not wait for that."""
    settings = house.house.settings.mailbox[0]
    take_in(house.house, house.mailbox, settings.model_copy(update={"folders": ("INBOX", "Old")}))
    house.clock.advance_to(house.clock.now() + HOUR)
    take_in(house.house, house.mailbox, settings)
    with house.store.reading() as work:
        assert work.read_to_end_at("support") == house.clock.now()


def test_a_folder_of_sent_mail_that_is_missing_for_a_while_is_not_forgotten(house: InMemory) -> None:
    """Taken up anew it would begin at its end, and what colleagues wrote meanwhile would be lost."""
    settings, without = house.house.settings.mailbox[0], NoSentFolder()
    take_in(house.house, house.mailbox, settings)
    take_in(house.house, without, settings)
    with house.store.reading() as work:
        assert work.position("support", "Sent") is not None


class NoSentFolder(FakeMailbox):
    def sent_folder(self) -> str | None:
        return None
