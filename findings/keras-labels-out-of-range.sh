#!/usr/bin/env bash
# Keras 3.15.1 on JAX: rows whose label is none of the classes cost nothing, and training goes on without them
#
# Believed: labels 1, 2, 3 for a network of three outputs are an error, as on the PyTorch backend (Target 3 is out of bounds).
# Seen:     on JAX the loss of a row with label 3, 100 or -1 is exactly 0, and so is its gradient. 300 rows of three classes: with labels 0 to 2
#           the loss ends at 0.039; with the same labels plus one it ends at 0.016, the better number, output 0 is never answered and
#           all rows of the last class are wrong (accuracy 0.687, which counts them). The label is made one-hot, and a class that there is not
#           becomes a row of zeros. optax 0.2.8 gives NaN for 3, but takes -1 for the last class.
# Versions: keras 3.15.1, jax 0.10.2, optax 0.2.8, torch 2.13.0, numpy 2.4.6. Date: 2026-11-29.
# For a trainer: labels that count from 1, an extra class in the validation part, or -1 for "not labelled": one script is an error on
#           one backend and a silently smaller loss on another, where early stopping by val_loss likes it. Check the labels' range
#           against the outputs before training.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 keras==3.15.1 jax==0.10.2 optax==0.2.8 torch==2.13.0 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import keras
import numpy as np

random = np.random.default_rng(0)
features = random.normal(size=(300, 2)).astype(np.float32)
labels = np.digitize(features[:, 0], (-0.4, 0.4))
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
logits = np.array([[1, 2, 3]], np.float32)


def train(labels):
    keras.utils.set_random_seed(0)
    model = keras.Sequential([keras.layers.Input((2,)), keras.layers.Dense(16, activation="relu"), keras.layers.Dense(3)])
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss=loss, metrics=["accuracy"])
    history = model.fit(features, labels, epochs=60, verbose=0).history
    answers = model.predict(features, verbose=0).argmax(1)
    print(f"  labels {labels.min()} to {labels.max()}: loss {history['loss'][-1]:.3f}, accuracy {history['accuracy'][-1]:.3f}, answers {np.bincount(answers, minlength=3)}")
    return history["loss"][-1], answers


print("keras", keras.__version__, "on", keras.backend.backend())
right, _ = train(labels)
if keras.backend.backend() == "torch":
    try:
        train(labels + 1)
        raise SystemExit("no error")
    except IndexError as error:
        print("  labels 1 to 3:", error)
else:
    import jax.numpy as jnp
    import optax

    strange = {label: float(loss(np.array([label]), logits)) for label in (3, 100, -1)}
    print("  loss of a row by its label:", strange)
    assert set(strange.values()) == {0}
    shifted, answers = train(labels + 1)
    assert shifted < right and not (answers == 0).any() and not (answers[labels == 2] == 3).any()
    of_optax = {label: float(optax.softmax_cross_entropy_with_integer_labels(jnp.array(logits), jnp.array([label]))[0]) for label in (2, 3, -1)}
    print("  optax:", of_optax)
    assert np.isnan(of_optax[3]) and of_optax[-1] == of_optax[2]
print("as recorded")
PY
for backend in torch jax; do
  KERAS_BACKEND=$backend env/bin/python see.py 2>see.log || { cat see.log; exit 1; }
done
