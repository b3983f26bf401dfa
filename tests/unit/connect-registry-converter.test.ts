import { expect, test } from 'vitest'
import { openConverters } from '@/lib/connectors/converters/open'
import * as schemas from '@/lib/connectors/data/schemas'
import { RegistryAwayError } from '@/lib/schema-registries/ask'
import { registryClient } from '@/lib/schema-registries/client'

const away = registryClient({ url: 'http://127.0.0.1:9', timeoutMs: 500 })
const order = schemas.structOf([schemas.field('id', schemas.int32)], { name: 'Order' })

const open = () =>
  openConverters({
    ...{ kind: 'sink', dialect: 'managed', registry: away },
    config: { 'input.data.format': 'AVRO', 'input.key.format': 'STRING' },
  }).value

test('a registry that is away rejects the preparing of a batch: nothing is taken for bad data', async () => {
  const converter = open()
  const payload = Buffer.from([0, 0, 0, 0, 7, 2])
  await expect(converter.prepareToConnect?.([payload])).rejects.toBeInstanceOf(RegistryAwayError)
  await expect(converter.prepareFromConnect?.('orders', order)).rejects.toBeInstanceOf(RegistryAwayError)
  expect(converter.isUnprepared?.('orders', order)).toBe(true)
})

test('bytes without a schema id are bad data of one record, tombstones are none', async () => {
  const converter = open()
  await converter.prepareToConnect?.([Buffer.from('{"id":1}'), null])
  expect(() => converter.toConnect('orders', Buffer.from('{"id":1}'))).toThrow(
    'Failed to deserialize data for topic orders to Avro: Unknown magic byte!',
  )
  expect(converter.toConnect('orders', null)).toEqual({ schema: null, value: null })
})

test('a converter that there is not, and a switch that is neither true nor false, are named by their property', () => {
  const opening = (config: Record<string, string>) => () =>
    openConverters({ kind: 'sink', dialect: 'self-managed', registry: null, config })
  expect(opening({ 'value.converter': 'com.example.Mine' })).toThrow(
    'There is no converter "com.example.Mine".',
  )
  expect(opening({ 'value.converter': 'JsonConverter', 'value.converter.schemas.enable': 'yes' })).toThrow(
    'Invalid value yes for configuration schemas.enable',
  )
  expect(opening({ 'input.data.format': 'AVRO' })).toThrow('needs a Schema Registry')
})
