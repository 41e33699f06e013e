"""`python -m nn.torch program.py [arguments]`: what `chainrule run` does."""

import sys

from nn.cli import main

sys.exit(main(["run", *sys.argv[1:]]))
