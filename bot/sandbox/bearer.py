"""What a client says that logs in by XOAUTH2, with an access token: here it is the account's password."""

import re

SAID = re.compile(rb"user=([^\x01]*)\x01auth=Bearer ([^\x01]*)\x01\x01")


def login_and_token(said: bytes) -> tuple[str, str]:
    """Return who it claims to be, and the token that proves it; both are empty where it is nothing such."""
    found = SAID.fullmatch(said)
    login, token = found.groups() if found else (b"", b"")
    return login.decode("utf-8", "replace"), token.decode("utf-8", "replace")
