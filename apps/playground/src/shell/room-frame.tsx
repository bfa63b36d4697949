import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'

interface RoomFrameProps {
  readonly title: string
  readonly lede: ComponentChildren
  /** What the region of the controls is called. */
  readonly controls: string
  /** What comes first: how it stands, and the button that makes it go. */
  readonly lead: ComponentChildren
  readonly side: ComponentChildren
  /** The figures. */
  readonly children: ComponentChildren
}

/** What every room looks like: a title and a sentence, the figures, the controls beside or around them. */
export function RoomFrame({ title, lede, controls, lead, side, children }: RoomFrameProps) {
  useEffect(() => {
    document.title = `${title} · antigrad`
  }, [title])
  return (
    <article class="room">
      <div class="intro">
        <h1>{title}</h1>
        <p>{lede}</p>
      </div>
      <div class="lead">{lead}</div>
      <div class="stage">{children}</div>
      <section class="side" aria-label={controls}>
        {side}
      </section>
    </article>
  )
}
