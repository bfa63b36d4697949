import { setting } from '../../state/address.js'
import { whole } from '../../state/codec.js'
import { type Pace, paceCodec } from '../../training/pace.js'
import { createDigitsSession } from '../digits/session.js'

const PAGE = '4-images'

/** Which of the digits is looked at. */
export const chosen = setting(PAGE, 'digit', whole(0, 39), 0)
export const pace = setting<Pace>(PAGE, 'pace', paceCodec, 'slow')

export const session = createDigitsSession(() => ({ batchSize: 10, learningRate: 3, momentum: 0 }))
