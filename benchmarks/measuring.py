"""Whole processes, measured: wall-clock and CPU seconds, peak memory; medians, and ratios to a peer in the same run."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_TICK = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_INTERVAL = 0.1
"""Seconds between looks at the processes: seldom enough to cost nothing, often enough to see the peak."""

_FIELDS_BEFORE_SESSION = 3
_MEGABYTE = 1e6


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took.

    Attributes:
        wall: Wall-clock seconds.
        cpu: CPU seconds, user and system, of the process and all its descendants.
        memory: Peak resident memory in megabytes (10**6 bytes), summed over the processes; pages that they share count
            in each.
    """

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True, slots=True)
class Missing:
    """Why there is no figure."""

    reason: str


class _Watch(threading.Thread):
    """Looks at all processes of a session ten times a second."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.session = session
        self.peak = 0
        self.cpu: dict[int, float] = {}
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.wait(_INTERVAL):
            resident = 0
            for path in Path("/proc").iterdir():
                if path.name.isdecimal():
                    with suppress(OSError, ValueError, IndexError):
                        resident += self._look(int(path.name))
            self.peak = max(self.peak, resident)

    def _look(self, pid: int) -> int:
        # proc(5): the fields after the command's closing bracket begin with the state.
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(") ")[2].split()
        if int(fields[_FIELDS_BEFORE_SESSION]) != self.session:
            return 0
        self.cpu[pid] = (int(fields[11]) + int(fields[12])) / _TICK
        return int(fields[21]) * _PAGE


def measure(command: Sequence[str | Path], *, limit: float, codes: Sequence[int] = (0,)) -> Cost | Missing:
    """Run a command once.

    Args:
        command: Program and arguments; its output is thrown away.
        limit: Seconds after which it is ended.
        codes: Exit codes that count as success.
    """
    started = time.perf_counter()
    process = subprocess.Popen(
        [str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )
    watch = _Watch(process.pid)
    watch.start()
    errors: list[bytes] = []
    reader = threading.Thread(target=lambda: errors.append(process.stderr.read()[-2000:] if process.stderr else b""))
    reader.start()
    timer = threading.Timer(limit, lambda: os.killpg(process.pid, 9))
    timer.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    timer.cancel()
    watch.ended.set()
    watch.join()
    reader.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if wall >= limit:
        return Missing(f"not done after {limit:,.0f} s")
    if process.returncode not in codes:
        last = errors[0].decode(errors="replace").strip().rpartition("\n")[2] if errors else ""
        return Missing(f"exit code {process.returncode}: {last}"[:120])
    others = sum(seconds for pid, seconds in watch.cpu.items() if pid != process.pid)
    own = usage.ru_utime + usage.ru_stime
    # Children that were waited for are in the usage already; workers of a fork server are not.
    cpu = max(own, watch.cpu.get(process.pid, 0) + others)
    return Cost(wall, cpu, max(watch.peak, usage.ru_maxrss * 1024) / _MEGABYTE)


def measured(run: Callable[[], Cost | Missing], *, times: int) -> Cost | Missing:
    """The medians of several runs, each figure by itself; the first failure where there is one."""
    costs = []
    for _ in range(times):
        cost = run()
        if isinstance(cost, Missing):
            return cost
        costs.append(cost)
    return Cost(median(c.wall for c in costs), median(c.cpu for c in costs), median(c.memory for c in costs))
