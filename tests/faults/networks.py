"""A network that loses a fifth of its packets and adds 800 ms there and back.

Three of them, from the truest to what runs everywhere: `netem`, a server in a network namespace of
its own with the kernel's `tc netem` between; `tun`, the same namespace with the packets carried,
delayed and dropped by this program; `stream`, a proxy of streams.
"""

import contextlib
import fcntl
import heapq
import itertools
import os
import random
import select
import shutil
import struct
import subprocess
import threading
import time

import pytest
from lines import Line

LOSS = 0.2
DELAY_SECONDS = 0.4
NEAR, FAR = "10.77.1.1", "10.77.1.2"
_TUNSETIFF, _IFF_TUN, _IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
_NUMBERS = itertools.count(os.getpid())


def ip(*words):
    """One command of iproute2."""
    subprocess.run(["ip", *words], check=True, capture_output=True)


class Stream:
    """A proxy before a server in the same namespace."""

    host = "127.0.0.1"
    before: tuple[str, ...] = ()

    def __init__(self):
        self._line = None

    def worsen(self, served):
        self._line = Line(served.port, delay=DELAY_SECONDS, loss=LOSS)
        served.url = self._line.url

    def stop(self):
        if self._line is not None:
            self._line.stop()


class Namespace:
    """A network namespace of its own for the server, with a device at both ends."""

    host = FAR

    def __init__(self):
        number = next(_NUMBERS) % 100_000
        self.name, self.near, self.far = f"hall{number}", f"hn{number}", f"hf{number}"
        self.before = ("ip", "netns", "exec", self.name)
        ip("netns", "add", self.name)
        try:
            self.lay()
            ip("link", "set", self.far, "netns", self.name)
            ip("addr", "add", f"{NEAR}/30", "dev", self.near)
            ip("link", "set", self.near, "up")
            ip("-n", self.name, "addr", "add", f"{FAR}/30", "dev", self.far)
            for device in (self.far, "lo"):
                ip("-n", self.name, "link", "set", device, "up")
        except BaseException:
            self.stop()
            raise

    def stop(self):
        for words in (("netns", "del", self.name), ("link", "del", self.near)):
            with contextlib.suppress(subprocess.CalledProcessError):
                ip(*words)


class Netem(Namespace):
    """The kernel delays and drops."""

    def lay(self):
        ip("link", "add", self.near, "type", "veth", "peer", "name", self.far)
        bad = ("netem", "delay", f"{DELAY_SECONDS * 1000:.0f}ms", "loss", f"{LOSS:.0%}")
        self._bad = ("root", *bad)
        # Refused at once by a kernel that has no netem.
        subprocess.run(["tc", "qdisc", "add", "dev", self.near, *self._bad], check=True,
                       capture_output=True)  # fmt: skip
        subprocess.run(["tc", "qdisc", "del", "dev", self.near, "root"], check=True)

    def worsen(self, _):
        subprocess.run(["tc", "qdisc", "add", "dev", self.near, *self._bad], check=True)
        subprocess.run(
            [*self.before, "tc", "qdisc", "add", "dev", self.far, *self._bad], check=True
        )


class Tun(Namespace):
    """This program carries the packets between two devices, and delays and drops them."""

    def lay(self):
        self._ends = [self._device(name) for name in (self.near, self.far)]
        self._bad, self._over = threading.Event(), threading.Event()
        self.dropped = 0
        self._thread = threading.Thread(target=self._carrying, daemon=True)
        self._thread.start()

    def _device(self, name):
        opened = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
        wanted = struct.pack("16sH22s", name.encode(), _IFF_TUN | _IFF_NO_PI, b"")
        fcntl.ioctl(opened, _TUNSETIFF, wanted)
        return opened

    def worsen(self, _):
        self._bad.set()

    def _carrying(self):
        chance, under_way, number = random.Random(1917), [], itertools.count()
        while not self._over.is_set():
            wait = max(0.0, under_way[0][0] - time.monotonic()) if under_way else 0.1
            ready, _, _ = select.select(self._ends, [], [], min(wait, 0.1))
            for end in ready:
                with contextlib.suppress(BlockingIOError):
                    packet = os.read(end, 65536)
                    bad = self._bad.is_set()
                    if bad and chance.random() < LOSS:
                        self.dropped += 1
                        continue
                    due = time.monotonic() + (DELAY_SECONDS if bad else 0.0)
                    other = self._ends[end == self._ends[0]]
                    heapq.heappush(under_way, (due, next(number), other, packet))
            while under_way and under_way[0][0] <= time.monotonic():
                _, _, other, packet = heapq.heappop(under_way)
                with contextlib.suppress(OSError):
                    os.write(other, packet)

    def stop(self):
        if hasattr(self, "_thread"):
            self._over.set()
            self._thread.join()
            for end in self._ends:
                os.close(end)
        super().stop()


def network(kind):
    """A network of one kind, good at first; a test of one that cannot be had here is skipped."""
    if kind == "stream":
        return Stream()
    if os.geteuid() != 0 or shutil.which("ip") is None or shutil.which("tc") is None:
        pytest.skip("network namespaces need root and iproute2; the proxy of streams stands in")
    try:
        return {"netem": Netem, "tun": Tun}[kind]()
    except (subprocess.CalledProcessError, OSError) as error:
        pytest.skip(f"this kernel has no {kind}: {getattr(error, 'stderr', error)}")
