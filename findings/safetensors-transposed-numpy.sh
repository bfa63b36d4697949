#!/usr/bin/env bash
# safetensors 0.8.0: the transpose of a numpy array is saved with its numbers in the wrong places
#
# Believed: save_file of an array that is not laid out row by row copies it, as numpy's own save does, or refuses it, as safetensors.torch
#           does ("You are trying to save a non contiguous tensor").
# Seen:     [[0, 1, 2], [3, 4, 5]].T, that is [[0, 3], [1, 4], [2, 5]], comes back as [[0, 1], [2, 3], [4, 5]]: right shape, right type, wrong
#           places. Every second column of it comes back as the first numbers in memory. The coef_ of scikit-learn's LogisticRegression, which
#           nobody transposed, lies column by column: saved and loaded, an accuracy of 0.79 is 0.26. The argument is said to be
#           "contiguous and dense", which all but the second are, and no word is said when it is not. The project's issue 825 says that 0.7.0 did it
#           right. np.ascontiguousarray before saving mends it.
# Versions: safetensors 0.8.0, numpy 2.4.6, torch 2.13.0, scikit-learn 1.9.1. Date: 2026-11-29.
# For a trainer: moving a dense layer between Keras or JAX (inputs, outputs) and PyTorch (outputs, inputs) is one .T, and the next line saves it. The
#           file loads without an error everywhere, square layers and others, and the network answers nonsense or a little worse. Compare
#           predictions before and after every conversion, not names and shapes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 safetensors==0.8.0 numpy==2.4.6 torch==2.13.0 scikit-learn==1.9.1 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import io

import numpy as np
import safetensors.numpy
import safetensors.torch
import torch
from sklearn.datasets import make_blobs
from sklearn.linear_model import LogisticRegression


def saved(array):
    safetensors.numpy.save_file({"array": array}, "array.safetensors")
    return safetensors.numpy.load_file("array.safetensors")["array"]


def saved_by_numpy(array):
    file = io.BytesIO()
    np.save(file, array)
    file.seek(0)
    return np.load(file)


rows = np.arange(6, dtype=np.float32).reshape(2, 3)
for name, array, memory in (("transpose", rows.T, [[0, 1], [2, 3], [4, 5]]), ("every second column", rows[:, ::2], [[0, 1], [2, 3]])):
    print(f"{name}: {array.tolist()} comes back as {saved(array).tolist()}")
    assert saved(array).tolist() == memory and array.tolist() != memory
    assert np.array_equal(saved_by_numpy(array), array)
    assert np.array_equal(saved(np.ascontiguousarray(array)), array)
try:
    safetensors.torch.save({"array": torch.tensor(rows).T})
    raise SystemExit("safetensors.torch took it")
except ValueError as error:
    print("safetensors.torch:", str(error)[:48], "...")

torch.manual_seed(0)
layer = torch.nn.Linear(8, 4, bias=False)
kernel = layer.weight.detach().numpy().T
inputs = np.random.default_rng(0).normal(size=(1000, 8)).astype(np.float32)
wanted, answers = inputs @ kernel, inputs @ saved(kernel)
print("a layer's outputs before and after: correlation", round(float(np.corrcoef(wanted.ravel(), answers.ravel())[0, 1]), 2))
assert not np.allclose(wanted, answers, atol=0.1)

points, classes = make_blobs(300, 5, centers=4, cluster_std=5, random_state=0)
model = LogisticRegression(max_iter=1000).fit(points, classes)
before = model.score(points, classes)
model.coef_ = saved(model.coef_)
after = model.score(points, classes)
print(f"LogisticRegression: accuracy {before:.3f}, with its coef_ saved and loaded {after:.3f}")
assert before > 0.7 and after < 0.5
print("as recorded")
PY
env/bin/python see.py
