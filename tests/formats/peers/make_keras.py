# Models that Keras 3 makes, with what they say of some examples: python make_keras.py FOLDER
import json, os, sys
os.environ.setdefault('KERAS_BACKEND', 'jax')
import keras, numpy
from keras import layers
folder = sys.argv[1]
keras.utils.set_random_seed(1)
x = numpy.random.RandomState(1).uniform(-2, 2, (30, 5)).astype('float32')
labels = numpy.eye(3)[numpy.arange(30) % 3]

def keep(name, model, trained=False):
    if trained:
        model.compile(optimizer='adam', loss='categorical_crossentropy')
        model.fit(x, labels, epochs=1, verbose=0)
    # Biases are not 0 then.
    for variable in model.trainable_variables:
        if len(variable.shape) == 1:
            variable.assign(numpy.random.RandomState(2).uniform(-1, 1, variable.shape))
    model.save(f'{folder}/{name}.keras')
    outputs = model.predict(x, verbose=0).astype('float64').ravel().tolist()
    with open(f'{folder}/{name}.answers.json', 'w') as file:
        json.dump({'rows': x.tolist(), 'outputs': outputs}, file)

def refuse(name, *middle, output='softmax'):
    model = keras.Sequential([keras.Input((5,)), layers.Dense(8), *middle, layers.Dense(3, activation=output)])
    model.save(f'{folder}/{name}.keras')

keep('keras-sequential', trained=True, model=keras.Sequential([
    keras.Input((5,)), layers.Dense(8, activation='relu'), layers.Dropout(0.2),
    layers.Dense(7, activation='silu'), layers.Dense(6), layers.LeakyReLU(negative_slope=0.01),
    layers.Dense(6, activation='tanh', use_bias=False), layers.Dense(3), layers.Softmax()]))
# Names that belong to other layers' places, all of one shape: those of dense_1 lie in the group dense.
keep('keras-names', model=keras.Sequential([
    keras.Input((5,)), layers.Dense(5, name='dense_1', activation='relu'), layers.Dense(5, name='dense_2', activation='tanh'),
    layers.Dense(5, name='dense', activation='relu'), layers.Dense(5, name='out', activation='sigmoid')]))
# dense_10 comes before dense_2 in HDF5.
keep('keras-deep', model=keras.Sequential(
    [keras.Input((5,))] + [layers.Dense(5, activation='tanh') for _ in range(13)] + [layers.Dense(2)]))
start = keras.Input((5,))
hidden = layers.Dense(6, activation='relu', name='later')(start)
end = layers.Dense(3, activation='softmax', name='earlier')(layers.Dropout(0.1)(hidden))
keep('keras-functional', model=keras.Model(start, end), trained=True)
# Made of layers in another order than they follow each other.
last, first = layers.Dense(2, name='a'), layers.Dense(5, activation='relu', name='b')
keep('keras-order', model=keras.Model(start, last(first(start))))
image = keras.Sequential([keras.Input((5, 1)), layers.Flatten(), layers.Dense(4, activation='relu'), layers.Dense(3, activation='softmax')])
keep('keras-flatten', model=image)

refuse('keras-relu6', layers.ReLU(max_value=6))
refuse('keras-leaky', layers.LeakyReLU(negative_slope=0.3))
refuse('keras-gelu', layers.Activation('gelu'))
refuse('keras-norm', layers.BatchNormalization())
refuse('keras-output', output='relu')
both = layers.Add()([layers.Dense(4)(start), layers.Dense(4)(start)])
keras.Model(start, layers.Dense(3)(both)).save(f'{folder}/keras-branches.keras')
scaled = keras.Sequential([keras.Input((5,)), layers.Rescaling(1 / 255), layers.Dense(3, activation='softmax')])
scaled.save(f'{folder}/keras-rescaling.keras')
