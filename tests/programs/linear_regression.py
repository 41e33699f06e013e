"""A line is fitted three times: with gradients by hand, with torch.autograd.grad, and with an optimiser."""

import torch

torch.manual_seed(1)
x = torch.linspace(-1, 1, 50)
y = 3 * x - 0.5 + 0.1 * torch.randn(50)

w, b = torch.zeros(1), torch.zeros(1)
for _ in range(100):
    error = w * x + b - y
    w -= 0.2 * (2 * error * x).mean()
    b -= 0.2 * (2 * error).mean()
print("by hand:", w.item(), b.item())

w, b = torch.zeros(1, requires_grad=True), torch.zeros(1, requires_grad=True)
for _ in range(100):
    loss = ((w * x + b - y) ** 2).mean()
    dw, db = torch.autograd.grad(loss, (w, b))
    with torch.no_grad():
        w -= 0.2 * dw
        b -= 0.2 * db
print("by autograd:", w.item(), b.item(), w, w.grad)

model = torch.nn.Linear(1, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.2)
criterion = torch.nn.MSELoss()
for epoch in range(100):
    prediction = model(x.view(-1, 1))
    loss = criterion(prediction, y.unsqueeze(1))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if (epoch + 1) % 25 == 0:
        print(f"epoch {epoch + 1}: loss {loss.item():.6f}")
print("by an optimiser:", *(f"{name} {p.item():.4f}" for name, p in model.named_parameters()))

solution = torch.linalg.lstsq(torch.stack([x, torch.ones_like(x)], dim=1), y.unsqueeze(1)).solution
print("by least squares:", solution.flatten())
