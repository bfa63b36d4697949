import type { ComponentProps } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** Draws on a canvas of `width` × `height` CSS pixels, cleared before. */
export type Draw = (context: CanvasRenderingContext2D, width: number, height: number) => void

interface CanvasProps extends Omit<ComponentProps<'canvas'>, 'width' | 'height' | 'ref'> {
  /** Height by width. */
  readonly ratio: number
  /** What it shows, for who does not see it. */
  readonly label: string
  readonly draw: Draw
}

/** A canvas as wide as its place, as sharp as the screen, drawn anew with every rendering. */
export function Canvas({ ratio, label, draw, ...rest }: CanvasProps) {
  const ref = useRef<HTMLCanvasElement>(null)
  const latest = useRef(draw)
  latest.current = draw

  useEffect(() => {
    const canvas = ref.current
    if (!canvas) return
    const observer = new ResizeObserver(() => paint(canvas, ratio, latest.current))
    observer.observe(canvas)
    return () => observer.disconnect()
  }, [ratio])

  useEffect(() => {
    if (ref.current) paint(ref.current, ratio, draw)
  })

  return (
    <canvas role="img" aria-label={label} style={{ aspectRatio: String(1 / ratio) }} {...rest} ref={ref} />
  )
}

function paint(canvas: HTMLCanvasElement, ratio: number, draw: Draw): void {
  const width = canvas.clientWidth
  const height = width * ratio
  const density = window.devicePixelRatio
  const [columns, rows] = [Math.round(width * density), Math.round(height * density)]
  if (canvas.width !== columns) canvas.width = columns
  if (canvas.height !== rows) canvas.height = rows
  const context = canvas.getContext('2d')
  if (!context || width === 0) return
  context.setTransform(density, 0, 0, density, 0, 0)
  context.clearRect(0, 0, width, height)
  draw(context, width, height)
}
