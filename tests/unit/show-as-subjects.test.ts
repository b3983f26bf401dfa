// "Show as" for what the console changes in a Schema Registry.
import { describe, expect, test } from 'vitest'
import { requests, type ApiRequest } from '@/lib/queries/requests'
import { showAs, type Shown } from '@/lib/queries/show-as'
import type { RegisterInput } from '@/lib/subjects/rest-schema'

const { register, putConfig, deleteConfig, putMode, deleteMode, ...removals } = requests.subjects
const registry = { endpoint: 'http://localhost:8081', environmentId: 'env-1' }
const say = (request: ApiRequest) => showAs([{ ...request, registry }], 'http://localhost:3000')
/** On one line, so that a test reads as the command does. */
const flat = (words: Shown): string => ('text' in words ? words.text.replaceAll(/ \\\n\s+/g, ' ') : '')

const order: RegisterInput = {
  schemaType: 'AVRO',
  schema: '{"type":"record","name":"Order","doc":"it\'s","fields":[]}',
  references: [{ name: 'shop.Address', subject: 'address', version: 2 }],
  metadata: { properties: { owner: 'sales' }, sensitive: ['owner'], tags: { 'Order.id': ['PII'] } },
  ruleSet: {
    domainRules: [
      {
        name: 'positive',
        kind: 'CONDITION',
        mode: 'WRITE',
        type: 'CEL',
        expr: 'message.id > 0',
        tags: ['PII'],
      },
    ],
  },
}

test('curl asks the registry itself, with a key of its own', () => {
  expect(flat(say(deleteConfig('lsrc-1', 'a/b')).curl)).toBe(
    `curl --fail-with-body -X DELETE 'http://localhost:8081/config/a%2Fb' -u "$SCHEMA_REGISTRY_API_KEY:$SCHEMA_REGISTRY_API_SECRET"`,
  )
})

describe('Confluent CLI', () => {
  const update = 'confluent schema-registry subject update s'
  const remove = 'confluent schema-registry schema delete --subject s'
  test.each([
    [putConfig('lsrc-1', 's', { compatibility: 'FULL' }), `${update} --compatibility full`],
    [
      putConfig('lsrc-1', null, { compatibility: 'NONE' }),
      'confluent schema-registry cluster update --compatibility none',
    ],
    [deleteConfig('lsrc-1', 's'), 'confluent schema-registry configuration delete --subject s --force'],
    [putMode('lsrc-1', 's', 'READONLY'), `${update} --mode readonly`],
    [removals.delete('lsrc-1', 's', false), `${remove} --version all --force`],
    [removals.deleteVersion('lsrc-1', 's', 3, true), `${remove} --version 3 --permanent --force`],
  ])('case %#', (request, command) => expect(flat(say(request).cli)).toBe(`${command} --environment env-1`))

  test('a schema, its references, metadata and rules come from files', () => {
    const text = flat(say(register('lsrc-1', 's', order)).cli)
    expect(text).toContain(`cat > schema.avsc <<'END'\n${order.schema}\nEND`)
    expect(text).toContain(
      'confluent schema-registry schema create --subject s --schema schema.avsc --type avro --references references.json --metadata metadata.json --ruleset ruleset.json --environment env-1',
    )
    expect(flat(say(register('lsrc-1', 's', { schemaType: 'PROTOBUF', schema: 'x' })).cli)).toContain(
      '--schema schema.proto --type protobuf',
    )
  })

  test.each([
    ['a mode taken back', deleteMode('lsrc-1', 's')],
    ['a forced mode', putMode('lsrc-1', 's', 'IMPORT', true)],
    ['normalization', putConfig('lsrc-1', 's', { normalize: true })],
  ])('says that it has no words for %s', (_, request) => {
    expect(say(request).cli).toHaveProperty('missing')
  })
})

describe('Terraform', () => {
  test('a data contract is one resource with all of its parts', () => {
    const text = flat(say(register('lsrc-1', 's', order)).terraform)
    for (const part of [
      'resource "confluent_schema" "s"',
      'rest_endpoint = "http://localhost:8081"',
      'schema_reference {\n    name         = "shop.Address"\n    subject_name = "address"\n    version      = 2',
      'sensitive = ["owner"]',
      'tags {\n      key   = "Order.id"\n      value = ["PII"]',
      'domain_rules {\n      name = "positive"\n      kind = "CONDITION"\n      mode = "WRITE"\n      type = "CEL"\n      expr = "message.id > 0"',
      'key    = var.schema_registry_api_key',
    ])
      expect(text).toContain(part)
  })

  test.each([
    [putConfig('lsrc-1', 's', { compatibility: 'FULL' }), 'resource "confluent_subject_config" "s"'],
    [putMode('lsrc-1', null, 'READONLY'), 'resource "confluent_schema_registry_cluster_mode" "registry"'],
    [removals.delete('lsrc-1', 's', true), "terraform import 'confluent_schema.s' 'lsrc-1/s/latest'"],
    [deleteMode('lsrc-1', 's'), "terraform import 'confluent_subject_mode.s' 'lsrc-1/s'"],
  ])('case %#', (request, words) => expect(flat(say(request).terraform)).toContain(words))

  test.each([
    ['one version', removals.deleteVersion('lsrc-1', 's', 1, false)],
    ['encoding rules', register('lsrc-1', 's', { ...order, ruleSet: { encodingRules: [{ name: 'e' }] } })],
  ])('says that it has no words for %s', (_, request) => {
    expect(say(request).terraform).toHaveProperty('missing')
  })
})
