import type { RegisterInput, VersionDto } from '@/lib/subjects/rest-schema'

/** What registering this version again would send: only what it has. */
export function registerInputOf(
  version: Pick<VersionDto, 'schemaType' | 'schema' | 'references' | 'metadata' | 'ruleSet'>,
): RegisterInput {
  const { schemaType, schema, references, metadata, ruleSet } = version
  return {
    schemaType,
    schema,
    ...(references && references.length > 0 ? { references } : {}),
    ...(metadata ? { metadata } : {}),
    ...(ruleSet ? { ruleSet } : {}),
  }
}
