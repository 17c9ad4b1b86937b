import { parseAddress } from "../../model/address.js";
import { nearNames } from "../../model/near-name.js";
import { findInState, type State, type StateResource } from "../../model/state.js";
import { renderStateHistory, renderStateList, renderStateText } from "../../report/index.js";
import { assertSaysNothing, type JournalFile, type StateStore } from "../../state/index.js";
import { underStateLock } from "../applying/state-lock.js";
import { EXIT } from "../exit-code.js";
import { chooseEnvironment } from "../line/choose-environment.js";
import { addressArg, type Command, type Context, textArg } from "../line/command.js";
import { usageError } from "../line/usage.js";
import { nearPlace } from "../screen/near-place.js";
import { openProject, openRecord } from "../session.js";

/** What `state list --json` gives of each resource. */
function listRows(state: State) {
  return state.resources.map(({ address, kind, name, id, arn }) => ({ address, kind, name, id, arn }));
}

export const stateListCommand: Command = {
  run: async (context) => {
    const { out } = context;
    const state = await open(context).store.read();
    out.document(state ? listRows(state) : []);
    out.result(state ? renderStateList(state.resources, out.look) : "Nothing is recorded yet.");
    return EXIT.done;
  },
};

export const stateShowCommand: Command = {
  positionals: { address: { describe: "An address, such as flow.main-ivr" } },
  run: async (context, args) => {
    const resource = recorded(await open(context).store.read(), addressArg(args, "address"));
    context.out.document(resource);
    context.out.result(renderStateText(resource, context.out.look));
    return EXIT.done;
  },
};

export const stateMvCommand: Command = {
  positionals: { from: { describe: "The address it has" }, to: { describe: "The address it gets" } },
  run: async (context, args) => {
    const [from, to] = [addressArg(args, "from"), addressArg(args, "to")];
    return change(context, (state) => {
      const resource = recorded(state, from);
      if (parseAddress(to)?.kind !== resource.kind) {
        throw usageError(`\`${to}\` is no address of kind \`${resource.kind}\``, {
          help: `write \`${resource.kind}.NAME\``,
        });
      }
      if (findInState(state, to))
        throw usageError(`\`${to}\` is recorded already`, { help: "move or remove that one first" });
      const renamed = (address: string) => (address === from ? to : address);
      const resources = state.resources.map((one) => ({
        ...one,
        address: renamed(one.address),
        dependsOn: one.dependsOn.map(renamed),
      }));
      return { state: { ...state, resources }, says: `Moved ${from} to ${to}.` };
    });
  },
};

export const stateRmCommand: Command = {
  positionals: { address: { describe: "The address to forget" } },
  run: async (context, args) =>
    change(context, (state) => {
      const { address } = recorded(state, addressArg(args, "address"));
      const resources = state.resources.filter((one) => one.address !== address);
      return { state: { ...state, resources }, says: `Forgot ${address}; it stays in the instance.` };
    }),
};

export const stateHistoryCommand: Command = {
  run: async (context) => {
    const { out, world } = context;
    const kept = await open(context).store.history();
    out.document(kept);
    const near = kept.map((one) => ({ ...one, file: nearPlace(world.cwd, one.file) }));
    out.result(near.length === 0 ? "No earlier state was kept." : renderStateHistory(near, out.look));
    return EXIT.done;
  },
};

export const stateRestoreCommand: Command = {
  positionals: { serial: { describe: "A serial of `state history`" } },
  run: async (context, args) => {
    const text = textArg(args, "serial") ?? "";
    const serial = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(serial))
      throw usageError("A serial is a whole number", { help: "look at `connectctl state history`" });
    return locked(context, async (store) => {
      const state = await store.restore(serial);
      context.out.document({ serial: state.serial, restored: serial });
      context.out.result(`Restored serial ${serial} as serial ${state.serial}.`);
    });
  },
};

function open(context: Context) {
  const { project } = openProject(context, { entries: "any" });
  return openRecord(chooseEnvironment(project, context), context);
}

function recorded(state: State | undefined, address: string): StateResource {
  const resource = findInState(state, address);
  if (resource) return resource;
  const near = nearNames(
    address,
    (state?.resources ?? []).map((one) => one.address),
  );
  const help =
    near.length > 0 ? `write ${near.map((name) => `\`${name}\``).join(" or ")}` : "look at `connectctl state list`";
  throw usageError(`\`${address}\` is not recorded`, { help });
}

async function change(
  context: Context,
  how: (state: State) => { readonly state: State; readonly says: string },
): Promise<number> {
  return locked(context, async (store, journal) => {
    assertSaysNothing(journal.file, await journal.read());
    const state = await store.read();
    if (!state) throw usageError("Nothing is recorded yet", { help: "run `connectctl apply` first" });
    const { state: next, says } = how(state);
    const written = await store.write(next);
    context.out.document({ serial: written.serial });
    context.out.result(says);
  });
}

async function locked(
  context: Context,
  work: (store: StateStore, journal: JournalFile) => Promise<void>,
): Promise<number> {
  const record = open(context);
  return underStateLock(record, context, { operation: "state" }, async () => {
    await work(record.store, record.journal);
    return EXIT.done;
  });
}
