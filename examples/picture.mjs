// The digit in a picture of your own, PNG or JPEG, by a model that examples/digits.mjs or the command has kept.
import { readFile } from 'node:fs/promises'
import { readModel } from '@antigrad/core'
import { openImage, toMnistForm } from '@antigrad/data/images'

const [model, picture] = process.argv.slice(2)
const { network, description } = readModel(await readFile(model), model)
const pixels = toMnistForm(await openImage(picture))

for (let row = 0; row < 28; row++) {
  const line = [...pixels.subarray(28 * row, 28 * (row + 1))].map((ink) => ' .:-=+*#%@'[Math.floor(ink / 26)])
  process.stdout.write(`${line.join('').trimEnd()}\n`)
}
for (const [digit, output] of network.predict(pixels).entries()) {
  process.stdout.write(`${description.classes[digit]}: ${output.toFixed(4)}\n`)
}
