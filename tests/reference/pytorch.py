"""Trains networks in PyTorch, float64: the steps that the reference of packages/core is compared with.
Cases as JSON on stdin (cases.ts); on stdout what each comes to, [{"losses": […], "parameters": […], "rates": […]}, …]."""
import json
import math
import sys

import torch
from torch import nn
from torch.nn import functional as F
from torch.optim import lr_scheduler

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def numbers(values):
    # Whole numbers would otherwise become int64, of which mse_loss makes a loss without a gradient.
    return torch.tensor(values, dtype=torch.float64)


ACTIVATIONS = {
    'sigmoid': torch.sigmoid,
    'tanh': torch.tanh,
    'relu': F.relu,
    'leaky-relu': F.leaky_relu,
    'gelu': lambda p: F.gelu(p, approximate='tanh'),
    'silu': F.silu,
    'linear': lambda p: p,
}


def row_losses(objective, q, labels):
    """The loss of each row, class weights included."""
    head = objective['head']
    weights = objective.get('classWeights')
    if head == 'softmax-cross-entropy':
        return cross_entropy(objective, q, labels, 'none')
    if head == 'squared':
        losses = F.mse_loss(torch.sigmoid(q), labels, reduction='none').sum(1) / 2
    elif head == 'linear-squared':
        losses = F.mse_loss(q, labels, reduction='none').sum(1) / 2
    elif head == 'sigmoid-cross-entropy':
        losses = F.binary_cross_entropy_with_logits(q, labels, reduction='none').sum(1)
    else:
        losses = F.huber_loss(q, labels, reduction='none', delta=1.0).sum(1)
    return losses if weights is None else losses * numbers(weights)[labels.argmax(1)]


def cross_entropy(objective, q, labels, reduction):
    weights = objective.get('classWeights')
    return F.cross_entropy(
        q,
        labels.argmax(1),
        weight=None if weights is None else numbers(weights),
        label_smoothing=objective.get('labelSmoothing', 0.0),
        reduction=reduction,
    )


def minibatch_loss(objective, q, labels, sample_weights):
    weights = objective.get('classWeights')
    if sample_weights is None and objective['head'] == 'softmax-cross-entropy':
        return cross_entropy(objective, q, labels, 'mean')
    shares = torch.ones(len(q)) if sample_weights is None else sample_weights
    counted = shares if weights is None else shares * numbers(weights)[labels.argmax(1)]
    return (shares * row_losses(objective, q, labels)).sum() / counted.sum()


def optimizer(rule, parameters, rate):
    decay = rule.get('weightDecay', 0.0)
    name = rule['name']
    if name == 'sgd':
        return torch.optim.SGD(parameters, rate, weight_decay=decay)
    if name in ('momentum', 'nesterov'):
        nesterov = name == 'nesterov'
        return torch.optim.SGD(parameters, rate, momentum=rule['momentum'], weight_decay=decay, nesterov=nesterov)
    if name == 'rmsprop':
        return torch.optim.RMSprop(parameters, rate, alpha=rule['alpha'], eps=rule['epsilon'], weight_decay=decay)
    kind = torch.optim.AdamW if name == 'adamw' else torch.optim.Adam
    betas = (rule['beta1'], rule['beta2'])
    return kind(parameters, rate, betas=betas, eps=rule['epsilon'], weight_decay=decay)


def scheduler(schedule, optimizer, run, rate):
    """PyTorch's own, and whether it is stepped after each step of training (else after each epoch)."""
    name = schedule['name']
    total = run['stepsPerEpoch'] * run['epochs']
    if name == 'step':
        return lr_scheduler.StepLR(optimizer, schedule['every'], schedule['gamma']), False
    if name == 'exponential':
        return lr_scheduler.ExponentialLR(optimizer, schedule['gamma']), False
    if name == 'plateau':
        return lr_scheduler.ReduceLROnPlateau(
            optimizer, factor=schedule['factor'], patience=schedule['patience']
        ), False
    if name == 'one-cycle':
        return lr_scheduler.OneCycleLR(
            optimizer,
            rate,
            total_steps=total,
            pct_start=schedule['pctStart'],
            div_factor=schedule['divFactor'],
            final_div_factor=schedule['finalDivFactor'],
            cycle_momentum=False,
        ), True
    if name == 'cosine' and schedule['warmup'] == 0:
        return lr_scheduler.CosineAnnealingLR(optimizer, total), True
    if name == 'cosine':
        # PyTorch has no rise along a line before it.
        warmup = schedule['warmup']

        def factor(step):
            if step < warmup:
                return (step + 1) / (warmup + 1)
            return (1 + math.cos(math.pi * (step - warmup) / (total - warmup))) / 2

        return lr_scheduler.LambdaLR(optimizer, factor), True
    return None, False


def train(case):
    layers = []
    for layer in case['layers']:
        linear = nn.Linear(len(layer['weights'][0]), len(layer['biases']))
        linear.weight.data = numbers(layer['weights'])
        linear.bias.data = numbers(layer['biases'])
        layers.append(linear)
    parameters = [tensor for layer in layers for tensor in (layer.weight, layer.bias)]
    inputs, labels = numbers(case['inputs']), numbers(case['labels'])
    weights = numbers(case['weights']) if 'weights' in case else None
    dropout = [numbers(factors) for factors in case.get('dropout', [])]
    rate, run = case['learningRate'], case['run']
    descent = optimizer(case['rule'], parameters, rate)
    schedule, by_step = scheduler(case['schedule'], descent, run, rate)

    losses, rates = [], []
    for step, rows in enumerate(case['minibatches']):
        y = inputs[rows]
        for k, layer in enumerate(layers):
            if dropout:
                y = y * dropout[k][rows]
            y = layer(y)
            if k < len(layers) - 1:
                y = ACTIVATIONS[case['activations'][k]](y)
        loss = minibatch_loss(case['objective'], y, labels[rows], None if weights is None else weights[rows])
        descent.zero_grad()
        loss.backward()
        if 'clipNorm' in case:
            nn.utils.clip_grad_norm_(parameters, case['clipNorm'])
        rates.append(descent.param_groups[0]['lr'])
        descent.step()
        losses.append(loss.item())
        epoch, ends = divmod(step + 1, run['stepsPerEpoch'])
        if schedule is not None and by_step and step + 1 < len(case['minibatches']):
            schedule.step()
        elif schedule is not None and not by_step and ends == 0:
            schedule.step(*([run['validationLosses'][epoch - 1]] if case['schedule']['name'] == 'plateau' else []))
    return {
        'losses': losses,
        'parameters': [value for tensor in parameters for value in tensor.detach().flatten().tolist()],
        'rates': rates,
    }


json.dump([train(case) for case in json.load(sys.stdin)], sys.stdout)
