"""The data of the tests: points, reference functions, cases and galleries. No tests, and nothing that is computed."""
