import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as antigrad from 'antigrad'
import * as onnx from 'antigrad/onnx'
import * as parallel from 'antigrad/parallel'
import * as safetensors from 'antigrad/safetensors'
import { expect, test } from 'vitest'

const TESTS = fileURLToPath(new URL('..', import.meta.url))
const SOURCES = ['core', 'data', 'formats', 'parallel'].flatMap((name) => {
  const folder = fileURLToPath(new URL(`../../packages/${name}/src/`, import.meta.url))
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => /(?<!\.test)\.ts$/.test(file))
    .map((file) => readFileSync(folder + file, 'utf8'))
})

const ENTRIES = {
  antigrad,
  'antigrad/onnx': onnx,
  'antigrad/parallel': parallel,
  'antigrad/safetensors': safetensors,
}

/** What a reader calls, and where it comes from: all functions and classes but errors, and the run that `train` gives. */
const NAMES = Object.entries(ENTRIES).flatMap(([entry, names]) =>
  Object.entries(names).flatMap(([name, value]) =>
    typeof value === 'function' && !(value.prototype instanceof Error) && name !== 'Training'
      ? [{ name, entry }]
      : [],
  ),
)

/** The examples that stand in docstrings of what is exported under a name. */
function examplesOf(name: string): string[] {
  const declared = new RegExp(
    `/\\*\\*((?:(?!\\*/)[^])*)\\*/\\nexport (?:async )?(?:function|class) ${name}\\b`,
  )
  const docstrings = SOURCES.flatMap((source) => declared.exec(source)?.[1] ?? [])
  return docstrings
    .flatMap((text) => text.split('@example\n').slice(1))
    .map((text) => text.replaceAll(/^ \* ?/gm, ''))
}

test('all main names are known', () => expect(NAMES.length).toBeGreaterThan(30))

test.each(NAMES)('$name of $entry has an example, which runs', ({ name, entry }) => {
  const imported = new RegExp(`^import \\{[^}]*\\b${name}\\b[^}]*\\} from '${entry}'`, 'm')
  const example = examplesOf(name).find((text) => imported.test(text)) ?? ''
  expect(example, `@example of ${name} with an import from ${entry}`).not.toBe('')
  execFileSync(process.execPath, ['--input-type=module', '-e', example], { cwd: TESTS, stdio: 'pipe' })
})
