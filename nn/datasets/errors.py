"""The errors of data sets."""


class DatasetError(ValueError):
    """A data set's file is not what it should be: truncated, corrupt, mislabelled, or of unexpected content.

    The message is one line: the file, what was found in it, and what would be right.
    """


class DatasetNotFoundError(DatasetError, FileNotFoundError):
    """A data set cannot be had: it is not where it was looked for, and no mirror could be reached.

    Nothing is known to be wrong with the data, so a caller may go on with another set. A plain `DatasetError` means
    that data are there and are wrong, and going on would hide it.
    """
