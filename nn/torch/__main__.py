"""`python -m nn.torch program.py [arguments]`: what `chainrule run` does."""

import sys

from nn.cli import main

if __name__ == "__main__":
    sys.exit(main(["run", *sys.argv[1:]]))
