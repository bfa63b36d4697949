import textbookNetwork from '@source/core/src/lecture/textbook/network.ts?raw'
import type { SourceFile } from './excerpt.js'

/** The textbook's network, which several steps show. */
export const TEXTBOOK_NETWORK: Omit<SourceFile, 'functions'> = {
  path: 'packages/core/src/lecture/textbook/network.ts',
  text: textbookNetwork,
  symbols: {
    input: 'x',
    label: 'l',
    weights: 'V',
    biases: 'v',
    p: 'p',
    preactivations: 'p',
    activations: 'y',
    sigmoid: 'sigma',
    sigmoidDerivative: 'slope',
    z: 'z',
    loss: 'eps',
    dε_dy: 'dy',
    dε_dp: 'dp',
    outerProduct: 'outer',
    hadamard: 'hadamard',
    transposeTimesColumn: 'transpose',
  },
}
