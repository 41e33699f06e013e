"""Say where NumPy is, to programs that came from HIPS autograd's `import autograd.numpy as np`."""

raise ImportError(
    "there is no autograd.numpy: write `import numpy as np`, whose functions are differentiable here", name=__name__
)
