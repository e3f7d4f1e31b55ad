"""The training step of Program.cs in Python's torch. Answers each line of standard input with a number.

step N: milliseconds of one step, the mean of N.   add N: nanoseconds of one addition of two tiny tensors, the mean of N.
"""
import sys
import time

import torch
from torch import nn
import torch.nn.functional as F

torch.set_num_threads(int(sys.argv[1]))
torch.manual_seed(1)
layers = []
for inputs, outputs in ((2, 32), (32, 32), (32, 32), (32, 1)):
    layers += [nn.Conv2d(inputs, outputs, 3, padding=1), nn.LeakyReLU(0.2)]
net = nn.Sequential(*layers[:-1], nn.Sigmoid())
adam = torch.optim.Adam(net.parameters(), 1e-3)
x, y = torch.rand(4, 2, 128, 128), torch.rand(4, 1, 128, 128)
a, b = torch.rand(4), torch.rand(4)


def step():
    adam.zero_grad(set_to_none=False)
    loss = F.l1_loss(net(x), y)
    loss.backward()
    adam.step()


def add():
    torch.add(a, b)


print(torch.__version__, flush=True)
for line in sys.stdin:
    what, count = line.split()
    work, unit = (step, 1e3) if what == "step" else (add, 1e9)
    start = time.perf_counter()
    for _ in range(int(count)):
        work()
    print((time.perf_counter() - start) * unit / int(count), flush=True)
