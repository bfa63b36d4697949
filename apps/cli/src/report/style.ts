import { Html } from './html.js'

/** The style of a report: the system's fonts, one accent, light or dark as the reader has it, paper in print. */
export const STYLE = new Html(`
:root{color-scheme:light dark;--paper:#fbfaf7;--ink:#1b1a18;--soft:#6a655c;--line:#e2ddd2;--accent:#b5341b;
--serif:"Iowan Old Style","Palatino Linotype",Palatino,"Source Serif 4",Georgia,serif;
--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
--mono:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
@media screen and (prefers-color-scheme:dark){:root{--paper:#151412;--ink:#ece8e0;--soft:#a39d92;--line:#343029;--accent:#ff8a68}
img.ink{filter:invert(1)}}
*{box-sizing:border-box;margin:0;padding:0}
html{background:var(--paper);color:var(--ink);font:400 15px/1.5 var(--sans);-webkit-text-size-adjust:100%}
body{max-width:72rem;margin:0 auto;padding:clamp(2rem,6vw,5.5rem) clamp(1rem,4vw,3.5rem) 4rem}
h1{max-width:24em;font:400 clamp(1.45rem,3.1vw,2.25rem)/1.28 var(--serif);text-wrap:pretty;overflow-wrap:anywhere;letter-spacing:-.005em}
h1 em{font-style:normal;color:var(--accent);white-space:nowrap}
h1+p{margin-top:1.1rem}
h2{font:400 1.3rem/1.3 var(--serif)}
h3{margin-top:1.9rem;font:inherit;font-size:.87rem;color:var(--soft)}
.soft{color:var(--soft)}
.accent{color:var(--accent)}
section{margin-top:clamp(2.5rem,5vw,4.25rem);padding-top:1.4rem;border-top:1px solid var(--line)}
.about p{max-width:34rem;margin-top:.45rem;font-size:.87rem;color:var(--soft);text-wrap:pretty}
.content{min-width:0;margin-top:1.5rem}
@media (min-width:60rem){section{display:grid;grid-template-columns:13rem minmax(0,1fr);column-gap:clamp(2rem,4vw,3.5rem)}.content{margin-top:.25rem}}
ol{list-style:none}
table{border-collapse:collapse;font-variant-numeric:lining-nums tabular-nums}
th{font-weight:400;text-align:left}
.number{text-align:right;white-space:nowrap}
.pair{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr));gap:2rem 2.25rem}
figure{min-width:0;max-width:34rem}
figcaption{margin-bottom:.6rem;font-size:.93rem;overflow-wrap:anywhere}
svg{display:block;width:100%;overflow:visible}
svg text{font:11.5px var(--sans);fill:var(--soft);font-variant-numeric:lining-nums tabular-nums}
.rule{stroke:var(--line);stroke-width:1}
.curve{fill:none;stroke-width:1.75;stroke-linejoin:round;stroke-linecap:round}
.curve.training{stroke:var(--soft)}.curve.validation{stroke:var(--ink)}.curve.test{stroke:var(--accent)}
.curve.other{stroke:var(--soft);stroke-width:1;stroke-opacity:.4}
.dot.training{fill:var(--soft)}.dot.validation{fill:var(--ink)}.dot.test{fill:var(--accent)}
svg .end.validation{fill:var(--ink)}svg .end.test{fill:var(--accent);font-weight:600}
.kept{stroke:var(--soft);stroke-dasharray:3 4}
.diagonal{stroke:var(--soft);stroke-width:1}
.point{fill:var(--accent);fill-opacity:.55}
.scroll{overflow-x:auto}
.matrix{width:100%;max-width:44rem;min-width:calc(var(--cells)*max(1.7em,var(--digits)*.68em) + 3em);table-layout:fixed;font-size:.87rem;text-align:center}
.matrix th{color:var(--soft);text-align:center;padding:0 .1rem .35rem;vertical-align:bottom}
.matrix tbody th{text-align:right;padding:0 .6rem 0 0;vertical-align:middle}
.matrix td{height:2.3rem;border:1px solid var(--paper);--tone:var(--ink);background:color-mix(in srgb,var(--tone) var(--shade,0%),transparent);print-color-adjust:exact;-webkit-print-color-adjust:exact}
.matrix td.wrong{--tone:var(--accent)}
.matrix td.right{font-weight:600}
.matrix td.none{color:color-mix(in srgb,var(--soft) 55%,transparent)}
.matrix .corner{text-align:right;padding-right:.6rem}
.matrix.long{width:auto;table-layout:auto}
.matrix.long td{min-width:2.6rem}
.matrix.long thead th:not(.corner) span{display:inline-block;writing-mode:vertical-rl;transform:rotate(180deg);max-height:11rem;overflow-wrap:anywhere}
.matrix.long tbody th{max-width:11rem;overflow-wrap:anywhere}
.list{width:100%;font-size:.93rem}
.list th,.list td{padding:.32rem 0 .32rem 1.25rem}
.list th:first-child,.list td:first-child{padding-left:0;overflow-wrap:anywhere}
.list thead th{padding-bottom:.5rem;font-size:.87rem;color:var(--soft);vertical-align:bottom}
.list tbody tr{border-top:1px solid var(--line)}
.list tr.chosen{color:var(--accent)}.runs td,.runs th{white-space:nowrap}
.scores .scale{width:42%}.scores th:first-child{min-width:5.5em}
.scores th.scale span:last-child{float:right}
.marks{height:16px}
.marks .between{stroke:var(--soft);stroke-width:1.5}
.marks .precision{fill:var(--paper);stroke:var(--ink);stroke-width:1.5}
.marks .recall{fill:var(--accent)}
.key{display:inline-block;width:.6em;height:.6em;margin-right:.45em;border-radius:50%}
.key.precision{border:1.5px solid var(--ink)}
.key.recall{background:var(--accent);print-color-adjust:exact;-webkit-print-color-adjust:exact}
.mistakes{display:grid;grid-template-columns:repeat(auto-fill,minmax(6.4rem,1fr));gap:2rem 1.6rem}
.mistakes li{break-inside:avoid;min-width:0}
.mistakes img{display:block;width:4.9rem;height:4.9rem;object-fit:contain;object-position:left}
.mistakes p{margin:.35rem 0 .3rem;overflow-wrap:anywhere}
.mistakes b{font-weight:600}
img{image-rendering:pixelated}
.bars text{font-size:10px}
.bars .other{fill:var(--soft)}.bars rect.other{fill-opacity:.65}
.bars .truth,.bars text.truth{fill:var(--ink)}.bars .predicted,.bars text.predicted{fill:var(--accent)}
.bars text.truth,.bars text.predicted{font-weight:600}
.outputs{font-size:.8rem;color:var(--soft)}
.outputs div{display:flex;justify-content:space-between;gap:.6rem}
.outputs dt{min-width:0;overflow-wrap:anywhere}
.outputs .truth{color:var(--ink)}.outputs .predicted{color:var(--accent)}
.units{display:grid;grid-template-columns:repeat(auto-fill,56px);gap:8px}
.units img{display:block;width:100%;height:auto;outline:1px solid var(--line)}
.units span{font-size:.8rem;color:var(--soft);overflow-wrap:anywhere}
.diverging{display:flex;align-items:center;gap:.7rem;margin-top:1.1rem;font-size:.87rem;color:var(--soft);font-variant-numeric:tabular-nums}
.diverging i{width:11rem;height:.5rem;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.configuration{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr));column-gap:2.25rem}
.configuration div{display:grid;grid-template-columns:6.75rem minmax(0,1fr);gap:.75rem;padding:.4rem 0;border-top:1px solid var(--line)}
.configuration dt{color:var(--soft)}
.configuration dd{overflow-wrap:anywhere;font-variant-numeric:lining-nums tabular-nums}
.code{margin-top:.35rem;font:.84rem/1.6 var(--mono);white-space:pre-wrap;overflow-wrap:anywhere}
.command{padding:.8rem 1rem;border-left:2px solid var(--accent)}
.command code{font:inherit}.command span{display:inline-block}
@media (max-width:36rem){.units{grid-template-columns:repeat(auto-fill,42px);gap:4px}.matrix{font-size:.75rem}.matrix td.right{font-weight:400}.matrix tbody th{padding-right:.35rem}.matrix .corner{padding-right:.35rem}.matrix td{height:1.9rem;border-width:.5px}
.list{font-size:.84rem}.list thead th{font-size:.78rem}.list th,.list td{padding-left:.6rem}.scores .scale{width:26%}.scores th.scale span:first-child{display:none}}
@media print{@page{margin:16mm 14mm}:root{color-scheme:light;--paper:#fff}html{font-size:11px}body{max-width:none;padding:0}section{break-inside:auto}.about{break-after:avoid}h1{font-size:20px}
figure,tr,.units,.configuration{break-inside:avoid}.mistakes{grid-template-columns:repeat(6,1fr)}.units{grid-template-columns:repeat(12,1fr)}.pair{grid-template-columns:1fr 1fr}.scroll{overflow:visible}}
`)
