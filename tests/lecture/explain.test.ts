import { reference } from '@antigrad/core/internal'
import { oneDimensional } from '@antigrad/core/lecture'
import { describe, expect, test } from 'vitest'
import { type Ended, resultOf, run } from '../cli/command.js'

/** Characters on a terminal. */
const widthOf = (line: string): number => [...line.normalize('NFC')].length

const explain = (...args: string[]): Promise<Ended> => run(['explain', ...args])

interface Line {
  readonly name: string
  readonly value: number
  readonly difference?: number
}

/** A formula in numbers, as it is printed, computed again. */
function computed(text: string): number {
  const script = text
    .replaceAll('½', '0.5*')
    .replaceAll('·', '*')
    .replaceAll(/e\^−(\([^()]*\)|[\d.]+)/g, 'Math.exp(-$1)')
    .replaceAll('−', '-')
    .replaceAll(')²', ')**2')
  if (!/^[-+*/().\d\s]|Math\.exp/.test(script)) throw new Error(`not a formula in numbers: ${text}`)
  return Number(new Function(`return ${script}`)())
}

/** The lines that end in values: no titles, and not what is given. */
function stepsOf(text: string): string[] {
  return text
    .slice(Math.max(0, text.indexOf('forward')))
    .split('\n')
    .filter((line) => / = .* = [ −]\d/.test(line))
}

const number = (text: string) => Number(text.replace('−', '-'))

describe.each(['1-1-1', '2-3-2', '1-4-3'])('antigrad explain --network %s', (network) => {
  const ended = explain('--network', network)

  test('every formula in numbers gives the value beside it, to the digits printed', async () => {
    const lines = stepsOf((await ended).stdout).filter((line) => / = .* = .* = /.test(line))
    const [inputs, hidden, outputs] = network.split('-').map(Number)
    // p, y, q, z, ε; ∂ε/∂z, σ', ∂ε/∂q, U, y, σ', p, V: without u and v, which are copies.
    const expected = 4 * hidden + 1 + hidden + 3 * outputs + 2 * outputs + hidden * outputs + hidden * inputs
    expect(lines).toHaveLength(expected)
    for (const line of lines) {
      const [, , numbers, last] = line.split(/\s+= +/)
      const [value, difference] = last.split(/\s+/)
      // What stands on the left is rounded to six decimals, and at most a handful of such numbers are added.
      expect(Math.abs(computed(numbers) - number(value)), line).toBeLessThanOrEqual(3e-6)
      if (difference !== undefined) expect(difference).toBe(value)
    }
  })

  test('its columns are aligned', async () => {
    const { stdout } = await ended
    for (const section of stdout.split(/\n\n/).slice(2, 4)) {
      const lines = stepsOf(section)
      const at = (line: string) => [line.indexOf(' = '), line.lastIndexOf(' = ')]
      for (const line of lines) expect(at(line)).toEqual(at(lines[0]))
    }
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThan(160)
  })

  test('no derivative is further than 1e-12 from its difference', async () => {
    const { apart, backward } = resultOf(await explain('--network', network, '--seed', '5', '--json'))
    expect(apart).toBeLessThan(1e-12)
    for (const { value, difference } of backward as Line[]) {
      expect(Math.abs(value - Number(difference))).toBeLessThanOrEqual(Number(apart))
    }
  })
})

describe('antigrad explain of any activation and loss', () => {
  test('the gradient is that of the reference network', async () => {
    const asked = ['--activation', 'gelu', '--loss', 'cross-entropy', '--network', '3-4-5', '--json']
    const { x, l, V, v, U, u, backward } = resultOf(await explain(...asked))
    const vector = (json: unknown) => Float64Array.from(json as number[])
    const layer = (weights: unknown, biases: unknown, rows: number, columns: number) => ({
      weights: { rows, columns, values: vector(weights) },
      biases: vector(biases),
    })
    const network: reference.ReferenceNetwork = {
      layers: [layer(V, v, 4, 3), layer(U, u, 5, 4)],
      activations: ['gelu'],
    }
    const minibatch = [{ input: vector(x), label: vector(l) }]
    const { gradient } = reference.minibatchGradient(network, { head: 'softmax-cross-entropy' }, minibatch)
    const found = (letter: string) =>
      (backward as Line[]).filter(({ name }) => name.startsWith(`∂ε/∂${letter}`)).map(({ value }) => value)
    expect([...found('V'), ...found('v'), ...found('U'), ...found('u')]).toEqual([...gradient])
  })

  test('a softmax takes two outputs', async () => {
    const refused = await explain('--loss', 'cross-entropy', '--network', '2-2-1')
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect(refused.stderr).toMatch(/^error: --network: cross-entropy takes at least two outputs[^\n]*\n$/)
    expect((await explain('--loss', 'cross-entropy')).stdout).toContain('1-1-2')
  })
})

describe.each([
  ['1-1-1', 'sigmoid', 'squared'],
  ['2-3-2', 'sigmoid', 'squared'],
  ['6-6-6', 'gelu', 'cross-entropy'],
])('antigrad explain --network %s --activation %s --loss %s on 80 columns', (network, activation, loss) => {
  const asked = ['explain', '--network', network, '--activation', activation, '--loss', loss]

  test('has no longer line, and the numbers of a wide page', async () => {
    const [narrow, wide] = await Promise.all([
      run(asked, { env: { COLUMNS: '80' } }),
      run(asked, { env: { COLUMNS: '999' } }),
    ])
    expect(Math.max(...narrow.stdout.split('\n').map(widthOf))).toBeLessThanOrEqual(80)
    const numbersOf = ({ stdout }: Ended) => stdout.match(/[−\d.]+e?[−-]?\d*/g)?.sort()
    expect(numbersOf(narrow)).toEqual(numbersOf(wide))
  })
})

describe('antigrad explain', () => {
  test('the one-dimensional network has the numbers of the scalar code', async () => {
    const { V, v, U, u, x, l, forward, backward, step } = resultOf(
      await explain('--json', '--seed', '3', '--lr', '0.5'),
    )
    const network = { V: Number(V), v: Number(v), U: Number(U), u: Number(u) }
    const pass = oneDimensional.forward(network, Number(x), Number(l))
    const gradient = oneDimensional.backward(network, pass, Number(x), Number(l))
    const values = (lines: unknown) =>
      Object.fromEntries((lines as Line[]).map(({ name, value }) => [name, value]))
    expect(values(forward)).toEqual(pass)
    const names = Object.entries(gradient).map(([name, value]) => [name.replace('dε_d', '∂ε/∂'), value])
    expect(values(backward)).toMatchObject(Object.fromEntries(names))
    const after = oneDimensional.forward(oneDimensional.descend(network, gradient, 0.5), Number(x), Number(l))
    expect(step).toMatchObject({ learningRate: 0.5, before: pass.ε, after: after.ε })
  })

  test('the same numbers for the same seed, others for another', async () => {
    const [one, again, other] = await Promise.all([explain(), explain(), explain('--seed', '2')])
    expect(again).toEqual(one)
    expect(one).toMatchObject({ code: 0, stderr: '' })
    expect(other.stdout).not.toBe(one.stdout)
  })

  test.each([['2-3'], ['2-3-7']])('refuses --network %s', async (sizes) => {
    const ended = await explain('--network', sizes)
    expect(ended.stderr).toMatch(/^error: [^\n]*whole numbers from 1 to 6[^\n]*\n$/)
    expect(ended).toMatchObject({ code: 2, stdout: '' })
  })
})
