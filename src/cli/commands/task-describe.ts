import type { Contact } from "../../model/contact.js";
import { Fault } from "../../model/fault.js";
import { renderContact } from "../../report/index.js";
import { EXIT } from "../exit-code.js";
import { type Command, textArg } from "../line/command.js";
import { inSession, type Session } from "../session.js";
import { contactIds } from "../tasks/contact-ids.js";
import { contactView, openNames } from "../tasks/contact-views.js";

/** `task describe`: one contact, whoever started it. */
export const taskDescribeCommand: Command = {
  positionals: { "contact-id": { describe: "Id of the contact" } },
  run: async (context, args) => {
    const [id = ""] = contactIds([textArg(args, "contact-id") ?? ""]);
    return inSession(context, { desired: false }, async (session) => {
      const { provider, contacts, environment } = session;
      const { instanceArn } = await provider.target();
      const [contact, open] = await Promise.all([provider.contacts.describe(id), contacts.open()]);
      if (!contact) throw unknownContact(id, environment.name);
      const opened = open.find((one) => one.id === id);
      const whole = { ...contact, attributes: await attributesOf(contact, session) };
      const place = { environment: environment.name, instanceArn, opened, now: context.world.now() };
      const view = await contactView(whole, place, openNames(session));
      if (opened && view.status === "ended") await contacts.closed(opened.task.clientToken);
      context.out.document(view);
      context.out.result(renderContact(view, context.out.look));
      return EXIT.done;
    });
  },
};

/** A description may come without them; to whom they are denied, they are none. */
async function attributesOf({ id, initialId, attributes }: Contact, { provider }: Session) {
  if (Object.keys(attributes).length > 0) return attributes;
  return provider.contacts.attributes(initialId ?? id).catch((error: unknown) => {
    if (error instanceof Fault && (error.kind === "permission" || error.kind === "not-found")) return {};
    throw error;
  });
}

function unknownContact(id: string, environment: string): Fault {
  return new Fault("not-found", [
    {
      severity: "error",
      code: "cli/unknown-contact",
      summary: `The instance of \`${environment}\` knows no contact \`${id}\``,
      help: "check the id and the environment; `connectctl task list` shows what was started here",
    },
  ]);
}
