// What a refusal of the API says, in whichever of its three shapes it comes.
import type { FieldError } from '@/lib/errors'

export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly fields: readonly FieldError[] = [],
    readonly requestId?: string,
  ) {
    super(message)
    this.name = 'ApiError'
  }
}

type ControlProblem = { errors: { detail?: string; source?: { pointer?: string } }[] }
const isControlProblem = (body: object): body is ControlProblem =>
  'errors' in body && Array.isArray(body.errors)

export async function readError(response: Response): Promise<ApiError> {
  const requestId = response.headers.get('x-request-id') ?? undefined
  const body: unknown = await response.json().catch(() => null)
  if (typeof body !== 'object' || body === null)
    return new ApiError(response.status, `The server answered ${response.status}.`, [], requestId)
  if (isControlProblem(body)) {
    const problems = body.errors.map(({ detail = '', source }) => {
      const path = source?.pointer?.slice(1).replaceAll('/', '.') ?? ''
      return {
        path,
        message: path && detail.startsWith(`${path}: `) ? detail.slice(path.length + 2) : detail,
      }
    })
    const message = problems.map((problem) => problem.message).join(' ')
    const fields = problems.filter(({ path }) => path !== '')
    return new ApiError(response.status, message, fields, requestId)
  }
  const inner = 'error' in body && typeof body.error === 'object' && body.error !== null ? body.error : body
  const message =
    'message' in inner && typeof inner.message === 'string'
      ? inner.message
      : `The server answered ${response.status}.`
  return new ApiError(response.status, message, readFields(inner), requestId)
}

function readFields(inner: object): FieldError[] {
  if (!('fields' in inner) || !Array.isArray(inner.fields)) return []
  return (inner.fields as unknown[]).flatMap((field) =>
    typeof field === 'object' &&
    field !== null &&
    'path' in field &&
    'message' in field &&
    typeof field.path === 'string' &&
    typeof field.message === 'string'
      ? [{ path: field.path, message: field.message }]
      : [],
  )
}
