import { columnsOf, PANEL, padded, panelOffset, rowBytes, rowsOf, valuesOf } from './layout'

/** transposed[j][i] ← weights[i][j] for inputs i in [firstInput, lastInput): four by four in registers. Rows of the biases are left out. */
export function transpose(weights: usize, transposed: usize, firstInput: i32, lastInput: i32): void {
  const inputs = columnsOf(transposed)
  const outputs = rowsOf(transposed)
  for (let j = 0; j < padded(outputs); j += 4) {
    const jFirst = (j / PANEL) * PANEL
    const width = rowBytes(outputs, jFirst)
    const source = valuesOf(weights) + panelOffset(rowsOf(weights), jFirst) + (<usize>(j - jFirst) << 2)
    for (let i = firstInput; i < padded(lastInput); i += 4) {
      const iFirst = (i / PANEL) * PANEL
      const outWidth = rowBytes(inputs, iFirst)
      const out = valuesOf(transposed) + panelOffset(outputs, iFirst) + <usize>j * outWidth + (<usize>(i - iFirst) << 2)
      const at = source + <usize>i * width
      const zero = f32x4.splat(0)
      const r0 = v128.load(at)
      const r1 = i + 1 < inputs ? v128.load(at + width) : zero
      const r2 = i + 2 < inputs ? v128.load(at + (width << 1)) : zero
      const r3 = i + 3 < inputs ? v128.load(at + width * 3) : zero
      const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5)
      const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7)
      const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5)
      const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7)
      v128.store(out, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5))
      if (j + 1 < outputs) v128.store(out + outWidth, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7))
      if (j + 2 < outputs) v128.store(out + (outWidth << 1), v128.shuffle<f32>(high01, high23, 0, 1, 4, 5))
      if (j + 3 < outputs) v128.store(out + outWidth * 3, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7))
    }
  }
}
