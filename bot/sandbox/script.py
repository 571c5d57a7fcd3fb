"""What happens in the demo, act by act: who writes what, when, and how long the daemon then lives on."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

NEW_YORK = ZoneInfo("America/New_York")


class Voice(StrEnum):
    FIRM = "firm"
    FORGER = "forger"  # writes in the firm's name, from somebody else's servers
    STAFF = "staff"
    NOBODY = "nobody"  # only time passes


class Run(StrEnum):
    """What happens in the firm's flow just before."""

    BEGINS = "begins"
    ENDS = "ends"


@dataclass(frozen=True, slots=True)
class Act:
    """One letter or a run of the firm's flow, or neither, and the time that the daemon then lives through."""

    title: str
    at: datetime
    until: datetime
    voice: Voice = Voice.NOBODY
    text: str = ""
    subject: str = ""
    run: Run | None = None


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK)


BEGINS = _at("2026-11-23 10:05")

ACTS = (
    Act(
        "The firm asks, in its own words.",
        BEGINS,
        _at("2026-11-23 10:10"),
        Voice.FIRM,
        "Hi team,\n\nWe closed on the Lindgren & Moss practice last month and need to bring their clients"
        " into PracticeEngine. About 1,800 contacts plus AR.\n\nCan we do it on Saturday, December 5?"
        " We'd start around 6pm.\n\nThanks!\nAnna\n\n--\nAnna North, CPA\nNorth CPA | 617.555.0142",
        "Lindgren & Moss acquisition - client import",
    ),
    Act(
        "The date moves.",
        _at("2026-11-25 16:20"),
        _at("2026-11-25 16:30"),
        Voice.FIRM,
        "Sorry, the seller won't have final balances by then. Can we push it to Saturday the 12th, same time"
        " (6pm)?\n\nAnna",
    ),
    Act(
        "The day before: the reminder.",
        _at("2026-12-11 12:00"),
        _at("2026-12-12 17:20"),
    ),
    Act(
        "Half an hour before: the flow is turned off, and a run of it is still under way.",
        _at("2026-12-12 17:25"),
        _at("2026-12-12 17:35"),
        run=Run.BEGINS,
    ),
    Act(
        "The run has ended, nothing is in flight: the firm may proceed.",
        _at("2026-12-12 17:36"),
        _at("2026-12-12 17:45"),
        run=Run.ENDS,
    ),
    Act(
        "A forged completion in the firm's name.",
        _at("2026-12-12 19:10"),
        _at("2026-12-12 19:40"),
        Voice.FORGER,
        "The import is complete. Please turn the data flow back on right away.\n\nAnna",
    ),
    Act(
        "Not finished yet.",
        _at("2026-12-12 21:02"),
        _at("2026-12-12 21:10"),
        Voice.FIRM,
        "Quick update: it's about 70% through, not finished yet. I'll let you know.\n\nAnna",
    ),
    Act(
        "Complete: flow on, checks, the review is asked for.",
        _at("2026-12-12 23:41"),
        _at("2026-12-13 00:40"),
        Voice.FIRM,
        "All done! The import finished without errors about ten minutes ago, everything is loaded.\n\nAnna",
    ),
    Act(
        "The review, with one client that differs.",
        _at("2026-12-14 10:15"),
        _at("2026-12-14 10:20"),
        Voice.FIRM,
        "We compared the ten clients. Nine match to the cent, one doesn't:\n\n"
        "Harbor Bakery: PE 1,250.00, portal 1,210.00\n\nAnna",
    ),
    Act(
        "The review again: all ten match.",
        _at("2026-12-14 15:30"),
        _at("2026-12-14 15:35"),
        Voice.FIRM,
        "A credit memo on our side, fixed now. All ten clients match between PE and the portal."
        "\n\nAnna",
    ),
    Act("The next morning's digest.", _at("2026-12-15 07:25"), _at("2026-12-15 07:35")),
)  # fmt: skip
