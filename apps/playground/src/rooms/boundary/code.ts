import type { plane } from '@antigrad/core/lecture'
import { COUNT, classesOf, type RunSettings, splitPoints } from './run-settings.js'

/** Where a run stands. */
interface Position {
  readonly steps: number
  readonly stepsPerEpoch: number
}

/**
 * A program for Node that trains the same network so far and prints the same SHA-256 of its weights: `trainingOptions` as
 * text.
 */
export function codeOf(settings: RunSettings, { steps, stepsPerEpoch }: Position): string {
  const epochs = Math.floor(steps / stepsPerEpoch)
  const left = steps % stepsPerEpoch
  const update = updateOf(settings)
  const rule = update.slice(0, update.indexOf('('))
  return `import { createHash } from 'node:crypto'
import { ${rule}, Trainer, weightBytes } from 'antigrad'
import { plane } from 'antigrad/lecture'

${datasetText(settings)}
const trainer = new Trainer({
  dataset,
  hidden: ${hiddenText(settings)},
  head: '${settings.head}',
  batchSize: ${settings.batchSize},
  learningRate: ${settings.learningRate},
  update: ${update},
  seed: ${settings.seed},
})
for (let epoch = 0; epoch < ${epochs}; epoch++) trainer.epoch()
${left > 0 ? `trainer.beginEpoch()\ntrainer.steps(${left})\n` : ''}console.log(trainer.evaluate())

const { architecture, parameters } = trainer.network
const hash = createHash('sha256').update(weightBytes(architecture, parameters)).digest('hex')
console.log(\`sha256:\${hash}\`)
`
}

function datasetText({ source, seed }: RunSettings): string {
  if ('set' in source) {
    const { set, noise } = source
    return `const dataset = plane.samplePlane({ set: '${set}', count: ${COUNT}, noise: ${noise}, seed: ${seed} })`
  }
  const { train, test } = splitPoints(source.own)
  const classes = classesOf(source)
  const part = (name: string, points: readonly plane.PlanePoint[]) =>
    `plane.planeDataset('${name}', points([${points.map(({ x, y, label }) => `[${x}, ${y}, ${label}]`).join(', ')}]), ${classes})`
  return `const points = (all) => all.map(([x, y, label]) => ({ x, y, label }))
const train = ${part('own points', train)}
const test = ${test.length > 0 ? part('own points, unseen', test) : 'train'}
const dataset = { train, test }`
}

function hiddenText({ hidden, activation, dropout }: RunSettings): string {
  const rest = `activation: '${activation}'${dropout > 0 ? `, dropout: ${dropout}` : ''}`
  const layers = hidden.map((units) => `{ units: ${units}, ${rest} }`)
  return layers.length > 1 ? `[\n${layers.map((layer) => `    ${layer},\n`).join('')}  ]` : `[${layers}]`
}

/** Of adamw also a decay of 0: it has one of its own. */
function updateOf({ rule, weightDecay }: RunSettings): string {
  return weightDecay > 0 || rule === 'adamw' ? `${rule}({ weightDecay: ${weightDecay} })` : `${rule}()`
}
