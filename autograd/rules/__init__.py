"""The mathematics: every operation with its derivative. Nothing here knows `Value` or `Tensor`.

elementwise.py   the calculus table; table.py says what a row is
reduce.py, shape.py, index.py, matmul.py, linalg.py, conv.py
                 array operations by family; operation.py says what one is
"""
