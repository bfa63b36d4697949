import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

/** Takes a file that is dropped anywhere on the page. Returns whether one hovers over it. */
export function useDrop(take: (file: File | undefined) => void): boolean {
  const hovering = useSignal(false)
  useEffect(() => {
    const leaving = new AbortController()
    const { signal } = leaving
    const hover = (event: DragEvent, over: boolean) => {
      event.preventDefault()
      hovering.value = over
    }
    addEventListener('dragover', (event) => hover(event, true), { signal })
    addEventListener('dragleave', (event) => hover(event, false), { signal })
    addEventListener(
      'drop',
      (event) => {
        hover(event, false)
        take(event.dataTransfer?.files[0])
      },
      { signal },
    )
    return () => leaving.abort()
  }, [take])
  return hovering.value
}
