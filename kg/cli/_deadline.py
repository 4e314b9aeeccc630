"""A deadline that holds: the engine cannot be interrupted, so the process ends."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from kg.cli._outputs import remove_unfinished
from kg.errors import QueryTimeoutError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def deadline(seconds: float | None) -> Iterator[None]:
    """End the process with the exit code of a timeout when the block takes longer.

    The engine lets other threads run while it works, so one of them can watch the clock. The work is done by this
    process alone, so its end leaves no worker behind.

    Args:
        seconds: How long the block may take; None for as long as it likes.
    """
    if seconds is None:
        yield
        return
    done = threading.Event()

    def watch() -> None:
        if not done.wait(seconds):
            remove_unfinished()
            click.echo(
                f"kg: the query took longer than {seconds:g} s (make it narrower, or give it more time)", err=True
            )
            sys.stderr.flush()
            os._exit(QueryTimeoutError.exit_code)

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        done.set()
