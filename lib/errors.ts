// The one error type of the product. Codes are transport-neutral; lib/http maps them to each API's error shape.
export type ErrorCode =
  | 'bad_request'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'invalid'
  | 'quota'
  | 'too_large'
  | 'unavailable'
  | 'not_implemented'

export type FieldError = { path: string; message: string }

type AppErrorOptions = { cause?: unknown; fields?: FieldError[]; details?: Record<string, unknown> }

export class AppError extends Error {
  readonly code: ErrorCode
  readonly fields: FieldError[]
  readonly details: Record<string, unknown>

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.fields = options.fields ?? []
    this.details = options.details ?? {}
  }
}

export function notFound(what: string, id: string): AppError {
  return new AppError('not_found', `${what} ${id} does not exist, or you have no access to it.`)
}

export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
