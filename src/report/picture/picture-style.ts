const FONT = 'system-ui,"Hiragino Sans","Noto Sans JP","Noto Sans CJK JP",sans-serif';

/**
 * How pictures look, in a page and alone. Classes: `a` only after, `r` only before, `x` changed, `k` kept beside marked
 * ones, `e` error.
 */
export const PICTURE_RULES = `
.pic text{font-family:${FONT};font-size:11px;fill:var(--dim)}
.pic .c{fill:var(--card);stroke:var(--line);stroke-width:1.25}
.pic .n{font-size:13.5px;font-weight:600;fill:var(--ink)}
.pic .sep{fill:none;stroke:var(--line);stroke-width:1;pointer-events:none}
.pic .o{text-anchor:end;fill:var(--ink)}
.pic .o.e{fill:var(--dim)}
.pic .o.r{text-decoration:line-through;fill:var(--rem)}
.pic .o.a{fill:var(--add);font-weight:600}
.pic .s.r{fill:var(--rem);text-decoration:line-through}
.pic .s.a{fill:var(--add);font-weight:600}
.pic .port,.pic .port-e{fill:var(--card);stroke:var(--edge);stroke-width:1.5}
.pic .port-e{stroke-dasharray:2 1.5}
.pic .f .l{marker-start:url(#port)}
.pic .f .l.e{marker-start:url(#port-e)}
.pic .i{stroke:var(--accent);stroke-width:1.6;fill:none;stroke-linecap:round;stroke-linejoin:round}
.pic .end{stroke:var(--dim)}
.pic .l{fill:none;stroke:var(--edge);stroke-width:1.5;marker-end:url(#tip)}
.pic .l.e{stroke-dasharray:2 4;stroke-width:1.25}
.pic .many .l.e{stroke-dasharray:none;stroke-width:.75}
.pic .l.a{stroke:var(--add);stroke-width:2.5;stroke-opacity:1;marker-end:url(#tip-a)}
.pic .l.r{stroke:var(--rem);stroke-width:2;stroke-dasharray:7 5;stroke-opacity:1;marker-end:url(#tip-r)}
.pic .l.e.a,.pic .l.e.r{stroke-width:1.5}
.pic .a>.c{stroke:var(--add);stroke-width:2.5;fill:var(--addbg)}
.pic .r>.c{stroke:var(--rem);stroke-width:2.5;stroke-dasharray:7 4;fill:var(--rembg)}
.pic .x>.c{stroke:var(--chg);stroke-width:2.5;fill:var(--chgbg)}
.pic .r>.n{text-decoration:line-through}
.pic .a>.m{fill:var(--add)}
.pic .r>.m{fill:var(--rem)}
.pic .x>.m{fill:var(--chg)}
.pic .sg{fill:none;stroke:var(--ontone);stroke-width:2.4;stroke-linecap:round}
.pic .k>.n{fill:var(--dim);font-weight:500}
.pic .k>.o{fill:var(--dim)}
.pic .wb{fill:var(--warn);stroke:var(--card);stroke-width:1.5;stroke-linejoin:round}
.pic .wt{fill:var(--ontone);font-weight:700;font-size:13px;text-anchor:middle}
.pic .in rect{fill:var(--accent)}
.pic .in text{fill:var(--ontone);text-anchor:middle;font-weight:700;font-size:12px}
.pic .in.a rect{fill:var(--add)}
.pic .in.r rect{fill:var(--rem)}
.pic .in.a .l{stroke:var(--add);marker-end:url(#tip-a)}
.pic .in.r .l{stroke:var(--rem);stroke-dasharray:7 5;marker-end:url(#tip-r)}
.pic .tip{fill:var(--edge)}
.pic .tip-a{fill:var(--add)}
.pic .tip-r{fill:var(--rem)}
.pic .w{fill:var(--sunk)}
.pic .wn{font-size:12px;font-weight:700;fill:var(--dim)}
.pic .q{fill:var(--card);stroke:var(--line);stroke-width:1.25}
.pic .ad{font-size:12.5px;font-weight:600;fill:var(--ink)}
.pic .sy{font-size:14px;font-weight:700;text-anchor:middle;fill:var(--dim)}
.pic .create .sy{fill:var(--add)}
.pic .create .q{stroke:var(--add)}
.pic .delete .sy{fill:var(--rem)}
.pic .delete .q{stroke:var(--rem);stroke-dasharray:7 4}
.pic .update .sy,.pic .replace .sy,.pic .adopt .sy{fill:var(--chg)}
.pic .update .q,.pic .replace .q,.pic .adopt .q{stroke:var(--chg)}
.pic .ring{fill:none;stroke:var(--warn);stroke-width:1.75;stroke-linecap:round}
.pic .l.y{stroke:var(--warn);stroke-width:2;stroke-dasharray:5 4;marker-end:url(#tip-y)}
.pic .tip-y{fill:var(--warn)}
`;
