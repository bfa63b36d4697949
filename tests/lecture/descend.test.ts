import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { resultOf, run } from '../cli/command.js'
import { scratchFolder } from '../cli/small-digits.js'
import { unbalanced } from '../report/markup.js'

const scratch = scratchFolder()
const descend = (...args: string[]) => run(['descend', ...args], { cwd: scratch })

describe('antigrad descend', () => {
  test.each(['parabola', 'valley'])(
    '%s: the largest rate measured is 2/λmax within a percent',
    async (name) => {
      const { largestRate, end } = resultOf(await descend('--function', name, '--json'))
      const { measured, theory } = largestRate as { measured: number; theory: number }
      const { eigenvalues } = end as { eigenvalues: number[] }
      expect(theory).toBe(2 / Math.max(...eigenvalues))
      expect(Math.abs(measured / theory - 1)).toBeLessThan(0.01)
    },
  )

  test.each([
    ['valley', '0.0005', 'creeping'],
    ['valley', '0.07', 'converging'],
    ['valley', '0.079', 'oscillating'],
    ['valley', '0.081', 'diverging'],
    ['rosenbrock', '0.001', 'creeping'],
    ['rosenbrock', '0.01', 'diverging'],
    ['hills', '0.1', 'converging'],
  ])('%s with %s is %s', async (name, rate, effect) => {
    const ended = await descend('--function', name, '--lr', rate)
    expect(ended).toMatchObject({ code: 0, stderr: '' })
    expect(ended.stdout).toMatch(new RegExp(`^effect +${effect}: `, 'm'))
  })

  test.each([
    ['1e-300', '1: it creeps'],
    ['0.05', '0.9: it shrinks'],
    ['0.98', '-0.96: it hops over the minimum'],
    ['1', '-1: to and fro without end'],
    ['1.5', '-2: it grows'],
  ])('what a step of the rate %s does to the distance: %s', async (rate, expected) => {
    const { stdout } = await descend('--function', 'parabola', '--lr', rate)
    expect(stdout).toContain(`each step multiplies this part of the distance by ${expected}\n`)
  })

  test('finds another of several minima from another start', async () => {
    const ends = await Promise.all(
      ['1,1', '-1,1', '-1,-1', '1,-1'].map(async (start) => {
        const { end } = resultOf(await descend('--function', 'minima', '--start', start, '--json'))
        return (end as { at: number[] }).at.map((x) => x.toFixed(4)).join(' ')
      }),
    )
    expect(ends).toEqual(['3.0000 2.0000', '-2.8051 3.1313', '-3.7793 -3.2832', '3.5844 -1.8481'])
  })

  test('every step is in the JSON, and each is the one before less η∇f', async () => {
    const { points, values, taken } = resultOf(
      await descend('--start', '4,1', '--lr', '0.03', '--steps', '7', '--json'),
    )
    expect([taken, (points as number[][]).length, (values as number[]).length]).toEqual([7, 8, 8])
    for (const [k, [x, y]] of (points as number[][]).entries()) {
      expect(x).toBeCloseTo(4 * 0.97 ** k, 12)
      expect(y).toBeCloseTo(0.25 ** k, 12)
    }
  })

  test('draws the path over the contours, without colours in a pipe', async () => {
    const { stdout } = await descend('--function', 'saddle')
    const drawn = stdout.split('\n').filter((line) => /[\u2801-\u28ff]/.test(line))
    expect(drawn).toHaveLength(20)
    expect(new Set(drawn.map((line) => line.length)).size).toBe(1)
    expect(stdout).toMatch(/^step +x +y +f +‖∇f‖$/m)
    expect(stdout).not.toContain('\x1b')
  })

  test.each(['hills', 'valley', 'rosenbrock'])(
    'the picture of %s is whole, also where the path leaves it',
    async (name) => {
      for (const rate of [[], ['--lr', '3']]) {
        const ended = await descend('--function', name, ...rate, '--picture', `${name}.svg`)
        expect(ended).toMatchObject({ code: 0, stderr: '' })
        const svg = readFileSync(join(scratch, `${name}.svg`), 'utf8')
        expect(unbalanced(svg)).toBeUndefined()
        expect(svg).toContain('@media (prefers-color-scheme:dark)')
        expect(svg.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(
          /https?:|url\(|NaN|Infinity|undefined/,
        )
      }
    },
  )

  test.each([
    [['--function', 'hole'], /parabola, hills, valley/],
    [['--function', 'parabola', '--start', '1,2'], /--start: parabola takes one number, found 1,2/],
    [['--start', '1'], /--start: valley takes two numbers/],
    [['--start', '1,x'], /one or two numbers/],
    [['--lr', '-1'], /number above 0/],
    [['--steps', '1000000'], /whole number from 1/],
  ])('refuses %j with exit code 2, in one line', async (args, message) => {
    const ended = await descend(...args)
    expect(ended.stderr).toMatch(message)
    expect(ended.stderr).toMatch(/^error: [^\n]+\n$/)
    expect(ended).toMatchObject({ code: 2, stdout: '' })
  })
})
