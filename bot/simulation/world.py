"""The post, the gates and the checks, in memory: each can fail for a while.

They report what truly happened to the `Witness`; the house only hears what its ports say.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.checks.port import Baseline, CheckResult, CheckRun, CheckVerdict, KnownGroups, Landing
from bot.errors import Unavailable
from bot.flow.fake import FakeGate
from bot.post.port import ACCEPTED, Delivery, Refused, Unclear
from bot.simulation.fate import Fate, SimClock
from bot.simulation.script import Trouble

# How an address begins that the server refuses in a bad hour, for good or for now.
REFUSED = ("b", "d", "f")
DEFERRED = ("a", "b", "c", "d", "sue")


class Witness(Protocol):
    """Sees what truly happens."""

    def mail_taken(self, raw: bytes, recipients: tuple[str, ...], *, clear: bool) -> None: ...

    def mail_tried(self, raw: bytes) -> None: ...

    def gate_asked(self, firm: str, *, on: bool) -> None: ...


@dataclass
class SimPost:
    fate: Fate
    witness: Witness

    def send(self, raw: bytes, envelope_from: str, recipients: tuple[str, ...]) -> dict[str, Delivery]:  # noqa: ARG002
        self.fate.point()
        self.witness.mail_tried(raw)
        self.probe()
        if self.fate.is_in(Trouble.POST_LOSES):
            raise Unclear("the connection ended after the last byte")
        answers = {to: self._answer(to) for to in recipients}
        taken = tuple(to for to, answer in answers.items() if answer == ACCEPTED)
        unclear = self.fate.is_in(Trouble.POST_UNCLEAR)
        if taken:
            self.witness.mail_taken(raw, taken, clear=not unclear)
        if unclear:
            raise Unclear("the connection ended after the last byte")
        self.fate.point()
        return answers

    def _answer(self, to: str) -> Delivery:
        if self.fate.is_in(Trouble.POST_REFUSES) and to[0] in REFUSED:
            return Refused(permanent=True, reply="550 5.1.1 nobody has this address")
        if self.fate.is_in(Trouble.POST_DEFERS) and to.startswith(DEFERRED):
            return Refused(permanent=False, reply="451 4.7.1 come back later")
        return ACCEPTED

    def probe(self) -> None:
        if self.fate.is_in(Trouble.POST_DOWN):
            raise Unavailable("the mail server does not answer")

    def close(self) -> None:
        """Nothing is open."""


class SimGate(FakeGate):
    """The gate of one firm, with its troubles."""

    def __init__(self, clock: SimClock, fate: Fate, firm: str, witness: Witness) -> None:
        super().__init__(clock)
        self.fate, self.firm, self.witness = fate, firm, witness

    def switch(self, *, on: bool) -> None:
        self.fate.point()
        self._be_troubled()
        if not self.down:
            self.witness.gate_asked(self.firm, on=on)
        super().switch(on=on)
        self.fate.point()

    def read(self):  # type: ignore[no-untyped-def]
        self.fate.point()
        self._be_troubled()
        return super().read()

    @property
    def truly_on(self) -> bool:
        self._settle()
        return self.on

    def _be_troubled(self) -> None:
        def is_in(trouble: Trouble) -> bool:
            return self.fate.is_in(trouble, self.firm)

        self.stuck, self.down = is_in(Trouble.GATE_STUCK), is_in(Trouble.GATE_DOWN)
        self.denies = is_in(Trouble.GATE_DENIES)
        self.lag = timedelta(minutes=4) if is_in(Trouble.GATE_LAGS) else timedelta()
        self.in_flight = 2 if is_in(Trouble.GATE_BUSY) else 0


@dataclass
class SimChecks:
    fate: Fate

    def compile_all(self) -> tuple[str, ...]:
        self.fate.point()
        return ()

    def baseline(self, firm: str) -> Baseline:
        self.fate.point()
        if self.fate.is_in(Trouble.CHECKS_DOWN, firm):
            return Baseline(self._run(firm, CheckVerdict.NOT_CHECKED))
        return Baseline(self._run(firm, CheckVerdict.CLEAN), (KnownGroups("", 800, ""),))

    def landed(self, firm: str, since: datetime) -> Landing:  # noqa: ARG002
        self.fate.point()
        return Landing(not self.fate.is_in(Trouble.CHECKS_DOWN, firm), "the database does not answer")

    def run(self, firm: str, before: Baseline | None = None) -> CheckRun:  # noqa: ARG002
        self.fate.point()
        verdict = CheckVerdict.CLEAN
        if self.fate.is_in(Trouble.CHECKS_HIT, firm):
            verdict = CheckVerdict.HITS
        if self.fate.is_in(Trouble.CHECKS_DOWN, firm):
            verdict = CheckVerdict.NOT_CHECKED
        return self._run(firm, verdict)

    def _run(self, firm: str, verdict: CheckVerdict) -> CheckRun:
        hits = int(verdict is CheckVerdict.HITS)
        why = "the database does not answer" if verdict is CheckVerdict.NOT_CHECKED else ""
        result = CheckResult(
            "same tax id", "clients entered twice", "stop", verdict, hits, hits, 900, why=why
        )
        return CheckRun(self.fate.now(), self.fate.now(), (result,), firm=firm)
