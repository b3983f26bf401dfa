import type { QualifiedName } from '@/lib/subjects/qualified-name'
import { printName } from '@/lib/subjects/qualified-name'
import type { RegisteredSchemaDto, SchemaStringDto, SubjectVersionDto } from '@/lib/subjects/schema'
import type { StoredSchema } from '@/lib/subjects/stored-schemas'
import type { VersionRow } from '@/lib/subjects/subject-versions'

type Contract = Pick<
  SubjectVersionDto,
  'guid' | 'schemaType' | 'schema' | 'references' | 'metadata' | 'ruleSet'
>

const toContract = (
  { guid, schemaType, text, references, metadata, ruleSet }: StoredSchema,
  formatted = text,
): Contract => ({
  guid,
  ...(schemaType === 'AVRO' ? {} : { schemaType }),
  ...(references.length === 0 ? {} : { references }),
  ...(metadata === null ? {} : { metadata }),
  ...(ruleSet === null ? {} : { ruleSet }),
  schema: formatted,
})

export const toSubjectVersion = (
  at: QualifiedName,
  { version, isDeleted, createdAt }: VersionRow,
  schema: StoredSchema,
  formatted?: string,
): SubjectVersionDto => ({
  subject: printName(at),
  version,
  id: schema.id,
  ...toContract(schema, formatted),
  ts: createdAt.getTime(),
  ...(isDeleted ? { deleted: true } : {}),
})

export const toRegistered = (
  schema: StoredSchema,
  { version, createdAt }: Pick<VersionRow, 'version' | 'createdAt'>,
  formatted?: string,
): RegisteredSchemaDto => ({
  id: schema.id,
  version,
  ...toContract(schema, formatted),
  ts: createdAt.getTime(),
})

export const toSchemaString = (schema: StoredSchema, formatted?: string): SchemaStringDto => ({
  ...toContract(schema, formatted),
  ts: schema.createdAt.getTime(),
})
