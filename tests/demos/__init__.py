"""The demos: the figures that they compute, and the commands."""
