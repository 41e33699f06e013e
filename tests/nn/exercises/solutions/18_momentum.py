def momentum_step(w, gradient, velocity, rate, momentum):
    velocity = momentum * velocity + gradient
    return w - rate * velocity, velocity
