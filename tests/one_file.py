"""A data folder whose register is one short file, and what may befall it."""

from __future__ import annotations

import contextlib
import os
import resource
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from g2g import files
from g2g.files import Text, lock

is_root = sys.platform != "win32" and os.geteuid() == 0


@pytest.fixture(name="folder")
def old_folder(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    (data / "meetings").mkdir(parents=True)
    (data / "actions.yaml").write_bytes(b"old\n")
    return data


def read(folder: Path, name: str = "actions.yaml") -> Text:
    return files.read(str(folder), name)


def litter(folder: Path) -> list[str]:
    return [p.name for p in folder.rglob(".*")]


def sweep(folder: Path) -> list[str]:
    with lock.locked(str(folder)) as told:
        return told


def edit_by_rename(path: Path) -> None:
    path.with_name("other.tmp").write_bytes(b"edited\n")
    path.with_name("other.tmp").rename(path)


@contextlib.contextmanager
def no_file_above(size: int) -> Iterator[None]:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
