// Loaded with `node --import` before the program, which knows nothing of it. It counts what a process does to the disk and
// to the service, and kills the process at the boundary that it is told: no handler runs, nothing is flushed.
//
//   TORTURE_KILL_AT  class:number, for example `disk:7`; classes are disk, write (requests that may change something), read,
//                    store (requests to the bucket that holds the state)
//   TORTURE_COUNTS   a file to write the counts to when the process ends by itself
//   TORTURE_HURRY    set: pauses are many times shorter; `yes`: time-outs too, for those that nothing answers
//   TORTURE_JUMP     milliseconds that the wall clock jumps by, once it was looked at for some time
//   TORTURE_JUMP_AT  after how many looks; 100 when absent
import fs from "node:fs";
import http from "node:http";
import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers/promises";

const { TORTURE_KILL_AT: killAt = "", TORTURE_COUNTS, TORTURE_HURRY, TORTURE_JUMP, TORTURE_JUMP_AT = "100" } = process.env;
const [victim, number] = killAt.split(":");
const counts = { disk: 0, write: 0, read: 0, store: 0 };

function boundary(name) {
  counts[name] += 1;
  if (name === victim && counts[name] === Number(number)) process.kill(process.pid, "SIGKILL");
}

const inState = (path) => /[\\/]state([\\/]|$)/.test(String(path));

// Calls that change what lies in the folder of states: one boundary before each and one behind it.
for (const name of ["rename", "link", "rm"]) {
  const real = fs.promises[name];
  fs.promises[name] = async (...args) => {
    if (!inState(args[0])) return real.apply(fs.promises, args);
    boundary("disk");
    const given = await real.apply(fs.promises, args);
    boundary("disk");
    return given;
  };
}

const probe = await fs.promises.open(new URL(import.meta.url));
const handle = Object.getPrototypeOf(probe);
await probe.close();
for (const name of ["sync", "datasync"]) {
  const real = handle[name];
  handle[name] = async function (...args) {
    boundary("disk");
    const given = await real.apply(this, args);
    boundary("disk");
    return given;
  };
}

// Texts can be torn: there is a boundary in the middle of each.
for (const name of ["appendFile", "writeFile"]) {
  const real = handle[name];
  handle[name] = async function (text, ...args) {
    boundary("disk");
    const next = counts.disk + 1;
    if (victim === "disk" && next === Number(number)) await real.call(this, text.slice(0, text.length / 2), ...args);
    boundary("disk");
    const given = await real.call(this, text, ...args);
    boundary("disk");
    return given;
  };
}

// Requests: before it is made, when it has left, and when its answer begins to arrive.
const request = http.request;
http.request = function (...args) {
  const { method = "GET", path = "/" } = args.find((one) => typeof one?.method === "string") ?? {};
  const name = path.startsWith("/states") ? "store" : method === "GET" ? "read" : "write";
  boundary(name);
  const made = request.apply(this, args);
  made.once("finish", () => boundary(name));
  made.once("response", () => boundary(name));
  return made;
};

if (TORTURE_HURRY) {
  const pause = timers.setTimeout;
  timers.setTimeout = (ms, ...args) => pause(ms / 20, ...args);
  const timer = globalThis.setTimeout;
  if (TORTURE_HURRY === "yes") globalThis.setTimeout = (work, ms, ...args) => timer(work, ms >= 10_000 ? ms / 50 : ms, ...args);
}

if (TORTURE_JUMP) {
  const RealDate = Date;
  let looks = 0;
  const origin = performance.timeOrigin;
  if (TORTURE_JUMP_AT === "0") Object.defineProperty(performance, "timeOrigin", { value: origin + Number(TORTURE_JUMP) });
  const jumped = () => RealDate.now() + (++looks > Number(TORTURE_JUMP_AT) ? Number(TORTURE_JUMP) : 0);
  globalThis.Date = class extends RealDate {
    constructor(...args) {
      super(...(args.length === 0 ? [jumped()] : args));
    }
    static now() {
      return jumped();
    }
  };
}

syncBuiltinESMExports();
if (TORTURE_COUNTS) process.on("exit", () => fs.writeFileSync(TORTURE_COUNTS, JSON.stringify(counts)));
