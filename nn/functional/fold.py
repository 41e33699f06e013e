"""Windows of an image as columns, and back."""

from __future__ import annotations

from autograd import ShapeError, Tensor
from autograd.extend import Geometry, ops
from nn.functional.arguments import as_tensor
from nn.functional.images import Size, batched, sizes


def _windows(kernel_size: Size, dilation: Size, padding: Size, stride: Size, where: str) -> Geometry:
    pads = sizes(padding, 2, f"{where}(): padding", 0)
    return Geometry(
        sizes(kernel_size, 2, f"{where}(): kernel_size"),
        sizes(stride, 2, f"{where}(): stride"),
        tuple((p, p) for p in pads),
        sizes(dilation, 2, f"{where}(): dilation"),
    )


def unfold(input: Tensor, kernel_size: Size, dilation: Size = 1, padding: Size = 0, stride: Size = 1) -> Tensor:
    """Return the elements under each window of an image as columns (im2col).

    Args:
        input: images (N, C, H, W), or one image (C, H, W).
        kernel_size, dilation, padding, stride: as for `conv2d`.

    Returns:
        (N, C · kh · kw, number of windows), or the same without N.

    >>> import autograd
    >>> unfold(autograd.ones(1, 2, 4, 5), (2, 3)).shape
    (1, 12, 9)
    """
    images, single = batched(input, 2, "unfold")
    out: Tensor = ops.unfold_windows(images, _windows(kernel_size, dilation, padding, stride, "unfold"))
    return out.squeeze(0) if single else out


def fold(
    input: Tensor, output_size: Size, kernel_size: Size, dilation: Size = 1, padding: Size = 0, stride: Size = 1
) -> Tensor:
    """Return images of `output_size` with the columns added where `unfold` takes them from.

    Args:
        input: (N, C · kh · kw, number of windows), or the same without N.
        output_size: (H, W).
        kernel_size, dilation, padding, stride: as for `unfold`.

    Returns:
        (N, C, H, W), or (C, H, W).

    Raises:
        ShapeError: if the columns do not fit the windows.

    >>> import autograd
    >>> fold(autograd.ones(1, 4, 9), (4, 4), 2)[0, 0]
    tensor([[1., 2., 2., 1.],
            [2., 4., 4., 2.],
            [2., 4., 4., 2.],
            [1., 2., 2., 1.]])
    """
    columns = as_tensor(input, "fold", "input")
    single = columns.ndim == 2
    columns = columns.unsqueeze(0) if single else columns
    windows, size = (
        _windows(kernel_size, dilation, padding, stride, "fold"),
        sizes(output_size, 2, "fold(): output_size"),
    )
    area, (h, w) = windows.kernel[0] * windows.kernel[1], windows.out_size(size)
    if columns.ndim != 3 or columns.shape[1] % area or columns.shape[2] != h * w:
        raise ShapeError(
            f"fold(): expected (N, C · {area}, {h * w}), for {h} × {w} windows of {windows.kernel}, got {input.shape}"
        )
    shape = (len(columns), columns.shape[1] // area, *size)
    out: Tensor = ops.fold_windows(columns, shape, windows)
    return out.squeeze(0) if single else out
