import type { TraceView } from "../view/trace-view.js";

/** The way of a contact as a document: times as ISO 8601 in UTC, everything else as it is shown. */
export function traceDocument({ startedAt, steps, end, ...rest }: TraceView): object {
  return {
    ...rest,
    startedAt: moment(startedAt),
    steps: steps.map(({ at, ...step }) => ({ at: moment(at), ...step })),
    end: { ...end, at: moment(end.at), ...(end.until === undefined ? {} : { until: moment(end.until) }) },
  };
}

const moment = (at: number): string => new Date(at).toISOString();
