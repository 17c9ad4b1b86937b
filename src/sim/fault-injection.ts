/**
 * A failure that a test wants instead of the answer.
 *
 * `before` means that nothing was done, `after` that the operation was carried out (and kept) and only the answer is lost.
 * With `disconnect` no answer comes at all: the connection breaks.
 */
export interface InjectedFault {
  readonly when: "before" | "after";
  /** Name of the service's exception; `InternalServiceException` when absent. */
  readonly name?: string;
  readonly message?: string;
  readonly members?: Readonly<Record<string, unknown>>;
  readonly disconnect?: boolean;
}

type Told = InjectedFault | undefined;

// biome-ignore lint/suspicious/noConfusingVoidType: a hook that only looks has nothing to return
type Answer = void | Told | Promise<void | Told>;

/**
 * Is told of every call with its input; a fault it returns is played.
 *
 * Operations of Lex Models V2 have `lex.` before their names.
 */
export type CallHook = (operation: string, input: Readonly<Record<string, unknown>>) => Answer;

/** The error of a connection that broke, as node's sockets give it. */
export const brokenConnection = (): Error => Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
