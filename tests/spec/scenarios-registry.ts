// The Schema Registry of the default environment, at its own port.
import type { SpecRun } from './spec-run'

const avro = (...names: string[]): { schema: string } => ({
  schema: JSON.stringify({
    type: 'record',
    name: 'SpecOrder',
    fields: names.map((name) => ({ name, type: 'string', default: '' })),
  }),
})

export async function registryScenario(run: SpecRun): Promise<void> {
  const call = <T = unknown>(
    method: string,
    path: string,
    options: Parameters<SpecRun['call']>[2] = {},
  ): Promise<T> => run.call<T>(method, path, { ...options, isRegistry: true })
  const versions = '/subjects/spec-orders/versions'

  await call('GET', '/schemas/types')
  await call('GET', '/clusterconfig')
  await call('GET', '/contexts')
  // A new subject is no mistake, and neither is an old schema.
  await call('POST', versions, { body: avro('id'), hasUnknown: false })
  const { id } = await call<{ id: number }>('POST', versions, { body: avro('id', 'note') })
  await call('POST', versions, { body: { schema: '{' }, expect: [422] })
  await call('GET', '/subjects', { query: { subjectPrefix: 'spec-' } })
  await call('GET', versions)
  // What is no version at all is 422.
  await call('GET', `${versions}/latest`, { query: { deleted: 'false' }, hasUnknown: false })
  await call('GET', `${versions}/1`)
  await call('GET', `${versions}/1/schema`)
  await call('GET', `${versions}/1/referencedby`)
  await call('GET', '/subjects/spec-orders/metadata')
  await call('POST', '/subjects/spec-orders', { body: avro('id'), query: { normalize: 'true' } })
  await call('GET', '/schemas', { query: { subjectPrefix: 'spec-', latestOnly: 'true' } })
  await call('GET', `/schemas/ids/${id}`)
  await call('GET', `/schemas/ids/${id}/schema`)
  await call('GET', `/schemas/ids/${id}/subjects`)
  await call('GET', `/schemas/ids/${id}/versions`)
  const isCompatible = { body: avro('id', 'note', 'more'), query: { verbose: 'true' } }
  await call('POST', `/compatibility${versions}`, { ...isCompatible, hasUnknown: false })
  await call('POST', `/compatibility${versions}/1`, isCompatible)

  const setting = { hasUnknown: false }
  await call('GET', '/config')
  await call('PUT', '/config', { body: { compatibility: 'FULL' } })
  await call('PUT', '/config', { body: { compatibility: 'SIDEWAYS' }, expect: [422] })
  await call('DELETE', '/config')
  await call('PUT', '/config/spec-orders', { ...setting, body: { compatibility: 'NONE' } })
  await call('GET', '/config/spec-orders')
  await call('DELETE', '/config/spec-orders')
  await call('GET', '/mode')
  await call('PUT', '/mode', { body: { mode: 'READWRITE' } })
  await call('PUT', '/mode/spec-orders', { ...setting, body: { mode: 'READONLY' } })
  await call('GET', '/mode/spec-orders')
  await call('DELETE', '/mode/spec-orders')

  await call('DELETE', `${versions}/1`)
  await call('DELETE', '/subjects/spec-orders')
  await call('DELETE', '/subjects/spec-orders', { query: { permanent: 'true' } })
}
