import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect } from 'vitest'

/** What an example of examples/ writes. */
export async function example(name: string, ...args: string[]): Promise<string> {
  const file = fileURLToPath(new URL(`../../examples/${name}.mjs`, import.meta.url))
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [file, ...args])
  expect(stderr).toBe('')
  return stdout
}
