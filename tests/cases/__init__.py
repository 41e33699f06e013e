"""The data of the tests: points, reference functions, cases and galleries. It holds no tests."""
