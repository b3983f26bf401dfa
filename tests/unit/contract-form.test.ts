// A data contract in the editor's fields and back, and the starter texts.
import { describe, expect, test } from 'vitest'
import {
  contractFormOf,
  contractFormSchema,
  toRegisterInput,
} from '@/components/subjects/editor/contract-form'
import { recordName, starterText } from '@/components/subjects/editor/starter-texts'
import { recordSubjects } from '@/lib/queries/data-contracts'
import { parseSchema } from '@/lib/schemas/parse'
import { schemaTypes, type VersionDto } from '@/lib/subjects/rest-schema'

const contract = {
  schemaType: 'AVRO',
  schema: '{"type":"record","name":"R","fields":[]}',
  references: [{ name: 'shop.Address', subject: 'address', version: 2 }],
  metadata: {
    properties: { owner: 'sales', key: 'hush' },
    sensitive: ['key'],
    tags: { '**.email': ['PII', 'GDPR'] },
  },
  ruleSet: {
    domainRules: [
      {
        name: 'check',
        kind: 'CONDITION',
        mode: 'WRITE',
        type: 'CEL',
        expr: 'true',
        onFailure: 'DLQ',
        tags: ['PII'],
      },
    ],
    migrationRules: [{ name: 'move', kind: 'TRANSFORM', mode: 'UPGRADE', type: 'JSONATA', expr: '$' }],
  },
} satisfies Partial<VersionDto>

const form = contractFormOf('orders-value', contract)

test('a contract comes out of the fields as it went in, but for the lines of its schema', () => {
  expect(contractFormSchema.safeParse(form).success).toBe(true)
  const { schema, ...rest } = toRegisterInput(form)
  const { schema: before, ...expected } = contract
  expect(rest).toEqual(expected)
  expect(JSON.parse(schema)).toEqual(JSON.parse(before))
})

test('what a contract has not is not sent', () => {
  const bare = contractFormOf('s', { schemaType: 'JSON', schema: '{}' })
  expect(toRegisterInput(bare)).toEqual({ schemaType: 'JSON', schema: '{}' })
})

test('what was taken away is sent empty, else a registry takes over the old one', () => {
  const emptied = { ...form, properties: [], tags: [], rules: [], references: [] }
  expect(toRegisterInput(emptied, contract)).toMatchObject({
    metadata: { properties: {} },
    ruleSet: { domainRules: [] },
  })
  expect(toRegisterInput(emptied, contract)).not.toHaveProperty('references')
})

describe('what is missing is said at its field', () => {
  const problems = (change: Partial<typeof form>) =>
    contractFormSchema.safeParse({ ...form, ...change }).error?.issues.map(({ path }) => path.join('.'))

  test.each([
    [{ schema: '  ' }, 'schema'],
    [{ subject: ' ' }, 'subject'],
    [{ references: [{ name: 'x', subject: '', version: '-1' }] }, 'references.0.subject'],
    [{ references: [{ name: 'x', subject: 's', version: '0' }] }, 'references.0.version'],
    [{ properties: [{ name: '', value: 'x', isSensitive: false }] }, 'properties.0.name'],
    [{ tags: [{ path: 'a', names: ' ' }] }, 'tags.0.names'],
    [{ rules: form.rules.map((rule) => ({ ...rule, rest: '[1]' })) }, 'rules.0.rest'],
  ])('%#', (change, path) => expect(problems(change)).toContain(path))
})

test.each([
  ['orders-value', 'Orders'],
  ['payments.enriched-key', 'PaymentsEnrichedKey'],
  [':.test:page_views-value', 'PageViews'],
  ['2024-orders-value', 'Record2024Orders'],
  ['', 'Record'],
])('the subject %s names its record %s', (subject, name) => expect(recordName(subject)).toBe(name))

test.each(schemaTypes)('the starter text of %s is a schema', (type) => {
  expect(() => parseSchema(type, starterText(type, 'orders-value'))).not.toThrow()
})

test('subjects by topic and record name are those of no other topic', () => {
  const subjects = [
    'orders-key',
    'orders-value',
    'orders-shop.Order',
    'orders-eu-value',
    'orders-eu-shop.Order',
  ]
  expect(recordSubjects('orders', subjects, ['orders', 'orders-eu'])).toEqual(['orders-shop.Order'])
  expect(recordSubjects('orders-eu', subjects, ['orders', 'orders-eu'])).toEqual(['orders-eu-shop.Order'])
})
