"""Write every generated file. With `--check`, print the files that are out of date, and exit with 1 if there is one."""

import sys

from docs.generate.files import GENERATED, is_current, write_all

if sys.argv[1:] == ["--check"]:
    outdated = [path for path in GENERATED if not is_current(path)]
    for path in outdated:
        print(f"{path} is out of date: run python -m docs.generate")
    sys.exit(bool(outdated))
if sys.argv[1:]:
    sys.exit(f"docs.generate: expected nothing or --check, got {' '.join(sys.argv[1:])}")
write_all()
