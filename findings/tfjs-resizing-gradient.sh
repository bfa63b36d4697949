#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0: the gradients of resizing with half pixel centres and of mirrored padding are those of something else
#
# Believed: tf.grad gives the gradient of what was computed, or says that there is none (as for cropAndResize and topk).
# Seen:     resizeBilinear and resizeNearestNeighbor with halfPixelCenters=true, from 3 x 3 to 7 x 7 and back: the gradient is to the last bit the one for
#           false, off by 0.4 to 1.0 of its largest number. With false and with alignCorners both are right. mirrorPad: the mirrored
#           copies pass nothing back, so that in 1, 2, 3, 4 padded to 2, 1, 2, 3, 4, 3 (sum) each counts once, where 2 and 3 count twice.
#           tf.grad is compared with the answers to single ones, which for a linear map are its gradient exactly.
# Versions: @tensorflow/tfjs 4.22.0 (cpu backend), Node 20. Date: 2026-11-30.
# For a trainer: half pixel centres are what PyTorch and current TensorFlow mean by resizing, so that a ported decoder or segmentation net sets the
#           flag; its forward pass agrees to the digit and its training follows shifted gradients, with no error. Resize with false in what is
#           trained, or by a transposed convolution with fixed weights, and test each custom step by finite differences.
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

/** Gradient of the weighted sum (1, 2, 3, …) of what the linear map `f` makes of an image of `shape`, and the same from the answers to unit images. */
function gradients(f, shape) {
  const size = shape.reduce((a, b) => a * b);
  const weights = (like) => tf.tensor(Array.from({ length: like.size }, (_, n) => n + 1), like.shape);
  const loss = (x) => tf.sum(tf.mul(f(x), weights(f(x))));
  const right = Array.from({ length: size }, (_, at) => {
    const unit = new Array(size).fill(0);
    unit[at] = 1;
    return loss(tf.tensor(unit, shape)).dataSync()[0];
  });
  return { given: [...tf.grad(loss)(tf.zeros(shape)).dataSync()], right };
}

const off = ({ given, right }) => Math.max(...given.map((value, at) => Math.abs(value - right[at]))) / Math.max(...right);
console.log('tfjs', tf.version.tfjs);
for (const name of ['resizeBilinear', 'resizeNearestNeighbor']) {
  for (const [from, to] of [[3, 7], [7, 3]]) {
    const resized = (corners, half) => gradients((x) => tf.image[name](x, [to, to], corners, half), [1, from, from, 1]);
    const [plain, corners, half] = [resized(false, false), resized(true, false), resized(false, true)];
    console.log(name, `${from} to ${to}, error relative to the largest:`, ...[plain, corners, half].map((seen) => off(seen).toFixed(4)));
    assert.ok(off(plain) < 1e-4 && off(corners) < 1e-4 && off(half) > 0.05);
    assert.deepEqual(half.given, plain.given); // the flag is not looked at
    assert.notDeepEqual(half.right, plain.right);
  }
}
const mirrored = gradients((x) => tf.mirrorPad(x, [[1, 1]], 'reflect'), [4]);
console.log('mirrorPad: given', mirrored.given, 'right', mirrored.right);
assert.deepEqual(mirrored.given, [2, 3, 4, 5]); // 1 to 6 are the weights of 2, 1, 2, 3, 4, 3
assert.deepEqual(mirrored.right, [2, 1 + 3, 4 + 6, 5]);
console.log('as recorded');
JS
node see.mjs
