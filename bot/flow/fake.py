"""A gate in memory that keeps every promise of `FlowDriver`, and can be made to break each of them.

It passes the contract test of the real drivers, so scenarios and simulations may trust it. Like a real
flow it moves by its clock: what it reads depends on the time, never on how often it was asked.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.errors import Unavailable
from bot.flow.port import FlowReading, FlowState


@dataclass(frozen=True, slots=True)
class Toggle:
    """One true change of the gate."""

    on: bool
    at: datetime
    by_hand: bool = False


@dataclass
class FakeGate:
    """A gate that obeys at once, unless told otherwise by its fields, which may be set at any time."""

    clock: Clock
    on: bool = True
    in_flight: int = 0  # runs still under way; a gate that is off and has some is `moving`
    lag: timedelta = timedelta(0)  # how long it takes to move after it was asked
    stuck: bool = False  # takes the order and does not move
    down: bool = False  # cannot be reached: neither moves nor tells
    denies: bool = False  # moves, and then says that it failed
    lies: FlowState | None = None  # reads this, whatever is true
    deadline: float = 30.0
    reads_itself: bool = True
    resume_note: str = ""
    risks: tuple[str, ...] = ()  # what waits in it until it is on
    risks_unsaid: bool = False  # it does not tell
    synced_at: datetime | None = None  # when a run last ended well
    asked: list[bool] = field(default_factory=list)  # every order, in turn, whatever came of it
    toggles: list[Toggle] = field(default_factory=list)
    _move: Toggle | None = None

    def switch(self, *, on: bool) -> None:
        self.asked.append(on)
        if self.down:
            raise Unavailable("the flow cannot be reached")
        self._settle()
        if not self.stuck:
            self._move = Toggle(on, self.clock.now() + self.lag)
        if self.denies:
            raise Unavailable("the flow answered 500")

    def read(self) -> FlowReading:
        now = self.clock.now()
        if self.down:
            return FlowReading(FlowState.UNKNOWN, now, why="the flow cannot be reached")
        self._settle()
        return FlowReading(self.lies or self._state(), now, self.in_flight, synced_at=self.synced_at)

    def resume_risks(self) -> tuple[str, ...]:
        if self.down or self.risks_unsaid:
            raise Unavailable("the flow does not say")
        return self.risks

    def probe(self) -> None:
        if self.down:
            raise Unavailable("the flow cannot be reached")

    def turn_by_hand(self, *, on: bool) -> None:
        """Move the gate as a person would, past us and at once."""
        self._settle()
        self._turn(Toggle(on, self.clock.now(), by_hand=True))

    def _state(self) -> FlowState:
        if self._move or (self.in_flight and not self.on):
            return FlowState.MOVING
        return FlowState.ON if self.on else FlowState.OFF

    def _settle(self) -> None:
        """Let an order whose time has come take effect."""
        if self._move and (self._move.at <= self.clock.now() or self._move.on == self.on):
            self._turn(self._move)

    def _turn(self, toggle: Toggle) -> None:
        self._move = None
        if toggle.on != self.on:
            self.on = toggle.on
            self.toggles.append(toggle)
