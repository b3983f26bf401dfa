// The metadata property `confluent:version`, with which one schema can be registered again as the newest version: the property
// holds the version's own number, so it makes another schema of it.
import type { DataContract } from '@/lib/subjects/contract-in-force'
import { invalidSchema } from '@/lib/subjects/registry-error'
import type { RegisterBody } from '@/lib/subjects/schema'

const property = 'confluent:version'
const anyVersion = ['', '0', '-1']

/** @throws RegistryError 42201 when another version is asked for than the next one. */
export function stampVersion(contract: DataContract, { metadata }: RegisterBody, next: number): DataContract {
  const given = metadata?.properties?.[property]
  if (given !== undefined && !anyVersion.includes(given) && given !== String(next))
    throw invalidSchema('Version is not one more than previous version')
  const { properties } = contract.metadata ?? {}
  if (properties?.[property] === undefined) return contract
  return {
    ...contract,
    metadata: { ...contract.metadata, properties: { ...properties, [property]: String(next) } },
  }
}
