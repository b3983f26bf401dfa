// The row of settings of a subject, of a context (empty name) or of the registry (the default context's): who may read and change
// it, and how it is changed.
import { authorize, type Ctx } from '@/lib/context'
import type { Prisma, Tx } from '@/lib/db'
import { mutate } from '@/lib/audit-events/mutate'
import { defaultContext, parseScope, printName, type QualifiedName } from '@/lib/subjects/qualified-name'
import { notPermitted } from '@/lib/subjects/registry-error'
import { crnOfRegistry, crnOfSubject, type RegistryPlace } from '@/lib/subjects/require-subject'
import { settingsInForce } from '@/lib/subjects/settings-in-force'

/** A subject's qualified name, `:.ctx:` for a context, nothing for the registry. */
export type ScopeInput = { subject?: string | undefined }

export const isRegistry = ({ context, name }: QualifiedName): boolean =>
  context === defaultContext && name === ''

/** A context is asked for like a subject of its name, so that a role on everything in it covers it. */
export async function requireScope(
  ctx: Ctx,
  registry: RegistryPlace,
  { subject = '' }: ScopeInput,
  right: 'read' | 'change',
): Promise<QualifiedName> {
  const scope = parseScope(subject)
  const crn = crnOfScope(registry, scope)
  if (isRegistry(scope))
    await authorize(ctx, right === 'read' ? 'schema-registries:read' : 'schema-registries:update', crn)
  else await authorize(ctx, right === 'read' ? 'subjects:read' : 'subjects:configure', crn)
  return scope
}

const crnOfScope = (registry: RegistryPlace, scope: QualifiedName): string =>
  isRegistry(scope) ? crnOfRegistry(registry) : crnOfSubject(registry, scope)

export const printScope = (scope: QualifiedName): string => printName(scope) || 'the registry'

type Settings = { config: Prisma.JsonObject | null; mode: string | null }

export async function findSetting(
  tx: Pick<Tx, 'subjectSetting'>,
  registryId: string,
  { context, name }: QualifiedName,
): Promise<Settings> {
  const row = await tx.subjectSetting.findUnique({
    where: { registryId_context_subject: { registryId, context, subject: name } },
  })
  return { config: (row?.config ?? null) as Prisma.JsonObject | null, mode: row?.mode ?? null }
}

type Change<T> = {
  scope: QualifiedName
  /** Confluent's audit method. */
  method: string
  data?: Prisma.InputJsonObject
  /** Gets what is set now, under the context's lock; answers what shall be set, and what the verb returns. */
  run: (present: Settings, tx: Tx) => Promise<{ next: Partial<Settings>; result: T }>
}

export async function changeSetting<T>(ctx: Ctx, registry: RegistryPlace, change: Change<T>): Promise<T> {
  const { scope, method, data = {}, run } = change
  const registryId = registry.id
  const event = {
    method,
    resource: crnOfScope(registry, scope),
    change: { noun: 'subjects', environmentId: registry.environmentId, id: printName(scope) } as const,
    data,
  }
  return mutate(ctx, event, async (tx) => {
    await tx.schemaContext.createMany({ data: [{ registryId, name: scope.context }], skipDuplicates: true })
    await tx.$queryRaw`SELECT 1 FROM schema_contexts
      WHERE registry_id = ${registryId} AND name = ${scope.context} FOR NO KEY UPDATE`
    const present = await findSetting(tx, registryId, scope)
    const { next, result } = await run(present, tx)
    await write(tx, { registryId, context: scope.context, subject: scope.name }, { ...present, ...next })
    return result
  })
}

async function write(
  tx: Tx,
  key: { registryId: string; context: string; subject: string },
  { config, mode }: Settings,
): Promise<void> {
  await tx.subjectSetting.deleteMany({ where: key })
  if (config === null && mode === null) return
  await tx.subjectSetting.create({
    data: { ...key, mode, ...(config === null ? {} : { config: config }) },
  })
}

/** @throws RegistryError 42205 where nothing may be written. */
export async function requireWritable(tx: Tx, registryId: string, scope: QualifiedName): Promise<void> {
  const { mode } = await settingsInForce(tx, registryId, scope)
  if (mode !== 'READWRITE' && mode !== 'IMPORT')
    throw notPermitted(`Subject ${printScope(scope)} is in read-only mode`)
}
