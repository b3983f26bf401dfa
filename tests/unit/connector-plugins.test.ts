import { chmod, copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  addConnectorSpecs,
  allConnectorSpecs,
  connectorSpecs,
  findConnectorSpec,
} from '@/lib/connectors/catalog'
import { loadPlugins } from '@/lib/connectors/plugins/load-plugins'
import { validateConnectorConfig } from '@/lib/connectors/validation/validate-config'

let folder: string, outside: string
const example = path.join(import.meta.dirname, '../support/plugins/ticker-source.ts')

const plugin = (spec: string, rest = 'export const createSourceTask = () => ({})'): string =>
  `export const spec = ${spec}\n${rest}\n`
const minimal = (className: string, more = ''): string =>
  `{ className: '${className}', type: 'source', title: 'T', description: 'D.'${more} }`

const brokenFiles: Record<string, string> = {
  'a-syntax.mjs': 'export const spec = {',
  'b-nothing.mjs': 'export const other = 1',
  'c-throws.mjs': 'throw new Error("no key in the environment")',
  'd-taken.mjs': plugin(minimal('DatagenSource')),
  'e-no-task.mjs': plugin(minimal('NoTask'), ''),
  'f-shape.mjs': plugin(`{ className: 'Shapeless', type: 'pump', title: 'T', description: 'D.' }`),
  'g-unknown.mjs': plugin(minimal('Extra', ', runtime: "datagen"')),
  'h-field.mjs': plugin(
    minimal('Twice', ", fields: [{ name: 'kafka.topic', type: 'STRING', label: 'L', help: 'H.' }]"),
  ),
  'i-again.mjs': plugin(minimal('GoodSource')),
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'plugins-'))
  outside = await mkdtemp(path.join(tmpdir(), 'no-plugins-'))
  await copyFile(example, path.join(folder, 'ticker-source.ts'))
  await writeFile(path.join(folder, '0-good.mjs'), plugin(minimal('GoodSource')))
  await writeFile(path.join(folder, '_part.mjs'), 'not looked at')
  for (const [file, text] of Object.entries(brokenFiles)) await writeFile(path.join(folder, file), text)
  await mkdir(path.join(folder, 'j-folder.mjs'))
  await writeFile(path.join(outside, 'elsewhere.mjs'), plugin(minimal('Elsewhere')))
  await symlink(path.join(outside, 'elsewhere.mjs'), path.join(folder, 'k-outside.mjs'))
  await symlink('nowhere.mjs', path.join(folder, 'l-nowhere.mjs'))
  await writeFile(path.join(folder, 'm-open.mjs'), plugin(minimal('OpenToAll')))
  await chmod(path.join(folder, 'm-open.mjs'), 0o666)
})

afterAll(async () => {
  addConnectorSpecs([])
  for (const place of [folder, outside]) await rm(place, { recursive: true })
})

test('each file of the folder is a connector; those that cannot be used are named and break nothing else', async () => {
  const { specs, broken } = await loadPlugins(folder)
  expect(specs.map(({ className }) => className)).toEqual(['GoodSource', 'TickerSource'])
  expect(Object.fromEntries(broken.map(({ file, reason }) => [file, reason]))).toEqual({
    'a-syntax.mjs': expect.any(String) as string,
    'b-nothing.mjs': 'It exports no "spec".',
    'c-throws.mjs': 'no key in the environment',
    'd-taken.mjs': 'className "DatagenSource" is that of a built-in connector.',
    'e-no-task.mjs': 'It is a source but exports no function "createSourceTask".',
    'f-shape.mjs': expect.stringMatching(/^spec\.type: /) as string,
    'g-unknown.mjs': expect.stringContaining('runtime') as string,
    'h-field.mjs': expect.stringContaining('"kafka.topic" is there twice') as string,
    'i-again.mjs': 'className "GoodSource" is that of another plugin.',
    'j-folder.mjs': 'It is not a file.',
    'k-outside.mjs': 'It leads out of the plugins folder.',
    'l-nowhere.mjs': expect.stringContaining('ENOENT') as string,
    'm-open.mjs': 'Everybody on this machine may write to it.',
  })
  for (const { reason } of broken) expect(reason).not.toContain(folder)
  expect(allConnectorSpecs()).toHaveLength(connectorSpecs.length + 2)
})

test('a folder that is not there holds no plugins', async () => {
  expect(await loadPlugins(path.join(folder, 'none'))).toEqual({ specs: [], broken: [] })
})

test('a plugin has the wizard, the fields and the validation of any other connector', async () => {
  await loadPlugins(folder)
  const spec = findConnectorSpec('TickerSource')
  expect(spec).toMatchObject({
    title: 'Ticker',
    subtitle: 'Ticker Source',
    badges: ['Custom'],
    type: 'source',
  })
  expect(spec?.steps.map(({ id }) => id)).toEqual([
    'topics',
    'credentials',
    'configuration',
    'sizing',
    'review',
  ])
  const names = spec?.fields.map(({ name }) => name) ?? []
  expect(names).toEqual(
    expect.arrayContaining(['kafka.topic', 'interval.ms', 'tasks.max', 'output.data.format']),
  )
  expect(spec?.fields.find(({ name }) => name === 'interval.ms')).toMatchObject({
    control: 'number',
    step: 'configuration',
    group: 'Ticker',
    validators: [{ kind: 'range', min: 1 }],
  })
  if (!spec) throw new Error('no spec')
  const config = { 'connector.class': 'TickerSource', name: 't', 'kafka.topic': 'ticks', 'interval.ms': '0' }
  const { configs } = validateConnectorConfig(spec, config, { mode: 'validate' })
  const wrong = configs.filter(({ value }) => value.errors.length > 0)
  expect(wrong.map(({ value }) => value.name)).toEqual(expect.arrayContaining(['interval.ms', 'ticker.name']))
})
