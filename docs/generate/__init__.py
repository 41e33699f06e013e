"""Generate files from the code: methods, free functions, the type stub, tables and the README's picture.

Run `python -m docs.generate` at the top of the checkout to write them. A test fails if a written file is out of date.
"""
