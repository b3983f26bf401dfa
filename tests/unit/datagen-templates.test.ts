import { describe, expect, it } from 'vitest'
import { readAvroSchema } from '@/lib/connectors/datagen/avro-schema'
import { seedOfTask } from '@/lib/connectors/datagen/random'
import { RecordGenerator } from '@/lib/connectors/datagen/record-generator'
import { datagenTemplates, findTemplate } from '@/lib/connectors/datagen/templates'

const decoder = new TextDecoder()
const sample = (name: string, count: number, seed = 3): { key: string | null; value: Record<string, unknown> }[] => {
  const template = findTemplate(name)
  if (!template) throw new Error(`no template ${name}`)
  const generator = new RecordGenerator(readAvroSchema(template.schema), { keyField: template.keyField, seed })
  return Array.from({ length: count }, () => {
    const { key, value } = generator.next()
    return { key: key && decoder.decode(key), value: JSON.parse(decoder.decode(value)) as Record<string, unknown> }
  })
}

describe('datagen templates', () => {
  it.each(Object.keys(datagenTemplates))('%s generates records whose key is its key field', (name) => {
    const template = findTemplate(name)
    for (const { key, value } of sample(name, 200)) {
      expect(key).toBe(String(value[template?.keyField ?? '']))
    }
  })

  it('ORDERS has every field in its range', () => {
    sample('ORDERS', 2_000).forEach(({ value }, i) => {
      expect(value.orderid).toBe(i)
      expect(value.ordertime).toBeGreaterThanOrEqual(1487715775521)
      expect(value.ordertime).toBeLessThan(1519273364600)
      expect(value.itemid).toMatch(/^Item_[1-9][0-9]{0,2}$/)
      expect(value.orderunits).toBeGreaterThanOrEqual(0.1)
      expect(value.orderunits).toBeLessThan(10)
      const address = value.address as { city: string; state: string; zipcode: number }
      expect(address.city).toMatch(/^City_[1-9]{0,2}$/)
      expect(address.state).toMatch(/^State_[1-9]{0,2}$/)
      expect(address.zipcode).toBeGreaterThanOrEqual(10000)
      expect(address.zipcode).toBeLessThan(99999)
    })
  })

  it('USERS, STOCK_TRADES, PAGEVIEWS and CLICKSTREAM keep their rules', () => {
    for (const { value } of sample('USERS', 500)) {
      expect(value.userid).toMatch(/^User_[1-9]$/)
      expect(['MALE', 'FEMALE', 'OTHER']).toContain(value.gender)
    }
    for (const { value } of sample('STOCK_TRADES', 500)) {
      expect(['BUY', 'SELL']).toContain(value.side)
      expect(value.price).toBeGreaterThanOrEqual(5)
      expect(value.price).toBeLessThan(1000)
    }
    expect(sample('PAGEVIEWS', 3).map(({ value }) => value.viewtime)).toEqual([1, 11, 21])
    const clicks = sample('CLICKSTREAM', 5_000)
    expect(clicks.slice(0, 2).map(({ value }) => [value.time, value._time])).toEqual([['1', 1], ['11', 11]])
    expect(new Set(clicks.map(({ value }) => value.ip)).size).toBe(36)
    expect(Math.min(...clicks.map(({ value }) => Number(value.userid)))).toBe(-1)
  })

  it('gives the tasks of one connector different data from one seed, each time the same', () => {
    const users = (task: number) => sample('STOCK_TRADES', 50, seedOfTask(11, task))
    expect(users(0)).toEqual(users(0))
    expect(users(0)).not.toEqual(users(1))
    expect(users(1)).not.toEqual(users(2))
  })
})
