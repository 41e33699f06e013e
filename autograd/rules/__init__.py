"""The mathematics: every operation with its derivative. Nothing here depends on `Value` or `Tensor`.

elementwise.py   the calculus table; table.py defines its rows
compare.py, conv.py, index.py, linalg.py, matmul.py, reduce.py, shape.py
                 the array operations by family; operation.py defines `@operation`
"""
