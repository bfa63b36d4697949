import { fieldsOf } from '@antigrad/core/internal'
import type { SharedModel } from '@antigrad/formats'
import { lossOf } from '../hyperparameters/loss.js'
import type { OpenedModel } from './model-file.js'

/** What tells a card of ours from a README that somebody wrote. */
export const CARD_MARK = 'library_name: antigrad'

/** Classes that a card names at most. */
const NAMED = 20

/**
 * The card of a model: a README whose metadata Hugging Face shows. It says what goes in, what comes out, and what the run kept
 * of how it was trained; no path of the machine that trained it.
 * @param file the exported one, by its name
 */
export function modelCard(
  { description }: OpenedModel,
  { network, meaning }: SharedModel,
  file: string,
): string {
  const { sizes, activations, head, parameters } = network.architecture
  const { table, pictures, image, classes = [], weightsHash } = meaning
  const kind = table ? 'tabular' : pictures || image ? 'image' : undefined
  const task = classes.length > 0 ? 'classification' : 'regression'
  const config = fieldsOf(description.config)
  const kept = ['optimizer', 'learningRate', 'batchSize', 'epochs', 'seed'].flatMap((key) =>
    config[key] === undefined ? [] : [`| ${key} | ${inCell(String(config[key]))} |`],
  )
  const columns = table?.features.map(({ name, categories, cycles }) => {
    const number = cycles ? 'days since 1970-01-01' : 'a number'
    const what = categories.length > 0 ? categories.slice(0, NAMED).map(inCell).join(', ') : number
    return `| ${inCell(name)} | ${what}${categories.length > NAMED ? ', …' : ''} |`
  })
  const named = classes.slice(0, NAMED).map(inCell).join(', ') + (classes.length > NAMED ? ', …' : '')
  return [
    '---',
    CARD_MARK,
    ...(kind && !(kind === 'image' && task === 'regression') ? [`pipeline_tag: ${kind}-${task}`] : []),
    'tags:',
    '- antigrad',
    ...(file.endsWith('.onnx') ? ['- onnx'] : []),
    '---',
    '',
    `# ${inCell(file)}`,
    '',
    `A multilayer perceptron of ${sizes.join(' – ')} units, ${parameters} parameters; hidden layers ${activations.join(', ') || 'none'}; loss ${lossOf(head)}.`,
    '',
    ...(columns ? ['| column | holds |', '|---|---|', ...columns, ''] : []),
    ...(pictures
      ? [
          `Takes pictures of ${pictures.width} × ${pictures.height}, ${pictures.channels === 1 ? 'grey' : 'in colour'}.`,
          '',
        ]
      : []),
    ...(!pictures && image
      ? [`Takes images of ${image.width} × ${image.height}, grey, 0 the background.`, '']
      : []),
    ...(classes.length > 0 ? [`Classes: ${named}.`, ''] : []),
    ...(kept.length > 0 ? ['| trained with | |', '|---|---|', ...kept, ''] : []),
    `Weights: \`${weightsHash}\``,
    '',
  ].join('\n')
}

/** A text of a file as a cell of Markdown. */
function inCell(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replaceAll(/[\\`*_[\]<>|#]/g, '\\$&')
}
