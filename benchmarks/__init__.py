"""Benchmarks of chainrule beside its peers and its limits: `python -m benchmarks`.

Every library runs in its own process; otherwise one library's garbage could be collected while another one is timed.
The processes take turns in rounds, because the speed of a machine drifts. Timing starts only after all libraries have
returned the same losses and gradients.
"""
