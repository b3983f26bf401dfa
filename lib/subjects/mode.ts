// What may be done to subjects: read and written, only read, or filled from elsewhere with ids and versions (IMPORT).
import { z } from 'zod'
import type { Ctx } from '@/lib/context'
import { db, type Tx } from '@/lib/db'
import type { QualifiedName } from '@/lib/subjects/qualified-name'
import { invalidMode, noSubjectMode, notPermitted, subjectNotFound } from '@/lib/subjects/registry-error'
import { modes, type ModeName } from '@/lib/subjects/rest-schema'
import type { RegistryPlace } from '@/lib/subjects/require-subject'
import { settingsInForce } from '@/lib/subjects/settings-in-force'
import {
  changeSetting,
  findSetting,
  isRegistry,
  printScope,
  requireScope,
  type ScopeInput,
} from '@/lib/subjects/stored-setting'

export const modeBody = z.object({ mode: z.string().nullish() })

type Mode = { mode: ModeName }

export async function getMode(
  ctx: Ctx,
  registry: RegistryPlace,
  { subject, defaultToGlobal = false }: ScopeInput & { defaultToGlobal?: boolean | undefined },
): Promise<Mode> {
  const scope = await requireScope(ctx, registry, { subject }, 'read')
  if (defaultToGlobal || isRegistry(scope)) return modeInForce(db, registry, scope)
  const { mode } = await findSetting(db, registry.id, scope)
  if (mode === null) throw noSubjectMode(printScope(scope))
  return { mode: toMode(mode) }
}

export async function putMode(
  ctx: Ctx,
  registry: RegistryPlace,
  {
    subject,
    body,
    force = false,
  }: ScopeInput & { body: z.output<typeof modeBody>; force?: boolean | undefined },
): Promise<Mode> {
  const scope = await requireScope(ctx, registry, { subject }, 'change')
  const mode = toMode(body.mode ?? '')
  if (mode === 'FORWARD' && !isRegistry(scope)) throw invalidMode()
  return changeSetting(ctx, registry, {
    scope,
    method: isRegistry(scope) ? 'UpdateTopLevelMode' : 'UpdateMode',
    data: { mode, force },
    run: async (_present, tx) => {
      if (mode === 'IMPORT' && !force) await requireEmpty(tx, registry, scope)
      return { next: { mode }, result: { mode } }
    },
  })
}

/** Takes back what was set, and answers it. The registry's always answers. */
export async function deleteMode(ctx: Ctx, registry: RegistryPlace, { subject }: ScopeInput): Promise<Mode> {
  const scope = await requireScope(ctx, registry, { subject }, 'change')
  return changeSetting(ctx, registry, {
    scope,
    method: isRegistry(scope) ? 'DeleteTopLevelMode' : 'DeleteSubjectMode',
    run: async ({ mode }, tx) => {
      if (mode === null && !isRegistry(scope)) throw subjectNotFound(printScope(scope))
      const result = mode === null ? await modeInForce(tx, registry, scope) : { mode: toMode(mode) }
      return { next: { mode: null }, result }
    },
  })
}

const modeInForce = async (
  tx: Pick<Tx, 'subjectSetting'>,
  { id }: RegistryPlace,
  scope: QualifiedName,
): Promise<Mode> => ({ mode: (await settingsInForce(tx, id, scope)).mode })

function toMode(text: string): ModeName {
  const mode = modes.find((name) => name === text.toUpperCase())
  if (mode === undefined) throw invalidMode()
  return mode
}

/** Ids and versions that come from elsewhere would clash with those that are there. */
async function requireEmpty(
  tx: Tx,
  { id: registryId }: RegistryPlace,
  { context, name }: QualifiedName,
): Promise<void> {
  const { mode } = await settingsInForce(tx, registryId, { context, name })
  if (mode === 'IMPORT') return
  const found = await tx.subjectVersion.findFirst({
    where: { registryId, context, ...(name === '' ? {} : { subject: name }), deletedAt: null },
    select: { version: true },
  })
  if (found !== null) throw notPermitted('Cannot import since found existing subjects')
}
