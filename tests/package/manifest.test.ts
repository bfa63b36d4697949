import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { configOf, USE } from './everywhere/types.mjs'
import { Installation } from './installation.js'

const TSC = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url))

describe('what the package says of itself', () => {
  let installed: Installation
  let tarball: Uint8Array<ArrayBuffer>
  beforeAll(() => {
    installed = new Installation()
    tarball = Uint8Array.from(readFileSync(installed.tarball))
  }, 60_000)
  afterAll(() => installed.remove())

  test('publint has nothing to say', async () => {
    const { messages, pkg } = await publint({ pack: { tarball: tarball.buffer }, strict: true })
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
  })

  test('types are found by whoever finds the modules (attw, for packages of ES modules alone)', async () => {
    const checked = await checkPackage(createPackageFromTarballData(tarball))
    if (!checked.types) throw new Error('no types')
    expect(Object.keys(checked.entrypoints).length).toBeGreaterThan(10)
    // What cannot import ES modules at all finds nothing: CommonJS before `require(esm)`, and Node 10.
    const others = checked.problems.filter(
      (problem) =>
        !('resolutionKind' in problem && ['node10', 'node16-cjs'].includes(problem.resolutionKind)),
    )
    expect(others).toEqual([])
  })

  test.each(['bundler', 'node16', 'nodenext'])(
    'declarations are whole without those of the DOM and of Node, by %s',
    (resolution) => {
      writeFileSync(join(installed.folder, 'use.mts'), USE)
      writeFileSync(join(installed.folder, 'tsconfig.json'), JSON.stringify(configOf(resolution)))
      const { code, stdout } = installed.run(process.execPath, TSC, '-p', '.')
      expect(stdout).toBe('')
      expect(code).toBe(0)
    },
  )

  test('no declaration has a literal for a type of thousands of characters', () => {
    for (const name of installed.files().keys()) {
      if (!name.endsWith('.d.ts')) continue
      const text = readFileSync(join(installed.folder, 'node_modules', name), 'utf8')
      for (const line of text.split('\n')) expect(line.length, name).toBeLessThan(2_000)
    }
  })
})
