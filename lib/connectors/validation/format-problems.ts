// Whether the formats of a connector's records can be had: the generator's own schema in them, its subjects in the registry.
import { parseAvroSchema, type AvroRecord } from '@/lib/connectors/datagen/avro-schema'
import { keyOutput, valueOutput } from '@/lib/connectors/datagen/output/encoder'
import type { ConfigProblem, ConnectorConfig } from '@/lib/connectors/config/read-config'
import { registeredSubject } from '@/lib/connectors/validation/registered-subjects'
import { registryProblem } from '@/lib/connectors/validation/registry-problem'
import { errorMessage } from '@/lib/errors'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { RegistryError } from '@/lib/subjects/registry-error'

export async function formatProblems(
  cluster: KafkaCluster,
  config: ConnectorConfig,
): Promise<ConfigProblem[]> {
  try {
    const refused = await registryProblem(cluster, config, null)
    return [
      ...(refused === null ? [] : [{ name: 'output.data.format', message: refused }]),
      ...schemaProblems(config),
    ]
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error
    return [{ name: 'schema.context.name', message: error.message }]
  }
}

/** Of templates every format is known to hold them. */
function schemaProblems(config: ConnectorConfig): ConfigProblem[] {
  const schema = ownSchema(config['schema.string'] ?? '')
  const value = registeredSubject(config, 'value')
  const key = registeredSubject(config, 'key')
  const keyField = schema?.fields.find(({ name }) => name === config['schema.keyfield'])
  if (schema === null) return []
  return [
    ...(value ? problemOf(value.format, () => valueOutput(value.format, schema)) : []),
    ...(key && keyField ? problemOf(key.format, () => keyOutput(key.format, schema, keyField)) : []),
  ]
}

/** Null: none, or one that is broken in itself, which is told elsewhere. */
function ownSchema(text: string): AvroRecord | null {
  try {
    return text.trim() === '' ? null : parseAvroSchema(text)
  } catch {
    return null
  }
}

function problemOf(format: string, make: () => unknown): ConfigProblem[] {
  try {
    make()
    return []
  } catch (error) {
    return [
      { name: 'schema.string', message: `The schema cannot be written as ${format}. ${errorMessage(error)}` },
    ]
  }
}
