"""Write a file whole or not at all: the one way in which anything here writes files."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat


def write_atomically(path: str | os.PathLike[str], content: bytes) -> None:
    """Write a file so that a failure at any time leaves the former file as it was.

    The bytes go to a temporary file in the same folder, which then takes the place of the file. A file that exists
    keeps its permissions, and a symbolic link stays a link: its target is replaced. A new file gets the permissions
    that `open` gives. A device or a pipe is written to directly.

    Args:
        path: the file.
        content: all its bytes.

    Raises:
        OSError: if the file cannot be written. A file at `path` then stays as it was.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "a.txt")
    ...     write_atomically(path, b"whole")
    ...     path.read_bytes()
    b'whole'
    """
    target = os.path.realpath(path)
    if os.path.islink(target):  # realpath gives up on links that form a circle
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), os.fspath(path))
    former = os.stat(target) if os.path.exists(target) else None
    if former is not None and not stat.S_ISREG(former.st_mode):
        with open(target, "wb") as device:
            device.write(content)
        return
    if former is not None and not os.access(target, os.W_OK):  # replacing it would need no permission of its own
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), os.fspath(path))
    # In the same folder, because renaming is atomic only within one file system. The name does not contain that of
    # the file, which may be as long as names can be.
    temporary = os.path.join(os.path.dirname(target), f".{secrets.token_hex(8)}.tmp")
    try:
        _write(temporary, content, former)
        try:
            os.replace(temporary, target)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError as error:
        if error.errno is None:
            raise
        # The name of the temporary file means nothing to the caller.
        raise OSError(error.errno, error.strerror, os.fspath(path)) from error


def _write(path: str, content: bytes, former: os.stat_result | None) -> None:
    """Write a new file with the owner and the permissions of `former`. If that fails, there is no file."""
    # Private until it has the permissions of the former file. A new file gets its permissions from the umask here:
    # reading the umask would change it for other threads.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, 0o666 if former is None else 0o600)
    try:
        with open(descriptor, "wb") as file:
            if former is not None:
                mode = stat.S_IMODE(former.st_mode)
                with contextlib.suppress(AttributeError, PermissionError):  # Windows has no owners; others may not give
                    os.chown(path, former.st_uid, former.st_gid)
                if os.stat(path).st_gid != former.st_gid:
                    mode &= ~stat.S_IRWXG  # its permissions were for another group
                os.chmod(path, mode)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())  # so that after a crash the name never has incomplete content
    except BaseException:  # includes KeyboardInterrupt
        os.unlink(path)
        raise
