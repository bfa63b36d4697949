import type { ComponentChildren } from 'preact'

interface RoomFrameProps {
  readonly title: string
  readonly lede: ComponentChildren
  /** What the region of the controls is called. */
  readonly controls: string
  readonly side: ComponentChildren
  /** The figures. */
  readonly children: ComponentChildren
}

/** What every room looks like: a title and a sentence, the figures, the controls beside or under them. */
export function RoomFrame({ title, lede, controls, side, children }: RoomFrameProps) {
  return (
    <article class="room">
      <div class="intro">
        <h1>{title}</h1>
        <p>{lede}</p>
      </div>
      <div class="stage">{children}</div>
      <section class="side" aria-label={controls}>
        {side}
      </section>
    </article>
  )
}
