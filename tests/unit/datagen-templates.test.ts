import { describe, expect, it } from 'vitest'
import { loadTemplate } from '@/lib/connectors/datagen/load-template'
import { seedOfTask } from '@/lib/connectors/datagen/random'
import { RecordGenerator } from '@/lib/connectors/datagen/record-generator'
import { datagenTemplates, findTemplate } from '@/lib/connectors/datagen/templates'
import { templateRules } from '../support/datagen-rules'
import { between, counter, exactly, matching, oneOf, type Rule } from '../support/field-rules'

const decoder = new TextDecoder()
type Sample = { key: string | null; value: Record<string, unknown> }

const templateOf = (name: string) => {
  const template = findTemplate(name)
  if (!template) throw new Error(`no template ${name}`)
  return template
}

async function sample(name: string, count: number, seed = 3): Promise<Sample[]> {
  const template = templateOf(name)
  const generator = new RecordGenerator(await loadTemplate(template), { keyField: template.keyField, seed })
  return Array.from({ length: count }, () => {
    const { key, value } = generator.next()
    return {
      key: key && decoder.decode(key),
      value: JSON.parse(decoder.decode(value)) as Record<string, unknown>,
    }
  })
}

const column = (samples: Sample[], name: string): unknown[] => samples.map(({ value }) => value[name])
const distinct = (samples: Sample[], name: string): Set<unknown> => new Set(column(samples, name))
const many = 30_000

describe('every template', () => {
  it('is one of the 38 of Confluent, under their names, and both spellings of one', () => {
    expect(Object.keys(datagenTemplates).sort()).toEqual(Object.keys(templateRules).sort())
    expect(Object.keys(datagenTemplates)).toHaveLength(38)
    expect(findTemplate('users_')).toBe(findTemplate('USERS_ARRAY'))
  })

  it.each(Object.entries(templateRules))(
    '%s has its fields, types, ranges and counters',
    async (name, expected) => {
      expect(templateOf(name).keyField).toBe(expected.key)
      const { name: recordName, namespace, fields } = await loadTemplate(templateOf(name))
      expect(`${namespace}.${recordName}`).toBe(expected.record)
      expect(fields.map((field) => field.name)).toEqual(Object.keys(expected.fields))
      ;(await sample(name, 500)).forEach(({ key, value }, at) => {
        expect(key).toBe(String(value[expected.key]))
        for (const [field, rule] of Object.entries(expected.fields))
          rule(value[field], at, `${name}.${field}`)
      })
    },
  )

  it('gives the tasks of one connector different data from one seed, each time the same', async () => {
    const trades = (task: number) => sample('STOCK_TRADES', 50, seedOfTask(11, task))
    expect(await trades(0)).toEqual(await trades(0))
    expect(await trades(0)).not.toEqual(await trades(1))
    expect(await trades(1)).not.toEqual(await trades(2))
  })
})

describe('the shoe shop', () => {
  it('has 643 shoes of 20 brands and 641 names, priced from 1595 to 36500, with 32 ratings', async () => {
    const shoes = await sample('SHOES', many)
    const byId = new Map(shoes.map(({ value }) => [value['id'], value]))
    expect(byId.size).toBe(643)
    for (const [name, count] of [
      ['brand', 20],
      ['name', 641],
      ['rating', 32],
    ] as const)
      expect(distinct(shoes, name).size, name).toBe(count)
    const prices = column(shoes, 'sale_price').map(Number)
    expect([Math.min(...prices), Math.max(...prices)]).toEqual([1595, 36500])
    const ratings = column(shoes, 'rating').map(Number)
    expect([Math.min(...ratings), Math.max(...ratings)]).toEqual([0, 5])
    // As seen in the topics of others.
    expect(byId.get('42ef6bb1-17be-4798-896d-ffe972628f8c')).toEqual({
      id: '42ef6bb1-17be-4798-896d-ffe972628f8c',
      brand: 'Macejkovic, Walter and Cummings',
      name: 'Pro Spectra5 359',
      sale_price: 15995,
      rating: 0,
    })
  })

  it('has 301 customers in 44 states', async () => {
    const customers = await sample('SHOE_CUSTOMERS', many)
    for (const [name, count] of [
      ['id', 301],
      ['email', 301],
      ['state', 44],
      ['country', 1],
      ['country_code', 1],
    ] as const)
      expect(distinct(customers, name).size, name).toBe(count)
    expect(customers.find(({ key }) => key === '1f1d77d1-1a06-451b-8c00-0a47343c79bb')?.value).toEqual({
      id: '1f1d77d1-1a06-451b-8c00-0a47343c79bb',
      first_name: 'Garrett',
      last_name: 'Alp',
      email: 'abachnicw@wikia.com',
      phone: '860-560-3822',
      street_address: '60 Lien Avenue',
      state: 'California',
      zip_code: '94142',
      country: 'United States',
      country_code: 'US',
    })
  })

  it('joins: orders and clicks name every shoe and every customer, and no other', async () => {
    const shoes = distinct(await sample('SHOES', many), 'id')
    const customers = distinct(await sample('SHOE_CUSTOMERS', many), 'id')
    const orders = await sample('SHOE_ORDERS', many)
    const clicks = await sample('SHOE_CLICKSTREAM', many)
    expect(distinct(orders, 'product_id')).toEqual(shoes)
    expect(distinct(orders, 'customer_id')).toEqual(customers)
    expect(distinct(clicks, 'product_id')).toEqual(shoes)
    expect(distinct(clicks, 'user_id')).toEqual(customers)
    expect(distinct(clicks, 'ip').size).toBe(100)
    for (const id of [...shoes, ...customers])
      expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  })
})

describe('other templates that join', () => {
  const ids = async (name: string, field: string): Promise<Set<unknown>> =>
    distinct(await sample(name, many), field)

  it.each([
    ['INSURANCE_CUSTOMER_ACTIVITY', 'customer_id', 'INSURANCE_CUSTOMERS', 'customer_id', 150],
    ['GAMING_PLAYER_ACTIVITY', 'player_id', 'GAMING_PLAYERS', 'player_id', 100],
    ['PAYROLL_BONUS', 'employee_id', 'PAYROLL_EMPLOYEE', 'employee_id', 100],
    ['SIEM_LOGS', 'hostname', 'DEVICE_INFORMATION', 'device_ip', 100],
    ['PAGEVIEWS', 'userid', 'USERS', 'userid', 9],
  ])('%s.%s and %s.%s are the same', async (name, field, other, otherField, count) => {
    const found = await ids(name, field)
    expect(found.size).toBe(count)
    expect(found).toEqual(await ids(other, otherField))
  })

  it('transactions draw cards 1 to 23 and stores 1 to 6; clicks 36 addresses, some twice as often', async () => {
    expect([...(await ids('TRANSACTIONS', 'card_id'))].map(Number).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 23 }, (_, i) => i + 1),
    )
    expect((await ids('CREDIT_CARDS', 'card_id')).size).toBe(24)
    expect((await ids('STORES', 'store_id')).size).toBe(7)
    expect((await ids('CLICKSTREAM', 'ip')).size).toBe(36)
    expect((await ids('CLICKSTREAM_USERS', 'username')).size).toBe(18)
    expect((await ids('RATINGS', 'message')).size).toBe(11)
    expect((await ids('DEVICE_INFORMATION', 'mac_address')).size).toBe(50)
  })

  it('pizza lines are one to four of a hundred, and their prices add up', async () => {
    const lines = (await sample('PIZZA_ORDERS', 5_000)).map(
      ({ value }) => value['order_lines'] as Record<string, number>[],
    )
    expect(new Set(lines.map(({ length }) => length))).toEqual(new Set([1, 2, 3, 4]))
    expect(new Set(lines.flat().map((line) => JSON.stringify(line))).size).toBe(100)
    for (const line of lines.flat())
      expect(line['net_price']).toBe((line['unit_price'] ?? 0) * (line['quantity'] ?? 0))
  })
})

describe('the rules of this test', () => {
  it.each<[Rule, unknown]>([
    [between(1, 3), 3],
    [between(1, 3), 1.5],
    [counter(5, 2), 6],
    [oneOf('a'), 'b'],
    [matching(/^a$/), 'b'],
    [exactly('a'), 'b'],
  ])('refuse what does not fit', (rule, value) => {
    expect(() => rule(value, 0, 'x')).toThrow()
  })
})
