"""What all settings are made of: tables that refuse unknown keys, and secrets that stand elsewhere."""

import os
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, SecretStr

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class Section(BaseModel):
    """A table of the file; an unknown key is a fault, since it is most often a misspelt one."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _secret(value: SecretStr) -> SecretStr:
    """Fetch what `env:NAME` or `file:PATH` points at."""
    kind, _, where = value.get_secret_value().partition(":")
    if kind == "env" and where:
        if where not in os.environ:
            raise ValueError(f"the environment has no variable {where}")
        return SecretStr(os.environ[where])
    if kind == "file" and where:
        try:
            return SecretStr(Path(where).read_text(encoding="utf-8").rstrip("\r\n"))
        except (OSError, UnicodeDecodeError) as error:
            raise ValueError(f"the file {where} cannot be read") from error
    raise ValueError("say where the secret is: env:NAME or file:PATH")


Secret = Annotated[SecretStr, AfterValidator(_secret)]
