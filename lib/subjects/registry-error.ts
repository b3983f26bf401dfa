// Errors of the Schema Registry API: a number that clients know, whose first three digits are the HTTP status, and a text
// that some of them read too.
import { AppError, type ErrorCode } from '@/lib/errors'

const codes: Record<number, ErrorCode> = {
  400: 'bad_request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  422: 'invalid',
  501: 'not_implemented',
}

export class RegistryError extends AppError {
  /** For example 40401. */
  readonly errorCode: number
  /** HTTP. */
  readonly status: number

  constructor(errorCode: number, message: string, options: { cause?: unknown } = {}) {
    const status = Number(String(errorCode).slice(0, 3))
    super(codes[status] ?? 'unavailable', message, { ...options, details: { status, errorCode } })
    this.name = 'RegistryError'
    this.errorCode = errorCode
    this.status = status
  }
}

type NewError = (...about: (string | number)[]) => RegistryError
const known =
  (errorCode: number, text: (...about: (string | number)[]) => string): NewError =>
  (...about) =>
    new RegistryError(errorCode, text(...about))

export const subjectNotFound = known(40401, (subject) => `Subject '${subject}' not found.`)
export const versionNotFound = known(40402, (version) => `Version ${version} not found.`)
export const schemaIdNotFound = known(40403, (id) => `Schema ${id} not found`)
export const schemaNotFound = known(40403, () => 'Schema not found')
export const subjectAlreadyDeleted = known(
  40404,
  (subject) => `Subject '${subject}' was soft deleted.Set permanent=true to delete permanently`,
)
export const subjectNotYetDeleted = known(
  40405,
  (subject) => `Subject '${subject}' was not deleted first before being permanently deleted`,
)
export const versionAlreadyDeleted = known(
  40406,
  (subject, version) =>
    `Subject '${subject}' Version ${version} was soft deleted.Set permanent=true to delete permanently`,
)
export const versionNotYetDeleted = known(
  40407,
  (subject, version) =>
    `Subject '${subject}' Version ${version} was not deleted first before being permanently deleted`,
)
export const noSubjectConfig = known(
  40408,
  (subject) => `Subject '${subject}' does not have subject-level compatibility configured`,
)
export const noSubjectMode = known(
  40409,
  (subject) => `Subject '${subject}' does not have subject-level mode configured`,
)
export const incompatibleSchema = known(
  40901,
  (subject, details) =>
    `Schema being registered is incompatible with an earlier schema for subject "${subject}", details: [${details}]`,
)
export const invalidSchema = known(42201, (reason) => `${reason}`)
export const invalidVersion = known(
  42202,
  (version) =>
    `The specified version '${version}' is not a valid version id. Allowed values are between [1, 2^31-1] and the string "latest"`,
)
export const invalidCompatibilityLevel = known(
  42203,
  () =>
    'Invalid compatibility level. Valid values are none, backward, forward, full, backward_transitive, forward_transitive, and full_transitive',
)
export const invalidMode = known(
  42204,
  () => 'Invalid mode. Valid values are READWRITE, READONLY, READONLY_OVERRIDE, and IMPORT',
)
export const notPermitted = known(42205, (reason) => `${reason}`)
export const stillReferred = known(
  42206,
  (subject, version) =>
    `One or more references exist to the schema {magic=1,keytype=SCHEMA,subject=${subject},version=${version}}.`,
)
export const otherIdGiven = known(
  42207,
  (present, given) => `Schema already registered with id ${present} instead of input id ${given}`,
)
export const invalidSubject = known(42208, (subject) => `The specified subject '${subject}' is not a valid.`)
export const schemaTooLarge = known(42209, (reason) => `${reason}`)
export const invalidRuleSet = known(42210, (reason) => `${reason}`)
export const contextNotEmpty = known(42211, (context) => `The specified context '${context}' is not empty.`)
