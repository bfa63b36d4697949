import textbookNetwork from '@source/core/src/lecture/textbook/network.ts?raw'
import type { SourceFile } from './excerpt.js'

/** The textbook's network, which several steps show. */
export const TEXTBOOK_NETWORK: Omit<SourceFile, 'functions'> = {
  path: 'packages/core/src/lecture/textbook/network.ts',
  text: textbookNetwork,
  symbols: {
    input: 'x',
    label: 'l',
    weights: 'V U',
    biases: 'v u',
    p: 'p q',
    preactivations: 'p q',
    activations: 'y x z',
    sigmoid: 'sigma',
    sigmoidDerivative: 'slope',
    z: 'z',
    loss: 'eps',
    gradient: 'grad',
    dε_dy: 'dy dz',
    dε_dp: 'dp dq dv du',
    outerProduct: 'outer dV dU',
    hadamard: 'hadamard',
    transposeTimesColumn: 'transpose',
  },
}
