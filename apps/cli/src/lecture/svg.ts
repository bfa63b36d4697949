import { type Child, Html, html } from '../report/html.js'
import { wrapped } from './wrapped.js'

/** Units across every picture, about pixels. */
export const WIDTH = 540

const MARGIN = 16
const HEADING = 17
const LINE = 16

/** Characters that fit across a picture, of the title and of small text. */
const CHARACTERS = { title: 58, small: 72 }

const STYLE = new Html(`
:root{color-scheme:light dark;--paper:#fbfaf7;--ink:#1b1a18;--soft:#6a655c;--line:#e2ddd2;--accent:#b5341b;--second:#2f6690}
@media (prefers-color-scheme:dark){:root{--paper:#151412;--ink:#ece8e0;--soft:#a39d92;--line:#343029;--accent:#ff8a68;--second:#7fb6e0}}
svg{display:block;width:min(100%,41rem);height:auto;margin:0 auto;background:var(--paper)}
text{font:13px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;fill:var(--soft);font-variant-numeric:lining-nums tabular-nums}
.title{font:${HEADING}px "Iowan Old Style","Palatino Linotype",Palatino,"Source Serif 4",Georgia,serif;fill:var(--ink)}
.rule{stroke:var(--line)}
.curve{fill:none;stroke-width:1.75;stroke-linejoin:round;stroke-linecap:round}
.network{stroke:var(--accent)}.polynomial{stroke:var(--second)}.interpolation{stroke:var(--soft)}.truth{stroke:var(--soft);stroke-width:5;stroke-opacity:.35}
text.network{fill:var(--accent);stroke:none;font-weight:600}text.polynomial{fill:var(--second);stroke:none}text.interpolation,text.truth{stroke:none}
.sample{fill:var(--ink)}.unseen{fill:var(--paper);stroke:var(--ink);stroke-width:1.25}.pair{fill:var(--accent);fill-opacity:.5}
.contour{fill:none;stroke:var(--soft);stroke-width:1;stroke-opacity:.55;stroke-linejoin:round}
.contour.network{stroke:var(--accent);stroke-width:1.5;stroke-opacity:1}.contour.truth{stroke:var(--soft);stroke-width:4;stroke-opacity:.35}
.path{fill:none;stroke:var(--accent);stroke-width:1.5;stroke-linejoin:round}.step{fill:var(--accent)}.end{fill:var(--paper);stroke:var(--accent);stroke-width:2}
`)

/** A part of a picture: how high it is, and what it holds when it begins at `top`. */
export interface Part {
  readonly height: number
  readonly draw: (top: number) => Child
}

/**
 * A whole SVG file: title, small text below it, and parts under one another. Light or dark as the reader
 * has it; needs nothing from elsewhere.
 */
export function svgFile(title: string, about: readonly string[], parts: readonly Part[]): string {
  const heading = wrapped(title, CHARACTERS.title)
  const notes = about.flatMap((text) => wrapped(text, CHARACTERS.small))
  const small = MARGIN + (HEADING + 4) * heading.length + 4
  let top = small + LINE * notes.length + 8
  const drawn: Child[] = []
  for (const { height, draw } of parts) {
    drawn.push(draw(top))
    top += height
  }
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${Math.ceil(top)}" width="${WIDTH}" height="${Math.ceil(top)}" role="img">
<title>${title}</title><style>${STYLE}</style>
${heading.map((text, line) => html`<text class="title" x="${MARGIN}" y="${MARGIN + (HEADING + 4) * (line + 1) - 7}">${text}</text>`)}
${notes.map((text, line) => html`<text x="${MARGIN}" y="${small + LINE * (line + 1) - 4}">${text}</text>`)}
${drawn}
</svg>
`.text
}
