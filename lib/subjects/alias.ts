import { authorize, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { parseName, type QualifiedName } from '@/lib/subjects/qualified-name'
import { crnOfSubject, type RegistryPlace } from '@/lib/subjects/require-subject'

/** The subject that stands behind a name: where its settings have an alias that one, which the actor must be able to read too. */
export async function aliasOf(
  ctx: Ctx,
  registry: RegistryPlace,
  asked: QualifiedName,
): Promise<QualifiedName> {
  const row = await db.subjectSetting.findUnique({
    where: {
      registryId_context_subject: { registryId: registry.id, context: asked.context, subject: asked.name },
    },
    select: { config: true },
  })
  const config = row?.config
  const alias = config && typeof config === 'object' && 'alias' in config ? config.alias : null
  if (typeof alias !== 'string' || alias === '') return asked
  const name = alias.startsWith(':') ? parseName(alias) : { ...parseName(alias), context: asked.context }
  await authorize(ctx, 'subjects:read', crnOfSubject(registry, name))
  return name
}
