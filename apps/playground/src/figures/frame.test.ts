import { expect, test, vi } from 'vitest'

// The language of the page is kept in the document, its colours in the style sheet.
vi.stubGlobal('document', { documentElement: { dataset: {} } })
vi.stubGlobal('navigator', { languages: ['en'] })
vi.stubGlobal('getComputedStyle', () => ({ fontFamily: 'serif', getPropertyValue: () => '#000000' }))
vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {} }))
const { drawAxes, frameOf, nameAxes, roomFor, ticksOf } = await import('./frame.js')
const { palette } = await import('./palette.js')

/** Where each text of a figure stands, its baseline. */
function textsOf(draw: (context: CanvasRenderingContext2D) => void): Map<string, number> {
  const found = new Map<string, number>()
  const context = {
    fillText: (text: string, _: number, y: number) => found.set(text, y),
    measureText: (text: string) => ({ width: 7 * text.length }),
    ...Object.fromEntries(
      ['save', 'restore', 'beginPath', 'moveTo', 'lineTo', 'stroke'].map((name) => [name, () => {}]),
    ),
  }
  // Nothing else of a context is asked for.
  draw(context as unknown as CanvasRenderingContext2D)
  return found
}

test('the names of the axes are outside of the frame, where no curve comes, and apart from all numbers', () => {
  const view = { x: { low: 0, high: 20 }, y: { low: 0, high: 0.16 } }
  const [x, y] = [ticksOf(view.x, 5), ticksOf(view.y, 5)]
  for (const [width, height] of [
    [360, 250],
    [760, 320],
  ]) {
    const frame = frameOf(view, roomFor(y), width, height, true)
    const texts = textsOf((context) => {
      drawAxes(context, frame, x, y, palette.value)
      nameAxes(context, frame, { x: 'epochs', y: 'ε' }, palette.value)
    })
    const numbers = [...texts].filter(([text]) => text !== 'ε' && text !== 'epochs').map(([, at]) => at)
    const above = texts.get('ε') ?? Number.NaN
    const below = texts.get('epochs') ?? Number.NaN
    expect(above).toBeGreaterThanOrEqual(13)
    expect(above).toBeLessThanOrEqual(frame.top - 8)
    expect(above).toBeLessThan(Math.min(...numbers) - 10)
    expect(below).toBeLessThanOrEqual(height - 4)
    expect(below).toBeGreaterThanOrEqual(Math.max(...numbers) + 15)
  }
})
