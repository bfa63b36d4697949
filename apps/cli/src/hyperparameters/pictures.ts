import { InvalidArgumentError } from 'commander'
import type { Hyperparameter } from './hyperparameter.js'
import type { Values } from './values.js'

/** The most pixels of a side: more inputs than any network takes. */
const MOST_SIDE = 4096

type Size = readonly [width: number, height: number]

const isSide = (side: unknown): boolean =>
  Number.isSafeInteger(side) && Number(side) >= 1 && Number(side) <= MOST_SIDE

const sizes: Values<Size> = {
  parse(given) {
    const [, width, height] = /^(\d+)\s*[x×]\s*(\d+)$/i.exec(given) ?? []
    if (isSide(Number(width)) && isSide(Number(height))) return [Number(width), Number(height)]
    throw new InvalidArgumentError(`Expected a width and a height up to ${MOST_SIDE}, such as 28x28.`)
  },
  expected: 'a width and a height',
  accepts: (json) => Array.isArray(json) && json.length === 2 && json.every(isSide),
  write: ([width, height]) => `${width}x${height}`,
}

/** A flag that takes no value: it is there or not. */
const given: Values<true> = {
  parse: () => true,
  expected: 'true',
  accepts: (json) => json === true,
  write: () => '',
}

/** How a folder of pictures is read. What is seen from the pictures has no default. */
export const PICTURES = {
  size: {
    flag: '--size <size>',
    group: 'Data',
    help: 'of a folder of pictures: what they are brought to, such as 28x28 (default: their own, the same for all)',
    values: sizes,
    resume: 'fixed',
  } satisfies Hyperparameter<Size>,

  grey: {
    flag: '--grey',
    group: 'Data',
    help: 'of a folder of pictures: read them in grey (default: where all are)',
    values: given,
    resume: 'fixed',
  } satisfies Hyperparameter<true>,

  color: {
    flag: '--color',
    group: 'Data',
    help: 'of a folder of pictures: read them in colour, three inputs a pixel',
    values: given,
    resume: 'fixed',
  } satisfies Hyperparameter<true>,
}
