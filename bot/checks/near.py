"""Near duplicates: advice with reasons, from a process of its own that is held to memory and time.

It needs Splink, `pip install sluice-bot[linkage]`; without it the answer is "not checked", and says so.
"""

import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib.util import find_spec
from tempfile import TemporaryDirectory

from pydantic import TypeAdapter

from bot.checks.near_model import NearModel, read_model
from bot.checks.port import CheckResult, CheckVerdict, KnownGroups
from bot.config.settings import ChecksSettings, NearSettings
from bot.errors import Misconfigured

MISSING = "near duplicates need Splink: pip install 'sluice-bot[linkage]'"


@dataclass(frozen=True, slots=True)
class Request:
    """What the process is asked. It goes through a pipe: the login stands in no list of processes."""

    database: str
    firm: str
    model: NearModel
    secret: str  # hex
    masked: frozenset[str]
    row_cap: int
    most_kept: int
    rows_at_most: int
    memory_mb: int
    seconds: float
    folder: str  # what does not fit into memory goes there; whoever asks removes it
    known: KnownGroups | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What it answers; `why`: it could not look."""

    why: str = ""
    groups: int = 0
    extra_rows: int = 0
    old_groups: int = 0
    old_extra_rows: int = 0
    rows_tested: int = 0
    known: KnownGroups | None = None
    columns: tuple[str, ...] = ()
    sample: tuple[tuple[str, ...], ...] = ()
    sample_groups: tuple[int, ...] = ()


REQUEST: TypeAdapter[Request] = TypeAdapter(Request)
FINDING: TypeAdapter[Finding] = TypeAdapter(Finding)


def fault_of(settings: NearSettings) -> str:
    """Return what stands in the way of looking, empty when nothing does."""
    if find_spec("splink") is None:
        return MISSING
    try:
        read_model(settings.model)
    except Misconfigured as error:
        return str(error)
    return ""


def look_near(
    settings: ChecksSettings, firm: str, secret: bytes, masked: frozenset[str], kept: Iterable[KnownGroups]
) -> tuple[CheckResult, KnownGroups | None]:
    """Return what is alike among a firm's rows, and what to know it by later. Never raises.

    Args:
        settings: With a database, and `near` set.
        firm: Its key.
        secret: Keys what is kept of a group.
        masked: Columns of which people see little.
        kept: What is known from before the import, of whatever check.
    """
    near = settings.near or NearSettings()
    if why := fault_of(near):
        return replace(_UNRUN, why=why), None
    model = read_model(near.model)
    database = settings.database.get_secret_value() if settings.database else ""
    known = next((k for k in kept if k.query_sha256 == model.sha256 and not k.too_many), None)
    # The process may be ended before it could remove what it put aside, and those are clients' data.
    with TemporaryDirectory(prefix="sluice-near-") as folder:
        finding = _ask(
            Request(
                database, firm, model, secret.hex(), masked, settings.row_cap, settings.baseline_groups,
                near.rows_at_most, near.memory_mb, near.timeout_seconds, folder, known,
            )
        )  # fmt: skip
    return _result(model, finding, known), finding.known


def _ask(request: Request) -> Finding:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "bot.checks.near_process"],
            input=REQUEST.dump_json(request),
            capture_output=True,
            timeout=request.seconds,
            check=True,
        )
    except subprocess.TimeoutExpired:
        return Finding(why="it took too long and was stopped")
    except (OSError, subprocess.CalledProcessError) as error:
        return Finding(why=f"its process ended badly ({type(error).__name__})")
    return FINDING.validate_json(done.stdout)


_UNRUN = CheckResult("Near duplicates", "rows that are alike", "advise", CheckVerdict.NOT_CHECKED)


def _result(model: NearModel, finding: Finding, known: KnownGroups | None) -> CheckResult:
    if finding.why:
        verdict = CheckVerdict.NOT_CHECKED
    else:
        verdict = CheckVerdict.HITS if finding.groups else CheckVerdict.CLEAN
    return CheckResult(
        name=model.name,
        looks_for=model.looks_for,
        severity="advise",
        verdict=verdict,
        groups=finding.groups,
        extra_rows=finding.extra_rows,
        rows_tested=finding.rows_tested,
        columns=finding.columns,
        sample=finding.sample,
        sample_groups=finding.sample_groups,
        why=finding.why,
        query_sha256=model.sha256,
        keys=1,
        has_baseline=known is not None,
        old_groups=finding.old_groups,
        old_extra_rows=finding.old_extra_rows,
        rows_before=known.rows_tested if known else 0,
    )
