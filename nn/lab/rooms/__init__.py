"""The rooms of the lab, one a module; `nn.lab.room.Room` says what a room is."""
