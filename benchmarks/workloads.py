"""The list of all workloads, in the order of measurement."""

from __future__ import annotations

from benchmarks import mnist, scalars, tensors

WORKLOADS = [*scalars.WORKLOADS, *tensors.WORKLOADS, *mnist.WORKLOADS]
