"""Letters that are no honest step of an import: forged, unentitled, replayed, automatic, off the subject."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Protocol

from bot.simulation.letters import AUTOMATIC, Letter, Seen, a_report
from bot.simulation.luck import luck_of
from bot.simulation.people import PRACTICES, Words, a_day
from bot.simulation.script import BEGIN, Stray, StrayLetter
from bot.simulation.town import OUTSIDERS, STAFF, House
from bot.simulation.voices import VOICES, Meaning

M, S = Meaning, Stray


class Scene(Protocol):
    """What a stray letter may build on."""

    def latest(self, firm: str) -> Seen | None:
        """Return the last mail to the firm."""

    def neighbour(self, firm: str) -> House:
        """Return another firm of the town."""

    def old_completion(self, firm: str) -> Letter | None:
        """Return an honest completion of the firm, at least two days old."""


FORGED: Mapping[Stray, Meaning] = {
    S.FORGED_DONE: M.DONE,
    S.FORGED_NOTHING: M.NOTHING_IN,
    S.FORGED_WAIT: M.WAIT,
    S.FORGED_CANCEL: M.CANCEL,
    S.FORGED_MOVE: M.MOVE,
    S.FORGED_REQUEST: M.REQUEST,
}
HONEST: Mapping[Stray, Meaning] = {
    S.CLERK_DONE: M.DONE,
    S.CLERK_NOTHING: M.NOTHING_IN,
    S.CLERK_WAIT: M.WAIT,
    S.OTHER: M.OTHER,
    S.QUESTION: M.QUESTION,
    S.THANKS: M.THANKS,
    S.PERSON: M.PERSON,
}
ORDERS = ("done {ref}", "flow on {firm}", "cancel {ref}", "review {ref}", "go", "stop all")


def words_of(stray: StrayLetter, house: House, scene: Scene) -> Words | None:
    """Return the letter a stray item comes to where things stand; None: there is nothing to build on."""
    luck, seen = luck_of(stray.luck), scene.latest(house.key)
    make = MAKERS.get(stray.kind)
    if make is not None:
        return make(house, seen, luck, scene)
    if stray.kind in FORGED:
        return _says(FORGED[stray.kind], luck.choice(house.confirmers), house, seen, luck, honest=False)
    meaning = HONEST[stray.kind]
    by = house.clerk if stray.kind.name.startswith("CLERK") else luck.choice((house.clerk, *house.confirmers))
    if stray.kind is S.OTHER and luck.random() < 0.5:
        by, seen = luck.choice(OUTSIDERS), None
    elif stray.kind is S.OTHER:
        seen = None
    return _says(meaning, by, house, seen, luck, honest=True)


def _says(meaning: Meaning, by: str, house: House, seen: Seen | None, luck: Random, *, honest: bool) -> Words:
    text, starts = luck.choice(VOICES[meaning]), None
    if "{day}" in text:
        starts = BEGIN.replace(tzinfo=None, hour=18, minute=0) + timedelta(days=luck.randint(8, 60))
        text = text.format(name=luck.choice(PRACTICES), **a_day(starts, luck))
    subject = f"Re: {seen.subject}" if seen else "A question"
    thread = (*seen.thread, seen.message_id) if seen else ()
    return Words(
        by, meaning, text, subject, thread, house.key, seen.ref if seen else "", honest, proved=honest,
        starts=starts,
    )  # fmt: skip


def _outsider(house: House, seen: Seen | None, luck: Random, _scene: Scene) -> Words:
    words = _says(M.DONE, luck.choice(OUTSIDERS), house, seen, luck, honest=False)
    return _with(words, proved=True)


def _neighbour(house: House, seen: Seen | None, luck: Random, scene: Scene) -> Words:
    by = luck.choice(scene.neighbour(house.key).confirmers)
    return _with(_says(M.DONE, by, house, seen, luck, honest=False), proved=True)


def _forged_order(house: House, seen: Seen | None, luck: Random, _scene: Scene) -> Words:
    ref = seen.ref if seen else "IMP-1"
    line = luck.choice(ORDERS).format(ref=ref, firm=house.key)
    return Words(
        luck.choice(STAFF), M.ORDER, f"@sluice {line}", "Re: import", (), house.key, ref, honest=False,
        proved=False, line=line,
    )  # fmt: skip


def _away(house: House, seen: Seen | None, luck: Random, _scene: Scene) -> Words | None:
    if seen is None:
        return None
    words = _says(M.AWAY, luck.choice(house.confirmers), house, seen, luck, honest=True)
    return _with(words, headers=AUTOMATIC)


def _bounce(house: House, seen: Seen | None, _luck: Random, _scene: Scene) -> Words | None:
    return _report(seen.message_id, house) if seen else None


def _forged_bounce(house: House, _seen: Seen | None, luck: Random, _scene: Scene) -> Words:
    return _report(f"<{luck.getrandbits(64):x}@desk.example>", house)


def _report(message_id: str, house: House) -> Words:
    text, headers = a_report(message_id, house.confirmers[0])
    by = f"mailer-daemon@{house.firm.domains[0]}"
    return Words(by, M.RETURNED, text, "Undelivered Mail", (), house.key, honest=False, headers=headers)


def _replayed(house: House, seen: Seen | None, luck: Random, scene: Scene) -> Words | None:
    old = scene.old_completion(house.key)
    if old is None or seen is None:
        return None
    words = _says(M.DONE, old.by, house, seen, luck, honest=False)
    return _with(words, text=old.text, proved=True, written_at=old.at)


def _with(words: Words, **changes: object) -> Words:
    return replace(words, **changes)  # type: ignore[arg-type]


MAKERS: Mapping[Stray, Callable[[House, Seen | None, Random, Scene], Words | None]] = {
    S.OUTSIDER_DONE: _outsider,
    S.NEIGHBOUR_DONE: _neighbour,
    S.FORGED_ORDER: _forged_order,
    S.AWAY: _away,
    S.BOUNCE: _bounce,
    S.FORGED_BOUNCE: _forged_bounce,
    S.REPLAYED_DONE: _replayed,
}
