import { attribute, block, destroy, labelOf, raw, resource, type Body } from '@/lib/show-as/hcl'
import { at, listAt, textAt, type ApiRequest, type Names, type Words } from '@/lib/show-as/request'
import { metadata, rules } from '@/lib/show-as/terraform-rules'

const registry = '/api/console/schema-registries/:registry'

/** What every resource of a registry begins and ends with. */
function inRegistry(request: ApiRequest, name: Names, type: string, label: string, ...body: Body): string {
  return resource(
    type,
    label,
    block('schema_registry_cluster', attribute('id', name('registry'))),
    request.registry
      ? attribute('rest_endpoint', request.registry.endpoint)
      : raw('rest_endpoint', 'var.schema_registry_endpoint'),
    ...body,
    block(
      'credentials',
      raw('key', 'var.schema_registry_api_key'),
      raw('secret', 'var.schema_registry_api_secret'),
    ),
  )
}

const register: Words = (request, name) => {
  const { body } = request
  if (listAt(body, 'ruleSet', 'encodingRules').length > 0)
    return { missing: 'Confluent’s Terraform provider has no argument for encoding rules.' }
  const subject = name('subject')
  return {
    text: inRegistry(
      request,
      name,
      'confluent_schema',
      labelOf(subject),
      attribute('subject_name', subject),
      attribute('format', textAt(body, 'schemaType') ?? 'AVRO'),
      attribute('schema', textAt(body, 'schema')),
      ...listAt(body, 'references').map((reference) =>
        block(
          'schema_reference',
          attribute('name', textAt(reference, 'name')),
          attribute('subject_name', textAt(reference, 'subject')),
          raw('version', textAt(reference, 'version') ?? '1'),
        ),
      ),
      ...metadata(at(body, 'metadata')),
      ...rules(at(body, 'ruleSet')),
    ),
  }
}

const setConfig: Words = (request, name) => {
  if (at(request.body, 'normalize') !== undefined)
    return { missing: 'Confluent’s Terraform provider has no argument for normalization.' }
  return setting(request, name, 'config', [
    attribute('compatibility_level', textAt(request.body, 'compatibility')),
    attribute('compatibility_group', textAt(request.body, 'compatibilityGroup')),
  ])
}

const setMode: Words = (request, name) =>
  setting(request, name, 'mode', [attribute('mode', textAt(request.body, 'mode'))])

function setting(request: ApiRequest, name: Names, kind: 'config' | 'mode', body: Body) {
  const subject = name('subject')
  if (subject === '')
    return {
      text: inRegistry(request, name, `confluent_schema_registry_cluster_${kind}`, 'registry', ...body),
    }
  return {
    text: inRegistry(
      request,
      name,
      `confluent_subject_${kind}`,
      labelOf(subject),
      attribute('subject_name', subject),
      ...body,
    ),
  }
}

const gone =
  (type: string, idOf: (name: Names) => string): Words =>
  (_, name) => ({ text: destroy(type, labelOf(name('subject')), idOf(name)) })
const subjectId = (name: Names): string => `${name('registry')}/${name('subject')}`

export const subjectResources: Readonly<Record<string, Words>> = {
  [`POST ${registry}/subjects/:subject/versions`]: register,
  [`DELETE ${registry}/subjects/:subject`]: gone('confluent_schema', (name) => `${subjectId(name)}/latest`),
  [`DELETE ${registry}/subjects/:subject/versions/:version`]: () => ({
    missing:
      'A resource of Confluent’s Terraform provider is a whole schema, not one version of its subject.',
  }),
  [`PUT ${registry}/config`]: setConfig,
  [`PUT ${registry}/config/:subject`]: setConfig,
  [`DELETE ${registry}/config/:subject`]: gone('confluent_subject_config', subjectId),
  [`PUT ${registry}/mode`]: setMode,
  [`PUT ${registry}/mode/:subject`]: setMode,
  [`DELETE ${registry}/mode/:subject`]: gone('confluent_subject_mode', subjectId),
}
