// Error answers in the shape that each API's clients parse.
import { AppError, type ErrorCode } from '@/lib/errors'
import { kafkaRestError } from '@/lib/http/kafka-rest-error'
import { registryMedia } from '@/lib/http/registry-media'

export type ErrorStyle = 'control' | 'kafka' | 'connect' | 'schema-registry' | 'kafka-connect'

const statuses: Record<ErrorCode, number> = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  invalid: 400,
  quota: 429,
  unavailable: 503,
  not_implemented: 501,
}

const titles: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  413: 'Content Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
}

const pointer = (path: string): string => `/${path.split('.').join('/')}`

function body(style: ErrorStyle, status: number, error: AppError, requestId: string): unknown {
  const list = error.fields.length > 0 ? error.fields : [{ path: '', message: error.message }]
  const detail =
    error.fields.length > 0 ? list.map((f) => `${f.path}: ${f.message}`).join('; ') : error.message
  // `fields` is ours: the console puts each message at its field; other clients read code and message only.
  const fields = error.fields.length > 0 ? { fields: error.fields } : {}
  if (style === 'kafka')
    return { error_code: kafkaRestError(error, status).errorCode, message: detail, ...fields }
  if (style === 'schema-registry') return { error_code: registryCode(error, status), message: detail }
  if (style === 'kafka-connect') return { error_code: status, message: detail }
  if (style === 'connect') return { error: { code: status, message: detail, ...fields } }
  // A code that clients know by its own name: `details.code`.
  const code = typeof error.details.code === 'string' ? error.details.code : error.code
  return {
    errors: list.map((field) => ({
      id: requestId,
      status: String(status),
      code,
      title: titles[status],
      detail: field.path ? `${field.path}: ${field.message}` : field.message,
      source: field.path ? { pointer: pointer(field.path) } : {},
    })),
  }
}

const schemaTooLarge = 42209
const registryCode = ({ code, details }: AppError, status: number): number => {
  if (typeof details.errorCode === 'number') return details.errorCode
  return code === 'too_large' ? schemaTooLarge : status
}

/** What Kafka REST says of an error inside an answer: of one record among several. */
export function kafkaProblem(error: AppError): { error_code: number; message: string } {
  const own = typeof error.details.status === 'number' ? error.details.status : statuses[error.code]
  const fields = error.fields.map(({ path, message }) => `${path}: ${message}`)
  return {
    error_code: kafkaRestError(error, own).errorCode,
    message: fields.length > 0 ? fields.join('; ') : error.message,
  }
}

function statusOf(style: ErrorStyle, error: AppError, own: number): number {
  if (style === 'kafka') return kafkaRestError(error, own).status
  return style === 'schema-registry' && error.code === 'too_large' ? 422 : own
}

export function problem(style: ErrorStyle, error: AppError, requestId: string): Response {
  const own = typeof error.details.status === 'number' ? error.details.status : statuses[error.code]
  const status = statusOf(style, error, own)
  const retryAfter = error.details.retryAfterSeconds
  const headers: Record<string, string> = { 'cache-control': 'no-store', 'x-request-id': requestId }
  if (status === 429 || status === 503)
    headers['retry-after'] = typeof retryAfter === 'number' ? String(retryAfter) : '1'
  if (style === 'schema-registry') headers['content-type'] = registryMedia
  // The rest of the body is not read, so nothing else can follow on this connection.
  if (error.code === 'too_large') headers.connection = 'close'
  return Response.json(body(style, status, error, requestId), { status, headers })
}

export function internalProblem(style: ErrorStyle, requestId: string): Response {
  const message = `Something went wrong on our side. The log has the details under request id ${requestId}.`
  // 50001: what clients of a registry know as trouble with its store, and try again after.
  const error = new AppError('unavailable', message, { details: { status: 500, errorCode: 50001 } })
  return problem(style, error, requestId)
}
