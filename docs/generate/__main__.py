"""Write every generated file."""

from docs.generate.files import write_all

write_all()
