// node main.mjs <peer> <threads> <task file>: one peer in a process of its own. The last line is the result.
import { runCourse } from './course.mjs'
import { readInitial, readPart, readTask } from './task.mjs'

const [name, threads, path] = process.argv.slice(2)
const task = readTask(path)
const peer = await import(`./${name}.mjs`)
const test = readPart(task.data, 't10k')
const train = readPart(task.data, 'train', task.examples)
const given = { task, threads: Number(threads), train, test, initial: readInitial(task) }

// Engines compile what runs often: a learner that is thrown away takes that cost.
const warm = await peer.createLearner(given)
for (let n = 0; n < 3; n++)
  await warm.train(Uint32Array.from({ length: Math.min(task.examples, warm.chunk) }, (_, k) => k))
await warm.close?.()

const learner = await peer.createLearner(given)
const course = await runCourse(learner, task, test.labels)
await learner.close?.()
const result = {
  ...course,
  version: await peer.version(),
  residentMegabytes: process.resourceUsage().maxRSS / 1024,
}
process.stdout.write(`${JSON.stringify(result)}\n`)
process.exit(0)
