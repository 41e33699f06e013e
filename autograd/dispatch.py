"""How this thread applies operations to Tensors: at once, at once with a check for NaN, or later.

autograd/lazy/ defers operations while a compiled function runs. Then the switch holds the `Recorder` that takes them.
"""

from __future__ import annotations

from typing import Any

from autograd.switch import Switch

# False: at once. True: at once, within `detect_anomaly`. Else a Recorder, whose `run` takes an operation.
dispatch: Switch[Any] = Switch(enabled=False)


def checks() -> bool:
    """Return whether results and gradients are checked for NaN and infinity."""
    return dispatch.heal() is True


def settle() -> None:
    """Compute what is deferred, before memory that it may read is changed or handed out."""
    recorder = dispatch.enabled
    if recorder and recorder is not True:
        recorder.settle()
