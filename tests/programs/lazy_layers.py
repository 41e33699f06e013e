"""A training loop in classes: layers that find their own sizes, methods that are added later, and a Trainer."""

import collections
import inspect

import torch
from torch import nn


def add_to_class(Class):
    def wrapper(obj):
        setattr(Class, obj.__name__, obj)

    return wrapper


class HyperParameters:
    def save_hyperparameters(self, ignore=()):
        _, _, _, local_vars = inspect.getargvalues(inspect.currentframe().f_back)
        for key, value in local_vars.items():
            if key not in {*ignore, "self"} and not key.startswith("_"):
                setattr(self, key, value)


class Classifier(nn.Module, HyperParameters):
    def __init__(self, num_outputs, lr):
        super().__init__()
        self.save_hyperparameters()
        self.net = nn.Sequential(
            nn.LazyConv2d(6, kernel_size=3, padding=1),
            nn.LazyBatchNorm2d(),
            nn.Sigmoid(),
            nn.AvgPool2d(kernel_size=2, stride=2),
            nn.Flatten(),
            nn.LazyLinear(24),
            nn.ReLU(),
            nn.LazyLinear(num_outputs),
        )

    def forward(self, X):
        return self.net(X)

    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), lr=self.lr, momentum=0.9)


@add_to_class(Classifier)
def layer_summary(self, X_shape):
    X = torch.randn(*X_shape)
    for layer in self.net:
        X = layer(X)
        print(layer.__class__.__name__, "output shape:\t", tuple(X.shape))


@add_to_class(Classifier)
def apply_init(self, inputs, init=None):
    self.forward(*inputs)
    if init is not None:
        self.net.apply(init)


class Data(HyperParameters):
    """Images of bars: horizontal, vertical or diagonal, with noise."""

    def __init__(self, num=240, size=8, batch_size=40):
        self.save_hyperparameters()
        self.y = torch.arange(num) % 3
        self.X = 0.5 * torch.randn(num, 1, size, size)
        for i, kind in enumerate(self.y.tolist()):
            k = i % size
            bar = torch.eye(size) if kind == 2 else torch.zeros(size, size)
            if kind == 0:
                bar[k] = 1
            if kind == 1:
                bar[:, k] = 1
            self.X[i, 0] += bar

    def get_dataloader(self, train):
        i = slice(0, 200) if train else slice(200, None)
        dataset = torch.utils.data.TensorDataset(self.X[i], self.y[i])
        return torch.utils.data.DataLoader(dataset, self.batch_size, shuffle=train)


class Trainer(HyperParameters):
    def __init__(self, max_epochs, gradient_clip_val=0):
        self.save_hyperparameters()
        self.history = collections.defaultdict(list)

    def fit(self, model, data):
        optimizer, loss_of = model.configure_optimizers(), nn.CrossEntropyLoss()
        for epoch in range(self.max_epochs):
            model.train()
            for X, y in data.get_dataloader(train=True):
                loss = loss_of(model(X), y)
                optimizer.zero_grad()
                loss.backward()
                if self.gradient_clip_val > 0:
                    nn.utils.clip_grad_norm_(model.parameters(), self.gradient_clip_val)
                optimizer.step()
            model.eval()
            with torch.no_grad():
                hits = [(model(X).argmax(axis=1).type(y.dtype) == y).float() for X, y in data.get_dataloader(False)]
            self.history["loss"].append(loss.item())
            print(f"epoch {epoch + 1}, loss {loss:.3f}, accuracy {torch.cat(hits).mean():.3f}")


def init_cnn(module):
    if type(module) in (nn.Linear, nn.Conv2d):
        nn.init.xavier_uniform_(module.weight)


torch.manual_seed(0)
model = Classifier(num_outputs=3, lr=0.05)
print(model)
model.layer_summary((1, 1, 8, 8))
data = Data()
model.apply_init([next(iter(data.get_dataloader(True)))[0]], init_cnn)
Trainer(max_epochs=6, gradient_clip_val=1).fit(model, data)
print({name: tuple(p.shape) for name, p in model.named_parameters()})
