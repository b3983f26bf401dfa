// Who may do what with a subject. A right is asked for before anything is looked up, so that a subject which may not be
// seen answers the same whether it is there or not.
import { registryCrn, subjectCrn } from '@/lib/crn'
import { authorize, can, type Ctx } from '@/lib/context'
import type { Action } from '@/lib/permissions'
import { parseName, printName, type QualifiedName } from '@/lib/subjects/qualified-name'

/** The registry, once it is known to be of the actor's organization. */
export type RegistryPlace = { id: string; organizationId: string; environmentId: string }

export const crnOfRegistry = ({ id, organizationId, environmentId }: RegistryPlace): string =>
  registryCrn(organizationId, environmentId, id)
export const crnOfSubject = (registry: RegistryPlace, name: QualifiedName): string =>
  subjectCrn(crnOfRegistry(registry), printName(name))

/** @throws RegistryError 42208, AppError forbidden. */
export async function requireSubject(
  ctx: Ctx,
  action: Action,
  registry: RegistryPlace,
  subject: string,
): Promise<QualifiedName> {
  const name = parseName(subject)
  await authorize(ctx, action, crnOfSubject(registry, name))
  return name
}

/** Whether every subject may be read, without looking at each. */
export const readsEverything = (ctx: Ctx, registry: RegistryPlace): boolean =>
  can(ctx, 'subjects:read', crnOfRegistry(registry))

export const canRead = (ctx: Ctx, registry: RegistryPlace, name: QualifiedName): boolean =>
  can(ctx, 'subjects:read', crnOfSubject(registry, name))
