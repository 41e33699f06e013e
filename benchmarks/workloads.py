"""All workloads, in the order in which they are measured."""

from __future__ import annotations

from benchmarks import mnist, scalars, tensors

WORKLOADS = [*scalars.WORKLOADS, *tensors.WORKLOADS, *mnist.WORKLOADS]
