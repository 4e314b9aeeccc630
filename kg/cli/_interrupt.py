"""Ctrl-C that works while the engine does: the engine cannot be interrupted, so the process ends."""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import TYPE_CHECKING

import click

from kg.cli._outputs import remove_unfinished
from kg.errors import EXIT_INTERRUPTED

if TYPE_CHECKING:
    from types import FrameType
    from typing import NoReturn

_GRACE = 1.0
"""Seconds that Python has to end the command by itself, which puts away what was begun."""

_SHOW_CURSOR = "\x1b[?25h"


def heed_interrupts() -> None:
    """End the process by Ctrl-C also where Python does not come to it within a second.

    Python carries out a signal when the call that it waits for returns: with a query that takes an hour, in an hour
    (oxigraph issue 1926, seen in pyoxigraph 0.5.13). A thread hears of the signal at once. Where SIGINT is ignored, as
    in a background of a shell, it stays so.
    """
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        return
    heard, told = os.pipe()
    os.set_blocking(told, False)
    reacted = threading.Event()

    def interrupt(number: int, frame: FrameType | None) -> None:
        reacted.set()
        signal.default_int_handler(number, frame)

    def watch() -> None:
        while signalled := os.read(heard, 1):
            if signalled[0] == signal.SIGINT and not reacted.wait(_GRACE):
                _end()
            reacted.clear()

    signal.signal(signal.SIGINT, interrupt)
    signal.set_wakeup_fd(told, warn_on_full_buffer=False)
    # A process that is forked has the pipe, but not the thread.
    os.register_at_fork(after_in_child=lambda: signal.set_wakeup_fd(-1))
    threading.Thread(target=watch, daemon=True).start()


def _end() -> NoReturn:
    remove_unfinished()
    if sys.stderr.isatty():
        # A progress bar that was shown has hidden it.
        click.echo(_SHOW_CURSOR, err=True, nl=False)
    click.echo("kg: interrupted", err=True)
    sys.stderr.flush()
    os._exit(EXIT_INTERRUPTED)
