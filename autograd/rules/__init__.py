"""The mathematics: every operation with its derivative. Nothing here knows `Value` or `Tensor`.

elementwise.py is the calculus table; table.py defines a row. operation.py defines an array operation; the families are
listed in families.py, one per file.
"""
