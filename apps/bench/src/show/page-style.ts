/** The look of the reports of a run: their fonts and colours, light or dark as the reader has it. Curves also differ by dash and mark. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --paper: #fbfaf7; --ink: #1b1a18; --soft: #6a655c; --line: #e2ddd2; --accent: #b5341b;
  --shade: #f3f0e9; --c0: #b5341b; --c1: #2a6496; --c2: #1d7a45; --c3: #8a2f8f; --c4: #7a6400; --c5: #a3194d;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Source Serif 4", Georgia, serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
@media screen and (prefers-color-scheme: dark) {
  :root { --paper: #151412; --ink: #ece8e0; --soft: #a39d92; --line: #343029; --accent: #ff8a68; --shade: #1e1c19;
    --c0: #ff8a68; --c1: #6cb0e8; --c2: #6fd39a; --c3: #e29be6; --c4: #e0c65a; --c5: #ff8fb3; }
}
* { box-sizing: border-box; margin: 0; padding: 0; }
html { background: var(--paper); color: var(--ink); font: 400 15px/1.5 var(--sans); -webkit-text-size-adjust: 100%; }
body { max-width: 84rem; margin: 0 auto; padding: clamp(2rem, 6vw, 5.5rem) clamp(1rem, 4vw, 3.5rem) 4rem; }
h1 { max-width: 24em; font: 400 clamp(1.45rem, 3.1vw, 2.25rem)/1.28 var(--serif); text-wrap: pretty; letter-spacing: -0.005em; }
h2 { font: 400 1.3rem/1.3 var(--serif); overflow-wrap: anywhere; }
.about { margin-top: 1.1rem; color: var(--soft); font-size: 0.87rem; overflow-wrap: anywhere; }
section { margin-top: clamp(2.5rem, 5vw, 4.25rem); padding-top: 1.4rem; border-top: 1px solid var(--line); }
.beside p { max-width: 34rem; margin-top: 0.45rem; font-size: 0.87rem; color: var(--soft); text-wrap: pretty; }
.content { min-width: 0; margin-top: 1.5rem; }
.content > p { max-width: 44rem; margin-top: 0.6rem; font-size: 0.93rem; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 2rem 2.25rem; }
figure { min-width: 0; max-width: 38rem; }
figcaption { margin-bottom: 0.6rem; font-size: 0.93rem; }
svg { display: block; width: 100%; height: auto; font: 13px var(--sans); font-variant-numeric: lining-nums tabular-nums; }
svg text { fill: var(--soft); }
svg .note { font-size: 12px; }
svg .grid { stroke: var(--line); }
svg .beyond { fill: var(--shade); }
.curve { stroke-width: 1.75; color: var(--soft); stroke: currentColor; }
.curve text { stroke: none; fill: currentColor; }
.mark { fill: currentColor; stroke: var(--paper); stroke-width: 1; }
.curve-0 { color: var(--c0); } .curve-1 { color: var(--c1); } .curve-2 { color: var(--c2); }
.curve-3 { color: var(--c3); } .curve-4 { color: var(--c4); } .curve-5 { color: var(--c5); }
table { border-collapse: collapse; width: 100%; margin-top: 2rem; font-size: 0.87rem; font-variant-numeric: lining-nums tabular-nums; }
caption { text-align: left; padding-bottom: 0.5rem; color: var(--soft); }
th, td { text-align: right; padding: 0.32rem 0 0.32rem 1rem; font-weight: 400; }
th:first-child, td:first-child { padding-left: 0; }
th { vertical-align: bottom; color: var(--soft); } th.text, td.text { text-align: left; }
tbody tr { border-top: 1px solid var(--line); }
dl { display: grid; grid-template-columns: 8rem minmax(0, 44rem); gap: 0.4rem 1.5rem; font-size: 0.93rem; }
dt { color: var(--soft); }
code { font: 0.9em var(--mono); }
@media (min-width: 60rem) {
  section { display: grid; grid-template-columns: 13rem minmax(0, 1fr); column-gap: clamp(2rem, 4vw, 3.5rem); }
  .content { margin-top: 0.25rem; }
}
@media (max-width: 520px) { svg { font-size: 15.5px; } svg .note { font-size: 14px; } dl { grid-template-columns: 1fr; gap: 0.1rem; } dd { margin-bottom: 0.6rem; } }
@media (max-width: 840px) {
  thead { display: none; }
  table, caption, tbody, tr, td { display: block; }
  tr { padding: 8px 0; }
  td, td.text { display: flex; justify-content: space-between; gap: 16px; padding: 1px 0; text-align: right; }
  td::before { content: attr(data-column); color: var(--soft); }
}
@media print { .curve, .mark { print-color-adjust: exact; } }
`
