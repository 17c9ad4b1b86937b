import { describe, expect, test } from "vitest";
import { widthOf } from "../../src/report/span.js";
import { renderStateList, renderStateText } from "../../src/report/state-text.js";
import { renderTable } from "../../src/report/table-text.js";
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
      "address      name   id\nflow.main    main   id-main\nqueue.営業   営業   id-営業\n2 resources.\n",
    );
    expect(renderStateList([], { width: 80, color: false })).toBe("The state holds no resources.\n");
  });

  test("shows all of one resource", () => {
    const text = renderStateText(resource("flow.main", { dependsOn: ["queue.sales"] }), { width: 100, color: false });
    expect(text).toContain("depends on   queue.sales\n");
    expect(text).toContain(`applied      ${"ab".repeat(32)}\n`);
  });
});
