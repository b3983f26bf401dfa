import { describe, expect, it } from 'vitest'
import {
  byteUnits,
  durationUnits,
  toAmount,
  unitOf,
} from '@/app/(console)/environments/[envId]/clusters/[clusterId]/topics/_components/amount-units'
import {
  changesOf,
  configText,
} from '@/app/(console)/environments/[envId]/clusters/[clusterId]/topics/[topicName]/configuration/_components/config-text'
import { snippetsOf } from '@/app/(console)/environments/[envId]/clusters/[clusterId]/clients/_components/snippets'
import { checkTopicConfigs } from '@/lib/topics/check-configs'
import type { TopicConfigDto } from '@/lib/topics/rest-schema'
import { validateTopicConfig } from '@/lib/topics/topic-configs'
import { validateTopicName } from '@/lib/topics/schema'

describe('topic names', () => {
  it.each(['orders', 'a.b-c_D9', 'x'.repeat(249), '_internal'])('%s is fine', (name) => {
    expect(validateTopicName(name)).toBeNull()
  })
  it.each(['', '.', '..', 'a b', 'ä', 'a/b', 'x'.repeat(250)])('"%s" is refused', (name) => {
    expect(validateTopicName(name)).toMatch(/\.$/)
  })
})

describe('topic configuration', () => {
  it.each([
    ['retention.ms', '-1'],
    ['cleanup.policy', 'compact,delete'],
    ['min.cleanable.dirty.ratio', '0.5'],
    ['segment.ms', '9223372036854775807'],
    ['some.future.setting', 'anything'],
  ])('%s=%s is fine', (name, value) => {
    expect(validateTopicConfig(name, value)).toBeNull()
  })
  it.each([
    ['retention.ms', '-2'],
    ['retention.ms', '1.5'],
    ['retention.ms', ''],
    ['cleanup.policy', 'burn'],
    ['preallocate', 'yes'],
    ['min.insync.replicas', '0'],
    ['segment.ms', '9223372036854775808'],
    ['min.cleanable.dirty.ratio', '1.5'],
  ])('%s=%s is refused', (name, value) => {
    expect(validateTopicConfig(name, value)).not.toBeNull()
  })
  it('names the field of every problem, and a name that is given twice', () => {
    const configs = [
      { name: 'retention.ms', value: '1' },
      { name: 'retention.ms', value: '2' },
      { name: 'retntion.ms', value: '2' },
    ]
    const check = () => checkTopicConfigs(configs, ['retention.ms'], (index) => `configs.${index}`)
    expect(check).toThrow(expect.objectContaining({ code: 'invalid' }))
    try {
      check()
    } catch (error) {
      expect((error as { fields: { path: string }[] }).fields.map(({ path }) => path)).toEqual([
        'configs.1',
        'configs.2',
      ])
    }
  })
})

const config = (name: string, value: string, isDefault: boolean): TopicConfigDto => ({
  kind: 'KafkaTopicConfig',
  metadata: { self: '', resource_name: '' },
  cluster_id: 'lkc-1',
  topic_name: 't',
  name,
  value,
  is_default: isDefault,
  is_read_only: false,
  is_sensitive: false,
  source: isDefault ? 'DEFAULT_CONFIG' : 'DYNAMIC_TOPIC_CONFIG',
  synonyms: [{ name, value: 'usual', source: 'DEFAULT_CONFIG' }],
})

describe('editing the configuration', () => {
  it('sends only what differs', () => {
    const configs = [config('a', '1', true), config('b', '2', false), config('c', '3', false)]
    expect(changesOf(configs, { a: '1', b: '2', c: '4' }).map(({ name, to }) => [name, to])).toEqual([
      ['c', '4'],
    ])
    expect(changesOf(configs, { a: null, b: null })).toEqual([
      { name: 'b', from: '2', to: null, usual: 'usual' },
    ])
  })
  it.each([
    ['retention.ms', '604800000', '1 week'],
    ['retention.ms', '-1', 'Kept forever'],
    ['retention.bytes', '1073741824', '1 GiB'],
    ['flush.ms', '9223372036854775807', 'never'],
    ['cleanup.policy', 'delete', 'delete'],
  ])('%s=%s reads "%s"', (name, value, text) => {
    expect(configText(name, value)).toBe(text)
  })
  it('an amount keeps its value through the largest fitting unit', () => {
    expect(unitOf('604800000', durationUnits).value).toBe('week')
    expect(unitOf('1500', durationUnits).value).toBe('ms')
    expect(unitOf('1048576', byteUnits).value).toBe('mib')
    const mebibytes = unitOf('1048576', byteUnits)
    expect(toAmount('1.5', mebibytes)).toBe('1572864')
    expect(toAmount('x', mebibytes)).toBe('x')
    expect(toAmount('9223372036854775807', unitOf('1', byteUnits))).toBe('9223372036854775807')
  })
})

describe('client snippets', () => {
  const target = {
    bootstrap: 'broker:9092',
    protocol: 'SASL_PLAINTEXT',
    key: 'ABCDEFGH12345678',
    secret: 'cflt/se+cret',
    topic: 'orders',
  }
  it.each(['python', 'java', 'nodejs', 'kcat'] as const)(
    '%s has endpoint, key, secret and topic',
    (language) => {
      const text = snippetsOf(language, target)
        .map((snippet) => snippet.text)
        .join('\n')
      for (const part of [target.bootstrap, target.key, target.secret, target.topic])
        expect(text).toContain(part)
    },
  )
  it('Node.js speaks TLS exactly when the listener does', () => {
    const text = (protocol: string) => snippetsOf('nodejs', { ...target, protocol })[1]?.text
    const own = { ...target, protocol: 'SASL_SSL', hasOwnCa: true }
    expect(snippetsOf('nodejs', own)[1]?.text).toContain("ssl: { ca: [readFileSync('ca.pem', 'utf8')] }")
    for (const language of ['python', 'java', 'kcat'] as const)
      expect(
        snippetsOf(language, own)
          .map((one) => one.text)
          .join(''),
      ).toContain('location=ca.pem')
    expect(text('SASL_PLAINTEXT')).toContain('ssl: false')
    expect(text('SASL_SSL')).toContain('ssl: true')
  })
})
