/** Draws a curve through spots in pixels; a single one is a dot, so that no picture is empty before the second is known. */
export function drawCurve(
  context: CanvasRenderingContext2D,
  spots: readonly (readonly [x: number, y: number])[],
): void {
  context.beginPath()
  if (spots.length === 1) {
    const [[x, y]] = spots
    context.arc(x, y, 3, 0, 2 * Math.PI)
    context.fillStyle = context.strokeStyle
    context.fill()
  } else {
    for (const [x, y] of spots) context.lineTo(x, y)
    context.stroke()
  }
}
