#!/usr/bin/env bash
# Keras 3.15.1: with gradient_accumulation_steps the schedule of the rate counts batches, while optimizer.iterations counts updates
#
# Believed: a schedule is asked with optimizer.iterations, so that a cosine over ten updates lasts ten updates, whatever is accumulated.
#           (Adam's bias correction does count updates.)
# Seen:     gradients of 1, accumulation of 4, CosineDecay over ten: the first update is by 0.79, the second by 0.21, the other eight by 0,
#           where without accumulation they go 1, 0.98, 0.9 and so on to 0.02. A piecewise schedule of two updates at 1 and then 0.1 is
#           ten updates at 0.1. iterations is 10 at the end in both. The schedule is asked with the number of batches, and at the last of the four, so
#           that its first rates are never used. The argument's text has no word about schedules.
# Versions: keras 3.15.1 (jax backend), jax 0.10.2, numpy 2.4.6. Date: 2026-11-29.
# For a trainer: whoever turns on accumulation because of memory and counts the schedule in updates, as papers and PyTorch do, trains for a quarter of
#           the run and stands still for the rest, which looks like convergence; a warm-up is over four times too early. Multiply the
#           lengths of schedules by the accumulation.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 keras==3.15.1 jax==0.10.2 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import os

os.environ["KERAS_BACKEND"] = "jax"
import keras
import numpy as np

schedules = keras.optimizers.schedules


def updates(schedule, accumulated, count):
    """Sizes of `count` updates of a weight whose gradient is always 1, and the optimizer's own count of them."""
    weight = keras.Variable(np.zeros(1, "float32"))
    optimizer = keras.optimizers.SGD(schedule, gradient_accumulation_steps=accumulated)
    optimizer.build([weight])
    sizes = []
    for _ in range(count):
        before = float(weight.numpy()[0])
        for _ in range(accumulated or 1):
            optimizer.apply([np.ones(1, "float32")], [weight])
        sizes.append(round(before - float(weight.numpy()[0]), 3))
    return sizes, int(optimizer.iterations)


print("keras", keras.__version__)
two = lambda: schedules.PiecewiseConstantDecay([1], [1.0, 0.1])
cosine = lambda: schedules.CosineDecay(1.0, 10)
seen = {(name, accumulated): updates(make(), accumulated, 10) for name, make in (("two", two), ("cosine", cosine)) for accumulated in (None, 4)}
for case, (sizes, iterations) in seen.items():
    print(case, "updates", sizes, "iterations", iterations)
assert all(iterations == 10 for _, iterations in seen.values())
assert seen["two", None][0] == [1, 1] + [0.1] * 8 and seen["two", 4][0] == [0.1] * 10
assert seen["cosine", None][0][:3] == [1, 0.976, 0.905] and seen["cosine", None][0][-1] == 0.024
assert seen["cosine", 4][0] == [0.794, 0.206] + [0] * 8
print("as recorded")
PY
env/bin/python see.py 2>see.log || { cat see.log; exit 1; }
