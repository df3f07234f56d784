"""A container's health check: asks this machine's web process as one of the allowed host names."""

import os
import sys
import urllib.error
import urllib.request


def main(page: str) -> None:
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()
    ask = urllib.request.Request(
        f"http://127.0.0.1:{os.environ.get('PROBE_PORT', '8000')}/{page}",
        headers={"Host": host, "X-Forwarded-Proto": "https"},
    )
    try:
        with urllib.request.urlopen(ask, timeout=4) as answer:
            print(answer.read().decode())
    except urllib.error.HTTPError as error:
        sys.exit(error.read().decode())
    except OSError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv[1])
