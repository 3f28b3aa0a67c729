"""A line between a device and the hall that can be cut, or that is slow and loses what it carries.

It works on streams, as far as a program without special rights can: what a lossy network does to
packets shows above it as waiting, and as connections that break.
"""

import contextlib
import random
import socket
import threading


class Line:
    """Carries connections to a port; `cut` ends the next answer before a byte of it arrives.

    With `delay` each piece waits that long on its way; with `loss` that share of pieces waits as
    long again and a second more, as when a packet is sent again, and of connections breaks.
    """

    def __init__(self, port, *, delay=0.0, loss=0.0, seed=1917):
        self.cuts = 0
        self._to, self._delay, self._loss = port, delay, loss
        self._chance, self._over = random.Random(seed), threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._cut = threading.Event()
        threading.Thread(target=self._accepting, daemon=True).start()

    def cut_next_answer(self):
        self._cut.set()

    def stop(self):
        self._over.set()
        self._listening.close()

    def _accepting(self):
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                threading.Thread(target=self._carry, args=(near,), daemon=True).start()

    def _carry(self, near):
        with near, contextlib.suppress(OSError):
            self._wait()
            with socket.create_connection(("127.0.0.1", self._to)) as far:
                there = threading.Thread(target=self._pieces, args=(near, far), daemon=True)
                there.start()
                self._pieces(far, near, answers=True)

    def _pieces(self, source, target, *, answers=False):
        with contextlib.suppress(OSError):
            while piece := source.recv(65536):
                if answers and self._cut.is_set():
                    # An answer begins: what it answers is committed. The device hears nothing.
                    self._cut.clear()
                    self.cuts += 1
                    break
                self._wait()
                if self._loss and self._chance.random() < self._loss / 10:
                    break
                target.sendall(piece)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _wait(self):
        lost = self._chance.random() < self._loss
        if self._delay or lost:
            self._over.wait(self._delay * (2 if lost else 1) + lost)
