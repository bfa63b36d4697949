import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect } from 'vitest'

/** What an example of examples/ writes. */
export async function example(name: string, ...args: string[]): Promise<string> {
  return exampleIn(process.cwd(), name, ...args)
}

/** The same, started in a folder: there it keeps its files. */
export async function exampleIn(folder: string, name: string, ...args: string[]): Promise<string> {
  const file = fileURLToPath(new URL(`../../examples/${name}.mjs`, import.meta.url))
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [file, ...args], { cwd: folder })
  expect(stderr).toBe('')
  return stdout
}
