// node main.mjs <peer> <threads> <task file>: one peer in a process of its own. The last line is the result.
import { runCourse } from './course.mjs'
import { readInitial, readPart, readTask } from './task.mjs'

const [name, threads, path] = process.argv.slice(2)
const task = readTask(path)
const peer = await import(`./${name}.mjs`)
const given = {
  task,
  threads: Number(threads),
  initial: readInitial(task),
  test: readPart(task.test),
  // Floats that a peer does not ask for are not in its memory.
  get train() {
    const train = readPart(task.train)
    Object.defineProperty(given, 'train', { value: train })
    return train
  },
}

// Engines compile what runs often: a learner that is thrown away takes that cost. Not so where the work is
// done in threads of the learner's own, which compile for themselves.
if (!peer.ownThreads) {
  const warm = await peer.createLearner(given)
  const indices = Uint32Array.from({ length: Math.min(task.examples, warm.chunk) }, (_, n) => n)
  for (let turn = 0; turn < 3; turn++) await warm.train(indices)
  await warm.close?.()
}

const learner = await peer.createLearner(given)
const course = await runCourse(learner, task, given.test.labels)
await learner.close?.()
const result = {
  ...course,
  version: await peer.version(),
  residentMegabytes: process.resourceUsage().maxRSS / 1024,
}
process.stdout.write(`${JSON.stringify(result)}\n`)
process.exit(0)
