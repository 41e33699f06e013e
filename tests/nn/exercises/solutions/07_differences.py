def derivative(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


def gradient(f, x, h):
    found = []
    for i in range(len(x)):
        right, left = list(x), list(x)
        right[i] += h
        left[i] -= h
        found.append((f(right) - f(left)) / (2 * h))
    return found
