"""How fast chainrule is, measured beside its peers and its limits: `python -m benchmarks`.

Every library runs in a process of its own, because one library's garbage would otherwise be collected on its
neighbour's time; the processes take turns round by round, because a machine's speed drifts; and nothing is timed
before all of them have given the same numbers and gradients.
"""
