"""The parent of the embedded server: ends it when its last user has gone. Run as a file, with nothing but the standard library.

Every process that uses the server holds a shared lock on one file; the kernel lets go of it however the process ends. This one
waits for the exclusive lock and holds it while the server ends: who comes then waits until that is done.

It also has the disk hold each second what the server wrote. Done by the server itself, that would keep acknowledged writes in its
memory meanwhile, where a kill loses them (``appendfsync everysec``), or have every write wait for the disk (``always``).
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

TAKEN = 3
"""The exit code where a server of another parent has the folder."""
_END_SECONDS = 10.0
_SYNC_SECONDS = 1.0
_MOST_LOG = 1_000_000
_OPTIONS = {
    "port": "0",
    "databases": "1",
    "maxclients": "4000",
    "set-proc-title": "no",
    "unixsocketperm": "600",
    "save": "",
    "appendonly": "yes",
    "appendfsync": "no",
    "auto-aof-rewrite-min-size": "16mb",
    "hide-user-data-from-log": "yes",
    "crash-log-enabled": "no",
    "shutdown-timeout": "0",
}


def main(binary: str, folder: str, socket: str, idle: float) -> int:
    """Start the server and stay until it ends; :data:`TAKEN` if another parent's serves this folder."""
    import fcntl  # its exit code is known where this doesn't run, too

    home = Path(folder)
    os.umask(0o077)
    guard = os.open(home / "server.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC)
    try:
        fcntl.flock(guard, fcntl.LOCK_EX | fcntl.LOCK_NB)  # the server inherits it, so it holds as long as either lives
    except OSError:
        return TAKEN
    with contextlib.suppress(OSError):
        if (home / "server.log").stat().st_size > _MOST_LOG:
            (home / "server.log").unlink()
    Path(socket).unlink(missing_ok=True)
    (home / "socket").write_text(socket, "utf-8")
    options = {**_OPTIONS, "dir": folder, "unixsocket": socket, "logfile": str(home / "server.log")}
    server = subprocess.Popen(  # noqa: S603
        [binary, *(word for name, value in options.items() for word in (f"--{name}", value))],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=(guard,),
        preexec_fn=_end_with_parent,
    )

    def follow(*_: object) -> None:
        if server.poll() is not None:
            os._exit(0)

    signal.signal(signal.SIGCHLD, follow)
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    follow()
    threading.Thread(target=_sync, args=(home / "appendonlydir",), daemon=True).start()
    users = os.open(home / "users.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC)
    while True:
        fcntl.flock(users, fcntl.LOCK_EX)
        fcntl.flock(users, fcntl.LOCK_UN)
        time.sleep(idle)
        with contextlib.suppress(OSError):
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
    server.terminate()
    time.sleep(_END_SECONDS)  # the end of the server ends this
    server.kill()
    time.sleep(_END_SECONDS)
    return 1


def _sync(folder: Path) -> None:
    sizes: dict[str, int] = {}
    while True:
        time.sleep(_SYNC_SECONDS)
        for path in folder.glob("*"):
            with contextlib.suppress(OSError):
                size = path.stat().st_size
                if sizes.get(path.name) != size:
                    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
                    os.fsync(file)
                    os.close(file)
                    sizes[path.name] = size


def _end_with_parent() -> None:
    """Linux ends the server with its parent; elsewhere it stays until a user who finds it alive has gone, or for good."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3], float(sys.argv[4])))
