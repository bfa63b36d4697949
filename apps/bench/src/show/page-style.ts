/** Light and dark by the reader's setting; curves also differ by dash and mark. */
export const PAGE_STYLE = `
:root { --paper: #fff; --ink: #1b1b1f; --faint: #5c5c66; --rule: #d9d9e0; --shade: #f1f1f5;
  --c0: #1f5fbf; --c1: #b3470f; --c2: #1d7a45; --c3: #8a2f8f; --c4: #7a6400; --c5: #a3194d; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16161a; --ink: #ececf1; --faint: #a9a9b5; --rule: #3a3a44; --shade: #202027;
    --c0: #7fb0ff; --c1: #ffa066; --c2: #6fd39a; --c3: #e29be6; --c4: #e0c65a; --c5: #ff8fb3; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 1240px; margin: 0 auto; padding: 16px; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 8px 0; }
h2 { font-size: 1.15rem; margin: 40px 0 8px; padding-top: 12px; border-top: 1px solid var(--rule); }
p { margin: 6px 0; max-width: 75ch; }
.about { color: var(--faint); font-size: 0.875rem; overflow-wrap: anywhere; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 440px), 1fr)); gap: 16px 32px; }
figure { margin: 12px 0; max-width: 600px; }
figcaption { font-weight: 600; font-size: 0.9375rem; margin-bottom: 4px; }
svg { display: block; width: 100%; height: auto; font-size: 13px; }
svg text { fill: var(--ink); }
svg .note { fill: var(--faint); font-size: 12px; }
svg .grid { stroke: var(--rule); }
svg .beyond { fill: var(--shade); }
.curve { stroke-width: 2; color: var(--faint); stroke: currentColor; }
.curve text { stroke: none; }
.mark { fill: currentColor; stroke: var(--paper); stroke-width: 1; }
.curve-0 { color: var(--c0); } .curve-1 { color: var(--c1); } .curve-2 { color: var(--c2); }
.curve-3 { color: var(--c3); } .curve-4 { color: var(--c4); } .curve-5 { color: var(--c5); }
table { border-collapse: collapse; width: 100%; margin: 16px 0; font-size: 0.875rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: 4px 0; }
th, td { text-align: right; padding: 4px 10px; border-bottom: 1px solid var(--rule); }
th { vertical-align: bottom; } th.text, td.text { text-align: left; }
@media (max-width: 520px) { svg { font-size: 15.5px; } svg .note { font-size: 14px; } }
@media (max-width: 840px) {
  thead { display: none; }
  table, caption, tbody, tr, td { display: block; }
  tr { padding: 8px 0; border-bottom: 1px solid var(--rule); }
  td, td.text { display: flex; justify-content: space-between; gap: 16px; border: 0; padding: 1px 0; text-align: right; }
  td::before { content: attr(data-column); color: var(--faint); }
}
@media print { .curve, .mark { print-color-adjust: exact; } }
`
