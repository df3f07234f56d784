"""Ends with a clear message when the port is not free. Before anything is installed or started."""

import socket
import sys


def main(text: str) -> None:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        sys.exit(f"PORT must be a number from 1 to 65535, not {text!r}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except PermissionError:
            sys.exit(f"Port {text} needs rights that you do not have. Try PORT=8000 make run")
        except OSError:
            sys.exit(
                f"Port {text} is in use: something is already running there.\n"
                f"Stop it, or choose another: PORT={(int(text) + 1) % 65536 or 8000} make run"
            )


if __name__ == "__main__":
    main(sys.argv[1])
