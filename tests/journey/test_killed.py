"""One import from request to closed, through real servers, while the daemon is killed again and again.

A neighbour is made to stop in the middle, or something is seen to have happened, and at that moment the
daemon gets SIGKILL. What holds in the end must hold whatever happened on the way.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from imapclient import FLAGGED, RECENT, SEEN

from bot.desk.tasks import RunChecks
from bot.desk.ticket import Stage
from bot.flow.port import FlowState
from bot.sandbox.town import ADA, ANNA, SAM
from bot.store.tables import Disposition, TaskState
from tests.journey.holds import Hold, When
from tests.journey.land import ALWAYS, COMPLETE, MATCHED, OTTO, Land


def killed_when(land: Land, what: str, look: Callable[[], object]) -> None:
    """Start the daemon, and kill it at the moment that `look` finds something."""
    land.daemon.start()
    land.wait_for(what, look)
    land.daemon.kill()


def killed_while(land: Land, what: str, *holds: Hold) -> None:
    """Start the daemon, kill it when it has reached every hold, and then let go of them."""
    killed_when(land, what, lambda: all(hold.reached.is_set() for hold in holds))
    for hold in holds:
        hold.let_go()


def otto_writes(land: Land, text: str) -> None:
    """Let somebody write whose mail is none of our business."""
    land.writes(OTTO, text, "Your invoice")


def is_checking(land: Land) -> bool:
    with land.store.reading() as work:
        return any(
            isinstance(task.do, RunChecks) and task.state is TaskState.CLAIMED for task in work.tasks_of(1)
        )


def reads_off(land: Land) -> bool:
    with land.store.reading() as work:
        return work.flow("north").state is FlowState.OFF


@pytest.mark.timeout(400)
def test_an_import_survives_twelve_kills(land: Land) -> None:
    """Every mail goes out once, the flow moves once each way, no letter is lost, nobody else is disturbed."""
    otto_writes(land, "Please find our invoice attached.")
    with land.mailbox() as colleague:
        colleague.select_folder("INBOX")
        colleague.set_flags([1], [SEEN, FLAGGED])
    # The request, up to the firm being told to proceed.
    land.asks_for_an_import()
    killed_when(land, "1: a letter has arrived", lambda: land.letters(ANNA.address))
    killed_when(land, "2: a ticket is open", land.ticket)
    killed_while(
        land,
        "3: the confirmation is not taken yet, and the flow is asked to turn off",
        land.office.hold_next(ANNA.address, When.ASKED),
        land.flow.hold_next(When.ASKED),
    )
    killed_while(land, "4: the flow is off, and has not said so", land.flow.hold_next(When.DONE))
    killed_when(land, "5: the flow was read back", lambda: land.stands_at(Stage.IMPORTING))
    otto_writes(land, "Did you get our invoice?")
    told = land.office.hold_next(ANNA.address, When.DONE)
    killed_while(land, "6: the mail is taken, and nobody knows it", told)
    # The completion, up to the request for the review.
    land.daemon.start()
    land.wait_for("the mail to proceed", lambda: land.was_told(seconds_ago=1))
    land.daemon.kill()
    land.writes(ANNA, COMPLETE, answer=True)
    killed_when(land, "7: the completion has arrived", lambda: land.letters(ANNA.address) == 2)
    asked = land.flow.hold_next(When.ASKED)
    killed_while(land, "8: the completion was heard, and the flow is not on yet", asked)
    killed_while(land, "9: the flow is on, and has not said so", land.flow.hold_next(When.DONE))
    with closing(sqlite3.connect(land.town.folder / "clients.db", isolation_level=None)) as clients:
        clients.execute("BEGIN EXCLUSIVE")
        killed_when(land, "10: the checks are running", lambda: is_checking(land))
    killed_while(land, "11: the review is asked for", land.office.hold_next(ANNA.address, When.ASKED))
    land.daemon.start()
    land.wait_for("the request for the review", lambda: b"xlsx" in land.mails_to(ANNA.address)[-1][1])
    land.writes(ANNA, MATCHED, answer=True)
    land.wait_for("12: the import is closed", lambda: land.stands_at(Stage.CLOSED))
    land.daemon.kill()
    otto_writes(land, "Last reminder: our invoice.")
    land.daemon.start()
    land.wait_for("everything to be done", lambda: land.letters(OTTO.address) == 3 and nothing_open(land))
    land.daemon.kill()

    land.must_have_sent_each_mail_once()
    to_anna = {name for name, _ in land.mails_to(ANNA.address)}
    assert len(to_anna) == 6, "confirmed, proceed, heard, flow on, review asked, review matched"
    assert [toggle.on for toggle in land.flow.toggles] == [False, True]
    undisturbed(land)
    accounted_for(land)


def nothing_open(land: Land) -> bool:
    with land.store.reading() as work:
        return not work.ledger(*ALWAYS).unread and all(
            task.state in (TaskState.DONE, TaskState.DROPPED) for task in work.tasks_of(1)
        )


def undisturbed(land: Land) -> None:
    """Otto's letters lie where they lay, as a colleague left them, and he got no mail."""
    with land.mailbox() as colleague:
        colleague.select_folder("INBOX", readonly=True)
        found = colleague.fetch(colleague.search(), ["FLAGS", "BODY.PEEK[HEADER.FIELDS (FROM)]"])
    flags = {uid: set(letter[b"FLAGS"]) - {RECENT} for uid, letter in found.items()}
    assert flags == {1: {SEEN, FLAGGED}, **{uid: set() for uid in range(2, 7)}}
    senders = [b"otto" in found[uid][b"BODY[HEADER.FIELDS (FROM)]"] for uid in sorted(found)]
    assert senders == [True, False, True, False, False, True]
    assert {to for mail in land.office.sent for to in mail.recipients} <= {
        ANNA.address,
        SAM.address,
        ADA.address,
    }


def accounted_for(land: Land) -> None:
    """Every letter has its disposition, the sum balances, and the journal is whole."""
    with land.store.reading() as work:
        ledger, letters = work.ledger(*ALWAYS), work.letters_between(*ALWAYS)
        assert work.verify_chain(1) is None
    assert ledger.balanced
    assert ledger.unread == ledger.quarantined == ledger.missed == 0
    of_anna = [letter for letter in letters if letter.sender == ANNA.address]
    assert [letter.disposition for letter in of_anna] == [Disposition.ACTED] * 3
