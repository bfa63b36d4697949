import { execFile } from 'node:child_process'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { readModel } from '@antigrad/core'
import { expect, it } from 'vitest'

it('examples/digits.mjs learns the digits and keeps a model that can be read', async () => {
  const example = fileURLToPath(new URL('../../examples/digits.mjs', import.meta.url))
  const file = join(await mkdtemp(join(tmpdir(), 'antigrad-')), 'digits.safetensors')
  const { stdout } = await promisify(execFile)(process.execPath, [example, file])
  expect(Number.parseFloat(stdout)).toBeGreaterThan(92)
  expect(readModel(await readFile(file), file).network.architecture.sizes).toEqual([784, 30, 10])
})
