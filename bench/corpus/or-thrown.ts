/** Gives the problems that are found; what is thrown on the way is a problem too, so that the others are still told. */
export async function orThrown(find: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await find();
  } catch (error) {
    return [`it throws ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`];
  }
}
