"""The other evaluator as a process: questions in, answers out, a line each."""

import fcntl
import json
import subprocess
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PIPE_BYTES = 1 << 20
F_SETPIPE_SZ = 1031


class WorkerError(Exception):
    """The worker is missing or ended."""


def found():
    """The worker's path where it was built last."""
    built = [ROOT / "target" / profile / "answers" for profile in ("release", "debug")]
    built = [path for path in built if path.exists()]
    if not built:
        raise WorkerError("no worker: cargo build --release -p dodam-tests --bin answers")
    return max(built, key=lambda path: path.stat().st_mtime)


class Worker:
    """A running worker."""

    def __init__(self, path, packs=None):
        command = [str(path)] + ([str(packs)] if packs else [])
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for pipe in (self.process.stdin, self.process.stdout):
            try:
                fcntl.fcntl(pipe, F_SETPIPE_SZ, PIPE_BYTES)
            except OSError:
                pass

    def ask(self, lines):
        """Begins to ask; `answers` waits for as many answers."""
        text = ("\n".join(lines) + "\n").encode()

        def write():
            try:
                self.process.stdin.write(text)
                self.process.stdin.flush()
            except BrokenPipeError:
                pass
        writer = threading.Thread(target=write)
        writer.start()
        return len(lines), writer

    def answers(self, asked):
        """The answers to what was asked, in its order."""
        count, writer = asked
        answers = []
        for _ in range(count):
            line = self.process.stdout.readline()
            if not line:
                raise WorkerError(f"the worker ended with {self.process.wait()}")
            answers.append(json.loads(line))
        writer.join()
        return answers

    def answer(self, line):
        """One answer."""
        return self.answers(self.ask([line]))[0]

    def close(self):
        """Ends the worker."""
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()
