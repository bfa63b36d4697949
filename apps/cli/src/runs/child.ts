/**
 * The command as a process that trains for another: where that one is gone, as after `kill -9`, it stops as it does for
 * SIGTERM, with a checkpoint, rather than train on with nobody to tell. Its arguments are what the other is called, and the
 * words of the command.
 */
import { runCommand } from '../run-command.js'

process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
// What is listened for must not keep it alive when its run is done.
process.channel?.unref()
const [name, ...words] = process.argv.slice(2)
await runCommand(words, { name, version: '' })
