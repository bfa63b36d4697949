#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0: a frozen batch normalisation goes on changing while other layers are trained
#
# Believed: trainable: false on a batch normalisation does what it does in Keras (since 2.0): fit uses the moving mean and variance and leaves
#           them as they are, so that a frozen model with one new layer on top is a fixed function below that layer.
# Seen:     batch normalisation and dense layer frozen, the last layer with a learning rate of 0, so that nothing at all may change. evaluate
#           gives a loss of 0.00006; fit shows 234 from its first epoch on, and after 50 epochs evaluate gives 202: the moving mean goes from 0
#           to 4.4, the variance from 1 to 3.7. The layer looks at whether fit is running, not at its own flag, and normalises by the
#           batch. Keras 3.15.1 with the same weights and rows: 0.00006 everywhere, mean 0 and variance 1.
# Versions: @tensorflow/tfjs 4.22.0 (cpu backend), Node 20; keras 3.15.1 (jax backend), jax 0.10.2, numpy 2.4.6. Date: 2026-11-29.
# For a trainer: fine-tuning a converted Keras network (MobileNet and its kind have such a layer after each convolution) destroys it bit by bit
#           with every batch, most of all with small ones; the frozen part that is saved is not the one that was loaded, and a head trained on
#           features computed beforehand does not fit. Cut the frozen part off as a model of its own and train on its predict().
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 keras==3.15.1 jax==0.10.2 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
npm init --yes >/dev/null
npm install --ignore-scripts --no-audit --no-fund --save-exact @tensorflow/tfjs@4.22.0 >npm.log 2>&1 || { cat npm.log; exit 2; }
cat >see.mjs <<'JS'
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';

await tf.setBackend('cpu');
const rows = tf.randomNormal([64, 3], 5, 2, 'float32', 1);
const targets = rows.sum(1, true);
writeFileSync('rows.json', JSON.stringify(rows.arraySync()));
const normalisation = tf.layers.batchNormalization({ inputShape: [3], trainable: false });
const dense = { units: 1, kernelInitializer: 'ones' };
const model = tf.sequential({ layers: [normalisation, tf.layers.dense({ ...dense, trainable: false }), tf.layers.dense(dense)] });
model.compile({ optimizer: tf.train.sgd(0), loss: 'meanSquaredError' });
const loss = () => model.evaluate(rows, targets).dataSync()[0];
const moving = () => normalisation.getWeights().slice(2).map((weight) => weight.mean().dataSync()[0]);

assert.equal(model.trainableWeights.length, 2);
const before = { loss: loss(), moving: moving() };
const { history } = await model.fit(rows, targets, { epochs: 50, batchSize: 16, verbose: 0 });
const after = { loss: loss(), moving: moving() };
console.log(`tfjs: evaluate ${before.loss.toFixed(5)}, fit ${history.loss[0].toFixed(1)}, evaluate ${after.loss.toFixed(1)}`);
console.log(`tfjs: moving mean and variance ${before.moving.map((x) => x.toFixed(2))}, then ${after.moving.map((x) => x.toFixed(2))}`);
assert.ok(before.loss < 0.001 && history.loss[0] > 100 && after.loss > 100);
assert.deepEqual(before.moving, [0, 1]);
assert.ok(after.moving[0] > 3 && after.moving[1] > 2);
JS
cat >see.py <<'PY'
import json
import os

os.environ["KERAS_BACKEND"] = "jax"
import keras
import numpy as np

rows = np.array(json.load(open("rows.json")), np.float32)
targets = rows.sum(1, keepdims=True)
normalisation = keras.layers.BatchNormalization(trainable=False)
dense = {"units": 1, "kernel_initializer": "ones"}
model = keras.Sequential([keras.Input((3,)), normalisation, keras.layers.Dense(**dense, trainable=False), keras.layers.Dense(**dense)])
model.compile(keras.optimizers.SGD(0.0), "mse")
before = model.evaluate(rows, targets, verbose=0)
fit = model.fit(rows, targets, epochs=50, batch_size=16, verbose=0).history["loss"]
after = model.evaluate(rows, targets, verbose=0)
mean, variance = normalisation.moving_mean.numpy(), normalisation.moving_variance.numpy()
print(f"Keras: evaluate {before:.5f}, fit {fit[0]:.5f}, evaluate {after:.5f}, moving mean and variance {mean.mean():.2f},{variance.mean():.2f}")
assert max(before, fit[0], after) < 0.001 and (mean == 0).all() and (variance == 1).all()
print("as recorded")
PY
node see.mjs | grep tfjs:
env/bin/python see.py
