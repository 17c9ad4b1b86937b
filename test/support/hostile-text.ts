import fc from "fast-check";

const PIECES = [
  ...[
    "\u001b[31m",
    "\u009b1m",
    "\u0007",
    "\u202e",
    "\u2066",
    "\u200b",
    "\ufeff",
    "\u2028",
    "\n",
    "\r\n",
    "\t",
    "\ud800",
  ],
  ...[
    "::error::x",
    "::",
    "##[error]",
    "##vso[x]",
    "<script>",
    "</pre>",
    "</details>",
    "-->",
    "|",
    "`",
    "```",
    "${queue.a}",
  ],
  ...["[x](y)", "@all", "#1", "*", "\\", '"', " ", "営業", "👨‍👩‍👧", "word", "long ".repeat(20), "x".repeat(130)],
];
/** Text as somebody would write it who wants to be obeyed, or not to be seen. */
export const hostile = fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((parts) => parts.join(""));

/** Characters that nobody sees. */
export const HIDDEN = /[\p{Bidi_Control}\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u200b\ufeff]/u;

/** Lines that a CI runner would obey. */
export const COMMAND = /^\s*::|##\[|##[a-z]+\[/im;
