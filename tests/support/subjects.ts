// A registry of its own for a suite, asked over HTTP through the real gateway, and the schemas that tests register.
import { makeMember } from '@/tests/support/members'
import { makeOrganization, type Organization } from '@/tests/support/factories'
import {
  asking,
  makeRegistryKey,
  registryOf,
  startGateway,
  type AskRegistry,
  type RegistryAnswer,
} from '@/tests/support/registry-gateway'
import { registryCrn } from '@/lib/crn'
import type { RegistryPlace } from '@/lib/subjects/require-subject'

export type Registry = {
  organization: Organization
  place: RegistryPlace
  crn: string
  /** Of the gateway; keys of the registry open it. */
  url: string
  ask: AskRegistry
  /** As a user who has just these roles. */
  askAs: (roleName: string, crnPattern: string) => Promise<AskRegistry>
  close: () => Promise<void>
}

export async function openRegistry(): Promise<Registry> {
  const organization = await makeOrganization()
  const id = await registryOf(organization)
  const gateway = await startGateway()
  const { environmentId } = organization
  return {
    organization,
    place: { id, organizationId: organization.id, environmentId },
    crn: registryCrn(organization.id, environmentId, id),
    url: gateway.url,
    ask: asking(gateway.url, await makeRegistryKey(organization)),
    askAs: async (roleName, crnPattern) => {
      const { userId } = await makeMember(organization, [{ roleName, crnPattern }])
      return asking(gateway.url, await makeRegistryKey(organization, userId))
    },
    close: () => gateway.close(),
  }
}

/** An Avro record with these fields, optional ones with a default of null. */
export const record = (...fields: string[]): string =>
  JSON.stringify({
    type: 'record',
    name: 'R',
    fields: fields.map((field) =>
      field.endsWith('?')
        ? { name: field.slice(0, -1), type: ['null', 'string'], default: null }
        : { name: field, type: 'string' },
    ),
  })

export const versionsPath = (subject: string): string => `/subjects/${encodeURIComponent(subject)}/versions`

/** Registers, and answers the id; anything but 200 throws. */
export async function register(
  { ask }: Pick<Registry, 'ask'>,
  subject: string,
  schema: string,
  more: object = {},
): Promise<number> {
  const answer = await ask('POST', versionsPath(subject), { schema, ...more })
  if (answer.status !== 200) throw new Error(`${subject}: ${answer.status} ${answer.text}`)
  return (answer.body as { id: number }).id
}

/** Status and error code, as `404 40401`. */
export const codeOf = ({ status, body }: RegistryAnswer): string =>
  `${status} ${(body as { error_code?: number }).error_code}`
