# What Keras 3 says of rows by a model that it loads, and that it saves again: python load_keras.py MODEL ROWS.json AGAIN
import json, os, sys
os.environ.setdefault('KERAS_BACKEND', 'jax')
import keras, numpy
model = keras.saving.load_model(sys.argv[1])
with open(sys.argv[2]) as file:
    rows = numpy.asarray(json.load(file), 'float32')
print(json.dumps(model.predict(rows, verbose=0).astype('float64').ravel().tolist()))
model.save(sys.argv[3])
