import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Plan } from "../../src/model/plan.js";
import { diffBodies } from "../../src/plan/index.js";
import * as report from "../../src/report/index.js";
import { drawn, drawnContent, flowsPlan, menuContent } from "../support/flow-samples.js";
import { fullPlan } from "../support/plan-samples.js";
import { block, change, content, field, kept, planOf } from "../support/plans.js";
import { sha256 } from "../support/sha256.js";
import { attribute, parsePage, vocabulary } from "./html-tree.js";

const pageOf = (plan: Plan) => report.renderPlanHtml(plan, sha256);

describe("the page of a plan", () => {
  test("is the same to the byte for the same plan, and matches its golden file", async () => {
    const page = pageOf(fullPlan());
    expect(pageOf(JSON.parse(JSON.stringify(fullPlan())) as Plan)).toBe(page);
    await expect(page).toMatchFileSnapshot("golden/plan-full.html");
  });

  test("parses without a mistake, and no two things in it have one name", () => {
    const { elements, errors } = parsePage(pageOf(flowsPlan(6)));
    expect(errors).toEqual([]);
    const ids = elements.flatMap((element) => attribute(element, "id") ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = elements.flatMap((element) => attribute(element, "href") ?? []);
    const names = new Set(ids.map((id) => `#${id}`));
    expect(targets.filter((target) => !names.has(target))).toEqual([]);
  });

  test("allows its own style and script by hash, and nothing else", () => {
    const { elements } = parsePage(pageOf(fullPlan()));
    const policy = elements.map((one) => (one.tagName === "meta" ? attribute(one, "content") : "")).join(" ");
    expect(policy).toContain("default-src 'none'");
    for (const tag of ["style", "script"]) {
      const found = elements.filter(({ tagName }) => tagName === tag);
      expect(found.length).toBe(1);
      const [text] = found[0]?.childNodes ?? [];
      const hash = text && "value" in text ? Buffer.from(sha256(text.value), "hex").toString("base64") : "";
      expect(policy).toContain(`${tag}-src 'sha256-${hash}'`);
    }
    const words = vocabulary(parsePage(pageOf(fullPlan())));
    for (const word of words) expect(word).not.toMatch(/^(?:@on.*|@style|@src.*|img|link|iframe|object|embed|form)$/);
  });

  test("says what the text says: addresses, whys, points to look at, links", () => {
    const plan = fullPlan();
    const view = report.viewPlan(plan);
    const { text } = parsePage(pageOf(plan));
    const changes = [...view.waves.flatMap((wave) => wave.changes), ...view.records];
    for (const one of changes) {
      for (const words of [one.address, one.why, ...one.notes, ...report.allAttention(one)])
        expect(text).toContain(words);
      for (const { block: title } of one.sections) expect(text).toContain(title?.name ?? "");
    }
    expect(text).toContain(view.sentence);
    expect(text).toContain(view.orphans[0]?.name);
    expect(text).toContain(view.diagnostics[0]?.summary);
    expect(text).not.toContain("flow.kept-1 ");
    expect(text).toContain("13 unchanged resources are not listed.");
  });

  test("draws a flow that changes with both sides, a new one without marks, and none for layout alone", () => {
    const page = pageOf(flowsPlan(1));
    const { elements } = parsePage(page);
    const item = (address: string) =>
      page.split('<details class="item').find((part) => part.includes(`<b>${address}<`)) ?? "";
    expect(item("flow.menu-001")).toContain('class="b a"');
    expect(item("flow.menu-001")).toContain('class="b r"');
    expect(item("flow.menu-001")).toContain('class="b x"');
    expect(item("flow.ring-a")).toContain('class="b"');
    expect(item("flow.ring-a")).not.toMatch(/class="b [arxk]"/);
    expect(item("flow.tidy")).not.toContain("<svg");
    expect(elements.filter(({ tagName }) => tagName === "figure").length).toBe(4);
  });

  test("folds a plan with nothing in it to one sentence", () => {
    const { text } = parsePage(pageOf(planOf(kept(3))));
    expect(text).toContain("Nothing to do in prod: all 3 resources are as the manifest says.");
    expect(text).toContain("Nothing to carry out.");
  });

  test("tells the points of a dozen changes at its head, and of the others how many there are, with a link", () => {
    const page = report.renderPlanHtml(flowsPlan(20), sha256);
    const [, more = ""] = /<ul class="more">(.*?)<\/ul>/s.exec(page) ?? [];
    expect(page).toContain("<summary>10 more changes to look at</summary>");
    expect(more.match(/<li><a href="#c\d+">flow\.menu-\d+<\/a>.*?<small>\d+ points<\/small><\/li>/g)).toHaveLength(10);
  });

  test("takes a bounded room for every changed flow", () => {
    const [few, many] = [pageOf(flowsPlan(10)).length, pageOf(flowsPlan(60)).length];
    expect((many - few) / 50).toBeLessThan(60_000);
  });
});

const PIECES = [
  ...[
    "<script>",
    "</script",
    "</style>",
    "]]>",
    "<!--",
    "-->",
    "<svg onload=x>",
    "&lt;",
    "&",
    "'",
    '"',
    "`",
    "=",
    "${x}",
  ],
  ...[
    "\u202e",
    "\u0000",
    "\u001b[31m",
    "\ufeff",
    "\u2028",
    "\ud800",
    "\n",
    "\t",
    "::error::x",
    "営業",
    "👨‍👩‍👧",
    "x".repeat(10_000),
  ],
  ...["$&", "$1", "$`", "\\", "/", "~1", "javascript:x", " ", "word"],
];
const hostile = fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((parts) => parts.join(""));

/** A plan in which every foreign field holds these texts. */
function hostilePlan(texts: readonly string[]): Plan {
  const at = (index: number) => texts[index % texts.length] ?? "";
  const id = at(0) === "" ? "a" : at(0);
  const links = { next: at(1), equals: { [at(2)]: id }, errors: { [at(3)]: "no such block" } };
  const before = { content: drawnContent(drawn(0, 0, id, at(1), { Text: at(2), [at(3)]: at(0) }, links)) };
  const after = {
    content: content(block(id, at(1), { Text: at(3) }, links), block(`${id}2`, at(2), { [at(1)]: { a: at(2) } })),
  };
  return planOf(
    [
      change({
        address: "flow.a",
        action: "update",
        name: at(0),
        before,
        after,
        fields: diffBodies(before, after),
        file: at(1),
      }),
      change({
        address: `flow.${at(2)}`,
        action: "create",
        name: at(1),
        after,
        circular: [at(3)],
        dependsOn: ["flow.a", at(3)],
      }),
      change({
        address: "flow.z",
        action: "update",
        fields: [field(`content/blocks/${at(0)}/${at(1)}`, at(2), at(3))],
      }),
    ],
    {
      drift: [{ address: "flow.a", kind: "changed", fields: [field(at(0), at(1), at(2))], modifiedAt: at(3) }],
      orphans: [{ address: at(0), id: at(1), name: at(2) }],
      diagnostics: [
        { severity: "error", code: at(0), summary: at(1), detail: at(2), help: at(3), file: at(0), line: 1 },
      ],
      more: { environment: at(1), planHash: at(2), createdAt: at(3), tool: at(0) },
    },
  );
}

describe("foreign text", () => {
  const plain = vocabulary(parsePage(pageOf(hostilePlan(["alpha", "beta", "gamma", "delta"]))));

  test("never adds an element, an attribute or a mistake to a page", () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 4, maxLength: 4 }), (texts) => {
        const page = pageOf(hostilePlan(texts));
        const parsed = parsePage(page);
        expect(parsed.errors).toEqual([]);
        for (const word of vocabulary(parsed)) expect([...plain, "dir"]).toContain(word);
        expect(parsed.elements.filter(({ tagName }) => tagName === "script").length).toBe(1);
        expect(page).not.toMatch(
          /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]/,
        );
        expect(page).not.toMatch(/\p{Cs}/u);
      }),
      { numRuns: 60 },
    );
  });

  test("is shown as it is, but for what cannot be seen", () => {
    const name = `<b>&"'${"$"}{x}</script>]]>\u202e`;
    const { text } = parsePage(pageOf(planOf([change({ address: "flow.a", action: "create", name })])));
    expect(text).toContain(`<b>&"'${"$"}{x}</script>]]>\\u{202e}`);
  });

  test("never breaks a stand-alone picture, a page of a graph or one of drift", () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 4, maxLength: 4 }), (texts) => {
        const [first = "", second = ""] = texts;
        const plan = hostilePlan(texts);
        const body = plan.changes[0]?.after ?? {};
        const graph = {
          nodes: [{ address: first, kind: "flow" as const, name: second, circle: true, wave: 1 }],
          edges: [{ from: first, to: second }],
        };
        const unmanaged = [{ kind: "flow" as const, id: "1", arn: "2", name: second }];
        const drift = {
          environment: first,
          drift: plan.drift,
          unmanaged,
          summary: report.driftSummary(plan.drift, unmanaged, 1),
        };
        const pages = [
          report.renderGraphHtml(graph, sha256),
          report.renderDriftHtml(drift, { sha256, bodies: { "flow.a": body } }),
          report.renderFlowHtml(body["content"] ?? null, { address: first, name: second }, sha256) ?? "",
        ];
        for (const page of pages) expect(parsePage(page).errors).toEqual([]);
        for (const svg of [report.renderFlowSvg(body["content"] ?? null, first) ?? "", report.renderGraphSvg(graph)]) {
          const { errors, elements } = parsePage(`<!DOCTYPE html><title>x</title>${svg}`);
          expect(errors).toEqual([]);
          expect(elements.some(({ tagName }) => tagName === "script")).toBe(false);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("other pages and pictures", () => {
  test("a flow is drawn alone as an SVG file", async () => {
    const svg = report.renderFlowSvg(menuContent({ queues: ["sales", "英語"] }), "flow.menu: 受付");
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).not.toContain("var(--");
    await expect(svg).toMatchFileSnapshot("golden/flow.svg");
    expect(report.renderFlowSvg({ Actions: [] }, "x")).toBeUndefined();
  });

  test("a graph is drawn with waves from left to right and rings for circles", async () => {
    const node = (address: string, wave: number, circle = false) => ({
      address,
      kind: "flow" as const,
      name: "",
      wave,
      circle,
    });
    const graph = {
      nodes: [node("flow.main", 3), node("flow.a", 2, true), node("flow.b", 2, true), node("queue.sales", 1)],
      edges: [
        { from: "flow.main", to: "flow.a" },
        { from: "flow.a", to: "flow.b" },
        { from: "flow.b", to: "flow.a" },
        { from: "flow.b", to: "queue.sales" },
      ],
    };
    const svg = report.renderGraphSvg(graph);
    expect(svg.split('class="ring"').length - 1).toBe(2);
    expect(svg.split('class="l y"').length - 1).toBe(2);
    await expect(svg).toMatchFileSnapshot("golden/graph.svg");
    expect(parsePage(report.renderGraphHtml(graph, sha256)).text).toContain("4 addresses, 4 references; 2 in circles");
  });

  test("drift draws the flow as it is now, with what differs marked", () => {
    const body = { content: menuContent({ queues: ["sales"] }) };
    const drift = [
      {
        address: "flow.menu",
        kind: "changed" as const,
        fields: [field("content/blocks/Greeting/Parameters/Text", "Hi", "Hello")],
      },
    ];
    const found = { environment: "prod", drift, unmanaged: [], summary: report.driftSummary(drift, [], 4) };
    const page = report.renderDriftHtml(found, { sha256, bodies: { "flow.menu": body } });
    expect(page.split('class="b x"').length - 1).toBe(1);
    expect(page).not.toMatch(/class="l(?: e)? [ar]"|value="before"/);
    expect(parsePage(page).text).toContain("Drift in prod: 1 changed of 4 resources compared.");
  });
});
