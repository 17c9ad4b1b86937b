/** Does work as soon as little enough else is under way. */
type Door = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** A door that lets in so many at once; the others wait before it in their order, and nothing of them is made before. */
export function atOnce(most: number): Door {
  const waiting: (() => void)[] = [];
  let inside = 0;
  const enter = async () => {
    if (inside < most) inside += 1;
    else await new Promise<void>((take) => waiting.push(take));
  };
  // Who leaves gives the place to the next; nobody who comes meanwhile can take it.
  const leave = () => {
    const next = waiting.shift();
    if (next) next();
    else inside -= 1;
  };
  return async (work) => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
