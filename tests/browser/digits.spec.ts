import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Network, Trainer, weightBytes, writeModel } from '@antigrad/core'
import { openDataset } from '@antigrad/data'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium, PLAIN_HOST } from './chromium.js'
import { DRAWINGS, drawDigit } from './drawings.js'
import { serveSite } from './site.js'
import { addressOf, beginVisit, boxOf, framesOf, swipe, until, type Visit } from './visit.js'

/** Trains as the page does, in Node. */
async function trainInNode(hidden: number, epochs: number, seed: number): Promise<Trainer> {
  const dataset = await openDataset('mnist', { seed })
  const trainer = new Trainer({ dataset, hidden: [hidden], batchSize: 10, learningRate: 3, seed })
  for (let epoch = 0; epoch < epochs; epoch++) trainer.epoch()
  return trainer
}

function hashOf({ network }: Trainer): string {
  const bytes = weightBytes(network.architecture, network.parameters)
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

async function accuracyOf(page: Page): Promise<number> {
  return Number.parseFloat((await page.getByTestId('accuracy').textContent()) ?? '')
}

async function train(page: Page, epochs: number): Promise<string> {
  await page.getByRole('button', { name: 'Train', exact: true }).click()
  await page.getByRole('button', { name: 'Train again' }).waitFor({ timeout: 60_000 })
  await until(page, 'hash', 'epoch', (epoch) => epoch === epochs)
  return (await page.getByTestId('hash').textContent()) ?? ''
}

describe.skipIf(!hasChromium)('room 3, digits (needs chromium)', () => {
  let visit: Visit
  beforeAll(async () => {
    visit = await beginVisit()
  })
  afterEach(async () => expect(await visit.leave()).toEqual([]))
  afterAll(() => visit.close())

  test('reaches 93 % and reads digits drawn with the mouse', async () => {
    const page = await visit.open('digits?pace=fast')
    await train(page, 10)
    expect(await accuracyOf(page)).toBeGreaterThanOrEqual(93)
    const read: string[] = []
    for (const digit of Object.keys(DRAWINGS)) {
      await drawDigit(page, Number(digit))
      read.push((await page.getByTestId('answer').getAttribute('data-digit')) ?? '')
      await page.getByRole('button', { name: 'Clear' }).click()
    }
    const right = Object.keys(DRAWINGS).filter((digit, k) => read[k] === digit)
    expect(right.length, `read as ${read}`).toBeGreaterThanOrEqual(9)
  })

  test('stays at 60 frames a second while it trains', async () => {
    const page = await visit.open('digits?hidden=48&epochs=200&pace=fast')
    await page.getByRole('button', { name: 'Train', exact: true }).click()
    await until(page, 'hash', 'epoch', (epoch) => epoch >= 1)
    const frames = await framesOf(page, 120)
    expect(frames[60]).toBeLessThan(20)
    expect(frames[108]).toBeLessThan(100)
  })

  test.each([1, 2, 3])(
    'gives the weights of Node, bit for bit, where %i threads are asked for',
    async (threads) => {
      const page = await visit.open(`digits?hidden=20&epochs=2&seed=7&threads=${threads}&pace=fast`)
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
      const expected = hashOf(await trainInNode(20, 2, 7))
      expect(await train(page, 2)).toBe(expected)
      expect(await page.getByTestId('command').textContent()).toBe(
        'pnpm train --hidden 20 --batch-size 10 --lr 3 --seed 7 --epochs 2',
      )
    },
  )

  test('gives the same weights where memory cannot be shared', async () => {
    const elsewhere = await beginVisit(await serveSite(false))
    const page = await elsewhere.open('digits?hidden=20&epochs=2&seed=7&threads=2&pace=fast')
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false)
    expect(await page.getByLabel('Threads').count()).toBe(0)
    expect(await train(page, 2)).toBe(hashOf(await trainInNode(20, 2, 7)))
    expect(await elsewhere.leave()).toEqual([])
    await elsewhere.close()
  })

  test('trains and reads on a host without https too', async () => {
    const elsewhere = await beginVisit(await serveSite(false))
    const page = await elsewhere.blank()
    const plain = Object.assign(new URL(elsewhere.site.url), { hostname: PLAIN_HOST })
    await page.goto(`${plain}#digits?hidden=20&epochs=3&pace=fast`)
    expect(await page.evaluate(() => isSecureContext)).toBe(false)
    expect(await train(page, 3)).toContain('https')
    expect(await accuracyOf(page)).toBeGreaterThan(85)
    await drawDigit(page, 0)
    expect(await page.getByTestId('answer').getAttribute('data-digit')).toBe('0')
    expect(await elsewhere.leave()).toEqual([])
    await elsewhere.close()
  })

  test('gives the same weights step by step, slowly and epoch by epoch', async () => {
    const page = await visit.open('digits?hidden=20&epochs=2&seed=7&threads=2')
    const steps = page.getByRole('button', { name: 'One step' })
    for (let k = 0; k < 3; k++) await steps.click()
    await page.getByText('0.00 of 2 epochs').waitFor()
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.waitForTimeout(1500)
    await page.getByRole('button', { name: 'Pause' }).click()
    // At 50 steps of 800 a second.
    await page.getByText(/0\.(0[3-9]|1\d) of 2 epochs/).waitFor()
    await page.getByRole('button', { name: 'One epoch' }).click()
    await page.getByText('1 of 2 epochs', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'One epoch' }).click()
    await page.getByRole('button', { name: 'Train again' }).waitFor()
    expect(await page.getByTestId('hash').textContent()).toBe(hashOf(await trainInNode(20, 2, 7)))
  })

  test('shows the way of a digit: what each unit adds makes up the sum that is read', async () => {
    const page = await visit.open('digits?hidden=20&epochs=2&pace=fast')
    // Before anything is learned there is a digit to look at, and digits to learn from.
    await page.getByText('a test digit').waitFor()
    await page.getByRole('img', { name: 'What it will learn from' }).waitFor()
    expect(await page.locator('.confusion').count()).toBe(0)
    await train(page, 2)
    await drawDigit(page, 3)
    expect(await page.getByTestId('answer').getAttribute('data-digit')).toBe('3')
    const numbers = await page
      .locator('.terms b, .terms dd:nth-of-type(1), .terms dd:nth-of-type(2)')
      .allTextContents()
    const sum = numbers.reduce((all, text) => all + Number(text.replace('−', '-')), 0)
    // Ten numbers, each rounded to hundredths.
    expect(numbers).toHaveLength(10)
    expect(sum).toBeCloseTo(Number(await page.getByTestId('sum').getAttribute('data-sum')), 0.9)
    // Another output, another unit: by mouse and by keyboard.
    const other = page.getByRole('button', { name: /^8.*show what speaks/ })
    await other.press('Enter')
    await page.getByRole('heading', { name: 'What speaks for 8' }).waitFor()
    await other.click()
    await page.getByRole('heading', { name: 'What speaks for 3' }).waitFor()
    await page.locator('.terms button').first().click()
    const chosen = await page.locator('.terms [aria-pressed=true] .term-name').textContent()
    await page.getByRole('heading', { name: `What ${chosen} makes` }).waitFor()
    await page.getByLabel('Unit', { exact: true }).fill('7')
    await page.getByRole('heading', { name: 'What unit 7 makes' }).waitFor()
  })

  test('shows the mistakes of a cell, which go through the network again, moved and turned', async () => {
    const page = await visit.open('digits?hidden=20&epochs=3&pace=fast', {
      viewport: { width: 400, height: 800 },
      hasTouch: true,
    })
    await train(page, 3)
    const cells = page.locator('.confusion button')
    const counts = (await cells.allTextContents()).map((text) => Number(text.replace('·', '0')))
    const mistakes = page.getByTestId('mistakes')
    // The most common mistake comes first, without being asked for.
    const most = Math.max(...counts.filter((_, n) => n % 11 !== 0))
    expect(await mistakes.getAttribute('data-count')).toBe(String(most))
    // By finger and by the arrow keys: every cell shows as many digits as it says.
    await cells.nth(23).tap()
    expect(await mistakes.getAttribute('data-count')).toBe(String(counts[23]))
    for (const [key, n] of [
      ['ArrowRight', 24],
      ['ArrowDown', 34],
      ['ArrowLeft', 33],
      ['ArrowUp', 23],
    ] as const) {
      await page.keyboard.press(key)
      expect(await mistakes.getAttribute('data-count')).toBe(String(counts[n]))
    }
    const [is, taken] = [Math.floor(counts.indexOf(most) / 10), counts.indexOf(most) % 10]
    await cells.nth(10 * is + taken).click()
    await mistakes.getByRole('button').first().tap()
    expect(await page.getByTestId('answer').getAttribute('data-digit')).toBe(String(taken))
    await page.getByText(`a test digit, a ${is}`).waitFor()
    // What the map says of a place is what the network reads there.
    const before = await addressOf(page)
    expect(before).toMatch(/example=\d+/)
    const turn = page.getByRole('slider', { name: 'Turn' })
    await turn.focus()
    for (let k = 0; k < 4; k++) await page.keyboard.press('ArrowRight')
    await page.waitForURL(/turn=12/)
    await page.locator('.shifts').tap({ position: { x: 5, y: 5 } })
    await page.waitForURL(/right=-6&down=-6/)
    await page.getByRole('button', { name: 'Put it back' }).click()
    expect(await addressOf(page)).toBe(before)
  })

  test('the table and the digits beside it are of the same network as soon as it rests', async () => {
    const page = await visit.open('digits?hidden=20&epochs=3&pace=fast')
    await page.evaluate(() => {
      const pairs: (readonly [shown: string | undefined, inTable: string | undefined])[] = []
      Object.assign(window, { pairs })
      new MutationObserver(() => {
        const mistakes = document.querySelector<HTMLElement>('[data-testid=mistakes]')
        const cell = document.querySelector('.confusion [aria-pressed=true]')
        if (mistakes) pairs.push([mistakes.dataset.count, cell?.textContent.replace('·', '0')])
      }).observe(document.body, { childList: true, subtree: true })
    })
    await train(page, 3)
    await page.getByTestId('mistakes').waitFor()
    const pairs = await page.evaluate(() => (window as unknown as { pairs: [string, string][] }).pairs)
    expect(pairs.length).toBeGreaterThan(0)
    for (const [shown, inTable] of pairs) expect(inTable).toBe(shown)
  })

  test('says when it has learned nothing, and what to try', async () => {
    const page = await visit.open('digits?rate=20&epochs=3&pace=fast')
    await train(page, 3)
    expect(await accuracyOf(page)).toBeLessThan(15)
    const failure = page.getByRole('alert')
    expect(await failure.textContent()).toMatch(/guessing.*stood still.*rate of 20 may well be too large/)
    await failure.getByRole('button', { name: 'Set the learning rate to 3' }).click()
    await failure.waitFor({ state: 'detached' })
    await train(page, 3)
    expect(await accuracyOf(page)).toBeGreaterThan(85)
    expect(await failure.count()).toBe(0)
  })

  test('says in Russian what it reads, and what failed', async () => {
    const page = await visit.open('digits?rate=20&epochs=1&pace=fast', { locale: 'ru-RU' })
    await page.getByRole('button', { name: 'Обучить', exact: true }).click()
    await page.getByRole('button', { name: 'Обучить заново' }).waitFor()
    await page.getByRole('alert').getByText('слишком велика').waitFor()
    await page.getByRole('button', { name: 'Поставить скорость обучения 3' }).click()
    await page.getByText(/проверочная цифра \d/).waitFor()
    await page.getByText('На чём она будет учиться').waitFor()
  })

  test('pauses, goes on, and gives the same weights', async () => {
    const page = await visit.open('digits?hidden=20&epochs=15&seed=7&pace=fast')
    await page.getByRole('button', { name: 'Train', exact: true }).click()
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.waitForTimeout(300)
    const accuracy = await accuracyOf(page)
    await page.waitForTimeout(300)
    expect(await accuracyOf(page)).toBe(accuracy)
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('button', { name: 'Train again' }).waitFor()
    expect(await page.getByTestId('hash').textContent()).toBe(hashOf(await trainInNode(20, 15, 7)))
  })

  test('reads with a model file that was trained in Node', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'antigrad-'))
    const { network } = await trainInNode(32, 8, 3)
    const file = join(folder, 'mine.safetensors')
    await writeFile(file, writeModel(network, {}))
    const page = await visit.open('digits')
    await page.getByLabel('Open a model file').setInputFiles(file)
    await page.getByText('read from mine.safetensors').waitFor()
    await drawDigit(page, 3)
    expect(await page.getByTestId('answer').getAttribute('data-digit')).toBe('3')
    await rm(folder, { recursive: true })
  })

  test('reads a digit written with a finger, by a model file that was dropped on the page', async () => {
    const { network } = await trainInNode(32, 8, 3)
    const page = await visit.open('digits', { viewport: { width: 400, height: 800 }, hasTouch: true })
    const bytes = [...writeModel(network, {})]
    await page.evaluate((all) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([Uint8Array.from(all)], 'dropped.safetensors'))
      document.body.dispatchEvent(
        new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }),
      )
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
    }, bytes)
    await page.getByText('read from dropped.safetensors').waitFor()
    const paper = page.getByRole('application')
    await paper.scrollIntoViewIfNeeded()
    const { x, y, width } = await boxOf(paper)
    const scrolled = await page.evaluate(() => scrollY)
    for (const line of DRAWINGS[7]) {
      const [first, ...others] = line.map(([atX, atY]) => [x + atX * width, y + atY * width] as const)
      await swipe(page, first, ...others)
    }
    expect(await page.getByTestId('answer').getAttribute('data-digit')).toBe('7')
    expect(await page.evaluate(() => scrollY)).toBe(scrolled)
  })

  test('a pen that is only put down makes a dot, on the paper and in what the network sees', async () => {
    const page = await visit.open('digits')
    const inkOf = (selector: string) =>
      page.locator(selector).evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())
    const paper = page.locator('.paper canvas')
    await page.getByText('a test digit').waitFor()
    const empty = await inkOf('.paper canvas')
    const digit = await inkOf('.seen canvas')
    await paper.click({ position: { x: 120, y: 150 } })
    await page.waitForURL(/drawing=/)
    await page.mouse.move(0, 0)
    await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
    await expect.poll(() => inkOf('.paper canvas')).not.toBe(empty)
    await expect.poll(() => inkOf('.seen canvas')).not.toBe(digit)
    const greys = () =>
      page.locator('.seen canvas').evaluate((canvas: HTMLCanvasElement) => {
        const { width, height } = canvas
        const data = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? []
        return new Set(Array.from(data.filter((_, k) => k % 4 === 0))).size
      })
    await expect.poll(greys).toBeGreaterThan(1)
  })

  test('keeps a drawing in the address, to the pixel', async () => {
    const page = await visit.open('digits')
    await drawDigit(page, 8)
    const shared = await visit.open(await addressOf(page))
    const seen = (one: Page) =>
      one.locator('.seen canvas').evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL())
    expect(await seen(shared)).toBe(await seen(page))
    await shared.getByRole('button', { name: 'Clear' }).click()
    await shared.waitForURL((url) => !url.hash.includes('drawing'))
    expect(await seen(shared)).not.toBe(await seen(page))
  })

  test('says what is wrong with a file that is none', async () => {
    const page = await visit.open('digits')
    await page
      .getByLabel('Open a model file')
      .setInputFiles({ name: 'none.safetensors', mimeType: '', buffer: Buffer.from('no model') })
    expect(await page.getByRole('alert').textContent()).toContain('none.safetensors')
  })

  test('says in Russian what is wrong with any file, and in English once that is chosen', async () => {
    const page = await visit.open('digits', { locale: 'ru-RU' })
    const { network } = await trainInNode(12, 1, 3)
    const whole = Buffer.from(writeModel(network, {}))
    const small = Buffer.from(writeModel(Network.create([4, 3, 2], 1), {}))
    const broken = Network.create([784, 4, 10], 1)
    broken.parameters[0] = Number.NaN
    for (const [buffer, russian, english] of [
      [Buffer.from('# README\n\nno model at all\n'), /не файл модели/, /not a model file/],
      [whole.subarray(0, 9000), /обрывается/, /ends too early/],
      [Buffer.from(whole).fill(0, 20, 24), /повреждён/, /damaged/],
      [Buffer.from(whole.toString('latin1').replace('F32', 'I32'), 'latin1'), /такого вида/, /of a type/],
      [Buffer.from(writeModel(broken, {})), /не числа/, /no numbers/],
      [
        Buffer.from(whole.toString('latin1').replaceAll('layers.', 'lagers.'), 'latin1'),
        /не складывается сеть/,
        /make a network/,
      ],
      [
        Buffer.from(whole.toString('latin1').replace('version\\":1', 'version\\":7'), 'latin1'),
        /другая версия/,
        /another version/,
      ],
      [small, /4 входов и 2 выходов/, /4 inputs and 2 outputs/],
    ] as const) {
      await page
        .getByLabel('Открыть файл модели')
        .setInputFiles({ name: 'mine.safetensors', mimeType: '', buffer })
      const alert = page.getByRole('alert')
      await alert.filter({ hasText: russian }).waitFor()
      const said = ((await alert.textContent()) ?? '').replace('mine.safetensors', '')
      // Of Latin letters there is nothing but names of types and of the program.
      expect(said.replace(/b?float\d+|antigrad( train)?/g, '')).not.toMatch(/[a-z]/i)
      await page.getByRole('button', { name: 'English' }).click()
      await alert.filter({ hasText: english }).waitFor()
      await page.getByRole('button', { name: 'Русский' }).click()
    }
  })

  test.each(['digits', '4-images', '5-training'])(
    '%s says in Russian that the digits could not be fetched',
    async (address) => {
      const page = await visit.blank({ locale: 'ru-RU' })
      await page.route('**/*.bin', (route) => route.fulfill({ status: 503, body: '' }))
      await page.goto(`${visit.site.url}#${address}`)
      await page.getByRole('alert').filter({ hasText: 'Не удалось загрузить цифры' }).waitFor()
      expect(await page.getByRole('alert').textContent()).not.toMatch(/[a-z]/i)
      // The browser complains of the answer too.
      for (const complaint of await visit.leave()) expect(complaint).toMatch(/503|\.bin:/)
    },
  )

  test('takes a drawing by keyboard', async () => {
    const page = await visit.open('digits')
    await page.getByRole('application').focus()
    await page.keyboard.press('Space')
    for (let k = 0; k < 12; k++) await page.keyboard.press('ArrowDown')
    expect(await page.getByTestId('answer').getAttribute('data-digit')).toMatch(/^\d$/)
    expect(await page.getByText('a test digit').count()).toBe(0)
    await page.keyboard.press('Delete')
    await page.getByText('a test digit').waitFor()
  })
})
