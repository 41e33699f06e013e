"""The lab: rooms in which one sees how networks compute and learn, in one HTML file that needs no network connection.

A room (`nn.lab.rooms`) is a module of plain functions without any interface: settings in, a view out. They need no
NumPy, for they run in the page too. `engine` answers the page, whose parts are in `page/`. `build` makes the file,
`pieces` fetches what others made, and `training` trains the network that recognises digits.
"""
