"""Letters that are no honest step of an import: forged, unentitled, replayed, automatic, off the subject."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from random import Random

from bot.simulation.letters import AUTOMATIC, a_report
from bot.simulation.luck import luck_of
from bot.simulation.offices import OUTSIDERS, STAFF, Office
from bot.simulation.script import BEGIN, Stray, StrayLetter
from bot.simulation.seen import Seen
from bot.simulation.town import Town
from bot.simulation.voices import PRACTICES, VOICES, Meaning
from bot.simulation.words import Words, a_day

M, S = Meaning, Stray


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


def words_of(stray: StrayLetter, office: Office, town: Town) -> Words | None:
    """Return the letter a stray item comes to where things stand; None: there is nothing to build on."""
    luck, seen = luck_of(stray.luck), town.latest.get(office.key)
    make = MAKERS.get(stray.kind)
    if make is not None:
        return make(office, seen, luck, town)
    if stray.kind in FORGED:
        return _says(FORGED[stray.kind], luck.choice(office.confirmers), office, seen, luck, honest=False)
    meaning = HONEST[stray.kind]
    by = (
        office.clerk
        if stray.kind.name.startswith("CLERK")
        else luck.choice((office.clerk, *office.confirmers))
    )
    if stray.kind is S.OTHER and luck.random() < 0.5:
        by, seen = luck.choice(OUTSIDERS), None
    elif stray.kind is S.OTHER:
        seen = None
    return _says(meaning, by, office, seen, luck, honest=True)


def _says(
    meaning: Meaning, by: str, office: Office, seen: Seen | None, luck: Random, *, honest: bool
) -> Words:
    text, starts = luck.choice(VOICES[meaning]), None
    if "{day}" in text:
        starts = BEGIN.replace(tzinfo=None, hour=18, minute=0) + timedelta(days=luck.randint(8, 60))
        text = text.format(name=luck.choice(PRACTICES), **a_day(starts, luck))
    subject = f"Re: {seen.subject}" if seen else "A question"
    thread = (*seen.thread, seen.message_id) if seen else ()
    return Words(
        by, meaning, text, subject, thread, office.key, seen.ref if seen else "", honest, proved=honest,
        starts=starts,
    )  # fmt: skip


def _outsider(office: Office, seen: Seen | None, luck: Random, town: Town) -> Words:
    named = town.judge.truth.delegates[seen.ref] if seen else set()
    outsiders = [outsider for outsider in OUTSIDERS if outsider not in named]
    words = _says(M.DONE, luck.choice(outsiders), office, seen, luck, honest=False)
    return _with(words, proved=True)


def _neighbour(office: Office, seen: Seen | None, luck: Random, town: Town) -> Words:
    by = luck.choice(town.neighbour(office.key).confirmers)
    return _with(_says(M.DONE, by, office, seen, luck, honest=False), proved=True)


def _forged_order(office: Office, seen: Seen | None, luck: Random, _town: Town) -> Words:
    ref = seen.ref if seen else "IMP-1"
    line = luck.choice(ORDERS).format(ref=ref, firm=office.key)
    return Words(
        luck.choice(STAFF), M.ORDER, f"@sluice {line}", "Re: import", (), office.key, ref, honest=False,
        proved=False, line=line,
    )  # fmt: skip


def _away(office: Office, seen: Seen | None, luck: Random, _town: Town) -> Words | None:
    if seen is None:
        return None
    words = _says(M.AWAY, luck.choice(office.confirmers), office, seen, luck, honest=True)
    return _with(words, headers=AUTOMATIC)


def _bounce(office: Office, seen: Seen | None, _luck: Random, _town: Town) -> Words | None:
    return _report(seen.message_id, office) if seen else None


def _forged_bounce(office: Office, _seen: Seen | None, luck: Random, _town: Town) -> Words:
    return _report(f"<{luck.getrandbits(64):x}@desk.example>", office)


def _report(message_id: str, office: Office) -> Words:
    text, headers = a_report(message_id, office.confirmers[0])
    by = f"mailer-daemon@{office.firm.domains[0]}"
    return Words(by, M.RETURNED, text, "Undelivered Mail", (), office.key, honest=False, headers=headers)


def _replayed(office: Office, seen: Seen | None, luck: Random, town: Town) -> Words | None:
    old = town.old_completion(office.key)
    if old is None or seen is None:
        return None
    words = _says(M.DONE, old.by, office, seen, luck, honest=False)
    return _with(words, text=old.text, proved=True, written_at=old.at)


def _with(words: Words, **changes: object) -> Words:
    return replace(words, **changes)  # type: ignore[arg-type]


MAKERS: Mapping[Stray, Callable[[Office, Seen | None, Random, Town], Words | None]] = {
    S.OUTSIDER_DONE: _outsider,
    S.NEIGHBOUR_DONE: _neighbour,
    S.FORGED_ORDER: _forged_order,
    S.AWAY: _away,
    S.BOUNCE: _bounce,
    S.FORGED_BOUNCE: _forged_bounce,
    S.REPLAYED_DONE: _replayed,
}
