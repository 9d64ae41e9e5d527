"""Several processes that live and end together: the server, its worker and, once, the living of a year."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

GRACE = 10  # seconds a process is given to finish what it is doing
PAUSE = 2  # seconds before a process that fell over is started again
TICK = 0.1
PR_SET_PDEATHSIG = 1  # of Linux's <sys/prctl.h>

Hear = Callable[[str], None]


@dataclass
class Child:
    """One process. A vital one ends all the others with it; a lasting one is started again when it ends."""

    name: str
    command: Sequence[str]
    vital: bool = False
    lasting: bool = False
    gentle: bool = False  # gives way to whoever waits for a page
    hear: Hear | None = None  # told every line it prints
    ended: Callable[[int], None] | None = None
    process: subprocess.Popen[str] | None = field(default=None, init=False)
    not_before: float = field(default=0, init=False)

    def start(self) -> None:
        pipe = subprocess.PIPE if self.hear else None
        before = prepare_gently if self.gentle else prepare
        self.process = subprocess.Popen(self.command, stdout=pipe, text=True, bufsize=1, preexec_fn=before)
        if self.hear:
            threading.Thread(target=listen, args=(self.process, self.hear), daemon=True).start()

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None


class Supervisor:
    """Starts one child, the others once it is `ready`; ends all when told, or when a vital one is gone."""

    def __init__(self, first: Child, others: Sequence[Child], *, ready: threading.Event, say: Hear):
        self.children, self.waiting = [first], list(others)
        self.ready, self.say = ready, say
        self.stopping = threading.Event()

    def run(self) -> int:
        """Runs until SIGINT or SIGTERM, or until a vital child ends; then that child's exit code, else 0."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.told_to_stop)
        try:
            self.children[0].start()
            while not self.stopping.wait(TICK):
                self.start_waiting()
                if code := self.look_after():
                    return code
        finally:
            self.end_all()
        return 0

    def told_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping.set()

    def start_waiting(self) -> None:
        while self.waiting and self.ready.is_set():
            child = self.waiting.pop(0)
            child.start()
            self.children.append(child)

    def look_after(self) -> int:
        """Starts again what should be running; the exit code where a vital child has ended, else 0."""
        for child in [child for child in self.children if not child.alive]:
            code = child.process.returncode if child.process else 0
            if child.vital:
                self.say(f"The {child.name} has ended.")
                return code or 1
            if child.lasting:
                self.start_again(child)
            else:
                self.children.remove(child)
                if child.ended:
                    child.ended(code)
        return 0

    def start_again(self, child: Child) -> None:
        now = time.monotonic()
        if not child.not_before:
            self.say(f"The {child.name} has ended; it will be started again.")
            child.not_before = now + PAUSE
        elif now >= child.not_before:
            child.not_before = 0
            child.start()

    def end_all(self) -> None:
        """Asks every child to finish, and ends those that do not within ten seconds."""
        running = [child.process for child in self.children if child.process and child.alive]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + GRACE
        for process in running:
            try:
                process.wait(max(0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def listen(process: subprocess.Popen[str], hear: Hear) -> None:
    for line in process.stdout or ():
        hear(line.rstrip())


def prepare() -> None:
    """In a child, before it runs.

    A shell makes whatever it starts in the background deaf to Ctrl-C, and granian ends its workers by that
    signal; so it is heard again.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    end_with_parent()


def prepare_gently() -> None:
    prepare()
    os.nice(10)


def end_with_parent() -> None:
    """Asks Linux to end this process when its parent is killed outright; no other system can be asked."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
