import type { Diagnostic } from "../../model/diagnostic.js";
import { countOf, renderDiagnosticsText, renderNote, renderTable } from "../../report/index.js";
import { exitCodeOfFindings, type Finding, ok, type Verdict } from "../doctor/checkup.js";
import { examineLive } from "../doctor/examine-live.js";
import { examineRecord } from "../doctor/examine-record.js";
import type { Command, Context } from "../line/command.js";
import { inSession, openRecord, type Session } from "../session.js";

/** What a doctor cannot see. */
const NOTE = "Permissions to write are not tried, since that would take a write.";

/** `doctor`: looks whether everything is there that an apply will need; changes nothing in the instance. */
export const doctorCommand: Command = {
  run: async (context) => {
    return inSession(context, { desired: "if-valid" }, async (session) => {
      const live = await examineLive(session);
      const target = await session.provider.target().catch(() => undefined);
      const record = openRecord(session.environment, context);
      const found = [...manifestFindings(session), ...live, ...(await examineRecord(record, target?.instanceArn))];
      tell(found, session.environment.name, context);
      return exitCodeOfFindings(found);
    });
  },
};

function manifestFindings({ project, desired, warnings }: Session): readonly Finding[] {
  const errors = warnings.filter(({ severity }) => severity === "error").length;
  const says = `${project.manifest}: ${desired.resources.length} managed, ${desired.lookups.length} looked up`;
  if (warnings.length === 0) return [ok("manifest", says)];
  const told =
    errors > 0
      ? `${project.manifest} has ${countOf(errors, "error")}`
      : `${says}, ${countOf(warnings.length, "warning")}`;
  return [{ name: "manifest", verdict: "warn", says: told, help: "run `connectctl validate`" }];
}

function tell(findings: readonly Finding[], environment: string, { out }: Context): void {
  const count = (verdict: Verdict) => findings.filter((finding) => finding.verdict === verdict).length;
  const summary = { ok: count("ok"), warn: count("warn"), fail: count("fail") };
  out.document({ environment, checks: findings.map(withoutExitCode), summary, notes: [NOTE] });
  const rows = findings.map(({ verdict, name, says }) => [verdict, name, says]);
  const problems = findings.filter(({ verdict }) => verdict !== "ok").map(diagnosticOf);
  const todo = problems.length === 0 ? "" : `\n${renderDiagnosticsText(problems, out.look)}`;
  const counts = `${summary.ok} ok, ${summary.warn} to look at, ${summary.fail} failed.`;
  out.result(`${renderTable(rows, { ...out.look, wrap: true })}${todo}\n${counts}\n${renderNote(NOTE, out.look)}`);
}

/** What to do about what was found. */
function diagnosticOf({ name, verdict, says, help, code = "cli/checkup" }: Finding): Diagnostic {
  const severity = verdict === "fail" ? "error" : "warning";
  return { severity, code, summary: `Check “${name}”`, detail: `${says}.`, ...(help === undefined ? {} : { help }) };
}

function withoutExitCode({ exitCode: _, ...rest }: Finding) {
  return rest;
}
