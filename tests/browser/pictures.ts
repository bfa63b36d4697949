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

/** What a picture shows. */
interface Picture {
  readonly name: string
  readonly address: string
  readonly colorScheme: 'light' | 'dark'
  readonly width?: number
  readonly height: number
  /** What is at its top; the top of the page unless it is said. */
  readonly top?: string
}

/** Opens a page, does something on it, and takes its picture. */
function picture(
  { name, address, colorScheme, width = 1100, height, top = 'body' }: Picture,
  act: (page: Page) => Promise<void>,
): void {
  test(name, async () => {
    const page = await visit.open(address, { colorScheme, viewport: { width, height } })
    await act(page)
    // Nothing under the pointer, nothing in focus.
    await page.mouse.move(0, 0)
    await page.evaluate((selector) => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      document.querySelector(selector)?.scrollIntoView()
    }, top)
    await page.waitForTimeout(400)
    await page.screenshot({ path: `${FOLDER}playground-${name}.png` })
  })
}

picture(
  {
    name: 'functions',
    address: 'functions?target=sine&noise=0.05&pace=fast',
    colorScheme: 'light',
    height: 865,
  },
  async (page) => {
    await page.getByRole('button', { name: 'Train' }).click()
    await until(page, 'error', 'error', (error) => error < 0.055)
    await page.waitForTimeout(1500)
    await page.getByRole('button', { name: 'Pause' }).click()
  },
)

picture(
  {
    name: 'descent',
    address: 'descent?surface=minima&rate=0.006&start=-0.3_-0.6&steps=25',
    colorScheme: 'dark',
    width: 1000,
    height: 800,
  },
  async (page) => {
    await page.getByRole('application').waitFor()
  },
)

picture(
  {
    name: 'boundary',
    address: 'boundary?set=spiral&hidden=8_8&activation=relu&rule=adam&rate=0.01&seed=1&steps=6000',
    colorScheme: 'light',
    height: 1010,
  },
  async (page) => {
    await until(page, 'epochs', 'steps', (steps) => steps === 6000)
  },
)

picture(
  { name: 'digits', address: 'digits?threads=1&pace=fast', colorScheme: 'light', height: 880 },
  async (page) => {
    await page.getByRole('button', { name: 'Train', exact: true }).click()
    await page.getByRole('button', { name: 'Train again' }).waitFor()
    // A picture is no measurement: at the slow pace no speed is shown.
    await page.getByRole('radio', { name: 'slow' }).check()
    await drawDigit(page, 3)
  },
)

picture(
  {
    name: 'backpropagation',
    address: 'backpropagation?network=2-3-2&step=11',
    colorScheme: 'dark',
    height: 830,
  },
  async (page) => {
    await page.locator('.katex').first().waitFor()
  },
)

picture(
  {
    name: 'approximation',
    address: '1-approximation?units=12&pace=fast',
    colorScheme: 'light',
    width: 1400,
    height: 1060,
    top: '.progress',
  },
  async (page) => {
    await page.getByRole('button', { name: 'Train', exact: true }).click()
    await until(page, 'error', 'error', (error) => error < 0.06)
    await page.getByRole('button', { name: 'Pause' }).click()
  },
)

picture(
  {
    name: 'one-dimension',
    address: '6-one-dimension?step=13',
    colorScheme: 'dark',
    width: 1400,
    height: 1060,
    top: '.telling > .picture',
  },
  async (page) => {
    await page.getByRole('button', { name: 'Русский' }).click()
    await page.getByText('Шаг 6 из 7').waitFor()
  },
)

picture(
  {
    name: 'full-derivation',
    address: '7-derivation?step=13',
    colorScheme: 'light',
    width: 1400,
    height: 1060,
    top: '.telling > .picture',
  },
  async (page) => {
    await page.locator('.matrix').first().waitFor()
  },
)
