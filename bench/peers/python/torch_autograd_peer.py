"""The modern recipe in PyTorch as one would write it: layers, cross_entropy, backward, Adam.
python3 torch_autograd_peer.py <threads> <task file>"""
import sys

import torch

from task import read_initial, read_task, run_course

torch.set_num_threads(int(sys.argv[1]))


class Autograd:
    def __init__(self, task):
        layers = []
        for weights, biases in read_initial(task):
            layer = torch.nn.Linear(*weights.shape)
            with torch.no_grad():
                layer.weight.copy_(torch.from_numpy(weights.T.copy()))
                layer.bias.copy_(torch.from_numpy(biases))
            layers += [layer, torch.nn.ReLU()]
        self.network = torch.nn.Sequential(*layers[:-1])
        self.optimizer = torch.optim.Adam(self.network.parameters(), lr=task['learningRate'], foreach=True)
        self.size = task['batchSize']

    def train(self, x, targets):
        classes = torch.from_numpy(targets).argmax(1)
        for own, labels in zip(torch.from_numpy(x).split(self.size), classes.split(self.size)):
            self.optimizer.zero_grad(set_to_none=True)
            torch.nn.functional.cross_entropy(self.network(own), labels).backward()
            self.optimizer.step()

    def predict(self, x):
        with torch.no_grad():
            return self.network(torch.from_numpy(x)).argmax(1).numpy()


run_course(Autograd, read_task(sys.argv[2]), 'torch ' + torch.__version__)
