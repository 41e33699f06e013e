"""Write the files that are made from the code: methods, free functions, the type stub, tables and the README's picture.

`python -m docs.generate`, from the top of the checkout, writes them. A test compares them with what would be written.
"""
