import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const SITE = fileURLToPath(new URL('../../site/', import.meta.url))
const run = promisify(execFile)

/** What builds the site is no part of the main install. Why it cannot be had, or `undefined`. */
async function install(): Promise<string | undefined> {
  try {
    await run('npx', ['--yes', 'pnpm@12.21.0', 'install', '--frozen-lockfile'], { cwd: SITE })
    return undefined
  } catch (error) {
    return `vitepress could not be installed: ${(error as Error).message}`
  }
}

test('the site builds, with no link that leads nowhere', async ({ skip }) => {
  const reason = await install()
  skip(reason !== undefined, reason)
  // Either ends with another code where a link is dead or a docstring names what is not there.
  await run('npx', ['typedoc'], { cwd: SITE })
  await run('npx', ['vitepress', 'build'], { cwd: SITE })
  for (const page of ['index', 'docs/guide/start', 'docs/derivation', 'api/parallel']) {
    expect(existsSync(`${SITE}dist/${page}.html`), page).toBe(true)
  }
  expect(readFileSync(`${SITE}dist/docs/derivation.html`, 'utf8')).toContain('<mjx-container')
}, 300_000)
