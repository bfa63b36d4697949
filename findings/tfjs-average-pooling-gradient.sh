#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0: the gradient of average pooling with padding "same" is too small at the border, by a third in a corner
#
# Believed: the gradient of an average is that of the average which was computed, at the border as well.
# Seen:     3 x 3 windows on an image of 5 x 5, stride 1. Forwards the padding is left out of the average (a corner divides by 4), backwards each
#           window divides by 9: the sum of all outputs has a gradient of 4/9 = 0.44 in a corner instead of 25/36 = 0.69, and 1 in the middle, which is right. With
#           stride 2 and 3 likewise; averagePooling1d, -2d and -3d of the layers too (3d: 1 for 2.37 in the middle of 3 x 3 x 3). padding "valid" is right. tf.grad is compared with
#           the answers to single ones, which for a linear map are its gradient exactly.
# Versions: @tensorflow/tfjs 4.22.0 (cpu backend), Node 20. Date: 2026-11-30.
# For a trainer: what lies at the border of a picture or at the ends of a series trains the layers below with two thirds of its weight, in each such layer again;
#           the loss falls nonetheless, and the same network in Keras ends elsewhere. For small maps (4 x 4, 3 x 3) most of it is border. Use "valid"
#           and pad oneself, or a convolution with stride.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --ignore-scripts --no-audit --no-fund --save-exact @tensorflow/tfjs@4.22.0 >npm.log 2>&1 || { cat npm.log; exit 2; }
cat >see.mjs <<'JS'
import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';

await tf.setBackend('cpu');

/** Gradient of the sum of all that the linear map `f` makes of an image of `shape`, and the same from the answers to unit images. */
function gradients(f, shape) {
  const size = shape.reduce((a, b) => a * b);
  const loss = (x) => tf.sum(f(x));
  const right = Array.from({ length: size }, (_, at) => {
    const unit = new Array(size).fill(0);
    unit[at] = 1;
    return loss(tf.tensor(unit, shape)).dataSync()[0];
  });
  return { given: [...tf.grad(loss)(tf.zeros(shape)).dataSync()], right };
}

const off = ({ given, right }) => Math.max(...given.map((value, at) => Math.abs(value - right[at])));
const pooled = (padding, strides) => gradients((x) => tf.avgPool(x, 3, strides, padding), [1, 5, 5, 1]);
console.log('tfjs', tf.version.tfjs);
const same = pooled('same', 1);
console.log('corner, edge, middle:', [0, 2, 12].map((at) => `${same.given[at].toFixed(3)} for ${same.right[at].toFixed(3)}`).join(', '));
const layers = {
  'layer 1d': gradients((x) => tf.layers.averagePooling1d({ poolSize: 3, strides: 1, padding: 'same' }).apply(x), [1, 5, 1]),
  'layer 2d': gradients((x) => tf.layers.averagePooling2d({ poolSize: 3, strides: 1, padding: 'same' }).apply(x), [1, 5, 5, 1]),
  'layer 3d': gradients((x) => tf.layers.averagePooling3d({ poolSize: 3, strides: 1, padding: 'same' }).apply(x), [1, 3, 3, 3, 1]),
  'same, stride 2': pooled('same', 2),
  'same, stride 3': pooled('same', 3),
};
for (const [name, seen] of Object.entries(layers)) console.log(name, 'largest error', off(seen).toFixed(3));
console.log('valid:', off(pooled('valid', 1)), off(pooled('valid', 2)));
// By hand: a corner is in four windows, which divide by 4, 6, 6 and 9 forwards.
assert.ok(Math.abs(same.right[0] - (1 / 4 + 1 / 6 + 1 / 6 + 1 / 9)) < 1e-5);
assert.ok(Math.abs(same.given[0] - 4 / 9) < 1e-5);
assert.ok(Math.abs(same.given[12] - 1) < 1e-5 && Math.abs(same.right[12] - 1) < 1e-5);
const middle = layers['layer 3d']; // an axis of three: windows of 2, 3 and 2
assert.ok(Math.abs(middle.given[13] - 1) < 1e-5 && Math.abs(middle.right[13] - (1 / 2 + 1 / 3 + 1 / 2) ** 3) < 1e-5);
for (const seen of Object.values(layers)) assert.ok(off(seen) > 0.1);
assert.ok(off(pooled('valid', 1)) < 1e-5 && off(pooled('valid', 2)) < 1e-5);
console.log('as recorded');
JS
node see.mjs
