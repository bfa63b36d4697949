// Locks a folder when told `lock`, says what came of it, and gives it back when told `release`.
import { createInterface } from 'node:readline'
import { lock } from '@antigrad/store'

let held
for await (const line of createInterface({ input: process.stdin })) {
  const [order, folder] = line.split(' ')
  try {
    if (order === 'lock') held = await lock(folder)
    else await held?.release()
    process.stdout.write(order === 'lock' ? 'got it\n' : 'done\n')
  } catch (error) {
    process.stdout.write(`${error.name}: ${error.message}\n`)
  }
  if (order === 'release') held = undefined
}
