"""Mail servers that are programs of their own, for tests that must also hold outside this process."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from grp import getgrgid
from itertools import count
from pathlib import Path
from pwd import getpwnam, getpwuid

import pytest

from bot.sandbox.certificates import Authority

CONFIG = """\
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
default_internal_user = {internal}
default_login_user = {login}
default_internal_group = {group}
ssl = required
ssl_cert = <{certificate}
ssl_key = <{key}
auth_mechanisms = plain login
mail_location = maildir:~/Maildir
mail_fsync = optimized
first_valid_uid = 1
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Sent {{
    auto = create
    special_use = \\Sent
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
"""


def dovecot_program() -> str | None:
    """Return where Dovecot is; None when it is not installed."""
    found = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    speaks_imap = any(Path(folder, "dovecot/imap").exists() for folder in ("/usr/lib", "/usr/libexec"))
    return found if speaks_imap else None


@dataclass
class DovecotServer:
    """A private Dovecot: IMAP over TLS on the loopback, mail in Maildirs, killable and restartable.

    Its folder is not pytest's: that one is closed to the user whom Dovecot reads mail as.
    """

    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="dovecot-")))
    accounts: dict[str, str] = field(default_factory=dict)  # address: password

    def __post_init__(self) -> None:
        self.folder.chmod(0o755)
        self.authority = Authority(self.folder)
        self.ca_file = self.authority.ca_file
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._numbers = count(1)
        as_root = os.getuid() == 0
        me = getpwuid(os.getuid())
        self._mail = getpwnam("nobody") if as_root else me
        certificate, key = self.authority.write_server_files()
        for name in ("run", "state", "home"):
            (self.folder / name).mkdir()
        self._write_users()
        config = CONFIG.format(
            folder=self.folder, certificate=certificate, key=key, port=self.port,
            uid=self._mail.pw_uid, gid=self._mail.pw_gid,
            internal="dovecot" if as_root else me.pw_name,
            login="dovenull" if as_root else me.pw_name,
            group="dovecot" if as_root else getgrgid(me.pw_gid).gr_name,
        )  # fmt: skip
        (self.folder / "dovecot.conf").write_text(config)

    def add_account(self, address: str, password: str) -> None:
        """Let `address` log in; takes effect at once."""
        self.accounts[address] = password
        self._write_users()
        for part in ("Maildir", "Maildir/tmp", "Maildir/new", "Maildir/cur"):
            path = self.folder / "home" / address / part
            path.mkdir(parents=True, exist_ok=True)
        for path in [self.folder / "home" / address, *(self.folder / "home" / address).rglob("*")]:
            os.chown(path, self._mail.pw_uid, self._mail.pw_gid)

    def start(self) -> None:
        """Start, or start again with all mail in place; returns when it takes connections."""
        program = dovecot_program()
        assert program, "tests/install-dovecot puts Dovecot in place"
        self._process = subprocess.Popen(
            [program, "-F", "-c", str(self.folder / "dovecot.conf")],
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(500):
            if self._listens():
                return
            threading.Event().wait(0.02)
        raise AssertionError(f"Dovecot does not start:\n{self.log()}")

    def kill(self) -> None:
        """End it and its children with SIGKILL, as a power failure would."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def restart(self) -> None:
        """Kill it and start it again; clients see a cut connection."""
        self.kill()
        self.start()

    def remove(self) -> None:
        """End it and delete everything of it."""
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def deliver(self, address: str, raw: bytes) -> None:
        """Put a letter into an INBOX as a local delivery agent does: complete in tmp, then moved to new."""
        maildir = self.folder / "home" / address / "Maildir"
        name = f"{1_700_000_000 + next(self._numbers)}.{os.getpid()}.loopback"
        (maildir / "tmp" / name).write_bytes(raw)
        os.chown(maildir / "tmp" / name, self._mail.pw_uid, self._mail.pw_gid)
        (maildir / "tmp" / name).rename(maildir / "new" / name)

    def log(self) -> str:
        """Return what Dovecot has to say."""
        path = self.folder / "log"
        return path.read_text(errors="replace") if path.exists() else "(no log)"

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def _write_users(self) -> None:
        (self.folder / "users").write_text("".join(f"{a}:{p}::::::\n" for a, p in self.accounts.items()))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def dovecot() -> Iterator[DovecotServer]:
    """A running Dovecot without accounts; skipped where it cannot be had, but never in CI."""
    if dovecot_program() is None:
        assert os.environ.get("CI") != "true", "CI needs Dovecot: run tests/install-dovecot"
        pytest.skip("Dovecot is not installed; tests/install-dovecot says why")
    server = DovecotServer()
    try:
        server.start()
        yield server
    finally:
        server.remove()
