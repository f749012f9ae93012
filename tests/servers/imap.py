"""A real IMAP server for tests: Dovecot from Debian, in a folder of its own, on free ports of this machine."""

from __future__ import annotations

import imaplib
import ipaddress
import os
import pwd
import shutil
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.servers.ending import end
from tests.servers.postgres import free_port

USER, PASSWORD = "help@campus.example", "a långer wörd with spaces"
CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
default_login_user = {login_user}
default_internal_user = {internal_user}
default_internal_group = {internal_group}
first_valid_uid = 1
mail_location = maildir:{folder}/mail/%u
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


@dataclass
class Mailboxes:
    """Where it listens, and what can be put into it and looked up in it."""

    host: str
    port: int
    tls_port: int
    ca: Path

    def put(self, raw: bytes, folder: str = "INBOX", seen: bool = False) -> None:
        """Deliver a letter."""
        with self._client() as client:
            status, _ = client.append(quoted(folder), r"(\Seen)" if seen else "", None, raw)  # type: ignore[arg-type]
            assert status == "OK"

    def make(self, folder: str) -> None:
        with self._client() as client:
            client.create(quoted(folder))

    def unseen(self, folder: str = "INBOX") -> int:
        return self._count(folder, "UNSEEN")

    def count(self, folder: str = "INBOX") -> int:
        return self._count(folder, "ALL")

    def anew(self, folder: str) -> None:
        """Number the folder anew, as after a restored backup: its UIDVALIDITY changes, the letters stay."""
        with self._client() as client:
            client.rename(quoted(folder), quoted(f"{folder} before"))
            time.sleep(1.1)  # it is made of the seconds
            client.create(quoted(folder))
            client.select(quoted(f"{folder} before"))
            client.copy("1:*", quoted(folder))

    def _count(self, folder: str, what: str) -> int:
        with self._client() as client:
            client.select(quoted(folder), readonly=True)
            return len(client.search(None, what)[1][0].split())

    @contextmanager
    def _client(self) -> Iterator[imaplib.IMAP4]:
        client = imaplib.IMAP4(self.host, self.port, timeout=10)
        client.authenticate("PLAIN", lambda _: f"\0{USER}\0{PASSWORD}".encode())
        try:
            yield client
        finally:
            with suppress(Exception):
                client.logout()


def quoted(folder: str) -> str:
    return f'"{folder}"'


@contextmanager
def running_imap() -> Iterator[Mailboxes]:
    """A server with one mailbox, until the block ends, then gone with all its processes."""
    program = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    assert program, "The tests need Dovecot: tools/install-test-servers"
    with tempfile.TemporaryDirectory(prefix="wellserved-imap-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        server = Mailboxes("127.0.0.1", free_port(), free_port(), folder / "cert.pem")
        _prepare(folder, server)
        process = subprocess.Popen(
            [program, "-F", "-c", str(folder / "dovecot.conf")],
            stdout=subprocess.DEVNULL,
            stderr=(folder / "errors").open("wb"),
        )
        try:
            _wait_for(server, process, folder)
            yield server
        finally:
            end(process)


def _prepare(folder: Path, server: Mailboxes) -> None:
    """Mail processes never run as root, so a test run by root hands the mail to the user that Dovecot brings."""
    me = pwd.getpwuid(os.geteuid())
    root = os.geteuid() == 0
    owner = pwd.getpwnam("dovecot") if root else me
    for part in ("mail", "run", "state"):
        (folder / part).mkdir()
    (folder / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}::::::\n")
    _certificate(folder)
    group = subprocess.run(["id", "-gn", owner.pw_name], capture_output=True, text=True, check=True).stdout.strip()
    (folder / "dovecot.conf").write_text(
        CONFIGURATION.format(
            folder=folder,
            login_user="dovenull" if root else me.pw_name,
            internal_user=owner.pw_name,
            internal_group=group,
            uid=owner.pw_uid,
            gid=owner.pw_gid,
            port=server.port,
            tls_port=server.tls_port,
        )
    )
    if root:
        folder.chmod(0o755)
        os.chown(folder / "mail", owner.pw_uid, owner.pw_gid)
        (folder / "users").chmod(0o644)


def _certificate(folder: Path) -> None:
    """A certificate for this machine alone, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def _wait_for(server: Mailboxes, process: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + 15
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError, imaplib.IMAP4.error, ssl.SSLError):
            server.count()
            return
        time.sleep(0.05)
    said = "\n".join(path.read_text() for name in ("errors", "log") if (path := folder / name).exists())
    raise AssertionError(f"Dovecot did not start:\n{said[-3000:]}")
