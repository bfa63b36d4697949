// Loaded into a command by `--import`: what is saved after a SIGINT does not come to the disk for twenty seconds, and
// stderr says that it is waited for. So a second signal comes while there is something that it cuts short.
import { open } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const file = await open(fileURLToPath(import.meta.url))
const prototype = Object.getPrototypeOf(file)
await file.close()
const { sync } = prototype
let stopping = false
process.on('SIGINT', () => {
  stopping = true
})
prototype.sync = async function () {
  if (stopping) {
    process.stderr.write('waiting for the disk\n')
    await pause(20_000)
  }
  return sync.call(this)
}
