"""The same network in PyTorch: the formulas without autograd, which is its fastest way here; of the modern recipe its own Adam.
python3 torch_peer.py <threads> <task file>"""
import sys

import torch

from task import read_initial, read_task, run_course

torch.set_num_threads(int(sys.argv[1]))
torch.set_grad_enabled(False)


class Torch:
    def __init__(self, task):
        self.layers = [(torch.from_numpy(w), torch.from_numpy(b)) for w, b in read_initial(task)]
        self.rate = task['learningRate']
        self.size = task['batchSize']

    def forward(self, x):
        values = [x]
        for weights, biases in self.layers:
            values.append(torch.sigmoid(torch.addmm(biases, values[-1], weights)))
        return values

    def train(self, x, targets):
        for own, labels in zip(torch.from_numpy(x).split(self.size), torch.from_numpy(targets).split(self.size)):
            self.step(own, labels)

    def step(self, x, targets):
        values = self.forward(x)
        rate = self.rate / len(x)
        delta = values[-1] - targets
        for k in range(len(self.layers) - 1, -1, -1):
            weights, biases = self.layers[k]
            q = delta * values[k + 1] * (1 - values[k + 1])
            if k > 0:
                delta = q @ weights.t()
            weights.addmm_(values[k].t(), q, alpha=-rate)
            biases.add_(q.sum(0), alpha=-rate)

    def predict(self, x):
        return self.forward(torch.from_numpy(x))[-1].argmax(1).numpy()


class TorchModern(Torch):
    """ReLU, softmax cross-entropy, Adam: gradients by hand, steps by torch.optim."""

    def __init__(self, task):
        super().__init__(task)
        parameters = [each for layer in self.layers for each in layer]
        self.optimizer = torch.optim.Adam(parameters, lr=self.rate, foreach=True)

    def forward(self, x):
        values = [x]
        for k, (weights, biases) in enumerate(self.layers):
            p = torch.addmm(biases, values[-1], weights)
            values.append(p if k == len(self.layers) - 1 else p.relu_())
        return values

    def step(self, x, targets):
        values = self.forward(x)
        delta = (values[-1].softmax(1) - targets) / len(x)
        for k in range(len(self.layers) - 1, -1, -1):
            weights, biases = self.layers[k]
            weights.grad = values[k].t() @ delta
            biases.grad = delta.sum(0)
            if k > 0:
                delta = (delta @ weights.t()) * (values[k] > 0)
        self.optimizer.step()


task = read_task(sys.argv[2])
run_course(TorchModern if task['recipe'] == 'modern' else Torch, task, 'torch ' + torch.__version__)
