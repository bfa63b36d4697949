import { expect, test } from 'vitest'
import { UsageError } from '../../errors.js'
import { type Augmentation, checkAugmentation } from './augmentation.js'

test('takes what is in range', () => {
  checkAugmentation({})
  checkAugmentation({
    shift: 0,
    rotate: 0,
    scale: 0,
    shear: 0,
    elastic: { alpha: 0, sigma: 1e-3 },
    erase: 0,
    flip: 0,
  })
  checkAugmentation({
    shift: 40,
    rotate: 180,
    scale: 0.999,
    shear: 89,
    elastic: { alpha: 34, sigma: 100 },
    erase: 0.999,
    flip: 1,
  })
})

test.each<[Augmentation, string]>([
  [{ shift: -1 }, 'shift: expected pixels from 0, found -1'],
  [{ shift: Number.POSITIVE_INFINITY }, 'shift: expected pixels from 0, found Infinity'],
  [{ rotate: 181 }, 'rotate: expected degrees from 0 to 180, found 181'],
  [{ rotate: Number.NaN }, 'rotate: expected degrees from 0 to 180, found NaN'],
  [{ scale: 1 }, 'scale: expected a number from 0, below 1, found 1'],
  [{ shear: 90 }, 'shear: expected degrees from 0, below 90, found 90'],
  [{ erase: 1 }, 'erase: expected a number from 0, below 1, found 1'],
  [{ flip: 1.5 }, 'flip: expected a probability from 0 to 1, found 1.5'],
  [{ elastic: { alpha: -1, sigma: 4 } }, 'elastic: alpha: expected pixels from 0, found -1'],
  [{ elastic: { alpha: 34, sigma: 0 } }, 'elastic: sigma: expected pixels above 0, at most 100, found 0'],
  [{ elastic: { alpha: 34, sigma: 101 } }, 'elastic: sigma: expected pixels above 0, at most 100, found 101'],
  [
    { rotat: 3 } as Augmentation,
    "augmentation: expected one of shift, rotate, scale, shear, elastic, erase, flip, found 'rotat'",
  ],
])('refuses %j', (augmentation, message) => {
  expect(() => checkAugmentation(augmentation)).toThrow(new UsageError(message))
})
