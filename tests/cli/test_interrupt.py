"""Ctrl-C ends a command also while the engine works, which Python cannot interrupt."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

# The main thread is in a call that does not return, as one of the engine may be: it writes more than the pipe holds.
# Its first line is read when the call has begun. That the main thread blocks the signal lets the call go on.
STUCK = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from kg.cli._interrupt import heed_interrupts
from kg.cli._outputs import output_stream
heed_interrupts()
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
with output_stream(sys.argv[1]) as stream:
    stream.write(b"a")
    os.write(1, b"ready\\n" + bytes(10_000_000))
"""
# The main thread hears of it, and takes longer than the watching thread would wait.
LISTENING = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
from kg.cli._interrupt import heed_interrupts
heed_interrupts()
try:
    print("ready", flush=True)
    time.sleep(600)
except KeyboardInterrupt:
    time.sleep(1.5)
    print("put away", flush=True)
    sys.exit(130)
"""
IGNORING = """
import signal
signal.signal(signal.SIGINT, signal.SIG_IGN)
from kg.cli._interrupt import heed_interrupts
heed_interrupts()
print("ready", flush=True)
input()
print("went on", flush=True)
"""
# The test goes on as soon as the main thread asks the engine.
ASKING = """
import signal, sys, threading, time
signal.signal(signal.SIGINT, signal.default_int_handler)
from kg.cli import main
def tell():
    while sys._current_frames()[threading.main_thread().ident].f_code.co_name not in ("ask", "write_answer"):
        time.sleep(0.01)
    print("ready", flush=True)
threading.Thread(target=tell, daemon=True).start()
main(sys.argv[1:])
"""


# A command that Ctrl-C does not end should fail the test, not stop all tests.
_HANGS = 120


def _started(program, *arguments):
    process = subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "ready\n"
    return process


def test_a_command_that_cannot_react_is_ended_and_leaves_no_file(tmp_path):
    process = _started(STUCK, str(tmp_path / "a.csv"))

    process.send_signal(signal.SIGINT)
    code = process.wait(timeout=_HANGS)  # before the rest is read, which would let the call return
    _, err = process.communicate()

    assert (code, err) == (130, "kg: interrupted\n")
    assert list(tmp_path.iterdir()) == []


def test_a_command_that_reacts_ends_by_itself():
    process = _started(LISTENING)

    process.send_signal(signal.SIGINT)
    out, err = process.communicate()

    assert (process.returncode, out, err) == (130, "put away\n", "")


def test_where_interrupts_are_ignored_they_stay_so():
    process = _started(IGNORING)

    process.send_signal(signal.SIGINT)
    out, err = process.communicate("\n")

    assert (process.returncode, out, err) == (0, "went on\n", "")


@pytest.mark.parametrize("query", ["SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a"], ids=["sorting"])
def test_ctrl_c_ends_a_query_of_many_rows(tmp_path, query):
    data = tmp_path / "data.ttl"
    data.write_text("".join(f"<urn:{i}> <urn:{i}> <urn:{i}> .\n" for i in range(2000)), encoding="utf-8")
    process = _started(ASKING, "query", query, "-g", str(data), "-o", str(tmp_path / "rows.csv"))

    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=_HANGS)

    assert (process.returncode, err.strip()) == (130, "kg: interrupted")
    assert list(tmp_path.iterdir()) == [data]
