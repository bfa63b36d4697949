import type { Rows } from './rows.js'

/**
 * The class with the largest output of each row; the first of several, as training counts them, and numpy's `argmax`.
 * NaN is never the largest; 0 where all of a row are.
 * @param outputs [rows × classes]
 * @returns [rows]
 */
export function predictionsOf(outputs: Rows, classes: number): Uint32Array {
  const predictions = new Uint32Array(outputs.length / classes)
  for (let n = 0; n < predictions.length; n++) {
    let largest = Number.NEGATIVE_INFINITY
    for (let c = 0; c < classes; c++) {
      const output = outputs[n * classes + c]
      if (output <= largest || Number.isNaN(output)) continue
      largest = output
      predictions[n] = c
    }
  }
  return predictions
}
