"""A third-order polynomial fitted to a sine, with an operation and a module of its own."""

import math

import torch


class LegendrePolynomial3(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return 0.5 * (5 * input**3 - 3 * input)

    @staticmethod
    def backward(ctx, grad_output):
        (input,) = ctx.saved_tensors
        return grad_output * 1.5 * (5 * input**2 - 1)


class Polynomial3(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.a = torch.nn.Parameter(torch.full((), 0.0))
        self.b = torch.nn.Parameter(torch.full((), -1.0))
        self.c = torch.nn.Parameter(torch.full((), 0.0))
        self.d = torch.nn.Parameter(torch.full((), 0.3))

    def forward(self, x):
        return self.a + self.b * LegendrePolynomial3.apply(self.c + self.d * x)

    def string(self):
        return f"y = {self.a.item():.5f} + {self.b.item():.5f} * P3({self.c.item():.5f} + {self.d.item():.5f} x)"


dtype, device = torch.float, torch.device("cpu")
x = torch.linspace(-math.pi, math.pi, 2000, device=device, dtype=dtype)
y = torch.sin(x)
model = Polynomial3()
optimizer = torch.optim.SGD(model.parameters(), lr=5e-6)
for t in range(600):
    loss = (model(x) - y).pow(2).sum()
    if t % 200 == 199:
        print(t, loss.item())
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(model.string())
points = torch.linspace(-1, 1, 5, dtype=torch.double, requires_grad=True)
print(torch.autograd.gradcheck(LegendrePolynomial3.apply, (points,)))
print(torch.autograd.functional.jacobian(lambda x: LegendrePolynomial3.apply(x), points).diagonal())
