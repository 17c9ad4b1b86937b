/** Does work as soon as little enough else is under way. */
type Door = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** A door that lets in so many at once; the others wait before it in their order, and nothing of them is made before. */
export function atOnce(most: number): Door {
  const waiting: (() => void)[] = [];
  let inside = 0;
  const leave = () => {
    inside -= 1;
    waiting.shift()?.();
  };
  return async (work) => {
    if (inside >= most) await new Promise<void>((enter) => waiting.push(enter));
    inside += 1;
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
