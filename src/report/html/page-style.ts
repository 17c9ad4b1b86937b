import { PALETTE_RULES } from "../picture/palette.js";
import { PICTURE_RULES } from "../picture/picture-style.js";
import { PRINT_RULES } from "./print-style.js";

/** Pictures come a frame after the words around them: a large one takes longer to lay out than all the rest. */
const PICTURES = `
.defs{position:absolute}
.pic .b{cursor:pointer;text-decoration:none}
.pic .b:hover>.c,.pic .d:hover>.q{stroke:var(--accent);stroke-width:2.5}
.pic .b:focus,.pic .d:focus{outline:none}
.pic .b:focus-visible>.c,.pic .d:focus-visible>.q{stroke:var(--accent);stroke-width:4;stroke-dasharray:none}
.pic .b[aria-current]>.c{stroke:var(--accent);stroke-width:4;stroke-dasharray:none}
.pic.lit .l{stroke-opacity:.22}
.pic.lit .l.hot{stroke-opacity:1;stroke-width:2.75}
.pic .a{display:var(--after,inline)}
.pic .r{display:var(--before,inline)}
.pic .s.a{transform:translateY(var(--lift,0))}
.fig:has(input[value=after]:checked),.fig:has(input[value=beside]:checked) .two{--before:none;--lift:-15px}
.fig:has(input[value=before]:checked),.fig:has(input[value=beside]:checked) .one{--after:none}
.two,.side{display:none}
.fig:has(input[value=beside]:checked) .panes{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr)}
.fig:has(input[value=beside]:checked) .two{display:block;border-left:1px solid var(--line)}
.fig:has(input[value=beside]:checked) .side{display:block}
.pane{min-width:0}
.side{margin:0;padding:4px 14px;font-size:13px;font-weight:600;color:var(--dim);background:var(--sunk);border-bottom:1px solid var(--line)}
.when{display:none}
.js .when{display:block}
@media (scripting:none){.panes>noscript{display:contents}.when{display:block}}
.fig{margin:14px 0 0;border:1px solid var(--line);border-radius:10px;background:var(--bg);overflow:hidden}
.bar{display:flex;flex-wrap:wrap;align-items:center;gap:8px 14px;padding:8px 10px;border-bottom:1px solid var(--line);background:var(--card)}
.cap{color:var(--dim);font-size:13px}
.zoom{margin-left:auto;display:flex;gap:4px}
.scroll{overflow:auto;max-height:min(72vh,760px);min-width:0;overscroll-behavior:contain auto}
.js .fig .scroll{cursor:grab}
.js .fig .scroll.drag{cursor:grabbing;user-select:none}
.scroll svg{display:block;margin:auto}
@media screen{.fig:not([data-ready]) svg.pic{animation:wait 1ms}}
@keyframes wait{from,to{content-visibility:hidden}}
.split .stage{display:grid;grid-template-columns:minmax(0,1fr) minmax(280px,360px)}
.panel{border-left:1px solid var(--line);background:var(--card);padding:12px 14px;overflow:auto;max-height:min(72vh,760px);position:relative}
.panel h4{margin:0 64px 6px 0;min-height:26px}
.shut{position:absolute;top:10px;right:10px}
`;

/** How pages look. Colours come from the palette alone; every sign has a shape or a word beside its colour. */
export const PAGE_RULES = `
:root{color-scheme:light dark;${PALETTE_RULES};--mono:ui-monospace,Menlo,Consolas,monospace}
#colours-light:checked~.page{color-scheme:light}
#colours-dark:checked~.page{color-scheme:dark}
*{box-sizing:border-box}
html{scroll-padding-top:12px}
body{margin:0}
.page{background:var(--bg);color:var(--ink);min-height:100vh;font:15px/1.5 system-ui,"Hiragino Sans","Noto Sans JP","Noto Sans CJK JP",sans-serif;overflow-wrap:anywhere}
main,.top,footer{max-width:1280px;margin:0 auto;padding:0 24px}
h1{font-size:26px;line-height:1.25;margin:0;font-weight:700;letter-spacing:-.01em}
h2{font-size:18px;margin:36px 0 10px}
h3{font-size:13px;margin:20px 0 6px;color:var(--dim);font-weight:600}
h4{font-size:14px;margin:0 0 4px}
h4 small{color:var(--dim);font-weight:400}
a{color:var(--accent)}
code,.cmd{font-family:var(--mono);font-size:.88em}
bdi,.nm,.who b,dd,dt,h4 span,code{unicode-bidi:isolate}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:4px}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-999px;top:0;background:var(--card);padding:10px 16px;z-index:9}
.skip:focus{left:12px;top:12px}
.js-only{display:none}
.js .js-only:not([hidden]){display:flex}
.js .panel.js-only:not([hidden]){display:block}
[hidden]{display:none!important}
.top{display:flex;flex-wrap:wrap;gap:16px 24px;align-items:flex-start;justify-content:space-between;padding-top:28px}
.top>div:first-child{flex:1 1 480px;min-width:0}
.say{font-size:17px;margin:6px 0 0}
.alarm{border-left:4px solid var(--rem);background:var(--rembg);padding:10px 14px;border-radius:0 8px 8px 0;margin:12px 0 0}
.alarm.half{border-color:var(--chg);background:var(--chgbg)}
.counts{display:flex;flex-wrap:wrap;gap:8px;list-style:none;margin:18px 0 0;padding:0}
.counts li{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:8px 14px;min-width:92px}
.counts b{display:block;font-size:22px;line-height:1.15;font-variant-numeric:tabular-nums}
.counts span{color:var(--dim);font-size:13px}
.counts .create b{color:var(--add)}.counts .delete b{color:var(--rem)}
.counts .update b,.counts .replace b,.counts .adopt b,.counts .drift b,.counts .conflict b{color:var(--chg)}
.meta{display:grid;grid-template-columns:repeat(auto-fill,minmax(230px,1fr));gap:8px 24px;margin:18px 0 0;font-size:13px}
.meta dt{color:var(--dim)}.meta dd{margin:0}
.cmd{display:block;background:var(--card);border:1px solid var(--line);border-radius:8px;padding:10px 14px;margin-top:6px;overflow:auto}
.next{margin:18px 0 0}
.seg{border:1px solid var(--line);border-radius:8px;padding:2px;margin:0;display:inline-flex;background:var(--sunk)}
.seg input{position:absolute;opacity:0;pointer-events:none}
.seg label{position:relative}
.seg span{display:block;padding:3px 12px;border-radius:6px;font-size:13px;color:var(--dim);cursor:pointer;white-space:nowrap}
.seg input:checked+span{background:var(--card);color:var(--ink);font-weight:600;box-shadow:0 0 0 1px var(--line)}
.seg input:focus-visible+span{outline:2px solid var(--accent)}
#colours-auto:checked~.page label[for=colours-auto] span,#colours-light:checked~.page label[for=colours-light] span,#colours-dark:checked~.page label[for=colours-dark] span{background:var(--card);color:var(--ink);font-weight:600;box-shadow:0 0 0 1px var(--line)}
.colours:focus-visible~.page .theme{outline:2px solid var(--accent);outline-offset:2px}
button,select,input[type=search]{font:inherit;font-size:13px;color:var(--ink);background:var(--card);border:1px solid var(--line);border-radius:7px;padding:4px 10px}
button{cursor:pointer}button:hover{border-color:var(--accent);color:var(--accent)}
.cover{color:var(--dim);margin:4px 0 0}
.steps{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,340px),1fr));gap:0 14px;margin:0 0 12px}
.steps .next,.drafts .next{margin:8px 0 0;color:var(--dim);font-size:13px}
.steps .cmd,.drafts .cmd{background:var(--bg);color:var(--ink);padding:7px 11px;margin-top:4px}
.drafts{list-style:none;margin:0;padding:0;display:grid;gap:8px}
.drafts small{color:var(--dim);font-size:13px;margin-left:8px}
.drafts>li{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:10px 14px}
.risks{list-style:none;margin:0;padding:0;display:grid;gap:8px}
.risks>li{background:var(--card);border:1px solid var(--line);border-left:4px solid var(--warn);border-radius:4px 10px 10px 4px;padding:10px 14px}
.risks>li{content-visibility:auto;contain-intrinsic-size:auto 152px}
.risks>li>a{font-weight:600}
.look{list-style:none;margin:0 0 8px;padding:0}
.look li{padding:1px 0 1px 24px;position:relative;color:var(--warn)}
.look li::before{content:"!" / "";position:absolute;left:3px;top:5px;width:15px;height:15px;line-height:15px;border-radius:4px;background:var(--warn);color:var(--ontone);font-weight:700;font-size:11px;text-align:center}
.risks .look{margin:4px 0 0}
.finds{list-style:none;margin:0;padding:0;display:grid;gap:8px}
.finds li{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:10px 14px}
.finds p{margin:4px 0 0}
.error .sev{color:var(--rem)}.warning .sev{color:var(--chg)}
.sev{font-weight:700}
.over{border:1px solid var(--line);border-radius:12px;background:var(--card)}
main>section:first-child>.over{margin-top:22px}
.over>summary{padding:10px 14px;cursor:pointer;color:var(--dim);font-size:13px}
.over .scroll{border-top:1px solid var(--line);padding:10px}
.filter{gap:8px;flex-wrap:wrap;align-items:center;margin:0 0 6px}
.filter input{flex:1 1 220px;padding:7px 12px;border-radius:9px}
.filter output{color:var(--dim);font-size:13px;min-width:110px;text-align:right}
.item{background:var(--card);border:1px solid var(--line);border-radius:10px;margin:0 0 8px}
.many .item{content-visibility:auto;contain-intrinsic-size:auto 62px}
.many .item[open]{contain-intrinsic-size:auto 900px}
.item>summary{list-style:none;cursor:pointer;padding:10px 14px;display:grid;grid-template-columns:28px minmax(0,1fr) auto;gap:0 10px;align-items:center;border-radius:10px}
.item>summary::-webkit-details-marker{display:none}
.item>summary:hover{background:var(--sunk)}
.item[open]>summary{border-bottom:1px solid var(--line);border-radius:10px 10px 0 0}
.item .sy{grid-row:1/3;width:28px;height:28px;line-height:26px;text-align:center;font-weight:700;font-size:17px;border-radius:8px;border:1.5px solid var(--line);color:var(--dim)}
.create .sy,.added .sy{color:var(--add);background:var(--addbg);border-color:var(--add)}
.delete .sy,.deleted .sy{color:var(--rem);background:var(--rembg);border-color:var(--rem);border-style:dashed}
.update .sy,.replace .sy,.adopt .sy,.changed .sy,.conflict .sy{color:var(--chg);background:var(--chgbg);border-color:var(--chg)}
.who b{font-family:var(--mono);font-size:14px}
.nm{color:var(--dim);margin-left:6px}
.why{grid-column:2/4;color:var(--dim);font-size:13px}
.tags{display:flex;gap:6px;align-items:center}
.tag{font-size:12px;border-radius:999px;padding:1px 9px;border:1px solid var(--line);color:var(--dim);white-space:nowrap}
.tag.wn,.tag.hi{color:var(--warn);border-color:var(--warn);background:var(--warnbg);font-weight:600}
.body{padding:14px}
.notes{margin:0 0 8px;padding-left:24px;color:var(--dim)}
.facts{margin:0 0 8px;color:var(--dim);font-size:13px;display:flex;flex-wrap:wrap;gap:2px 18px}
.f{margin:6px 0;display:grid;gap:6px}
.f>div{display:grid;grid-template-columns:minmax(110px,200px) minmax(0,1fr);gap:0 14px}
.f dt{color:var(--dim);font-family:var(--mono);font-size:12.5px;grid-row:1/9;padding-top:2px}
.f dd{margin:0;grid-column:2;padding:1px 8px 1px 24px;border-radius:5px;position:relative;white-space:pre-wrap}
.f dd::before{position:absolute;left:8px;font-weight:700;color:var(--dim)}
.f dd.a{background:var(--addbg)}.f dd.a::before{content:"+";color:var(--add)}
.f dd.r{background:var(--rembg)}.f dd.r::before{content:"−";color:var(--rem)}
.f dd.x::before{content:"~";color:var(--chg)}
.k .f dd{background:none}.k .f dd::before{content:none}.k .f dd{padding-left:8px}
.f dd.w{color:var(--warn);font-weight:600}.f dd.w::before{content:"!";color:var(--warn)}
.f>div:has(.w) dt{color:var(--warn)}
dd.r del{text-decoration:none}ins{text-decoration:none}
dd.x del,.ln del{color:var(--rem);background:var(--rembg);border-radius:3px;text-decoration:line-through}
dd.x ins{color:var(--add);background:var(--addbg);border-radius:3px;text-decoration:underline;text-underline-offset:3px}
.ln{list-style:none;margin:4px 0 0;padding:0}
.ln li{padding-left:24px;position:relative}
.ln li::before{position:absolute;left:8px;font-weight:700}
.ln .a::before{content:"+";color:var(--add)}.ln .r::before{content:"−";color:var(--rem)}.ln .x::before{content:"~";color:var(--chg)}
.ln .r b{text-decoration:line-through;text-decoration-color:var(--rem)}
.ways{color:var(--dim);font-size:13px;margin:4px 0 0}
.ln .w{color:var(--warn)}
.bl{list-style:none;margin:12px 0 0;padding:0;display:grid;gap:8px}
.bl>li{border:1px solid var(--line);border-radius:8px;padding:8px 12px;background:var(--bg)}
.bl>.a,.card.a{border-left:4px solid var(--add)}.bl>.r,.card.r{border-left:4px dashed var(--rem)}.bl>.x,.card.x{border-left:4px solid var(--chg)}
.card{padding-left:12px}.card.k{padding-left:0}
.mk{display:inline-block;width:18px;height:18px;line-height:17px;overflow:hidden;vertical-align:bottom;text-align:center;margin-right:8px;font-weight:700;color:var(--ontone);border-radius:50%;background:var(--add)}
.mk::before{content:"+" / "";display:block;height:18px}
.r>h4 .mk{background:var(--rem);border-radius:3px}.r>h4 .mk::before{content:"−" / ""}
.x>h4 .mk{background:var(--chg);border-radius:5px}.x>h4 .mk::before{content:"~" / ""}
.bl>li:target,.item:target{outline:3px solid var(--accent);outline-offset:1px}
.panel .f>div{grid-template-columns:minmax(0,1fr)}.panel .f dd,.panel .f dt{grid-column:1;grid-row:auto}
.files ul,.more{columns:3 240px;list-style:none;margin:6px 0 0;padding:0;font-size:13px}
.more li{padding:2px 0}.more small{color:var(--dim)}
.fold{margin-top:12px}.fold>summary{cursor:pointer;color:var(--dim);font-size:13px}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;color:var(--dim);font-size:13px;margin:0 0 10px}
table{border-collapse:collapse;width:100%;background:var(--card);border:1px solid var(--line);font-size:14px}
th,td{text-align:left;padding:6px 12px;border-bottom:1px solid var(--line);vertical-align:top}
th{color:var(--dim);font-weight:600;font-size:13px}
footer{color:var(--dim);font-size:13px;padding-top:28px;padding-bottom:40px}
${PICTURE_RULES}${PICTURES}
@media (max-width:760px){main,.top,footer{padding-left:14px;padding-right:14px}h1{font-size:22px}.split .stage,.fig:has(input[value=beside]:checked) .panes{display:block}.fig:has(input[value=beside]:checked) .two{border-left:0;border-top:1px solid var(--line)}.panel{border-left:0;border-top:1px solid var(--line);max-height:none}.f>div{grid-template-columns:minmax(0,1fr)}.f dd,.f dt{grid-column:1;grid-row:auto}.item>summary{grid-template-columns:28px minmax(0,1fr)}.tags{grid-column:2;grid-row:2;flex-wrap:wrap;margin:2px 0}.item .sy{grid-row:1/4;align-self:start}.why{grid-column:2}.zoom{margin-left:0}.fig .seg span{padding:3px 8px}.top>div:first-child{flex-basis:100%}.counts li{min-width:76px;padding:6px 11px}}
@media (prefers-reduced-motion:no-preference){.item>summary,button{transition:background .12s,border-color .12s}}
@media (forced-colors:active){.mk,.item .sy{border:1px solid}}
${PRINT_RULES}`;
