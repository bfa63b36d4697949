#!/usr/bin/env bash
# keras 3.15.1: in a .keras file the weights of the layer called dense_1 lie in the group dense, and those of dense in dense_1
#
# Believed: the groups of model.weights.h5 are called as the layers are, for config.json has the names and the groups look like them
#           (as in the .h5 files of Keras 2 and in tfjs, where weights are matched by name).
# Seen:     groups are counted by the class of the layer, in the order of the model: dense, dense_1, dense_2, whatever the layers are
#           called. A model of Dense layers named dense_1 and dense, of one shape, has each one's weights in the other's group. Keras
#           loads it rightly, by order; a reader that goes by names gets weights of the right shape from the wrong layer, without an
#           error, and other predictions. Whose weights a group holds is said by the attribute `name` of its group vars.
# Versions: keras 3.15.1, h5py 3.16.0, jax 0.10.2, Python 3.11. Date: 2026-11-29.
# For a trainer: a notebook makes such names by itself: a layer that is made first and used second is dense, and comes second. Go by the
#           order of config.json, count each class, and compare the attribute.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check keras==3.15.1 h5py==3.16.0 jax==0.10.2 jaxlib==0.10.2 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import os, zipfile
os.environ['KERAS_BACKEND'] = 'jax'
import h5py, keras, numpy

keras.utils.set_random_seed(1)
made_first = keras.layers.Dense(4, activation='tanh', name='dense')
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(4, activation='tanh', name='dense_1'), made_first])
model.save('model.keras')
zipfile.ZipFile('model.keras').extract('model.weights.h5')
weights = h5py.File('model.weights.h5')
own = {layer.name: layer.kernel.numpy() for layer in model.layers}
stored = {name: numpy.asarray(weights[f'layers/{name}/vars/0']) for name in own}
said = {name: weights[f'layers/{name}/vars'].attrs['name'] for name in own}
x = numpy.eye(4, dtype='float32')

def answer(kernels):
    return numpy.tanh(numpy.tanh(x @ kernels['dense_1']) @ kernels['dense'])

predicted = model.predict(x, verbose=0)
again = keras.saving.load_model('model.keras').predict(x, verbose=0)
apart = abs(answer(stored) - predicted).max()
print(f'keras {keras.__version__}, h5py {h5py.__version__}')
for name, kernel in own.items():
    place = next(group for group in stored if (stored[group] == kernel).all())
    print(f'the weights of {name} lie in layers/{place}, whose attribute says {said[place]}')
print(f'read by name the predictions are up to {apart:.2f} apart, read by Keras {abs(again - predicted).max():.2f}')
assert (stored['dense'] == own['dense_1']).all() and (stored['dense_1'] == own['dense']).all()
assert said == {'dense': 'dense_1', 'dense_1': 'dense'}
assert (again == predicted).all() and apart > 0.1
print('as recorded')
PY
env/bin/python see.py 2>&1 | grep -E '^(keras|the weights|read by|as recorded|.*Error)' | tee seen.log
grep -q '^as recorded$' seen.log
