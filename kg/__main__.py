"""The program: `kg`, and `python -m kg`."""

from __future__ import annotations

import gc
import sys

_YOUNG = 50_000
"""New objects that are looked through for garbage at once: more than a command makes while it starts."""
_INTERRUPTED = 130
"""As `kg.errors` has it, which an early Ctrl-C keeps from being imported."""


def main() -> None:
    """Run the command line and leave with its exit code.

    What the modules of a command make stays until the end. Looking through it for garbage, again and again while they
    are imported and twice more in the end, would be a fifth of the time that a short command takes.
    """
    gc.set_threshold(_YOUNG)
    try:
        from kg.cli import main as run_command_line  # noqa: PLC0415 - only from here on is the threshold another one

        run_command_line()
    except KeyboardInterrupt:
        # The command line heeds it by itself once it is imported and runs.
        sys.stderr.write("kg: interrupted\n")
        sys.exit(_INTERRUPTED)
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
