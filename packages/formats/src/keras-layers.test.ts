import { expect, test } from 'vitest'
import { denseLayersOf } from './keras-layers.js'

const dense = (name: string) => ({ class_name: 'Dense', config: { name, units: 3, activation: 'linear' } })

function activationsOf(className: string, config: object): readonly string[] {
  const layers = [dense('a'), { class_name: className, config }, dense('b')]
  const model = JSON.parse(JSON.stringify({ class_name: 'Sequential', config: { layers } }))
  return denseLayersOf(model, 'm').functions.activations
}

test('layers that are activations are told by their class', () => {
  expect(activationsOf('ReLU', {})).toEqual(['relu'])
  expect(activationsOf('ReLU', { max_value: null, negative_slope: 0, threshold: 0 })).toEqual(['relu'])
  expect(activationsOf('LeakyReLU', { negative_slope: 0.01 })).toEqual(['leaky-relu'])
  expect(activationsOf('Activation', { activation: 'silu' })).toEqual(['silu'])
})

test.each([
  ['ReLU', { max_value: 6 }, 'found 6'],
  ['ReLU', { max_value: 0 }, 'found 0'],
  ['ReLU', { negative_slope: 0.1 }, 'found 0.1'],
  ['ReLU', { threshold: 1 }, 'found 1'],
  ['LeakyReLU', { alpha: 0.3 }, 'found 0.3'],
  ['Activation', { activation: 'leaky_relu' }, 'found "leaky_relu"'],
  ['Activation', { activation: 'gelu' }, 'found "gelu"'],
])('a %s of %j is refused', (className, config, found) => {
  expect(() => activationsOf(className, config)).toThrow(`m: layer 2: expected `)
  expect(() => activationsOf(className, config)).toThrow(found)
})

test('a layer of the same name as one of Keras that somebody wrote is refused', () => {
  const own = { ...dense('a'), registered_name: 'mine>Dense' }
  const model = JSON.parse(JSON.stringify({ class_name: 'Sequential', config: { layers: [own] } }))
  expect(() => denseLayersOf(model, 'm')).toThrow(
    'm: layer 1: expected a layer of Keras itself, found "mine>Dense"',
  )
})

// Of JSON's own objects even the conversion to a text may fail.
test.each([
  '1',
  'null',
  '[]',
  '["Dropout"]',
  '{"toString":1,"valueOf":1}',
  '[{"toString":1,"valueOf":1}]',
  '"__proto__"',
])('%s where a name is expected is refused', (value) => {
  const name = JSON.parse(value)
  for (const wrong of [
    { class_name: name, config: {} },
    { class_name: 'Dense', config: { name, units: 3, activation: name } },
    { class_name: 'Activation', config: { activation: name } },
  ]) {
    const model = { class_name: 'Sequential', config: { layers: [dense('a'), wrong] } }
    expect(() => denseLayersOf(model, 'm')).toThrow('m: layer 2: expected ')
  }
})
