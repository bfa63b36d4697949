// Waits for a moment that it shares with others, tries to lock a folder, says what came of it, and holds it.
import { writeSync } from 'node:fs'
import { lock } from '@antigrad/store'

const [folder, moment] = process.argv.slice(2)
while (Date.now() < Number(moment)) {}
try {
  await lock(folder)
  writeSync(1, 'got it')
  setInterval(() => {}, 1000)
} catch (error) {
  writeSync(1, `${error.name}: ${error.message}`)
}
