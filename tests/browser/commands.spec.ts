import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium } from './chromium.js'
import { beginVisit, type Visit } from './visit.js'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** Each step as it first is, and with settings that its command carries. */
const STEPS = [
  '1-approximation',
  '1-approximation?function=sawtooth&units=4',
  '2-properties?table=copper-conductivity',
  '3-descent?surface=valley&rate=0.05&start=-5_2',
  '4-images',
  '5-training?batch=100&momentum=0.9&rate=0.3',
  '6-one-dimension',
  '7-derivation',
] as const

describe.skipIf(!hasChromium)('the commands that the lecture shows (needs chromium)', () => {
  let visit: Visit
  let folder: string
  beforeAll(async () => {
    visit = await beginVisit()
    folder = await mkdtemp(join(tmpdir(), 'antigrad-'))
    await symlink(join(ROOT, 'examples'), join(folder, 'examples'))
  })
  afterEach(async () => expect(await visit.leave()).toEqual([]))
  afterAll(async () => {
    await visit.close()
    await rm(folder, { recursive: true })
  })

  test.each(STEPS)('%s: can be run as it stands', async (address) => {
    const page = await visit.open(address)
    const shown = (await page.locator('.command code').textContent()) ?? ''
    for (const command of shown.split(' && ')) {
      const [pnpm, antigrad, ...words] = command.split(' ')
      expect([pnpm, antigrad]).toEqual(['pnpm', 'antigrad'])
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [join(ROOT, 'apps/cli/dist/main.js'), ...words],
        { cwd: folder, encoding: 'utf8' },
      )
      expect(status, stderr).toBe(0)
      expect(stdout).not.toBe('')
    }
  })
})
