"""A small real SMTP server that counts letters by Message-ID and misbehaves when asked.

Modes: "accept"; "refuse 451", "refuse 550" (at RCPT); "data 452", "data 554" (after the content);
"drop at mail"; "drop at data" (content taken, no answer); "hold" (content taken, answers after
`let_go`); "slow" (a fifth of a second per letter).
"""

import socketserver
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from typing import Any


class Sink(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.mode = "accept"
        self.messages: list[Message] = []
        self.recipients: list[str] = []
        self.came = threading.Event()
        self.let_go = threading.Event()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def counts(self) -> Counter[str]:
        """How many times each letter came, by Message-ID."""
        return Counter(m["Message-ID"] for m in self.messages)


class _Session(socketserver.StreamRequestHandler):
    server: Any

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self) -> None:
        sink = self.server
        recipient = ""
        self.say("220 sink")
        while line := self.rfile.readline():
            word = line[:4].upper().strip()
            if word == b"MAIL" and sink.mode == "drop at mail":
                return
            if word == b"RCPT":
                recipient = line.decode().partition("<")[2].partition(">")[0]
                if sink.mode.startswith("refuse"):
                    self.say(f"{sink.mode.split()[1]} no")
                    continue
            if word == b"DATA":
                self.say("354 go on")
                if not self.content(recipient):
                    return
                continue
            if word == b"QUIT":
                self.say("221 bye")
                return
            self.say("250 ok")

    def content(self, recipient: str) -> bool:
        """False: the line is cut without an answer."""
        sink = self.server
        body = b""
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            body += line
        if sink.mode.startswith("data"):
            self.say(f"{sink.mode.split()[1]} no")
            return True
        if sink.mode == "slow":
            time.sleep(0.2)
        sink.messages.append(message_from_bytes(body))
        sink.recipients.append(recipient)
        sink.came.set()
        if sink.mode == "hold":
            sink.let_go.wait(60)
        if sink.mode == "drop at data":
            return False
        self.say("250 taken")
        return True


@contextmanager
def running() -> Iterator[Sink]:
    with Sink() as sink:
        thread = threading.Thread(target=sink.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield sink
        finally:
            sink.let_go.set()
            sink.shutdown()
            thread.join()
