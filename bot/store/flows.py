"""Each firm's flow as it was last read. Whether it is wanted off is derived from the tickets, not stored."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update
from sqlmodel import col

from bot.desk.ticket import Flow
from bot.store.codec import as_json
from bot.store.part import Part
from bot.store.tables import NOT_ON, FlowRow
from bot.store.trouble import Conflict


@dataclass(frozen=True, slots=True)
class Standing:
    """A flow, and since when it has read as it does."""

    flow: Flow
    since: datetime | None  # None: never read


FLOW = select(FlowRow).where(col(FlowRow.firm) == bindparam("of_firm"))
NOT_ON_ROWS = select(FlowRow).where(NOT_ON).order_by(col(FlowRow.firm))


class Flows(Part):
    def flow(self, firm: str) -> Flow:
        """Return the firm's flow; of one never read, its state is unknown and its version 0."""
        row = self._flow_row(firm)
        return row.to_flow() if row else Flow(firm)

    def standing(self, firm: str) -> Standing:
        """Return the firm's flow, and since when it has read as it does."""
        row = self._flow_row(firm)
        return Standing(row.to_flow(), row.since) if row else Standing(Flow(firm), None)

    def save_flow(self, flow: Flow) -> Flow:
        """Store a flow that was changed from what `flow` returned; return it with its new version.

        Raises:
            Conflict: Somebody else stored it in between.
        """
        row = self._flow_row(flow.firm)
        if (row.version if row else 0) != flow.version:
            raise Conflict(f"the flow of {flow.firm} was changed meanwhile")
        stored = replace(flow, version=flow.version + 1)
        values = _values(stored)
        # A state lasts from the first reading that showed it.
        values["since"] = row.since if row and row.state == flow.state else values["read_at"]
        if row is None:
            self.db.execute(insert(FlowRow), {"firm": flow.firm, **values})
        else:
            self.db.execute(update(FlowRow).where(col(FlowRow.firm) == flow.firm).values(values))
        return stored

    def flows_not_on(self) -> tuple[Standing, ...]:
        """Return all flows that do not read on, by firm, and since when."""
        rows = self.db.execute(NOT_ON_ROWS).mappings()
        return tuple(Standing(FlowRow.of(row).to_flow(), row["since"]) for row in rows)

    def _flow_row(self, firm: str) -> FlowRow | None:
        row = self.db.execute(FLOW, {"of_firm": firm}).mappings().one_or_none()
        return FlowRow.of(row) if row else None


def _values(flow: Flow) -> dict[str, object]:
    return {
        "state": flow.state,
        "read": as_json(flow.read) if flow.read else None,
        "read_at": flow.read.at if flow.read else None,
        "ours": flow.ours,
        "staff_off": flow.staff_off,
        "switching_until": flow.switching_until,
        "version": flow.version,
    }
