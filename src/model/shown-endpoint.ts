/** An address of a service as messages may name it: without the user and the password that may stand in it. */
export function shownEndpoint(endpoint: string | undefined): string | undefined {
  return endpoint?.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, "$1");
}
