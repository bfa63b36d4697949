import { type Chart, chartSvg } from './chart.js'
import { escapeHtml } from './escape.js'
import { PAGE_STYLE } from './page-style.js'
import type { Table } from './table.js'

/** A part of a page. */
export interface Section {
  readonly title: string
  readonly text: readonly string[]
  readonly charts: readonly Chart[]
  readonly tables: readonly Table[]
}

/** A page that needs nothing beside itself. */
export function page(
  title: string,
  about: string,
  lead: readonly string[],
  sections: readonly Section[],
): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p class="about">${escapeHtml(about)}</p>
${paragraphs(lead)}
${sections.map(sectionHtml).join('\n')}
</main>
</body>
</html>
`
}

function sectionHtml({ title, text, charts, tables }: Section): string {
  return `<section>
<h2>${escapeHtml(title)}</h2>
${paragraphs(text)}
<div class="charts">
${charts.map((chart) => `<figure><figcaption>${escapeHtml(chart.title)}</figcaption>${chartSvg(chart)}</figure>`).join('\n')}
</div>
${tables.map(tableHtml).join('\n')}
</section>`
}

/** On a narrow screen each row becomes a block of its own, each cell with its column's name before it. */
function tableHtml({ title, columns, rows, text }: Table): string {
  const cell = (value: string, c: number): string =>
    `<td${c < text ? ' class="text"' : ''} data-column="${escapeHtml(columns[c])}">${escapeHtml(value)}</td>`
  return `<table>
<caption>${escapeHtml(title)}</caption>
<thead><tr>${columns.map((column, c) => `<th${c < text ? ' class="text"' : ''}>${escapeHtml(column)}</th>`).join('')}</tr></thead>
<tbody>
${rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('\n')}
</tbody>
</table>`
}

function paragraphs(lines: readonly string[]): string {
  return lines
    .map((line) => `<p>${escapeHtml(line).replaceAll(/`([^`]+)`/g, '<code>$1</code>')}</p>`)
    .join('\n')
}
