"""The program: `kg`, and `python -m kg`."""

from __future__ import annotations

import gc

_YOUNG = 50_000
"""New objects that are looked through for garbage at once: more than a command makes while it starts."""


def main() -> None:
    """Run the command line and leave with its exit code.

    What the modules of a command make stays until the end. Looking through it for garbage, again and again while they
    are imported and twice more in the end, would be a fifth of the time that a short command takes.
    """
    gc.set_threshold(_YOUNG)
    from kg.cli import main as run_command_line  # noqa: PLC0415 - only from here on is the threshold another one

    try:
        run_command_line()
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
