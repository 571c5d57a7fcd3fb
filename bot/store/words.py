"""The words that people wrote, apart from what was done with them.

What was done stands in a journal for ever. The words can be erased: a journal is sealed over a salted digest
of them, so its chain holds without them, and once the salt is gone nobody can find them by guessing.
"""

import hashlib
import json
from typing import Any

# Fields of stored values that hold what somebody wrote, or names somebody of whom a firm keeps data.
WRITTEN = frozenset({"words", "quote", "name", "differing", "lines", "why", "subject", "notes"})


def split(body: str) -> tuple[str, str]:
    """Return a stored value, as JSON, without the words in it, and the words by themselves.

    The first is a value still, of the same kind, and splits into itself and no words. The second is empty
    where nobody wrote anything.
    """
    words: list[str] = []
    bare = json.dumps(_without(json.loads(body), words), sort_keys=True, separators=(",", ":"))
    return bare, json.dumps(words) if any(words) else ""


def words_digest(words: str, salt: str) -> str:
    """Return what vouches for words without telling them: 64 hex digits; empty for no words."""
    return hashlib.sha256(f"{salt}\n{words}".encode()).hexdigest() if words else ""


def _without(value: Any, words: list[str], *, written: bool = False) -> Any:
    """Return the value with empty texts for written ones, which are added to `words` in their order."""
    match value:
        case str() if written:
            words.append(value)
            return ""
        case dict():
            return {key: _without(value[key], words, written=key in WRITTEN) for key in sorted(value)}
        case list():
            return [_without(one, words, written=written) for one in value]
        case _:
            return value
