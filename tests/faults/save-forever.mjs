// Saves one checkpoint after the other, and says the number of each when it is saved, until it is killed.
import { writeSync } from 'node:fs'
import { BadInput } from '@antigrad/core'
import { RunFolder } from '@antigrad/store'
import { generation, numberOf } from './generation.mjs'

const [folder, first] = process.argv.slice(2)
const run = await RunFolder.open(folder, {
  validate(bytes, file) {
    if (numberOf(bytes) === undefined) throw new BadInput(`${file}: expected a whole checkpoint`)
  },
})
for (let number = Number(first); ; number++) {
  await run.saveCheckpoint(generation(number))
  await run.appendLog({ number })
  writeSync(1, `${number}\n`)
}
