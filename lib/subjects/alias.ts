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
  const [row] = await db.$queryRaw<{ alias: string | null }[]>`
    SELECT config ->> 'alias' AS alias FROM subject_settings
    WHERE registry_id = ${registry.id} AND context = ${asked.context} AND subject = ${asked.name}`
  const alias = row?.alias ?? ''
  if (alias === '') return asked
  const name = alias.startsWith(':') ? parseName(alias) : { ...parseName(alias), context: asked.context }
  await authorize(ctx, 'subjects:read', crnOfSubject(registry, name))
  return name
}
