// What somebody who may read some subjects, not all, is shown of an attached registry's lists, and of a schema by its id.
import { z } from 'zod'
import { defaultContext, parseScope, qualify } from '@/lib/subjects/qualified-name'
import { schemaIdNotFound } from '@/lib/subjects/registry-error'
import type { ExternalAnswer, ExternalQuestion } from '@/lib/schema-registries/ask-external'

type Filtering = {
  id?: number
  guid?: string
  /** The path and query of the request itself. */
  path: string
  may: (subject: string) => boolean
  /** The request itself, or another one in its place. */
  ask: (question?: Partial<ExternalQuestion>) => Promise<ExternalAnswer>
}
type Filter = (filtering: Filtering) => Promise<ExternalAnswer>

const names = z.array(z.string())
const withSubject = z.array(z.looseObject({ subject: z.string() }))
const ids = z.array(z.object({ context: z.string(), id: z.number() }))

const list =
  <T>(shape: z.ZodType<T[]>, subjectOf: (item: T) => string): Filter =>
  async ({ may, ask }) => {
    const answer = await ask()
    if (answer.status !== 200) return answer
    const items = shape.parse(JSON.parse(answer.text)).filter((item) => may(subjectOf(item)))
    return { ...answer, text: JSON.stringify(items) }
  }

const ofNames = list(names, (name) => name)
const ofSubjects = list(withSubject, ({ subject }) => subject)

/** Readable by whoever may read a subject that has, or had, the schema. */
async function requireReadable({ may, ask }: Filtering, id: number, context: string): Promise<void> {
  const query = `deleted=true${context === defaultContext ? '' : `&subject=${encodeURIComponent(`:${context}:`)}`}`
  const answer = await ask({ method: 'GET', path: `/schemas/ids/${id}/subjects?${query}` })
  const uses = answer.status === 200 ? names.parse(JSON.parse(answer.text)) : []
  if (!uses.some(may)) throw schemaIdNotFound(id)
}

/** In the context that the request looks in, whatever subject it names there. */
const byId =
  (then: Filter): Filter =>
  async (filtering) => {
    const { pathname, searchParams } = new URL(filtering.path, 'http://registry')
    const inPath = /^\/contexts\/([^/]+)\//.exec(pathname)?.[1]
    const context = inPath === undefined ? undefined : decodeURIComponent(inPath)
    const scope = parseScope(qualify(context, searchParams.get('subject') ?? ''))
    await requireReadable(filtering, filtering.id ?? 0, scope.context)
    return then(filtering)
  }

const byGuid: Filter = async (filtering) => {
  const { guid = '', ask } = filtering
  const answer = await ask({ path: `/schemas/guids/${encodeURIComponent(guid)}/ids` })
  const [first] = answer.status === 200 ? ids.parse(JSON.parse(answer.text)) : []
  if (!first) throw schemaIdNotFound(guid.slice(0, 100))
  await requireReadable(filtering, first.id, first.context)
  return ask()
}

const contexts: Filter = async ({ may, ask }) => {
  const answer = await ask()
  if (answer.status !== 200) return answer
  const subjects = await ask({ path: '/subjects?deleted=true' })
  const readable = subjects.status === 200 ? names.parse(JSON.parse(subjects.text)).filter(may) : []
  const seen = new Set([defaultContext, ...readable.map((name) => parseScope(name).context)])
  const shown = names.parse(JSON.parse(answer.text)).filter((name) => seen.has(name))
  return { ...answer, text: JSON.stringify(shown) }
}

const plain: Filter = ({ ask }) => ask()

const filters: Record<string, Filter> = {
  'subjects.list': ofNames,
  'schemas.list': ofSubjects,
  'schemas.get': byId(plain),
  'schemas.get-text': byId(plain),
  'schemas.subjects': byId(ofNames),
  'schemas.versions': byId(ofSubjects),
  'schema-guids.get': byGuid,
  'schema-guids.ids': byGuid,
  'contexts.list': contexts,
}

export const findFilter = (id: string): Filter | undefined => filters[id]
