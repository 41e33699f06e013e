"""The errors of data sets."""


class DatasetError(ValueError):
    """The file of a data set is truncated, corrupt, mislabelled, or has unexpected content.

    The message is one line with the file, the content found, and the content expected.
    """


# FileNotFoundError first: its __new__ is not ValueError's, and Dask unpickles errors by `cls.__new__`.
class DatasetNotFoundError(FileNotFoundError, DatasetError):
    """A data set is not in the folders that were searched, and cannot be downloaded.

    Nothing is known to be wrong with the data, so a program may use another data set. A plain `DatasetError` means
    that data exist but are wrong; using another data set would hide that.
    """
