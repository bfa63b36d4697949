# Models that PyTorch and scikit-learn make, with what they say of some examples: python3 make_models.py FOLDER
import json, sys, numpy, torch, warnings
from sklearn.neural_network import MLPClassifier, MLPRegressor
warnings.filterwarnings('ignore')
folder = sys.argv[1]
torch.manual_seed(1)
x = numpy.random.RandomState(1).uniform(-2, 2, (30, 5)).astype('float32')

def keep(name, outputs):
    with open(f'{folder}/{name}.answers.json', 'w') as file:
        json.dump({'rows': x.tolist(), 'outputs': numpy.asarray(outputs, 'float64').ravel().tolist()}, file)

def safetensors(name, state):
    header, parts, offset = {}, [], 0
    for key, value in state.items():
        data = value.detach().numpy().tobytes()
        header[key] = {'dtype': 'F32', 'shape': list(value.shape), 'data_offsets': [offset, offset + len(data)]}
        parts.append(data)
        offset += len(data)
    text = json.dumps(header).encode()
    with open(f'{folder}/{name}.safetensors', 'wb') as file:
        file.write(len(text).to_bytes(8, 'little') + text + b''.join(parts))

class Named(torch.nn.Module):
    def __init__(self, bias):
        super().__init__()
        self.fc1 = torch.nn.Linear(5, 8, bias=bias)
        self.fc2 = torch.nn.Linear(8, 3, bias=bias)
    def forward(self, x):
        return torch.softmax(self.fc2(torch.relu(self.fc1(x))), 1)

tensor = torch.from_numpy(x)
sequential = torch.nn.Sequential(
    torch.nn.Linear(5, 8), torch.nn.ReLU(), torch.nn.Linear(8, 6), torch.nn.ReLU(), torch.nn.Linear(6, 3), torch.nn.Softmax(1))
for name, model in [('sequential', sequential), ('named', Named(True)), ('bias-free', Named(False))]:
    safetensors(name, model.state_dict())
    keep(name, model(tensor).detach().numpy())
torch.onnx.export(sequential, tensor, f'{folder}/torch.onnx', opset_version=13)
keep('torch', sequential(tensor).detach().numpy())
# Of three dimensions PyTorch writes MatMul and Add; SiLU as Sigmoid and Mul.
cubic = torch.nn.Sequential(torch.nn.Linear(5, 8), torch.nn.SiLU(), torch.nn.Linear(8, 2, bias=False), torch.nn.Tanh(), torch.nn.Linear(2, 3))
torch.onnx.export(cubic, tensor[None], f'{folder}/torch-matmul.onnx', opset_version=13)
keep('torch-matmul', cubic(tensor).detach().numpy())

def npz(name, model):
    numpy.savez(f'{folder}/{name}.npz', **{f'coefs_{n}': w for n, w in enumerate(model.coefs_)},
                **{f'intercepts_{n}': b for n, b in enumerate(model.intercepts_)})
y = (x[:, 0] > 0).astype(int) + (x[:, 1] > 0)
classifier = MLPClassifier((6, 5), max_iter=50, random_state=1).fit(x, y)
npz('classifier', classifier)
keep('classifier', classifier.predict_proba(x))
regressor = MLPRegressor((6,), activation='tanh', max_iter=50, random_state=1).fit(x, x[:, 0] * x[:, 1])
npz('regressor', regressor)
keep('regressor', regressor.predict(x))
