"""How much memory a program of a test took at most."""

from __future__ import annotations

PEAK = """
def peak():
    import pathlib, re, resource, sys
    status = pathlib.Path("/proc/self/status")
    if status.exists():
        # What getrusage says on Linux is never less than what the process had that started this one.
        return int(re.search(r"VmHWM:\\s*(\\d+)", status.read_text())[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
"""
"""Source of a function `peak()`: the greatest resident size of the running process, in bytes."""
