import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf, openRegistry, record, register, versionsPath, type Registry } from '@/tests/support/subjects'

let registry: Registry
let ask: Registry['ask']
beforeAll(async () => {
  registry = await openRegistry()
  ask = registry.ask
})
afterAll(() => registry.close())

/** A subject with so many versions. */
async function make(versions: number): Promise<string> {
  const name = `s-${crypto.randomUUID().slice(0, 8)}`
  const optional = Array.from({ length: versions }, (_, index) => `o${index}?`)
  for (let count = 1; count <= versions; count++)
    await register(registry, name, record(name.replace('-', '_'), ...optional.slice(0, count)))
  return name
}
const at = (name: string, version: number | string): string => `${versionsPath(name)}/${version}`

describe('Deleting a version softly', () => {
  it('takes it out of lists and reads, and keeps its id answering', async () => {
    const name = await make(2)
    const { id } = (await ask('GET', at(name, 2))).body as { id: number }
    expect((await ask('DELETE', at(name, 2))).body).toBe(2)
    expect((await ask('GET', versionsPath(name))).body).toEqual([1])
    expect(codeOf(await ask('GET', at(name, 2)))).toBe('404 40402')
    expect((await ask('GET', `${at(name, 2)}?deleted=true`)).body).toMatchObject({ id, deleted: true })
    expect((await ask('GET', at(name, 'latest'))).body).toMatchObject({ version: 1 })
    expect((await ask('GET', `/schemas/ids/${id}`)).status).toBe(200)
    expect((await ask('GET', `${versionsPath(name)}?deleted=true`)).body).toEqual([1, 2])
    expect((await ask('GET', `${versionsPath(name)}?deletedOnly=true`)).body).toEqual([2])
  })

  it('is followed by the next number when the schema comes again, with the same id', async () => {
    const name = await make(3)
    const last = (await ask('GET', at(name, 3))).body as { id: number; schema: string }
    await ask('DELETE', at(name, 'latest'))
    const again = await ask('POST', versionsPath(name), { schema: last.schema })
    expect(again.body).toMatchObject({ id: last.id, version: 4 })
  })

  it('twice answers 40406; of a version that is not there 40402; of a bad number 42202', async () => {
    const name = await make(2)
    await ask('DELETE', at(name, 1))
    const twice = await ask('DELETE', at(name, 1))
    expect(codeOf(twice)).toBe('404 40406')
    expect(twice.text).toContain(
      `Subject '${name}' Version 1 was soft deleted.Set permanent=true to delete permanently`,
    )
    expect(codeOf(await ask('DELETE', at(name, 9)))).toBe('404 40402')
    for (const bad of ['0', '-2', 'first', '2147483648', '1.5'])
      expect(codeOf(await ask('DELETE', at(name, bad)))).toBe('422 42202')
    expect(codeOf(await ask('DELETE', at('unknown', 1)))).toBe('404 40401')
  })
})

describe('Deleting a version for good', () => {
  it('needs the soft deletion first (40407), then takes the schema away when nobody has it', async () => {
    const name = await make(2)
    const { id } = (await ask('GET', at(name, 2))).body as { id: number }
    await ask('GET', `/schemas/ids/${id}`)
    expect(codeOf(await ask('DELETE', `${at(name, 2)}?permanent=true`))).toBe('404 40407')
    await ask('DELETE', at(name, 2))
    expect((await ask('DELETE', `${at(name, 2)}?permanent=true`)).body).toBe(2)
    expect(codeOf(await ask('GET', `${at(name, 2)}?deleted=true`))).toBe('404 40402')
    expect(codeOf(await ask('GET', `/schemas/ids/${id}`))).toBe('404 40403')
  })

  it('keeps a schema that another subject has', async () => {
    const [name, other] = [await make(1), `s-${crypto.randomUUID().slice(0, 8)}`]
    const { id, schema } = (await ask('GET', at(name, 1))).body as { id: number; schema: string }
    expect(await register(registry, other, schema)).toBe(id)
    await ask('DELETE', at(name, 1))
    await ask('DELETE', `${at(name, 1)}?permanent=true`)
    expect((await ask('GET', `/schemas/ids/${id}/subjects`)).body).toEqual([other])
  })
})

describe('Deleting a subject', () => {
  it('answers its versions, hides it, and shows it among the deleted ones', async () => {
    const name = await make(2)
    expect((await ask('DELETE', `/subjects/${name}`)).body).toEqual([1, 2])
    const list = async (query: string): Promise<unknown> =>
      (await ask('GET', `/subjects?subjectPrefix=${name}${query}`)).body
    expect(await list('')).toEqual([])
    expect(await list('&deleted=true')).toEqual([name])
    expect(await list('&deletedOnly=true')).toEqual([name])
    expect(codeOf(await ask('GET', versionsPath(name)))).toBe('404 40401')
    expect(codeOf(await ask('GET', at(name, 1)))).toBe('404 40401')
    expect((await ask('GET', `${at(name, 'latest')}?deleted=true`)).body).toMatchObject({ version: 2 })
  })

  it('softly twice answers 40404, for good before 40405, an unknown one 40401', async () => {
    const name = await make(1)
    expect(codeOf(await ask('DELETE', `/subjects/${name}?permanent=true`))).toBe('404 40405')
    await ask('DELETE', `/subjects/${name}`)
    expect(codeOf(await ask('DELETE', `/subjects/${name}`))).toBe('404 40404')
    expect((await ask('DELETE', `/subjects/${name}?permanent=true`)).body).toEqual([1])
    expect(codeOf(await ask('DELETE', `/subjects/${name}?permanent=true`))).toBe('404 40401')
  })

  it('for good lets versions begin at 1 again; softly does not', async () => {
    const name = await make(2)
    await ask('DELETE', `/subjects/${name}`)
    expect((await ask('POST', versionsPath(name), { schema: record('z') })).body).toMatchObject({
      version: 3,
    })
    await ask('DELETE', `/subjects/${name}`)
    await ask('DELETE', `/subjects/${name}?permanent=true`)
    expect((await ask('POST', versionsPath(name), { schema: record('z') })).body).toMatchObject({
      version: 1,
    })
  })

  it('takes its own settings with it', async () => {
    const name = await make(1)
    await ask('PUT', `/config/${name}`, { compatibility: 'NONE' })
    await ask('DELETE', `/subjects/${name}`)
    expect(codeOf(await ask('GET', `/config/${name}`))).toBe('404 40408')
  })

  it('is refused with 42205 while it is read-only', async () => {
    const name = await make(1)
    await ask('PUT', `/mode/${name}`, { mode: 'READONLY' })
    expect(codeOf(await ask('DELETE', `/subjects/${name}`))).toBe('422 42205')
    expect(codeOf(await ask('DELETE', at(name, 1)))).toBe('422 42205')
    expect((await ask('GET', at(name, 1))).status).toBe(200)
  })
})
