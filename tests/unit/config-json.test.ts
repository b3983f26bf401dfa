import { describe, expect, it } from 'vitest'
import { datagenSpec } from '@/lib/connectors/catalog/datagen'
import {
  connectorConfigJson,
  connectorJsonText,
  parseConnectorJson,
} from '@/lib/connectors/config/config-json'
import { SECRET_MASK } from '@/lib/connectors/config/read-config'

const config = {
  'tasks.max': '1',
  'max.interval': '100',
  quickstart: 'ORDERS',
  'kafka.topic': 'orders',
  'kafka.api.secret': 's3cret',
  'kafka.api.key': 'ABCDEFGHIJKLMNOP',
  name: 'DatagenSourceConnector_0',
  'connector.class': 'DatagenSource',
}

describe('connector JSON', () => {
  it('is shown in the order of Confluent, with defaults and masked secrets', () => {
    const shown = connectorConfigJson(datagenSpec, config)
    expect(Object.keys(shown)).toEqual([
      'connector.class',
      'name',
      'kafka.auth.mode',
      'kafka.api.key',
      'kafka.api.secret',
      'kafka.topic',
      'schema.context.name',
      'output.data.format',
      'json.output.decimal.format',
      'quickstart',
      'max.interval',
      'tasks.max',
    ])
    expect(shown).toMatchObject({
      'kafka.auth.mode': 'KAFKA_API_KEY',
      'kafka.api.key': SECRET_MASK,
      'kafka.api.secret': SECRET_MASK,
      'schema.context.name': 'default',
    })
  })

  it('of a source is wrapped in config, and what is shown can be read back', () => {
    const text = connectorJsonText(datagenSpec, config)
    expect(Object.keys(JSON.parse(text) as object)).toEqual(['config'])
    const parsed = parseConnectorJson(text)
    expect(parsed).toMatchObject({
      ok: true,
      name: 'DatagenSourceConnector_0',
      config: { quickstart: 'ORDERS' },
    })
  })

  it('of a sink is flat', () => {
    const text = connectorJsonText({ ...datagenSpec, type: 'sink' }, config)
    expect(JSON.parse(text)).toHaveProperty('name')
  })

  it('is read flat, wrapped, and wrapped with a name; numbers and booleans stay', () => {
    expect(parseConnectorJson('{"name":"a","tasks.max":1}')).toEqual({
      ok: true,
      name: 'a',
      config: { name: 'a', 'tasks.max': 1 },
    })
    expect(parseConnectorJson('{"config":{"name":"a"}}')).toMatchObject({ ok: true, name: 'a' })
    expect(parseConnectorJson('{"name":"a","config":{"x":true,"y":null}}')).toEqual({
      ok: true,
      name: 'a',
      config: { x: true, name: 'a' },
    })
  })

  it.each([
    ['', 'no JSON'],
    ['{"a":', 'not valid JSON'],
    ['[1]', 'JSON object'],
    ['{"a":{"b":1}}', 'The value of "a"'],
    ['{"name":"a","config":{"name":"b"}}', 'two names'],
  ])('refuses %j and says why', (text, reason) => {
    const parsed = parseConnectorJson(text)
    expect(parsed.ok ? '' : parsed.message).toContain(reason)
  })
})
