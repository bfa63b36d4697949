import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { jsonLines, resultOf, run } from './command.js'
import { scratchFolder, writeSmallDigits } from './small-digits.js'

const scratch = scratchFolder()
const small = writeSmallDigits(scratch)
const quick = ['train', '--data', small, '--hidden', '16', '--epochs', '3']

describe('antigrad train', () => {
  test('learns the embedded digits, as it comes', async () => {
    const ended = await run(['train', '--json'], { cwd: scratch })
    const { testAccuracy, model } = resultOf(ended)
    expect(ended.code).toBe(0)
    expect(testAccuracy).toBeGreaterThanOrEqual(0.94)
    expect(existsSync(join(scratch, String(model)))).toBe(true)
  })

  test.each([128, 256])('32 units learn them in minibatches of %i', async (rows) => {
    const network = ['--hidden', '32', '--batch-size', String(rows), '--seed', '3']
    const ended = await run(['train', ...network, '--json', '--out', join(scratch, `narrow-${rows}`)])
    expect(resultOf(ended).testAccuracy).toBeGreaterThanOrEqual(0.93)
  })

  test('--json: an object a line on stdout, epochs first and the result last', async () => {
    const ended = await run([...quick, '--json', '--out', join(scratch, 'json')])
    const lines = jsonLines(ended)
    expect(lines.map(({ type }) => type)).toEqual(['epoch', 'epoch', 'epoch', 'result'])
    const count = expect.any(Number)
    const epoch = { type: 'epoch', loss: count, accuracy: count, examplesPerSecond: count }
    expect(lines[1]).toStrictEqual({ ...epoch, epoch: 2 })
    expect(lines[3]).toStrictEqual({
      type: 'result',
      testAccuracy: count,
      baseline: count,
      metrics: expect.objectContaining({ balancedAccuracy: count, macroF1: count, logLoss: count }),
      classes: expect.any(Array),
      weightsHash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      seconds: count,
      threads: count,
      examplesPerSecond: count,
      model: join(scratch, 'json', 'model.safetensors'),
    })
  })

  test('says results on stdout and, in a pipe, a line an epoch on stderr without a bar or colours', async () => {
    const ended = await run([...quick, '--out', join(scratch, 'plain')])
    expect(ended.stderr.split('\n')).toHaveLength(4)
    expect(ended.stderr).toMatch(
      /^epoch 1\/3 {2}train loss \d\.\d+, accuracy \d+\.\d\d % {2}[\d,]+ examples\/s\n/,
    )
    expect(ended.stdout).toMatch(
      /^test accuracy .*\nby class .*\ntrained in .*\nthroughput .*\nweights +sha256:[0-9a-f]{64}\nmodel +.*\n$/,
    )
    expect(ended.stdout + ended.stderr).not.toContain('\x1b')
  })

  test('--quiet says no more than the results', async () => {
    const ended = await run([...quick, '--quiet', '--out', join(scratch, 'quiet')])
    expect(ended.stderr).toBe('')
    expect(ended.stdout).toContain('test accuracy')
  })

  test('the same weights on any number of threads; others from another seed', async () => {
    const hashOf = async (...flags: string[]): Promise<unknown> =>
      resultOf(await run([...quick, '--json', '--out', join(scratch, flags.join('')), ...flags])).weightsHash
    const [one, two, five, other] = await Promise.all([
      hashOf('--threads', '1'),
      hashOf('--threads', '2'),
      hashOf('--threads', '5'),
      hashOf('--threads', '2', '--seed', '2'),
    ])
    expect(two).toBe(one)
    expect(five).toBe(one)
    expect(other).not.toBe(one)
  })

  test('a run without --out gets a new folder of its own', async () => {
    const cwd = scratchFolder()
    const ended = [
      ...(await Promise.all([run(quick, { cwd }), run(quick, { cwd })])),
      await run(quick, { cwd }),
    ]
    expect(ended.map(({ code, stderr }) => `${code} ${stderr.replace(/^epoch.*\n/gm, '')}`)).toEqual([
      '0 ',
      '0 ',
      '0 ',
    ])
    const [name] = readdirSync(join(cwd, 'runs'))
    expect(readdirSync(join(cwd, 'runs')).sort()).toEqual([name, `${name}-2`, `${name}-3`])
    expect(readdirSync(join(cwd, 'runs', name)).sort()).toEqual([
      'checkpoint.safetensors',
      'config.json',
      'log.jsonl',
      'model.safetensors',
    ])
    const log = readFileSync(join(cwd, 'runs', name, 'log.jsonl'), 'utf8')
      .trim()
      .split('\n')
    expect(log.map((line) => JSON.parse(line).type)).toEqual(['start', 'epoch', 'epoch', 'epoch', 'result'])
  })

  test('--out names a folder again: a finished run in it is replaced where --force says so', async () => {
    const out = join(scratch, 'again')
    await run([...quick, '--out', out])
    const refused = await run([...quick, '--seed', '5', '--out', out])
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('--force replaces it') })
    expect(JSON.parse(readFileSync(join(out, 'config.json'), 'utf8')).seed).toBe(1)
    const ended = await run([...quick, '--seed', '5', '--force', '--out', out])
    expect(ended.code).toBe(0)
    expect(ended.stderr).toContain('held a finished run, which is replaced')
    expect(JSON.parse(readFileSync(join(out, 'config.json'), 'utf8')).seed).toBe(5)
  })

  test.each(['config.json', 'model.safetensors', 'report.html'])(
    '--out never touches a %s of somebody else',
    async (name) => {
      const cwd = scratchFolder()
      writeFileSync(join(cwd, name), '{}')
      const ended = await run([...quick, '--out', '.'], { cwd })
      expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining(`holds ${name}`) })
      expect(readdirSync(cwd)).toEqual([name])
    },
  )
})
