import { expect, test } from 'vitest'
import { resultOf, run } from './command.js'
import { scratchFolder, writeSmallDigits } from './small-digits.js'

test('without WebAssembly the plain kernels train the same bits, and a note says so', async () => {
  const data = writeSmallDigits(scratchFolder())
  const flags = [
    'train',
    '--data',
    data,
    '--hidden',
    '12',
    '--epochs',
    '2',
    '--threads',
    '2',
    '--json',
    '--quiet',
  ]
  const simd = await run([...flags, '--out', `${scratchFolder()}/run`])
  const plain = await run([...flags, '--out', `${scratchFolder()}/run`], {
    env: { NODE_OPTIONS: '--jitless' },
  })
  expect(simd).toMatchObject({ code: 0, stderr: '' })
  expect(plain.code).toBe(0)
  expect(plain.stderr).toMatch(/^note: WebAssembly SIMD is not available here/m)
  expect(resultOf(plain).weightsHash).toBe(resultOf(simd).weightsHash)
}, 60_000)
