import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf, openRegistry, record, register, versionsPath, type Registry } from '@/tests/support/subjects'

let registry: Registry
let ask: Registry['ask']
beforeAll(async () => {
  registry = await openRegistry()
  ask = registry.ask
})
afterAll(() => registry.close())

const schema = record('a')
const owner = (name: string): object => ({ metadata: { properties: { owner: name } } })
const rule = { name: 'notEmpty', kind: 'CONDITION', type: 'CEL', mode: 'WRITE', expr: "message.a != ''" }
const post = (subject: string, body: object) => ask('POST', versionsPath(subject), body)

describe('Metadata and rules', () => {
  it('are stored and answered, and make another schema of the same text', async () => {
    const plain = await register(registry, 'm', schema)
    const owned = await post('m', { schema, ...owner('x'), ruleSet: { domainRules: [rule] } })
    expect(owned.body).toMatchObject({ version: 2, ...owner('x'), ruleSet: { domainRules: [rule] } })
    expect((owned.body as { id: number }).id).not.toBe(plain)
    const { id } = owned.body as { id: number }
    expect((await ask('GET', `/schemas/ids/${id}`)).body).toMatchObject(owner('x'))
    expect((await post('m', { schema, ...owner('x'), ruleSet: { domainRules: [rule] } })).body).toEqual(
      owned.body,
    )
  })

  it('are changed alone by an empty schema, and taken over by a schema that says none', async () => {
    await post('taken', { schema, ...owner('x') })
    const alone = await post('taken', { schema: '', ...owner('y') })
    expect(alone.body).toMatchObject({ version: 2, schema, ...owner('y') })
    const next = await post('taken', { schema: record('a', 'b?') })
    expect(next.body).toMatchObject({ version: 3, ...owner('y') })
    expect(codeOf(await post('nothing-yet', { schema: '', ...owner('y') }))).toBe('422 42201')
  })

  it('of the settings come in under and over those of the schema', async () => {
    await ask('PUT', '/config/set', {
      defaultMetadata: { properties: { owner: 'nobody', level: 'low' } },
      overrideMetadata: { properties: { checked: 'yes' } },
      overrideRuleSet: { domainRules: [rule] },
    })
    const made = await post('set', { schema, ...owner('x') })
    expect(made.body).toMatchObject({
      metadata: { properties: { owner: 'x', level: 'low', checked: 'yes' } },
      ruleSet: { domainRules: [rule] },
    })
    expect((await post('set', { schema, ...owner('x') })).body).toEqual(made.body)
  })

  it('keep reserved field names free where the settings say so, for all three types', async () => {
    const reserving = (names: string): object => ({
      metadata: { properties: { 'confluent:reserved': names } },
    })
    await ask('PUT', '/config/kept', { compatibility: 'NONE', validateFields: true })
    expect(codeOf(await post('kept', { schema: record('a'), ...reserving('b, a') }))).toBe('409 40901')
    expect((await post('kept', { schema: record('a'), ...reserving('b,c') })).status).toBe(200)
    const less = await post('kept', { schema: record('a', 'x?'), ...reserving('b') })
    expect(codeOf(less)).toBe('409 40901')
    expect(less.text).toContain('reserved field c')
    const properties = JSON.stringify({ type: 'object', properties: { b: { type: 'string' } } })
    expect(codeOf(await post('kept', { schemaType: 'JSON', schema: properties, ...reserving('b,c') }))).toBe(
      '409 40901',
    )
    const proto = 'syntax = "proto3"; message M { string c = 1; }'
    expect(codeOf(await post('kept', { schemaType: 'PROTOBUF', schema: proto, ...reserving('b,c') }))).toBe(
      '409 40901',
    )
    await ask('PUT', '/config/kept', { compatibility: 'NONE', validateFields: false })
    expect((await post('kept', { schemaType: 'PROTOBUF', schema: proto, ...reserving('b,c') })).status).toBe(
      200,
    )
  })

  it('find the latest version with given properties', async () => {
    await post('found', { schema, ...owner('x') })
    await post('found', { schema, ...owner('y') })
    await post('found', { schema: record('a', 'b?'), ...owner('x') })
    await post('found', { schema: record('a', 'b?'), ...owner('z') })
    const find = (value: string) => ask('GET', `/subjects/found/metadata?key=owner&value=${value}`)
    expect((await find('x')).body).toMatchObject({ version: 3 })
    expect((await find('y')).body).toMatchObject({ version: 2 })
    expect(codeOf(await find('nobody'))).toBe('404 40403')
    expect(codeOf(await ask('GET', '/subjects/no/metadata?key=a&value=b'))).toBe('404 40401')
  })

  it('with bad rules are refused with 42210', async () => {
    for (const bad of [
      { ...rule, mode: 'UPGRADE' },
      { ...rule, kind: 'WISH' },
      { ...rule, name: ' ' },
    ])
      expect(codeOf(await post('rules', { schema, ruleSet: { domainRules: [bad] } }))).toBe('422 42210')
    expect(codeOf(await post('rules', { schema, ruleSet: { migrationRules: [rule] } }))).toBe('422 42210')
    expect(codeOf(await post('rules', { schema, ruleSet: { domainRules: [rule, rule] } }))).toBe('422 42210')
  })

  it('list schemas by the type of their rules', async () => {
    const id = await register(registry, 'ruled', schema, {
      ruleSet: { domainRules: [{ ...rule, type: 'MINE' }] },
    })
    expect((await ask('GET', '/schemas?ruleType=MINE')).body).toMatchObject([{ subject: 'ruled', id }])
  })
})

describe('confluent:version', () => {
  const stamped = (version: string): object => ({
    metadata: { properties: { 'confluent:version': version } },
  })

  it('registers an earlier schema again as the newest one', async () => {
    await register(registry, 'back', schema)
    await register(registry, 'back', record('a', 'b?'))
    const again = await post('back', { schema, ...stamped('3') })
    expect(again.body).toMatchObject({ version: 3, schema, ...stamped('3') })
    expect((await post('back', { schema, ...stamped('3') })).body).toEqual(again.body)
    expect((await post('back', { schema, ...stamped('0') })).body).toMatchObject({
      version: 4,
      ...stamped('4'),
    })
  })

  it('refuses another number than the next one with 42201', async () => {
    await register(registry, 'gap', schema)
    expect(codeOf(await post('gap', { schema, ...stamped('9') }))).toBe('422 42201')
  })
})

describe('A compatibility group', () => {
  it('compares only versions that have the same value', async () => {
    await ask('PUT', '/config/grouped', { compatibilityGroup: 'major' })
    const major = (value: string): object => ({ metadata: { properties: { major: value } } })
    await post('grouped', { schema: record('a'), ...major('1') })
    expect((await post('grouped', { schema: record('z'), ...major('2') })).body).toMatchObject({ version: 2 })
    expect(codeOf(await post('grouped', { schema: record('a', 'b'), ...major('1') }))).toBe('409 40901')
    expect((await post('grouped', { schema: record('a', 'b?'), ...major('1') })).body).toMatchObject({
      version: 3,
    })
  })
})
