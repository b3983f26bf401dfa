import { describe, expect, it } from 'vitest'
import { fileStreamSourceSpec } from '@/lib/connectors/catalog/file-stream'
import { postgresSinkSpec } from '@/lib/connectors/catalog/postgres-sink'
import { toDialect } from '@/lib/connectors/config/dialects'
import { importConnectorText } from '@/lib/connectors/config/import-config'
import { parseProperties } from '@/lib/connectors/config/properties-text'
import { effectiveConfig } from '@/lib/connectors/config/read-config'

const JDBC = 'io.confluent.connect.jdbc.JdbcSinkConnector'

const managed = {
  'connector.class': 'PostgresSink',
  name: 'shop',
  'kafka.api.key': 'ABCDEFGHIJKLMNOP',
  'kafka.api.secret': 'the-secret',
  topics: 'orders,users',
  'input.data.format': 'AVRO',
  'input.key.format': 'STRING',
  'connection.host': 'db.example.com',
  'connection.port': '5432',
  'connection.user': 'shop',
  'connection.password': 'pass',
  'db.name': 'shop',
  'ssl.mode': 'require',
  'insert.mode': 'UPSERT',
  'pk.mode': 'record_key',
  'pk.fields': 'id',
  'auto.create': 'true',
  'batch.sizes': '500',
  'tasks.max': '2',
}
const selfManaged = {
  name: 'shop',
  'connector.class': JDBC,
  'tasks.max': '2',
  topics: 'orders,users',
  'connection.url': 'jdbc:postgresql://db.example.com:5432/shop?sslmode=require',
  'connection.user': 'shop',
  'connection.password': 'pass',
  'insert.mode': 'upsert',
  'pk.mode': 'record_key',
  'pk.fields': 'id',
  'auto.create': 'true',
  'batch.size': '500',
  'key.converter': 'org.apache.kafka.connect.storage.StringConverter',
  'value.converter': 'io.confluent.connect.avro.AvroConverter',
  'value.converter.schema.registry.url': 'http://elsewhere:8081',
}
/** Without what only one dialect has: credentials, retries, what becomes of bad records. */
const aboutTables = (config: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(effectiveConfig(postgresSinkSpec, config)).filter(
      ([name]) =>
        !/^(kafka\.|errors\.|connector\.class|(key|value)\.converter$|max\.retries|retry\.|replace\.|string\.output)/.test(
          name,
        ),
    ),
  )

describe('both dialects', () => {
  it('mean the same to the task', () => {
    expect(aboutTables(selfManaged)).toEqual(aboutTables(managed))
    expect(effectiveConfig(postgresSinkSpec, selfManaged)).toMatchObject({
      'connection.host': 'db.example.com',
      'db.name': 'shop',
      'insert.mode': 'UPSERT',
      'input.data.format': 'AVRO',
      'value.converter': 'io.confluent.connect.avro.AvroConverter',
    })
  })

  it('keep their own defaults: bad records stop a self-managed sink and not a managed one', () => {
    expect(effectiveConfig(postgresSinkSpec, managed)).toMatchObject({
      'errors.tolerance': 'all',
      'errors.deadletterqueue.topic.name': 'dlq-${connector}',
    })
    const other = effectiveConfig(postgresSinkSpec, selfManaged)
    expect(other).toMatchObject({ 'errors.tolerance': 'none', 'max.retries': '10' })
    expect(other).not.toHaveProperty('errors.deadletterqueue.topic.name')
    expect(toDialect(postgresSinkSpec, managed, 'self-managed').config).toMatchObject({
      'errors.tolerance': 'all',
      'errors.deadletterqueue.topic.name': 'dlq-shop',
      'errors.deadletterqueue.context.headers.enable': 'true',
    })
    expect(toDialect(postgresSinkSpec, selfManaged, 'managed').config).toMatchObject({
      'errors.tolerance': 'none',
    })
  })

  it('are translated there and back without a loss that is not named', () => {
    const there = toDialect(postgresSinkSpec, managed, 'self-managed')
    expect(there.config).toMatchObject({
      'connector.class': JDBC,
      'connection.url': 'jdbc:postgresql://db.example.com:5432/shop',
      'connection.sslmode': 'require',
      'insert.mode': 'upsert',
      'batch.size': '500',
      'value.converter': 'io.confluent.connect.avro.AvroConverter',
    })
    expect(there.config).not.toHaveProperty('kafka.api.key')
    expect(there.warnings.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['kafka.api.key', 'kafka.api.secret', 'value.converter.schema.registry.url']),
    )
    const back = toDialect(postgresSinkSpec, there.config, 'managed')
    expect(aboutTables(back.config)).toEqual(aboutTables(managed))
  })

  it('name what the other one does not have', () => {
    const { config, warnings } = toDialect(
      postgresSinkSpec,
      { ...selfManaged, 'insert.mode': 'update', 'max.retries': '3', 'made.up': 'x' },
      'managed',
    )
    expect(config).not.toHaveProperty('max.retries')
    const named = new Map(warnings.map(({ name, message }) => [name, message]))
    expect(named.get('max.retries')).toContain('left out')
    expect(named.get('made.up')).toContain('not a property')
    expect(named.get('insert.mode')).toContain('UPDATE')
  })

  it('read names of the other dialect and old spellings, and say so', () => {
    const url = 'jdbc:postgresql://db.example.com/shop'
    const other = { ...selfManaged, 'connection.url': url, 'ssl.mode': 'require' }
    const { warnings, config } = toDialect(postgresSinkSpec, other, 'managed')
    expect(config).toMatchObject({ 'ssl.mode': 'require', 'connection.port': '5432' })
    expect(warnings.find(({ name }) => name === 'ssl.mode')?.message).toContain('connection.sslmode')
    const old = { ...managed, 'data.format': 'JSON', 'input.data.format': '' }
    expect(effectiveConfig(postgresSinkSpec, old)['input.data.format']).toBe('JSON')
  })

  it('take JsonConverter for what it is in Kafka Connect: with envelopes unless it is told otherwise', () => {
    const json = { ...selfManaged, 'value.converter': 'JsonConverter' }
    expect(effectiveConfig(postgresSinkSpec, json)).toMatchObject({
      'input.data.format': 'JSON',
      'value.converter.schemas.enable': 'true',
    })
    const plain = { ...json, 'value.converter.schemas.enable': 'false' }
    expect(effectiveConfig(postgresSinkSpec, plain)['value.converter.schemas.enable']).toBe('false')
    const silent = Object.entries(selfManaged).filter(([name]) => !name.includes('converter'))
    expect(effectiveConfig(postgresSinkSpec, Object.fromEntries(silent))).toMatchObject({
      'input.data.format': 'JSON',
      'input.key.format': 'STRING',
      'value.converter.schemas.enable': 'false',
    })
  })

  it('pass transforms, predicates and client properties through', () => {
    const more = {
      transforms: 'mask',
      'transforms.mask.type': 'org.apache.kafka.connect.transforms.MaskField$Value',
      'transforms.mask.fields': 'card',
      'consumer.override.fetch.min.bytes': '1',
      'errors.retry.timeout': '5000',
    }
    for (const config of [managed, selfManaged])
      expect(effectiveConfig(postgresSinkSpec, { ...config, ...more })).toMatchObject(more)
    expect(toDialect(postgresSinkSpec, { ...managed, ...more }, 'self-managed').config).toMatchObject(more)
  })

  it('call the topic of a file source by their own names', () => {
    const file = {
      'connector.class': 'org.apache.kafka.connect.file.FileStreamSourceConnector',
      topic: 'lines',
      file: 'a.txt',
    }
    expect(effectiveConfig(fileStreamSourceSpec, file)).toMatchObject({ 'kafka.topic': 'lines' })
    expect(
      effectiveConfig(fileStreamSourceSpec, { ...file, 'connector.class': 'FileStreamSource' }),
    ).toMatchObject({ 'kafka.topic': 'lines' })
  })
})

describe('import', () => {
  it.each([
    ['flat', JSON.stringify({ ...managed, 'tasks.max': 2, 'auto.create': true })],
    ['wrapped', JSON.stringify({ name: 'shop', config: { ...managed, 'tasks.max': 2 } })],
    [
      'properties',
      Object.entries(managed)
        .map(([name, value]) => `${name}=${value}`)
        .join('\n'),
    ],
  ])('reads the shape %s', (shape, text) => {
    expect(importConnectorText(text)).toMatchObject({
      ok: true,
      shape,
      className: 'PostgresSink',
      dialect: 'managed',
      name: 'shop',
      config: managed,
      warnings: [],
      problems: [],
    })
  })

  it('turns a self-managed configuration into a managed one, with what it could not take along', () => {
    const read = importConnectorText(JSON.stringify({ name: 'shop', config: selfManaged }))
    if (!read.ok) throw new Error(read.message)
    expect(read).toMatchObject({ className: 'PostgresSink', dialect: 'self-managed', problems: [] })
    expect(read.config).toMatchObject({
      'connector.class': 'PostgresSink',
      'connection.host': 'db.example.com',
      'input.data.format': 'AVRO',
      'insert.mode': 'UPSERT',
    })
    expect(read.warnings.map(({ name }) => name)).toContain('value.converter.schema.registry.url')
  })

  it('names unknown properties with what was probably meant, and leaves masked secrets out', () => {
    const read = importConnectorText(
      JSON.stringify({ ...managed, 'conection.hots': 'x', 'connection.password': '****************' }),
    )
    if (!read.ok) throw new Error(read.message)
    expect(read.config).not.toHaveProperty('connection.password')
    expect(read.warnings).toEqual([
      { name: 'conection.hots', message: expect.stringContaining('Did you mean connection.host?') as string },
    ])
  })

  it.each([
    ['', 'no JSON'],
    ['{"topics":"a"}', 'connector.class'],
    ['{"connector.class":"PostgresSnk"}', 'Did you mean PostgresSink?'],
    ['word', 'neither JSON nor'],
  ])('refuses %j and says why', (text, reason) => {
    const read = importConnectorText(text)
    expect(read.ok ? '' : read.message).toContain(reason)
  })

  it('reads .properties as Java does', () => {
    expect(
      parseProperties(
        '# c\n! c\n a = 1 \nb:two\nc three\nlong=x\\\n   y\nu=\\u00e9\\t\\:\nempty=\npath=C:\\\\x\nk\\=1=v',
      ),
    ).toEqual({ a: '1 ', b: 'two', c: 'three', long: 'xy', u: 'é\t:', empty: '', path: 'C:\\x', 'k=1': 'v' })
  })
})
