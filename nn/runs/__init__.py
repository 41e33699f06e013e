"""Runs: trainings that are described by settings and kept in a folder, for the command line and sweeps."""
