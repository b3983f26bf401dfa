// What is asked of an attached registry: the same right as for ours, then the request goes there with its credentials, and its
// answer comes back as it is. What it says of Tributary's own credentials is not said to the client as of the client's.
import { authorize, authorizeFilteredList, type Ctx } from '@/lib/context'
import { AppError, errorMessage } from '@/lib/errors'
import { auditKafkaChange } from '@/lib/audit-events/mutate'
import type { Action } from '@/lib/permissions'
import {
  askExternal,
  handedOn,
  media,
  type ExternalAnswer,
  type ExternalQuestion,
} from '@/lib/schema-registries/ask-external'
import type { ExternalAccess } from '@/lib/schema-registries/external'
import type { PlacedRegistry } from '@/lib/schema-registries/get'
import { parseScope, printName } from '@/lib/subjects/qualified-name'
import { canRead, crnOfRegistry, crnOfSubject, readsEverything } from '@/lib/subjects/require-subject'
import { findFilter } from './forward-filters'

export type Forwarding = {
  ctx: Ctx
  registry: PlacedRegistry
  access: ExternalAccess
  request: Request
  /** The body as it came. */
  json: unknown
  id: string
  permission: Action
  params: { subject?: string; id?: number; guid?: string }
  /** The subject that the path names, as a qualified name. */
  subject: string | undefined
}

const timeoutMs = 20_000
const passedOn = ['accept', 'confluent-accept-unknown-properties'] as const

export async function forward(forwarding: Forwarding): Promise<Response> {
  const { registry, request, json, access } = forwarding
  if (request.headers.has(handedOn))
    throw away(
      502,
      'It hands requests on to a registry that hands them on again. Attach the last one instead.',
    )
  const headers: Record<string, string> = { accept: media }
  for (const name of passedOn) {
    const value = request.headers.get(name)
    if (value !== null) headers[name] = value
  }
  const body = json === undefined ? undefined : JSON.stringify(json)
  if (body !== undefined) headers['content-type'] = media
  const { pathname, search } = new URL(request.url)
  const path = `${pathname.replace(`/${registry.id}`, '')}${search}`
  const ask = (question: Partial<ExternalQuestion> = {}): Promise<ExternalAnswer> =>
    askOnce(access, { method: request.method, path, headers, body, timeoutMs, ...question })
  const { status, contentType, text } = await permitted(forwarding, path, ask)
  return new Response(text === '' ? null : text, {
    status,
    headers: { 'content-type': contentType, 'cache-control': 'no-store' },
  })
}

type Ask = (question?: Partial<ExternalQuestion>) => Promise<ExternalAnswer>

/** Asks for the right that ours asks for, and for lists shows what one may read. */
async function permitted(forwarding: Forwarding, path: string, ask: Ask): Promise<ExternalAnswer> {
  const { ctx, registry, permission, subject, id } = forwarding
  const filter = findFilter(id)
  if (filter) {
    authorizeFilteredList(ctx, permission)
    if (readsEverything(ctx, registry)) return ask()
    const may = (name: string): boolean => canRead(ctx, registry, parseScope(name))
    return filter({ ...forwarding.params, path, may, ask })
  }
  const scope = subject === undefined ? null : parseScope(subject)
  const crn = scope && printName(scope) !== '' ? crnOfSubject(registry, scope) : crnOfRegistry(registry)
  await authorize(ctx, permission, crn)
  if (permission === 'subjects:read' || permission === 'schema-registries:read') return ask()
  const change = {
    noun: 'subjects',
    environmentId: registry.environmentId,
    ...(subject === undefined ? {} : { id: subject }),
  } as const
  const method = methods[id] ?? `${forwarding.request.method} ${id}`
  return auditKafkaChange(ctx, { method, resource: crn, change, data: { attached: true } }, () => ask())
}

/** Confluent's audit methods, as for ours. */
const methods: Record<string, string> = {
  'subject-versions.register': 'RegisterSchema',
  'subject-versions.delete': 'DeleteSchemaVersion',
  'subjects.delete': 'DeleteSubject',
  'contexts.delete': 'DeleteContext',
  'configs.put': 'UpdateTopLevelConfig',
  'configs.delete': 'DeleteTopLevelConfig',
  'modes.put': 'UpdateTopLevelMode',
  'modes.delete': 'DeleteTopLevelMode',
  'subject-configs.put': 'UpdateSubjectLevelConfig',
  'subject-configs.delete': 'DeleteSubjectLevelConfig',
  'subject-modes.put': 'UpdateMode',
  'subject-modes.delete': 'DeleteSubjectMode',
}

const forwardingFailed = 50003
const away = (status: 502 | 503, why: string, cause?: unknown): AppError =>
  new AppError('unavailable', `The attached Schema Registry cannot be used. ${why}`, {
    cause,
    details: { status, errorCode: forwardingFailed },
  })

async function askOnce(access: ExternalAccess, question: ExternalQuestion): Promise<ExternalAnswer> {
  const { host } = new URL(access.url)
  let answer: ExternalAnswer
  try {
    answer = await askExternal(access, question)
  } catch (error) {
    if (error instanceof AppError) throw away(502, error.message, error)
    const isLate = error instanceof Error && error.name === 'TimeoutError'
    throw away(
      503,
      isLate ? `${host} gave no answer within ${timeoutMs / 1000} s.` : `${host}: ${errorMessage(error)}.`,
      error,
    )
  }
  if (answer.status === 401 || answer.status === 403)
    throw away(502, `${host} refuses the credentials that it is reached with (HTTP ${answer.status}).`)
  if (answer.status < 200 || (answer.status >= 300 && answer.status < 400))
    throw away(502, `${host} answers with a redirect (HTTP ${answer.status}), which is not followed.`)
  return answer
}
