"""Tree: the lines that a compiled function has run, and the programs that were written for them."""

from __future__ import annotations

from typing import Any

from autograd.lazy.line import Fact, Key, Line
from autograd.lazy.program import Program

_MOST_LINES = 10_000  # a function that never takes the same way twice must not fill the memory: about 12 kB a line
_MOST_WRITTEN = 50_000  # lines in all programs, about 1.4 kB each: a loop of n steps may end in n ways, each a program


class Tree:
    """The lines that a compiled function has run.

    Attributes:
        root: the line before the first ones.
        count: how many lines there are.
        written: how many lines the programs have.
    """

    def __init__(self) -> None:
        self.root = Line(None)
        self.count = self.written = 0
        self._programs: dict[tuple[Line, tuple[int, ...]], Program] = {}

    def add(self, before: Line, key: Key, fact: Fact, args: tuple[Any, ...]) -> Line:
        """Add a line after another one."""
        if self.count >= _MOST_LINES:
            self.count = 0
            self.root.next.clear()
            self.root.likely = None
            self._forget_programs()
        self.count += 1
        line = before.next[key] = Line(before, key, fact, args)
        return line

    def program(self, last: Line, alive: tuple[int, ...]) -> Program:
        """Return the program of the lines up to `last`, if the results of the lines `alive` are wanted."""
        found = self._programs.get((last, alive))
        if found is None:
            if self.written > _MOST_WRITTEN:
                self._forget_programs()
            self.written += last.number + 1
            found = self._programs[last, alive] = Program(last, alive)
        return found

    def _forget_programs(self) -> None:
        self._programs.clear()
        self.written = 0
