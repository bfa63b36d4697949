import { useEffect, useRef } from 'preact/hooks'
import { SIDE } from './pictures.js'

interface ThumbnailProps {
  readonly picture: ImageData
  /** Which of several pictures, one below the other, from 0. */
  readonly number?: number
}

/** A picture of 28 × 28 pixels, as large as its style says. Who does not see it is told by what is around it. */
export function Thumbnail({ picture, number = 0 }: ThumbnailProps) {
  const ref = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    ref.current?.getContext('2d')?.putImageData(picture, 0, -number * SIDE)
  }, [picture, number])
  return <canvas ref={ref} class="thumbnail" width={SIDE} height={SIDE} />
}
