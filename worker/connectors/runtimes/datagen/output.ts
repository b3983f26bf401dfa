// The formats of one Datagen task: JSON and text as they were generated, or with schemas that it registers at its start.
import type { AvroRecord } from '@/lib/connectors/datagen/avro-schema'
import { keyOutput, valueOutput, type Output } from '@/lib/connectors/datagen/output/encoder'
import { registeredSubject, type RegisteredSubject } from '@/lib/connectors/validation/registered-subjects'
import { errorMessage } from '@/lib/errors'
import { registryClient } from '@/lib/schema-registries/client'
import { ownAddress } from '@/lib/schema-registries/internal'
import { RegistryAwayError } from '@/lib/schema-registries/ask'
import { RegistryError } from '@/lib/subjects/registry-error'
import { TaskFailure, type SourceTaskContext } from '@/worker/connectors/runtime'

type Encode = (json: Uint8Array) => Buffer
/** Null: the bytes go out as they were generated. */
export type DatagenOutput = { key: Encode | null; value: Encode | null }

/** Throws RegistryAwayError while the registry does not answer, and TaskFailure when it, or a format, refuses the schema. */
export async function openOutput(
  context: Pick<SourceTaskContext, 'config' | 'registryId' | 'registry' | 'log'>,
  schema: AvroRecord,
  keyField: string | undefined,
): Promise<DatagenOutput> {
  const { config } = context
  const key = schema.fields.find(({ name }) => name === keyField)
  const keySubject = key
    ? attempt('The schema context cannot be used.', () => registeredSubject(config, 'key'))
    : null
  const valueSubject = attempt('The schema context cannot be used.', () => registeredSubject(config, 'value'))
  return {
    key:
      key && keySubject
        ? await openSide(context, keySubject, () => keyOutput(keySubject.format, schema, key))
        : null,
    value:
      valueSubject && (await openSide(context, valueSubject, () => valueOutput(valueSubject.format, schema))),
  }
}

async function openSide(
  { registryId, registry, log }: Pick<SourceTaskContext, 'registryId' | 'registry' | 'log'>,
  { subject, format }: RegisteredSubject,
  make: () => Output,
): Promise<Encode> {
  const output = attempt(`The schema cannot be written as ${format}.`, make)
  if (registryId === undefined)
    throw new TaskFailure('The environment of this cluster has no Schema Registry.')
  try {
    const { schemaType, text: schema } = output
    const client = registry ?? registryClient(await ownAddress(registryId))
    const id = await client.register(subject, { schemaType, schema })
    log('INFO', `Subject "${subject}" has the schema (${format}) with id ${id}.`)
    return output.encoder(id)
  } catch (error) {
    throw error instanceof RegistryError ? refusal(error, subject) : error
  }
}

function attempt<T>(problem: string, make: () => T): T {
  try {
    return make()
  } catch (error) {
    throw new TaskFailure(`${problem} ${errorMessage(error)}`, true, { cause: error })
  }
}

const remedies: Record<number, string> = {
  409: "Choose another topic, set the subject's compatibility mode to NONE, or delete the subject; then start the connector again.",
  403: 'Ask an administrator for the right to write to the subject; then start the connector again.',
  422: 'Choose another topic or schema context, or make the subject writable; then start the connector again.',
}

/** Tributary's own token changes when the worker starts: then the next attempt has the new one. */
function refusal(error: RegistryError, subject: string): Error {
  const { status, message } = error
  if (status === 401 || status === 429) return new RegistryAwayError(message, error)
  const said = /[.!?]$/.test(message) ? message : `${message}.`
  return new TaskFailure(
    `The Schema Registry refuses the schema for subject "${subject}". ${said} ${remedies[status] ?? ''}`.trimEnd(),
    true,
    { cause: error },
  )
}
