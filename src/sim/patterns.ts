/**
 * The patterns of the service's own model, by the names of their shapes; `limits.ts` says which members have which.
 *
 * Only those that the model writes as they are meant: some it escapes twice, and ids it binds to the form of a UUID, both of
 * which nothing is refused for. From API version 2017-08-08.
 */
export const PATTERNS: Readonly<Record<string, RegExp>> = {
  CommonHumanReadableDescription: /^[\P{C}\r\n\t]{1,250}$/u,
  CommonHumanReadableName: /^[\P{C}\r\n\t]{1,127}$/u,
  ContactFlowModuleAlias: /^([$0-9a-zA-Z][_-]?)+$/,
  ContactFlowModuleName: /\S/,
  ContactTagKey: /^(?!aws:)[a-zA-Z+-=._:/]+$/,
  DirectoryAlias: /^(?!d-)([\da-zA-Z]+)([-]*[\da-zA-Z])*$/,
  FileName: /^\P{C}*$/u,
  FlowContentSha256: /^[a-zA-Z0-9]{64}$/,
  ReferenceArn: /^[-:/A-Za-z0-9]+/,
  SensitivePhoneNumber: /\+[1-9]\d{1,14}$/,
  ViewDescription: /^([\p{L}\p{N}_.:/=+\-@,()']+[\p{L}\p{Z}\p{N}_.:/=+\-@,()']*)$/u,
  ViewName: /^([\p{L}\p{N}_.:/=+\-@()']+[\p{L}\p{Z}\p{N}_.:/=+\-@()']*)$/u,
  ViewsClientToken: /^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$/u,
  YearMonthDay: /^\d{4}-\d{2}-\d{2}$/,
};
