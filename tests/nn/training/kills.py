"""Kill a training again and again, and resume it each time: `python -m tests.nn.training.kills FOLDER KILLS`.

Each training is a fork of this process, so that none waits for imports. The times of the kills are drawn at random
from the duration of a whole training.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

import nn
from tests.nn.training import example


def main() -> None:
    """Kill, resume, and compare the weights with those of a training that nobody interrupted."""
    folder, kills, rng = Path(sys.argv[1]), int(sys.argv[2]), random.Random(5)
    start = time.perf_counter()
    example.train(folder / "whole")
    duration = time.perf_counter() - start
    done = runs = 0
    while done < kills:
        out = folder / f"run{runs}"
        runs += 1
        finished = False
        while not finished:
            child = os.fork()
            if not child:
                status = 1
                try:
                    example.main([str(out)])
                    status = 0
                finally:
                    os._exit(status)
            if done < kills:
                time.sleep(rng.uniform(0, duration))
                os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            finished = os.WIFEXITED(status)
            if finished and os.WEXITSTATUS(status):
                raise SystemExit(f"a training failed with {status}")
            done += not finished
        assert example.same(nn.load(out / "model.safetensors"), nn.load(folder / "whole" / "model.safetensors"))
        rows = [
            nn.training.History.from_json_lines((at / "history.jsonl").read_text()) for at in (out, folder / "whole")
        ]
        assert example.figures(rows[0]) == example.figures(rows[1])
        assert {path.name for path in out.iterdir()} == {"model.safetensors", "checkpoint.safetensors", "history.jsonl"}
    print(f"{done} kills in {runs} trainings")


if __name__ == "__main__":
    main()
