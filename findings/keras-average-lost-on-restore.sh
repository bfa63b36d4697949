#!/usr/bin/env bash
# Keras 3.15.1: EarlyStopping(restore_best_weights=True) throws away the average of use_ema=True
#
# Believed: with use_ema=True the trained model is the moving average of the weights, and callbacks that choose or save a model by
#           val_loss see that model.
# Seen:     six epochs on one weight that goes from 1 to 0: alone, use_ema leaves 0.397 (the average). With EarlyStopping that restores
#           the best epoch it leaves 0.0687, to the bit the weight of a run without use_ema. ModelCheckpoint saves 0.0687 as well.
#           Every val_loss of the run (0.0047 at the end) is that of the raw weight, while evaluate() after it gives 0.158. The average is
#           put in place when fit ends, and restoring comes after that. Adding SwapEMAWeights() mends the val_loss and nothing else.
#           SwapEMAWeights(swap_on_epoch=True), listed BEFORE EarlyStopping, gives the average in both.
# Versions: keras 3.15.1 (jax backend), jax 0.10.2. Date: 2026-11-29.
# For a trainer: the usual pair of averaging and early stopping is silently no averaging at all, and without early stopping the curves that
#           were watched belong to another model than the one that is kept. Whoever averages must say which weights are validated,
#           restored and saved.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 keras==3.15.1 jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import keras
import numpy as np
from keras.callbacks import EarlyStopping, ModelCheckpoint, SwapEMAWeights

inputs, targets = np.ones((8, 1), np.float32), np.zeros((8, 1), np.float32)


def restoring():
    return EarlyStopping(monitor="val_loss", restore_best_weights=True)


def trained(callbacks, use_ema=True):
    """The weight after six epochs, the last val_loss that fit reported, and the loss of the model that fit left."""
    model = keras.Sequential([
        keras.Input((1,)),
        keras.layers.Dense(1, use_bias=False, kernel_initializer="ones"),
    ])
    model.compile(optimizer=keras.optimizers.SGD(0.1, use_ema=use_ema, ema_momentum=0.9), loss="mse")
    history = model.fit(inputs, targets, batch_size=4, epochs=6, shuffle=False, verbose=0,
                        validation_data=(inputs, targets), callbacks=callbacks)
    return model.get_weights()[0].item(), history.history["val_loss"][-1], model.evaluate(inputs, targets, verbose=0)


seen = {
    "no average, restoring": trained([restoring()], use_ema=False),
    "average": trained([]),
    "average, checkpoint": trained([ModelCheckpoint("best.keras", monitor="val_loss", save_best_only=True)]),
    "average, restoring": trained([restoring()]),
    "average, swapping, restoring": trained([SwapEMAWeights(), restoring()]),
    "average, swapping by epoch, restoring": trained([SwapEMAWeights(swap_on_epoch=True), restoring()]),
}
saved = keras.models.load_model("best.keras").get_weights()[0].item()
print("keras", keras.__version__, keras.backend.backend())
for case, (weight, reported, evaluated) in seen.items():
    print(f"{case:38} weight {weight:.4f}, last val_loss {reported:.4f}, evaluate {evaluated:.4f}")
print(f"saved by the checkpoint                weight {saved:.4f}")

raw, average = seen["no average, restoring"], seen["average"]
assert average[0] > 5 * raw[0] and average[2] > 30 * average[1]
assert seen["average, restoring"] == raw
assert saved == raw[0]
swapped = seen["average, swapping, restoring"]
assert swapped[0] == raw[0] and np.isclose(swapped[1], average[2])
by_epoch = seen["average, swapping by epoch, restoring"]
assert by_epoch[0] == average[0] and np.isclose(by_epoch[1], by_epoch[2])
print("as recorded")
PY
KERAS_BACKEND=jax env/bin/python see.py
