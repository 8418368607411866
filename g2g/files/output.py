"""A file outside the record (an agenda, a report, a script), written whole or not at all."""

import os
import stat
import sys
from contextlib import suppress

from g2g.files import blaming
from g2g.files.replacement import discard, sync_folder, write_all, written_beside


def publish(path: str, data: bytes) -> None:
    """Write a paper (an agenda, a report) outside the record: the whole file or none of it."""
    with blaming(path):
        status = os.stat(path) if os.path.exists(path) else None
        if status is not None and (stream := _own_stream(status)) is not None:
            sys.stdout.flush()
            write_all(stream, data)
        elif status is not None and not stat.S_ISREG(status.st_mode):
            with open(path, "wb") as device:
                device.write(data)
        else:
            _publish_whole(os.path.realpath(path), data, status)


def _own_stream(status: os.stat_result) -> int | None:
    # /dev/stdout, with the output sent to a file: to replace or cut that file would lose what is in it.
    for handle in (1, 2):
        with suppress(OSError):
            if os.path.samestat(os.fstat(handle), status):
                return handle
    return None


def _publish_whole(target: str, data: bytes, status: os.stat_result | None) -> None:
    temporary = written_beside(target, data, status)
    try:
        os.replace(temporary, target)
    except BaseException:
        discard(temporary)
        raise
    sync_folder(os.path.dirname(target))
