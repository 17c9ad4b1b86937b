import { describe, expect, test } from "vitest";
import { widthOf } from "../../src/report/lines/span.js";
import { renderTable } from "../../src/report/lines/table-text.js";
import { renderStateHistory, renderStateList, renderStateText } from "../../src/report/text/state-text.js";
import { resource } from "../support/state-samples.js";

describe("renderTable", () => {
  test("aligns by visible width", () => {
    const rows = [
      ["name", "id"],
      ["営業 ⭐", "1"],
      ["Main", "2"],
    ];
    expect(renderTable(rows, { width: 80 })).toBe("name      id\n営業 ⭐   1\nMain      2\n");
  });

  test("lets the widest column give way", () => {
    const text = renderTable([["flow.a", "x".repeat(200), "end"]], { width: 60 });
    expect(text.trimEnd().split("\n").map(widthOf)).toEqual([60]);
    expect(text).toMatch(/^flow\.a {3}x+…x+ {3}end\n$/);
  });
});

describe("the state", () => {
  test("is listed by address with its counts last", () => {
    expect(renderStateList([resource("queue.営業"), resource("flow.main")], { width: 80, color: false })).toBe(
      "address      id        name\nflow.main    id-main   main\nqueue.営業   id-営業   営業\n2 resources.\n",
    );
    expect(renderStateList([], { width: 80, color: false })).toBe("The state holds no resources.\n");
  });

  test("has earlier ones, with the time at which each was put aside and where it lies", () => {
    const earlier = { serial: 12, keptAt: "2026-05-01T09:30:12.000Z", file: "state/.history/prod.12.json" };
    expect(renderStateHistory([earlier], { width: 80, color: false })).toBe(
      "state       put aside              file\nserial 12   2026-05-01 09:30 UTC   state/.history/prod.12.json\n",
    );
  });

  test("keeps addresses and ids whole where there is no room for names", () => {
    const long = {
      ...resource("flow.a-rather-long-address"),
      id: "0d1f5b0e-7c1b-4f57-9b0c-0a4f3a1c2b3d",
      name: "n".repeat(60),
    };
    const text = renderStateList([long], { width: 80, color: false });
    expect(text).toContain(`flow.a-rather-long-address   ${long.id}   n`);
    expect(Math.max(...text.split("\n").map(widthOf))).toBeLessThanOrEqual(80);
  });

  test("never breaks an ARN", () => {
    const arn = `arn:aws:connect:eu-west-2:123456789012:instance/${"0".repeat(36)}/contact-flow/${"1".repeat(36)}`;
    expect(renderStateText({ ...resource("flow.main"), arn }, { width: 80, color: false })).toContain(`   ${arn}\n`);
  });

  test("shows all of one resource", () => {
    const text = renderStateText(resource("flow.main", { dependsOn: ["queue.sales"] }), { width: 100, color: false });
    expect(text).toContain("depends on   queue.sales\n");
    expect(text).toContain(`applied      ${"ab".repeat(32)}\n`);
  });
});
