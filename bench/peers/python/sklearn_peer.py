"""The same network in scikit-learn's MLPClassifier. python3 sklearn_peer.py <threads> <task file>

Its outputs are sigmoids for several labels at once, but their loss is the logarithmic one: its gradient lacks
the factor z (1 - z) of the squared loss, so the learning rate is a sixth, which learns about as fast."""
import sys

import numpy as np
import sklearn
from sklearn.neural_network import MLPClassifier

from task import read_initial, read_task, run_course


class Sklearn:
    def __init__(self, task):
        sizes = task['sizes']
        self.model = MLPClassifier(
            hidden_layer_sizes=sizes[1:-1], activation='logistic', solver='sgd', alpha=0, momentum=0,
            batch_size=task['batchSize'], learning_rate_init=task['learningRate'] / 6, random_state=task['seed'])
        # The first call makes the weights, which are then replaced.
        first = np.zeros((task['batchSize'], sizes[0]), dtype=np.float32)
        labels = np.arange(task['batchSize'])[:, None] % sizes[-1] == np.arange(sizes[-1])
        self.model.partial_fit(first, labels.astype(int), classes=np.arange(sizes[-1]))
        for k, (weights, biases) in enumerate(read_initial(task)):
            self.model.coefs_[k][:] = weights
            self.model.intercepts_[k][:] = biases

    def train(self, x, targets):
        self.model.partial_fit(x, targets.astype(int))

    def predict(self, x):
        return self.model.predict_proba(x).argmax(1)


run_course(Sklearn, read_task(sys.argv[2]), 'scikit-learn ' + sklearn.__version__)
