"""A certificate authority that lives as long as the sandbox, so that TLS is real on loopback too."""

import ssl
from dataclasses import dataclass, field
from pathlib import Path

import trustme

NAMES = ("localhost", "127.0.0.1")


@dataclass(frozen=True)
class Authority:
    """Vouches for servers on this machine; clients trust it by `ca_file`."""

    folder: Path
    _ca: trustme.CA = field(default_factory=trustme.CA)

    def __post_init__(self) -> None:
        self._ca.cert_pem.write_to_path(self.ca_file)

    @property
    def ca_file(self) -> Path:
        """The authority's certificate, PEM."""
        return self.folder / "ca.pem"

    def server_context(self) -> ssl.SSLContext:
        """Return a context with a certificate for this machine."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self._ca.issue_cert(*NAMES).configure_cert(context)
        return context

    def write_server_files(self) -> tuple[Path, Path]:
        """Write a certificate and its key for a server that is a program of its own."""
        issued = self._ca.issue_cert(*NAMES)
        certificate, key = self.folder / "server.pem", self.folder / "server.key"
        for blob in issued.cert_chain_pems:
            blob.write_to_path(certificate, append=True)
        issued.private_key_pem.write_to_path(key)
        return certificate, key
