"""Models as ONNX files, which other runtimes read. It needs the extra `onnx`."""

from nn.onnx.exporting import export

__all__ = ["export"]
