"""Exercise 20: attention, the heart of a transformer.

query has the shape (n, d), key has the shape (m, d), and value has the shape (m, v). Each query is compared with all
keys. softmax makes weights of the scores, which add up to 1 for each query. The result is the weighted mean of the
values.

scores = query @ keyᵀ / √d,   p = softmax of each row of the scores,   out = p @ value

Scores of ±1000 must work. For the gradient, go backwards through the three steps. You have written all their gradients
already: exercise 10 has the products of matrices, exercise 12 has softmax.

Example: if all keys are equal, each query gets the mean of the values.

Source: Vaswani et al., "Attention Is All You Need", NeurIPS 2017, section 3.2.1.
"""

import numpy as np


def attention(query: np.ndarray, key: np.ndarray, value: np.ndarray):
    """Return the result, shape (n, v)."""
    raise NotImplementedError  # replace this line


def attention_backward(query: np.ndarray, key: np.ndarray, value: np.ndarray, upstream: np.ndarray):
    """Return the gradients of query, key and value."""
    raise NotImplementedError  # replace this line
