import { type Child, type Html, html } from './html.js'
import { STYLE } from './style.js'

/** The page may load nothing and run nothing: it shows what it holds. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"

/** A page that needs nothing else: no script, no font, no address. */
export function page(title: string, header: Html, main: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<header>${header}</header>
<main>
${main}
</main>
</body>
</html>
`.text
}

/** A part of a page: what it is about beside what it shows. */
export function section(title: string, note: string, content: Child): Html {
  return html`<section><div class="about"><h2>${title}</h2><p>${note}</p></div><div class="content">${content}</div></section>`
}
