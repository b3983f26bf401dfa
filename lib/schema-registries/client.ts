// The one HTTP client of a Schema Registry's REST API: ours through the gateway, or any other of that API. It touches no database,
// so that connector tasks may use it with the address that is handed to them.
import { z } from 'zod'
import {
  askRegistry,
  orNull,
  RegistryAwayError,
  type RegistryAddress,
  type RegistryQuestion,
} from '@/lib/schema-registries/ask'
import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'
import { parseSchema } from '@/lib/schemas/parse'
import { resolveReferences, type ReferencedSchema, type SchemaReference } from '@/lib/schemas/references'
import type { FetchedSchema } from '@/lib/serdes/schema-cache'
import { SerdesError } from '@/lib/serdes/serdes-error'
import type { SchemaKey } from '@/lib/serdes/wire-format'
import {
  referenceDto,
  registeredDto,
  schemaTypes,
  versionDto,
  type RegisterInput,
  type VersionDto,
} from '@/lib/subjects/rest-schema'

const encode = encodeURIComponent

const schemaDto = z.object({
  id: z.number().nullish(),
  schemaType: z.enum(schemaTypes).nullish(),
  schema: z.string(),
  references: z.array(referenceDto).nullish(),
})
const idsDto = z.array(z.object({ context: z.string(), id: z.number() }))
const subjectVersionsDto = z.array(z.object({ subject: z.string(), version: z.number() }))
export type SubjectVersion = z.output<typeof subjectVersionsDto>[number]

export type RegistryClient = ReturnType<typeof registryClient>

/** Every call throws RegistryError (it answers, with an error_code), or RegistryAwayError. */
export function registryClient(address: RegistryAddress) {
  const ask = <T extends z.ZodType>(
    path: string,
    answer: T,
    question?: RegistryQuestion,
  ): Promise<z.output<T>> => askRegistry(address, path, answer, question)

  const version = (subject: string, number: number | 'latest', isDeletedToo = false): Promise<VersionDto> =>
    ask(`/subjects/${encode(subject)}/versions/${number}`, versionDto, {
      query: isDeletedToo ? { deleted: 'true' } : {},
    })

  /** A schema may refer to versions that were deleted softly since. Null: no such version. */
  const referenced = (reference: SchemaReference): Promise<ReferencedSchema | null> =>
    orNull(
      version(reference.subject, reference.version === -1 ? 'latest' : reference.version, true).then(
        ({ schema, references }) => ({ schema, references: references ?? [] }),
      ),
    )

  /** Null: the registry does not know it. SerdesError `registry_away`, or `undecodable` when it makes no sense. */
  const fetchSchema = async (key: SchemaKey): Promise<FetchedSchema | null> => {
    const path = 'id' in key ? `/schemas/ids/${key.id}` : `/schemas/guids/${key.guid}`
    const known = 'id' in key ? key.id : null
    try {
      const found = await orNull(ask(path, schemaDto))
      if (found === null) return null
      const id = 'id' in key ? key.id : (found.id ?? (await idOfGuid(key.guid)))
      return id === null ? null : { id, ...(await parse(found)) }
    } catch (error) {
      if (error instanceof RegistryAwayError)
        throw new SerdesError('registry_away', error.message, known, error)
      if (error instanceof InvalidSchemaError)
        throw new SerdesError('undecodable', `The schema cannot be read: ${error.message}`, known, error)
      throw error
    }
  }

  const idOfGuid = async (guid: string): Promise<number | null> => {
    const ids = (await orNull(ask(`/schemas/guids/${guid}/ids`, idsDto))) ?? []
    return (ids.find(({ context }) => context === '.') ?? ids[0])?.id ?? null
  }

  const parse = async (found: z.output<typeof schemaDto>): Promise<Omit<FetchedSchema, 'id'>> => {
    const references = await resolveReferences(found.references ?? [], referenced)
    const schema = parseSchema(found.schemaType ?? 'AVRO', found.schema, references)
    const size = [found.schema, ...references.values()].reduce((sum, text) => sum + text.length, 0)
    return { schema, size }
  }

  return {
    fetchSchema,
    version,
    referenced,
    latest: (subject: string) => version(subject, 'latest'),
    /** Where the id is used; none: not known, or no longer. */
    versionsOf: async (id: number): Promise<SubjectVersion[]> =>
      (await orNull(ask(`/schemas/ids/${id}/versions`, subjectVersionsDto))) ?? [],
    /** The id; of a schema that is there already, the one that it has. */
    register: async (subject: string, schema: RegisterInput, normalize = false): Promise<number> =>
      (
        await ask(`/subjects/${encode(subject)}/versions`, registeredDto, {
          ...{ method: 'POST', body: schema },
          ...(normalize && { query: { normalize: 'true' } }),
        })
      ).id,
    /** The id of a schema that the subject has; RegistryError where it has none such. */
    lookUp: async (subject: string, schema: RegisterInput, normalize = false): Promise<number> =>
      (
        await ask(`/subjects/${encode(subject)}`, registeredDto, {
          ...{ method: 'POST', body: schema },
          ...(normalize && { query: { normalize: 'true' } }),
        })
      ).id,
  }
}
