// A schema becomes a version of a subject. Whoever registers what is there already, however many at once, gets the same id.
import type { Ctx } from '@/lib/context'
import { db, type Tx } from '@/lib/db'
import { recordChange } from '@/lib/audit-events/mutate'
import type { Candidate } from '@/lib/subjects/candidate'
import { toRegistered } from '@/lib/subjects/dto'
import { inTurn } from '@/lib/subjects/in-turn'
import { insertVersion, makeAndLockSubject, stateOf } from '@/lib/subjects/insert-version'
import { planRegistration, type Plan, type Registration } from '@/lib/subjects/plan-registration'
import { printName } from '@/lib/subjects/qualified-name'
import { crnOfSubject, requireSubject, type RegistryPlace } from '@/lib/subjects/require-subject'
import { Race, retryRaces } from '@/lib/subjects/race'
import type { RegisterBody, RegisteredSchemaDto } from '@/lib/subjects/schema'
import { sentForm } from '@/lib/subjects/sent-form'
import { keepParsed, type StoredSchema } from '@/lib/subjects/stored-schemas'
import { schemaGuid } from '@/lib/schemas/parse'

type Input = { subject: string; body: RegisterBody; normalize?: boolean | undefined }
type NewPlan = Extract<Plan, { kind: 'new' }>

const patience = { maxWait: 20_000, timeout: 20_000 }

/** @throws RegistryError 40901, 42201, 42205, 42207 to 42210. */
export async function registerSchema(
  ctx: Ctx,
  registry: RegistryPlace,
  { subject, body, normalize = false }: Input,
): Promise<RegisteredSchemaDto> {
  const at = await requireSubject(ctx, 'subjects:write', registry, subject)
  const registration = { registryId: registry.id, at, body, normalize }
  const first = await planRegistration(db, registration)
  if (first.kind === 'present') return toRegistered(first.schema, first.row, sentForm(body))
  return inTurn(`${registry.id} ${printName(at)}`, (hasWaited) => {
    let plan = hasWaited ? null : first
    return retryRaces(async () => {
      const tried = plan ?? (await planRegistration(db, registration))
      plan = null
      return carryOutPlan(ctx, registry, registration, tried)
    })
  })
}

async function carryOutPlan(
  ctx: Ctx,
  registry: RegistryPlace,
  registration: Registration,
  plan: Plan,
): Promise<RegisteredSchemaDto> {
  if (plan.kind === 'present') return toRegistered(plan.schema, plan.row, sentForm(registration.body))
  const schema = await db.$transaction((tx) => carryOut(tx, ctx, registry, registration, plan), patience)
  keepParsed(registry.id, schema, plan.candidate.parsed)
  return toRegistered(
    schema,
    { version: plan.version, createdAt: schema.createdAt },
    sentForm(registration.body),
  )
}

/** Parsing and comparing were done before anything is locked. @throws Race when they have to be done again. */
async function carryOut(
  tx: Tx,
  ctx: Ctx,
  registry: RegistryPlace,
  { registryId, at }: Registration,
  { candidate, version, id, versions, isKnown }: NewPlan,
): Promise<StoredSchema> {
  await makeAndLockSubject(tx, registryId, at, isKnown)
  await keepTargets(tx, registryId, candidate)
  const { organizationId, environmentId } = registry
  await recordChange(
    tx,
    ctx,
    {
      method: 'RegisterSchema',
      resource: crnOfSubject(registry, at),
      data: { version, schemaType: candidate.schemaType },
    },
    { noun: 'subjects', organizationId, environmentId, id: printName(at) },
  )
  const inserted = await insertVersion(tx, {
    registryId,
    at,
    version,
    id,
    candidate,
    state: stateOf(versions),
  })
  if (!inserted) throw new Race()
  const { schemaType, text, references, metadata, ruleSet, fingerprint } = candidate
  return {
    ...{ schemaType, text, references, metadata, ruleSet },
    ...{ context: at.context, id: inserted.id, guid: schemaGuid(fingerprint), createdAt: inserted.createdAt },
  }
}

/** What the schema refers to must not be deleted while it is registered. */
async function keepTargets(tx: Tx, registryId: string, { targets }: Candidate): Promise<void> {
  for (const { context, name, version } of targets) {
    const rows = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM subject_versions WHERE registry_id = ${registryId} AND context = ${context}
        AND subject = ${name} AND version = ${version} AND deleted_at IS NULL FOR SHARE`
    if (rows.length === 0) throw new Race()
  }
}
