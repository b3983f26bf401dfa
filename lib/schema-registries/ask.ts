// One request to a Schema Registry's REST API, and what came of it.
import { z } from 'zod'
import { AppError, errorMessage } from '@/lib/errors'
import { RegistryError } from '@/lib/subjects/registry-error'

/** `headers` are asked for with every call: what Tributary shows as itself changes when the worker restarts. */
export type RegistryAddress = {
  url: string
  headers?: Record<string, string> | (() => Promise<Record<string, string>>)
  timeoutMs?: number
}

/** No answer, or one that no registry gives: it may be there again in a moment. */
export class RegistryAwayError extends AppError {
  constructor(reason: string, cause?: unknown) {
    super('unavailable', `The Schema Registry does not answer: ${reason}.`, { cause })
    this.name = 'RegistryAwayError'
  }
}

const media = 'application/vnd.schemaregistry.v1+json'
const problem = z.object({ error_code: z.number(), message: z.string() })

export type RegistryQuestion = { method?: 'GET' | 'POST'; body?: unknown; query?: Record<string, string> }

/** Null where the registry says that there is no such thing. */
export async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof RegistryError && error.status === 404) return null
    throw error
  }
}

/** Throws RegistryError (it answers, with an error_code), or RegistryAwayError. */
export async function askRegistry<T extends z.ZodType>(
  { url, headers, timeoutMs = 10_000 }: RegistryAddress,
  path: string,
  answer: T,
  { method = 'GET', body, query = {} }: RegistryQuestion = {},
): Promise<z.output<T>> {
  const own = typeof headers === 'function' ? await headers() : headers
  const search = new URLSearchParams(query).toString()
  let status: number
  let given: unknown
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}${path}${search === '' ? '' : `?${search}`}`, {
      method,
      headers: { ...own, accept: media, ...(body === undefined ? {} : { 'content-type': media }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    status = response.status
    given = await response.json().catch(() => null)
  } catch (error) {
    throw new RegistryAwayError(reasonOf(error, timeoutMs), error)
  }
  if (status < 400) {
    const parsed = answer.safeParse(given)
    if (parsed.success) return parsed.data
    throw new RegistryAwayError('the answer is not that of a Schema Registry', parsed.error)
  }
  const told = problem.safeParse(given)
  if (status >= 500 || !told.success)
    throw new RegistryAwayError(`HTTP ${status}${told.success ? `: ${told.data.message}` : ''}`)
  throw new RegistryError(told.data.error_code, told.data.message)
}

function reasonOf(error: unknown, timeoutMs: number): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `no answer within ${timeoutMs} ms`
  // "fetch failed" says nothing; its cause says ECONNREFUSED.
  return errorMessage(error instanceof Error && error.cause instanceof Error ? error.cause : error)
}
