"""What every peer in Python shares: the task, the digits, the initial weights, the course of training."""
import json
import os
import resource
import sys
import time

import numpy as np

# Of half a megabyte.
CACHED_FLOATS = 2 ** 17


def read_task(path):
    with open(path) as file:
        return json.load(file)


def read_part(part):
    """Features as floats (count, inputs), bytes as 0 … 1, and the class of each example (count,)."""
    features = np.fromfile(part['features'], dtype=part['type']).reshape(part['count'], -1)
    labels = np.fromfile(part['labels'], dtype='<u4')
    if part['type'] == 'uint8':
        features = (features / np.float32(255)).astype(np.float32)
    return features, labels


def read_initial(task):
    """Layers as (weights (inputs, outputs), biases (outputs,))."""
    every = np.fromfile(task['initial'], dtype='<f4')
    layers, at = [], 0
    for inputs, outputs in zip(task['sizes'], task['sizes'][1:]):
        weights = every[at:at + inputs * outputs].reshape(inputs, outputs).copy()
        at += inputs * outputs
        layers.append((weights, every[at:at + outputs].copy()))
        at += outputs
    return layers


def run_course(create, task, version):
    """Trains as js/course.mjs does, and prints the result."""
    train, labels = read_part(task['train'])
    test, test_labels = read_part(task['test'])
    targets = np.eye(task['sizes'][-1], dtype=np.float32)[labels]
    # Copied at once: whole minibatches that stay in a core's cache until they are trained.
    size = task['batchSize']
    chunk = size * max(1, CACHED_FLOATS // (size * train.shape[1]))

    warm = create(task)
    for _ in range(3):
        warm.train(train[:chunk], targets[:chunk])
    learner = create(task)

    spent, trained, epoch, accuracy, to_target = 0.0, 0, 0, 0.0, None
    generator = np.random.default_rng(task['seed'])
    while epoch < task['epochs'] and spent < task['seconds']:
        order = generator.permutation(len(train))
        at = 0
        while at < len(train) and (spent < task['seconds'] or at == 0):
            began = time.perf_counter()
            chosen = order[at:at + chunk]
            learner.train(train[chosen], targets[chosen])
            spent += time.perf_counter() - began
            trained += len(chosen)
            at += chunk
        accuracy = float(np.mean(learner.predict(test) == test_labels))
        if accuracy >= task['target'] and to_target is None:
            to_target = spent
        if at >= len(train):
            epoch += 1
    print(json.dumps({
        'examplesPerSecond': trained / spent, 'seconds': spent, 'epochs': trained / len(train),
        'accuracy': accuracy, 'secondsToTarget': to_target, 'version': version,
        'residentMegabytes': resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        'installMegabytes': install_bytes() / 2 ** 20,
    }))


def install_bytes():
    """Folders of the imported packages, and the shared libraries loaded from elsewhere, but Python's own."""
    folders = set()
    for name, module in list(sys.modules.items()):
        file = getattr(module, '__file__', None) or ''
        if '-packages' in file and '.' not in name and os.path.basename(file) == '__init__.py':
            folders.add(os.path.realpath(os.path.dirname(file)))
    total = sum(folder_bytes(folder) for folder in folders)
    with open('/proc/self/maps') as maps:
        libraries = {line.split()[-1] for line in maps if '.so' in line}
    own = ('libc.so', 'libm.so', 'ld-linux', 'libpython', 'lib-dynload', '/python3.')
    for library in libraries:
        if os.path.exists(library) and not any(folder in library for folder in folders):
            if not any(part in library for part in own):
                total += os.path.getsize(library)
    return total


def folder_bytes(folder):
    total = 0
    for base, _, files in os.walk(folder):
        for file in files:
            path = os.path.join(base, file)
            if not os.path.islink(path):
                total += os.path.getsize(path)
    return total
