"""The lesson's formulas in plain numpy, a minibatch as a matrix. python3 lesson.py <threads> <task file>"""
import sys

import numpy as np

from task import read_initial, read_task, run_course


class Lesson:
    def __init__(self, task):
        self.layers = read_initial(task)
        self.rate = task['learningRate']
        self.size = task['batchSize']

    def forward(self, x):
        values = [x]
        for weights, biases in self.layers:
            values.append(1 / (1 + np.exp(-(values[-1] @ weights + biases))))
        return values

    def train(self, x, targets):
        for at in range(0, len(x), self.size):
            self.step(x[at:at + self.size], targets[at:at + self.size])

    def step(self, x, targets):
        values = self.forward(x)
        rate = np.float32(self.rate / len(x))
        delta = values[-1] - targets
        for k in range(len(self.layers) - 1, -1, -1):
            weights, biases = self.layers[k]
            q = delta * values[k + 1] * (1 - values[k + 1])
            if k > 0:
                delta = q @ weights.T
            weights -= rate * (values[k].T @ q)
            biases -= rate * q.sum(0)

    def predict(self, x):
        return self.forward(x)[-1].argmax(1)


run_course(Lesson, read_task(sys.argv[2]), 'numpy ' + np.__version__)
