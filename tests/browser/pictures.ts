import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import { drawDigit } from './drawings.js'
import { beginVisit, until, type Visit } from './visit.js'

const FOLDER = fileURLToPath(new URL('../../docs/pictures/', import.meta.url))

let visit: Visit
beforeAll(async () => {
  await mkdir(FOLDER, { recursive: true })
  visit = await beginVisit()
})
afterAll(() => visit.close())

/** Opens a room, does something in it, and takes its picture. */
function picture(
  name: string,
  address: string,
  colorScheme: 'light' | 'dark',
  height: number,
  act: (page: Page) => Promise<void>,
): void {
  test(name, async () => {
    const page = await visit.open(address, { colorScheme, viewport: { width: 1100, height } })
    await act(page)
    // Nothing under the pointer, nothing in focus.
    await page.mouse.move(0, 0)
    await page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      scrollTo(0, 0)
    })
    await page.waitForTimeout(400)
    await page.screenshot({ path: `${FOLDER}playground-${name}.png` })
  })
}

picture('functions', 'functions?target=sine&noise=0.05&pace=fast', 'light', 865, async (page) => {
  await page.getByRole('button', { name: 'Train' }).click()
  await until(page, 'error', 'error', (error) => error < 0.055)
  await page.waitForTimeout(1500)
  await page.getByRole('button', { name: 'Pause' }).click()
})

picture(
  'descent',
  'descent?surface=minima&rate=0.006&start=-0.3_-0.6&steps=25',
  'dark',
  840,
  async (page) => {
    await page.getByRole('application').waitFor()
  },
)

picture(
  'boundary',
  'boundary?set=spiral&hidden=8_8&activation=relu&rule=adam&rate=0.01&seed=1&steps=6000',
  'light',
  1010,
  async (page) => {
    await until(page, 'epochs', 'steps', (steps) => steps === 6000)
  },
)

picture('digits', 'digits?threads=1&pace=fast', 'light', 880, async (page) => {
  await page.getByRole('button', { name: 'Train', exact: true }).click()
  await page.getByRole('button', { name: 'Train again' }).waitFor()
  // A picture is no measurement: at the slow pace no speed is shown.
  await page.getByRole('radio', { name: 'slow' }).check()
  await drawDigit(page, 3)
})

picture('backpropagation', 'backpropagation?network=2-3-2&step=11', 'dark', 830, async (page) => {
  await page.locator('.katex').first().waitFor()
})
