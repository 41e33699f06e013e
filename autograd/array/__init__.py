"""The Tensor tier: one NumPy array per node, in PyTorch's spelling."""
