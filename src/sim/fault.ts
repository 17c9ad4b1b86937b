/**
 * A refusal of the service: the name of its exception, its message and its other members.
 *
 * It is thrown by operations and written on the wire by the handler; nobody else catches it.
 */
export class ServiceFault extends Error {
  readonly members: Readonly<Record<string, unknown>>;

  constructor(name: string, message: string, members: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = name;
    this.members = members;
  }
}

/** Builds the refusal `name` with its message. */
export const fault = (name: string, message: string, members?: Readonly<Record<string, unknown>>): ServiceFault =>
  new ServiceFault(name, message, members);

export const invalidRequest = (message: string): ServiceFault => fault("InvalidRequestException", message);
export const invalidParameter = (message: string): ServiceFault => fault("InvalidParameterException", message);
export const notFound = (message: string): ServiceFault => fault("ResourceNotFoundException", message);
export const duplicate = (message: string): ServiceFault => fault("DuplicateResourceException", message);
export const limitExceeded = (message: string): ServiceFault => fault("LimitExceededException", message);

/** The refusal to delete what something else still uses (409). */
export const inUse = (message: string, ResourceType?: string, ResourceId?: string): ServiceFault =>
  fault("ResourceInUseException", message, { ResourceType, ResourceId });
