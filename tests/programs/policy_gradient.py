"""REINFORCE on a corridor of seven fields: the reward is at the right end."""

import collections

import torch
import torch.nn as nn
import torch.optim as optim
from torch.distributions import Categorical

Step = collections.namedtuple("Step", ["state", "reward", "done"])


class Corridor:
    def reset(self):
        self.place, self.time = 3, 0
        return self.state()

    def state(self):
        return torch.eye(7)[self.place]

    def step(self, action):
        self.place = min(6, max(0, self.place + (1 if action == 1 else -1)))
        self.time += 1
        return Step(self.state(), 1.0 if self.place == 6 else -0.05, self.place == 6 or self.time == 30)


class Policy(nn.Module):
    def __init__(self):
        super().__init__()
        self.affine1 = nn.Linear(7, 16)
        self.affine2 = nn.Linear(16, 2)
        self.saved_log_probs, self.rewards = [], []

    def forward(self, x):
        return torch.softmax(self.affine2(torch.relu(self.affine1(x))), dim=-1)


torch.manual_seed(543)
env, policy = Corridor(), Policy()
optimizer = optim.Adam(policy.parameters(), lr=2e-2)
eps = torch.finfo(torch.float32).eps
running_reward = 0.0
for episode in range(60):
    state, done = env.reset(), False
    while not done:
        m = Categorical(policy(state.unsqueeze(0)))
        action = m.sample()
        policy.saved_log_probs.append(m.log_prob(action))
        state, reward, done = env.step(action.item())
        policy.rewards.append(reward)
    R, returns = 0, collections.deque()
    for r in policy.rewards[::-1]:
        R = r + 0.99 * R
        returns.appendleft(R)
    returns = torch.tensor(returns)
    returns = (returns - returns.mean()) / (returns.std() + eps)
    loss = torch.cat([-log_prob * R for log_prob, R in zip(policy.saved_log_probs, returns)]).sum()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    running_reward = 0.1 * sum(policy.rewards) + 0.9 * running_reward
    if episode % 20 == 19:
        print(f"Episode {episode + 1}\tSteps: {len(policy.rewards)}\tAverage reward: {running_reward:.3f}")
    del policy.rewards[:], policy.saved_log_probs[:]
print(policy(torch.eye(7)).argmax(1).tolist())
