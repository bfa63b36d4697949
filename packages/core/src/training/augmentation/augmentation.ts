import { checkOneOf } from '../../check-one-of.js'
import { UsageError } from '../../errors.js'

/**
 * How the images of an epoch differ from those of the dataset: plain data. What is left out or 0 changes nothing. "± s" is
 * uniform in (−s, s), drawn for each image and epoch.
 */
export interface Augmentation {
  /** Pixels, from 0: both axes are moved by ± it, each by a number of its own. */
  readonly shift?: number | undefined
  /** Degrees, from 0 to 180: the image is turned about its centre by ± it. */
  readonly rotate?: number | undefined
  /** From 0, below 1: each axis is stretched by 1 ± it, a factor of its own (Cireşan et al. 2010). */
  readonly scale?: number | undefined
  /** Degrees, from 0, below 90: rows slide sideways so that a vertical line leans by ± it. */
  readonly shear?: number | undefined
  /** Every pixel moves its own way, neighbours alike: `ElasticField`. */
  readonly elastic?: Elastic | undefined
  /**
   * From 0, below 1: the side of a square as part of the image's shorter side, rounded to pixels. With probability ½ the
   * square is set to background (0). It lies within the image, every position as likely (Zhong et al., Random erasing data
   * augmentation, 2017).
   */
  readonly erase?: number | undefined
  /** From 0 to 1: the probability that the image is mirrored, left to right. ½ is usual where both hands look alike. */
  readonly flip?: number | undefined
}

/** Both in pixels. Simard, Steinkraus & Platt 2003 take α 34 and σ 4 for MNIST. */
export interface Elastic {
  /** How far pixels move, from 0. */
  readonly alpha: number
  /** The deviation of the Gaussian that makes neighbours move alike, above 0, at most 100. */
  readonly sigma: number
}

const NAMES = ['shift', 'rotate', 'scale', 'shear', 'elastic', 'erase', 'flip']

/** @throws UsageError where a value is out of range or a name is not known */
export function checkAugmentation(augmentation: Augmentation): void {
  for (const name of Object.keys(augmentation)) checkOneOf('augmentation', name, NAMES)
  const { shift = 0, rotate = 0, scale = 0, shear = 0, elastic, erase = 0, flip = 0 } = augmentation
  check('shift', shift, 'pixels from 0', shift >= 0)
  check('rotate', rotate, 'degrees from 0 to 180', rotate >= 0 && rotate <= 180)
  check('scale', scale, 'a number from 0, below 1', scale >= 0 && scale < 1)
  check('shear', shear, 'degrees from 0, below 90', shear >= 0 && shear < 90)
  check('erase', erase, 'a number from 0, below 1', erase >= 0 && erase < 1)
  check('flip', flip, 'a probability from 0 to 1', flip >= 0 && flip <= 1)
  if (!elastic) return
  const { alpha, sigma } = elastic
  check('elastic: alpha', alpha, 'pixels from 0', alpha >= 0)
  check('elastic: sigma', sigma, 'pixels above 0, at most 100', sigma > 0 && sigma <= 100)
}

function check(name: string, value: number, expected: string, holds: boolean): void {
  if (holds && Number.isFinite(value)) return
  throw new UsageError(`${name}: expected ${expected}, found ${value}`)
}
