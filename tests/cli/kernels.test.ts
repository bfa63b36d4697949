import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { enableWideKernels } from '@antigrad/parallel/wide'
import { describe, expect, test } from 'vitest'
import { resultOf, run } from './command.js'
import { scratchFolder, writeSmallDigits } from './small-digits.js'

const scratch = scratchFolder()
const data = writeSmallDigits(scratch)
const train = [
  'train',
  '--data',
  data,
  '--hidden',
  '20,12',
  '--schedule',
  'constant',
  '--epochs',
  '2',
  '--json',
  '--quiet',
]
/** Whether this Node has them. It is on here from now on: vitest has no network of its own to train. */
const wide = enableWideKernels()
const NAMES = wide ? ['plain', 'simd', 'wide'] : ['plain', 'simd']

function configOf(folder: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'))
}

describe('--kernels', () => {
  test('decides how fast, never what: the same weights by all, and the fastest unless one says otherwise', async () => {
    const out = join(scratch, 'auto')
    const auto = await run([...train, '--out', out])
    expect(auto).toMatchObject({ code: 0, stderr: '' })
    expect(configOf(out).kernels).toBe(NAMES.at(-1))
    expect(resultOf(auto)).not.toHaveProperty('kernels')
    for (const name of NAMES) {
      const folder = join(scratch, name)
      const ended = await run([...train, '--kernels', name, '--out', folder])
      expect(ended).toMatchObject({ code: 0, stderr: '' })
      expect(resultOf(ended)).toMatchObject({ kernels: name, weightsHash: resultOf(auto).weightsHash })
      expect(configOf(folder).kernels).toBe(name)
      const [start] = readFileSync(join(folder, 'log.jsonl'), 'utf8').split('\n')
      expect(JSON.parse(start)).toMatchObject({ type: 'start', kernels: name })
    }
  })

  test('the result for people names them where they were asked for', async () => {
    const people = train.filter((flag) => flag !== '--json')
    const asked = await run([...people, '--kernels', 'plain', '--out', join(scratch, 'people')])
    expect(asked.stdout).toMatch(/^kernels {8}plain$/m)
    const silent = await run([...people, '--out', join(scratch, 'silent')])
    expect(silent.stdout).not.toMatch(/kernels/)
  })

  test('a run that goes on chooses again, whatever it was begun with', async () => {
    const out = join(scratch, 'elsewhere')
    await run([...train, '--kernels', 'plain', '--out', out])
    const again = await run([...train, '--epochs', '3', '--kernels', 'simd', '--resume', out])
    expect(again).toMatchObject({ code: 0, stderr: '' })
    expect(configOf(out).kernels).toBe('simd')
    // As on a machine that has others, and as of a run that is older than the choice.
    for (const kernels of ['wide', undefined]) {
      for (const name of ['checkpoint', 'checkpoint.previous'])
        rmSync(join(out, `${name}.safetensors`), { force: true })
      writeFileSync(join(out, 'config.json'), JSON.stringify({ ...configOf(out), kernels }))
      const ended = await run(['train', '--resume', out, '--json', '--quiet'])
      expect(ended).toMatchObject({ code: 0, stderr: '' })
      expect(configOf(out).kernels).toBe(NAMES.at(-1))
    }
    const whole = await run([...train, '--epochs', '3', '--out', join(scratch, 'whole')])
    expect(resultOf(again).weightsHash).toBe(resultOf(whole).weightsHash)
  })

  test('verify and evaluate take them too', async () => {
    const model = join(scratch, 'model')
    const { weightsHash } = resultOf(await run([...train, '--out', model]))
    const evaluations: unknown[] = []
    for (const name of NAMES) {
      const verified = await run(['verify', model, '--kernels', name, '--json', '--quiet'])
      expect(resultOf(verified)).toMatchObject({ same: true, found: weightsHash })
      evaluations.push(resultOf(await run(['evaluate', model, '--kernels', name, '--json'])))
    }
    expect(new Set(evaluations.map((evaluation) => JSON.stringify(evaluation))).size).toBe(1)
  })

  test('an unknown name: what there is', async () => {
    const ended = await run([...train, '--kernels', 'fast'])
    expect(ended).toMatchObject({ code: 2, stdout: '' })
    expect(ended.stderr).toMatch(/^error: [^\n]*--kernels[^\n]*'fast'[^\n]*auto, plain, simd, wide\.\n$/)
  })

  test.skipIf(wide)('wide where V8 cannot pack: why not, before anything is made', async () => {
    const ended = await run([...train, '--kernels', 'wide'], { cwd: scratch })
    expect(ended).toMatchObject({ code: 2, stdout: '' })
    expect(ended.stderr).toMatch(
      /^error: --kernels wide: expected Node 24 or 26 on x64[^\n]*found v\d+[^\n]*\n$/,
    )
  })

  test('simd where there is no WebAssembly: what to do', async () => {
    const ended = await run([...train, '--kernels', 'simd'], { env: { NODE_OPTIONS: '--jitless' } })
    expect(ended.code).toBe(2)
    expect(ended.stderr).toMatch(/^error: --kernels simd: expected an engine with WebAssembly SIMD/m)
    const plain = await run([...train, '--kernels', 'plain', '--out', join(scratch, 'jitless')], {
      env: { NODE_OPTIONS: '--jitless' },
    })
    expect(plain.code).toBe(0)
    expect(plain.stderr).not.toContain('note:')
  })
})
