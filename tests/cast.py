"""The cast: Anna, Abel and Cora (firm North), Bert (firm South), Sam (staff), Otto (outsider), Robo."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.desk.firm import Contact, Firm, Role
from bot.desk.heard import Heard
from bot.desk.policy import Policy
from bot.desk.ticket import Case, Flow, Inbox, Stage, Ticket
from bot.desk.timing import plan_for
from bot.flow.port import FlowReading, FlowState
from bot.reading.reading import Kind

ANNA = "anna@northcpa.example"  # named contact of North
CORA = "cora@northcpa.example"  # at North's domain, not named
ABEL = "abel@northcpa.example"  # another named contact of North
BERT = "bert@southtax.example"  # named contact of South
SAM = "sam@aiwyn.example"  # staff
MIKE = "mike@datamove.example"  # a vendor who imports for North
OTTO = "otto@elsewhere.example"
ROBO = "robo@northcpa.example"
SUPPORT = "support@aiwyn.example"

NEW_YORK = ZoneInfo("America/New_York")
LONDON = ZoneInfo("Europe/London")
POLICY = Policy()

NORTH = Firm(
    key="north",
    name="North CPA",
    zone=NEW_YORK,
    domains=("northcpa.example",),
    contacts=(
        Contact(ANNA, "Anna North", Role.CONFIRMER),
        Contact(ABEL, "Abel North", Role.CONFIRMER),
    ),
    driver="pretend",
    flow_values=(("flow", "north"),),
)
SOUTH = Firm(
    key="south",
    name="South Tax",
    zone=LONDON,
    locale="en-GB",
    domains=("southtax.example",),
    contacts=(Contact(BERT, "Bert South", Role.CONFIRMER),),
    driver="pretend",
    flow_values=(("flow", "south"),),
)

MONDAY = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)  # 10:00 in New York
SATURDAY = date(2026, 12, 5)
PLAN = plan_for(SATURDAY, time(18, 0), None, NEW_YORK, POLICY)
LATER_PLAN = plan_for(date(2026, 12, 12), time(9, 0), None, NEW_YORK, POLICY)
OFF = FlowReading(FlowState.OFF, PLAN.off_at.at, in_flight=0)
ON = FlowReading(FlowState.ON, PLAN.ends_by.at, in_flight=0)


def a_ticket(stage: Stage = Stage.REQUESTED, **more: Any) -> Ticket:
    """A ticket of North, with what it must have at that stage."""
    ticket = Ticket(
        id=1,
        firm="north",
        stage=stage,
        subject="Import of the Lindgren clients",
        requester=ANNA,
        parties=(ANNA,),
        opened_at=MONDAY,
        since=MONDAY,
        kind=Kind.ACQUISITION,
        plan=None if stage is Stage.REQUESTED else PLAN,
    )
    if stage in (Stage.IMPORTING, Stage.TURNING_ON, Stage.CHECKING, Stage.REVIEWING):
        ticket = replace(ticket, told_at=PLAN.off_at.at, off_read=OFF, since=PLAN.off_at.at)
    if stage in (Stage.TURNING_ON, Stage.CHECKING, Stage.REVIEWING):
        heard = Heard(ANNA, "The import is complete.", PLAN.ends_by.at)
        ticket = replace(ticket, completed=heard, bound_for=Stage.CHECKING, since=PLAN.ends_by.at)
    return replace(ticket, **more)


def a_case(ticket: Ticket | None = None, **more: Any) -> Case:
    """A case of North whose mailbox has just been read to its end."""
    read = Inbox(read_to_end_at=PLAN.ends_by.at)
    case = Case(ticket=ticket or a_ticket(), firm=NORTH, flow=Flow("north", read=OFF, ours=True), inbox=read)
    return replace(case, **more)
