"""The engine of the book, joined from its chapters by `python -m docs.generate`; do not edit."""

import math
import operator


def order(root):
    """Return all nodes that root depends on, and root: each node after its inputs."""
    found, met, stack = [], set(), [root]
    while stack:
        node = stack.pop()
        if node is None:
            found.append(stack.pop())
        elif node not in met:
            met.add(node)
            stack += [node, None, *node.inputs]
    return found


def row(forward, *rules):
    """Return a function of numbers and Values. Each rule is a local derivative."""

    def function(*xs):
        inputs = [x if isinstance(x, Value) else Value(x) for x in xs]
        out = Value(forward(*(x.data for x in inputs)), inputs, rules)
        return out if any(isinstance(x, Value) for x in xs) else out.data

    return function


class Value:
    """A number that remembers how it was computed."""

    def __init__(self, data, inputs=(), rules=()):
        self.data = data
        self.inputs = inputs
        self.rules = rules
        self.grad = 0.0

    def __repr__(self):
        return f"Value({self.data})"

    def pull(self, create_graph=False):
        """Return upstream × local derivative for each input."""
        nodes = (self, *self.inputs)
        arguments = nodes if create_graph else [node.data for node in nodes]
        return [self.grad * rule(*arguments) for rule in self.rules]

    def backward(self, create_graph=False):
        """Set the `grad` of every number that this one depends on."""
        nodes = order(self)
        for node in nodes:
            node.grad = 0.0 if node.inputs else node.grad
        self.grad = self.grad + (Value(1.0) if create_graph else 1.0)
        for node in reversed(nodes):
            for x, contribution in zip(node.inputs, node.pull(create_graph)):
                x.grad = x.grad + contribution


# fmt: off
#                  forward            ∂out/∂x                   ∂out/∂y
add          = row(operator.add,      lambda out, x, y: 1,      lambda out, x, y: 1)
sub          = row(operator.sub,      lambda out, x, y: 1,      lambda out, x, y: -1)
mul          = row(operator.mul,      lambda out, x, y: y,      lambda out, x, y: x)
div          = row(operator.truediv,  lambda out, x, y: 1 / y,  lambda out, x, y: -out / y)
remainder    = row(operator.mod,      lambda out, x, y: 1,      lambda out, x, y: -(x // y))
floor_divide = row(operator.floordiv, lambda out, x, y: 0,      lambda out, x, y: 0)
pow          = row(math.pow,          lambda out, x, y: 0.0 if x == 0 and y == 0 else y * x ** (y - 1),
                                      lambda out, x, y: out * log(x) if x > 0 else 0.0 if x == 0 else math.nan)
neg          = row(operator.neg,      lambda out, x: -1)
abs          = row(abs,               lambda out, x: sign(x))
hypot        = row(math.hypot,        lambda out, x, y: x / (out or 1),  lambda out, x, y: y / (out or 1))

sqrt  = row(math.sqrt,   lambda out, x: 0.5 / out)
exp   = row(math.exp,    lambda out, x: out)
exp2  = row(math.exp2,   lambda out, x: out * math.log(2))
expm1 = row(math.expm1,  lambda out, x: exp(x))
log   = row(math.log,    lambda out, x: 1 / x)
log2  = row(math.log2,   lambda out, x: 1 / (x * math.log(2)))
log10 = row(math.log10,  lambda out, x: 1 / (x * math.log(10)))
log1p = row(math.log1p,  lambda out, x: 1 / (1 + x))
sin   = row(math.sin,    lambda out, x: cos(x))
cos   = row(math.cos,    lambda out, x: -sin(x))
tan   = row(math.tan,    lambda out, x: 1 + out * out)
asin  = row(math.asin,   lambda out, x: 1 / sqrt(1 - x * x))
acos  = row(math.acos,   lambda out, x: -1 / sqrt(1 - x * x))
atan  = row(math.atan,   lambda out, x: 1 / (1 + x * x))
sinh  = row(math.sinh,   lambda out, x: cosh(x))
cosh  = row(math.cosh,   lambda out, x: sinh(x))
tanh  = row(math.tanh,   lambda out, x: 1 - out * out)
asinh = row(math.asinh,  lambda out, x: 1 / sqrt(x * x + 1))
acosh = row(math.acosh,  lambda out, x: 1 / sqrt(x * x - 1))
atanh = row(math.atanh,  lambda out, x: 1 / (1 - x * x))
erf   = row(math.erf,    lambda out, x: 2 / math.sqrt(math.pi) * exp(-x * x))
erfc  = row(math.erfc,   lambda out, x: -2 / math.sqrt(math.pi) * exp(-x * x))
atan2 = row(math.atan2,  lambda out, x, y: y / (x * x + y * y or 1),  lambda out, x, y: -x / (x * x + y * y or 1))

relu       = row(lambda x: x if x > 0 else 0.0,   lambda out, x: x > 0)
maximum    = row(lambda x, y: x if x > y else y,  lambda out, x, y: (x > y) + 0.5 * (x == y),
                                                  lambda out, x, y: (y > x) + 0.5 * (x == y))
clamp_min  = row(lambda x, y: x if x > y else y,  lambda out, x, y: x >= y,  lambda out, x, y: x < y)
sign       = row(lambda x: (x > 0) - (x < 0),     lambda out, x: 0)
floor, ceil, round = (row(f, lambda out, x: 0) for f in (math.floor, math.ceil, round))

softplus   = row(lambda x: max(x, 0.0) + math.log1p(math.exp(-abs(x))),  lambda out, x: sigmoid(x))
logaddexp  = lambda x, y: x + softplus(y - x)
sigmoid    = lambda x: 0.5 + 0.5 * tanh(0.5 * x)
silu       = lambda x: x * sigmoid(x)
softsign   = lambda x: x / (1 + abs(x))
gelu       = lambda x: 0.5 * x * erfc(-x * math.sqrt(0.5))
gelu_tanh  = lambda x: 0.5 * x * (1 + tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x * x * x)))
leaky_relu = lambda x, y: x if x > 0 else x * y
elu        = lambda x, y: x if x > 0 else y * expm1(x)
square     = lambda x: x * x
reciprocal = lambda x: 1 / x
rsqrt      = lambda x: 1 / sqrt(x)
xlogy      = lambda x, y: x * y if x == 0 and y == 0 else x * log(y)
minimum    = lambda x, y: -maximum(-x, -y)
clamp_max  = lambda x, y: -clamp_min(-x, -y)
# fmt: on


names = "add sub mul truediv pow mod floordiv".split()
for name, function in zip(names, (add, sub, mul, div, pow, remainder, floor_divide)):
    setattr(Value, f"__{name}__", function)
    setattr(Value, f"__r{name}__", lambda x, y, f=function: f(y, x))
for f in (operator.lt, operator.le, operator.gt, operator.ge, operator.eq):
    setattr(Value, f"__{f.__name__}__", lambda x, y, f=f: f(x.data, getattr(y, "data", y)))
Value.__neg__, Value.__abs__ = neg, abs
