/** How pages print: in the light, everything that is shown unfolded, pictures as wide as the paper. */
export const PRINT_RULES = `
@media print{
:root,.page{color-scheme:light!important}
.page{background:none;font-size:11pt}
main,.top,footer{max-width:none;padding:0}
.theme,.filter,.zoom,.seg,.skip,.panel,.js .js-only:not([hidden]){display:none!important}
.split .stage,.fig:has(input[value=beside]:checked) .panes{display:block}
.fig:has(input[value=beside]:checked) .two{border-left:0;border-top:1px solid var(--line)}
.side,h2,h3,.over>summary{break-after:avoid}
.more{columns:2}
.item,.fig,.over,.risks>li{break-inside:auto;content-visibility:visible}
.item>summary,.bl>li,.risks>li,.counts li,.fig{break-inside:avoid}
.item::details-content,.over::details-content,.risks .fold::details-content,.risks+.fold::details-content{content-visibility:visible;block-size:auto}
.scroll{overflow:visible;max-height:none}
.scroll svg{width:100%!important;height:auto!important;max-height:240mm}
a{color:inherit;text-decoration:none}
*{print-color-adjust:exact}
}
`;
