import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readModel } from '@antigrad/core'
import { expect, it } from 'vitest'
import { scratchFolder } from '../cli/small-digits.js'
import { drawnDigits } from '../fixtures/drawn-digits.js'
import { exampleIn } from './example.js'

const folder = scratchFolder()
const file = join(folder, 'digits.safetensors')

it('examples/digits.mjs learns the digits and keeps a model that can be read', async () => {
  expect(Number.parseFloat(await exampleIn(folder, 'digits'))).toBeGreaterThan(0.92)
  expect(readModel(await readFile(file), file).network.architecture.sizes).toEqual([784, 30, 10])
})

it('examples/picture.mjs reads a picture with that model', async () => {
  const [{ name, digit, bytes }] = drawnDigits()
  const picture = join(folder, name)
  await writeFile(picture, bytes)
  const lines = (await exampleIn(folder, 'picture', file, picture)).split('\n')
  expect(lines.slice(0, 28).join('')).toMatch(/[%@]/)
  const outputs = lines.slice(28, 38).map((line) => Number(line.split(': ')[1]))
  expect(outputs.indexOf(Math.max(...outputs))).toBe(digit)
})

it('README shows examples/digits.mjs as it is', async () => {
  const [readme, example] = await Promise.all(
    ['README.md', 'examples/digits.mjs'].map((path) =>
      readFile(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8'),
    ),
  )
  expect(readme).toContain(`\`\`\`js\n${example}\`\`\``)
})
