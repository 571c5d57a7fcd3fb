"""The simulation has teeth: a fault is planted, one at a time, and a seed of a small range breaks a promise.

That none breaks without the fault, test_seeds says.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.desk import alarm, dangerous, hearing, lifecycle, remember, then
from bot.desk import events as e
from bot.desk.firm import Role
from bot.desk.lifecycle import TABLE, Step
from bot.desk.ticket import Stage
from bot.flow.port import FlowReading
from bot.letter.letter import Verdict
from bot.reading.reading import Expecting, Intent
from bot.simulation.report import simulate
from bot.steps import carry_out, deliver, from_firm, gate

Patch = pytest.MonkeyPatch
Plant = Callable[[Patch], None]
S = Stage


def row(patch: Patch, stage: Stage, event: type[e.Event], step: Step) -> None:
    patch.setattr(lifecycle, "TABLE", {**TABLE, stage: {**TABLE[stage], event: step}})


def nothing_against(patch: Patch, *names: str) -> None:
    for name in names:
        patch.setattr(dangerous, name, lambda *_: iter(()))


def proceed_without_a_read_back(patch: Patch) -> None:
    def any_reading_will_do(ticket: Any, was: Any, reading: FlowReading) -> Any:
        return e.FlowReadOff(reading) if ticket.stage is S.TURNING_OFF else real(ticket, was, reading)

    real = gate.news_for
    patch.setattr(gate, "news_for", any_reading_will_do)
    nothing_against(patch, "_not_surely_off")


def the_other_ticket_is_ignored(patch: Patch) -> None:
    def wanted_off(of: gate.Gate) -> bool:
        waiting = any(ticket.stage is S.TURNING_ON for ticket in of.tickets)
        return of.flow.staff_off or (not waiting and any(ticket.wants_off for ticket in of.tickets))

    patch.setattr(gate.Gate, "wanted_off", property(wanted_off))
    nothing_against(patch, "_wanted_off")


def anybody_may_say_complete(patch: Patch) -> None:
    key = (Intent.IMPORT_COMPLETE, Expecting.COMPLETION)
    weak = replace(hearing.HEARING[key], entitled=frozenset(Role))
    patch.setattr(hearing, "HEARING", {**hearing.HEARING, key: weak})


def no_proof_is_needed(patch: Patch) -> None:
    patch.setattr(hearing, "STRENGTH", dict.fromkeys(Verdict, 2))


def deliveries_are_not_looked_at(patch: Patch) -> None:
    patch.setattr(deliver, "_unanswered", lambda work, claimed, to: to)


def the_window_is_forgotten(patch: Patch) -> None:
    def never_closes(ticket: Any, policy: Any) -> alarm.Alarm:
        return alarm._staff_call(ticket)

    nothing_against(patch, "_not_the_moment")
    patch.setattr(then, "expires_at", lambda *_: None)
    patch.setattr(alarm, "_the_window", never_closes)


def a_wait_is_ignored(patch: Patch) -> None:
    row(patch, S.TURNING_ON, e.Objected, Step(S.TURNING_ON))
    patch.setattr(remember, "_stopped", lambda ticket, _: ticket)


def the_switch_is_believed(patch: Patch) -> None:
    def end(house: Any, claimed: Any, begun: Any, reading: FlowReading, **more: Any) -> None:
        real(house, claimed, begun, replace(reading, state=begun.wanted, in_flight=0), **more)

    real = gate._end
    patch.setattr(gate, "_end", end)


def unread_mail_does_not_matter(patch: Patch) -> None:
    nothing_against(patch, "_unread")


def told_is_written_down_too_late(patch: Patch) -> None:
    def forgetful(ticket: Any, event: Any, now: Any) -> Any:
        return ticket if isinstance(event, e.ProceedBegun) else real(ticket, event, now)

    real = remember.remember
    patch.setattr(lifecycle, "remember", forgetful)


def a_review_sleeps_for_ever(patch: Patch) -> None:
    patch.setattr(alarm, "_reviewing", lambda *_: None)


def everybody_copied_in_takes_part(patch: Patch) -> None:
    def parties(letter: Any, firm: Any) -> tuple[str, ...]:
        people = (letter.sender or "", *letter.to, *letter.cc)
        return tuple(dict.fromkeys(one for one in people if not one.startswith("support@")))

    patch.setattr(from_firm, "_parties", parties)


def a_claim_holds_nobody_off(patch: Patch) -> None:
    patch.setattr(carry_out, "claim_seconds", lambda *_: 0.0)


# Each with a seed near which it is caught, and how many firms it takes.
FAULTS: tuple[tuple[Plant, int, int], ...] = (
    (proceed_without_a_read_back, 143, 1),
    (the_other_ticket_is_ignored, 51, 2),
    (anybody_may_say_complete, 1, 1),
    (no_proof_is_needed, 6, 1),
    (deliveries_are_not_looked_at, 29, 1),
    (the_window_is_forgotten, 56, 1),
    (a_wait_is_ignored, 7, 1),
    (the_switch_is_believed, 27, 1),
    (unread_mail_does_not_matter, 6, 2),
    (told_is_written_down_too_late, 1, 1),
    (a_review_sleeps_for_ever, 6, 1),
    (everybody_copied_in_takes_part, 1, 1),
    (a_claim_holds_nobody_off, 0, 1),
)


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("plant", "first", "firms"), FAULTS, ids=[plant.__name__ for plant, _, _ in FAULTS])
def test_a_planted_fault_is_caught(
    plant: Plant, first: int, firms: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some seed of the range breaks a promise."""
    plant(monkeypatch)
    assert simulate(range(first, first + 60), firms, 12).failed is not None
