"""What makes two rows alike: a TOML file of comparisons and blocking rules, read into values.

    name = "Near duplicates"
    looks_for = "clients that are alike in several ways"
    id = "client_id"                          # tells the rows apart
    show = ["client_id", "name"]              # what people see of a row
    select = "SELECT client_id, name, zip FROM clients WHERE firm = :firm"
    block = [["zip"], ["bare_name"]]          # only rows that are equal in one of these are compared

    [prepare]                                 # further columns, as expressions over the SELECT's
    bare_name = "regexp_replace(lower(name), '[^a-z0-9]', '', 'g')"

    [[compare]]                               # evidence: the first level that holds counts
    about = "zip"
    levels = [{ same = "zip", says = "same zip", m = 0.9, u = 0.01 }]

`m` is how often a level holds between rows that are one client, `u` how often between rows that are not; what
they leave over is "neither". They stand in the file and are not learnt anew each time, so that the same data
gives the same answer. The model is Fellegi and Sunter's, as Splink has it.
"""

import hashlib
import tomllib
from pathlib import Path

from pydantic import Field, ValidationError, model_validator

from bot.checks.select import one_select
from bot.config.base import Section
from bot.config.faults import faults
from bot.errors import Misconfigured

READY = Path(__file__).with_name("ready") / "near.toml"


class Level(Section):
    """One way in which two rows can agree."""

    says: str  # the reason as people read it
    m: float = Field(gt=0, lt=1)
    u: float = Field(gt=0, lt=1)
    same: str | None = None  # this column is equal
    alike: str | None = None  # or this one is much alike, by Jaro and Winkler
    at_least: float = Field(0.92, gt=0, le=1)  # so much

    @model_validator(mode="after")
    def _compares_one_column(self) -> "Level":
        if (self.same is None) is (self.alike is None):
            raise ValueError("a level needs either same or alike")
        return self

    @property
    def column(self) -> str:
        return self.same or self.alike or ""


class Comparison(Section):
    """One piece of evidence; a row without a value is none."""

    about: str
    levels: tuple[Level, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _leaves_room(self) -> "Comparison":
        if sum(level.m for level in self.levels) >= 1 or sum(level.u for level in self.levels) >= 1:
            raise ValueError(f"{self.about}: all m together, and all u, must stay below 1")
        return self


class NearModel(Section):
    """Which rows are compared, by what, and from when on they count as alike."""

    name: str
    looks_for: str
    id: str
    show: tuple[str, ...]
    select: str
    prepare: dict[str, str] = Field(default_factory=dict)
    block: tuple[tuple[str, ...], ...] = Field(min_length=1)
    compare: tuple[Comparison, ...] = Field(min_length=1)
    prior: float = Field(0.0001, gt=0, lt=1)  # how likely two rows are one before anything is compared
    threshold: float = Field(0.9, gt=0, lt=1)  # from this probability on they are shown
    sha256: str = ""  # of the file

    @model_validator(mode="after")
    def _reads_one_firm(self) -> "NearModel":
        one_select(self.select)
        return self


def read_model(path: Path | None) -> NearModel:
    """Read a file, or the ready one.

    Raises:
        Misconfigured: It cannot be read, or is no model; each fault names its place.
    """
    file = path or READY
    try:
        raw = file.read_bytes()
        given = tomllib.loads(raw.decode("utf-8"))
        return NearModel.model_validate({**given, "sha256": hashlib.sha256(raw).hexdigest()})
    except OSError as error:
        raise Misconfigured(f"{file.name}: cannot be read ({error.strerror})") from error
    except ValidationError as error:
        raise Misconfigured("; ".join(f"{file.name}: {fault}" for fault in faults(error))) from error
    except ValueError as error:
        raise Misconfigured(f"{file.name}: not TOML: {error}") from error
