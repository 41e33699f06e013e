"""Demos, each a page long and each showing one thing; run one with `python -m demos.xor`."""
