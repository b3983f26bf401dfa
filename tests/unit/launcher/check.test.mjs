import { expect, test } from 'vitest'
import { findBannedWords } from '../../../launcher/check/banned-words.mjs'
import { buildImportGraph, findBarrels, findCycles } from '../../../launcher/check/import-cycles.mjs'
import { findImportViolation } from '../../../launcher/check/import-law.mjs'
import { compareVersions, findKnownBad } from '../../../launcher/check/known-bad.mjs'
import { findOversized, stopSize } from '../../../launcher/check/size-budget.mjs'

test.each([
  ['lib/topics/create.ts', '@/components/ui/button', 'lib never imports'],
  ['lib/topics/create.ts', '../../worker/index', 'lib never imports'],
  ['components/ui/button.tsx', '@/lib/db', 'Components import of lib only'],
  ['components/topics/table.tsx', '@/app/layout', 'Nothing imports app'],
  ['worker/loops/keys.ts', 'kafkajs', 'lib/kafka only'],
  ['lib/topics/create.ts', '@platformatic/kafka', 'lib/kafka only'],
  ['worker/loops/keys.ts', '@/lib/generated/prisma/client', 'Prisma runtime'],
  ['lib/topics/create.ts', '@/lib/clusters/_rows', '_internal'],
  ['app/api/route.ts', '@/worker/rpc', 'Nothing imports worker'],
])('import law – %s must not import %s', (file, specifier, reason) => {
  expect(findImportViolation(file, specifier)).toContain(reason)
})

test.each([
  ['components/topics/table.tsx', '@/lib/topics/schema'],
  ['components/topics/table.tsx', '@/lib/queries/topics'],
  ['components/connectors/form.tsx', '@/lib/connectors/catalog'],
  ['lib/kafka/produce.ts', '@platformatic/kafka'],
  ['lib/clusters/list.ts', './_rows'],
  ['app/layout.tsx', '@/lib/db'],
  ['tests/worker/broker.test.ts', '@/worker/brokers/stop'],
])('import law – %s may import %s', (file, specifier) => {
  expect(findImportViolation(file, specifier)).toBeNull()
})

test('import law – the types of Prisma may be named where its runtime may not be', () => {
  expect(findImportViolation('worker/loops/keys.ts', '@/lib/generated/prisma/client', true)).toBeNull()
})

const reader = (sources) => (file) => sources[file]

test('cycles – a ring of imports is found once, type imports do not count', () => {
  const sources = {
    'lib/a.ts': "import { b } from '@/lib/b'\n",
    'lib/b.ts': "import { c } from './c'\n",
    'lib/c.ts': "import {\n  a,\n} from './a'\n",
    'lib/d.ts': "import type { E } from './e'\n",
    'lib/e.ts': "import { d } from './d'\n",
  }
  const graph = buildImportGraph(Object.keys(sources), reader(sources))
  expect(findCycles(graph)).toEqual(['lib/a.ts → lib/b.ts → lib/c.ts → lib/a.ts'])
})

test('barrels – an index that only re-exports is found, a door is not', () => {
  const text = "export * from './a'\n"
  const sources = { 'components/ui/index.ts': text, 'lib/kafka/index.ts': text }
  expect(findBarrels(Object.keys(sources), reader(sources))).toHaveLength(1)
})

test('size budget – each kind of file has its stop', () => {
  expect(stopSize('app/topics/page.tsx')).toBe(30)
  expect(stopSize('app/org/v2/environments/route.ts')).toBe(80)
  expect(stopSize('lib/topics/create.ts')).toBe(150)
  expect(stopSize('lib/kafka/fetch.ts')).toBe(300)
  expect(stopSize('components/ui/button.tsx')).toBe(200)
  expect(stopSize('lib/connectors/catalog/datagen.ts')).toBeNull()
  expect(findOversized(['app/page.tsx'], () => 'x\n'.repeat(31))).toEqual([
    'app/page.tsx: 31 lines, stop at 30',
  ])
})

test('known-bad versions – are found in the lock and in the pom, good ones are not', () => {
  const rules = [
    { package: 'next', below: '16.4.1', why: 'old' },
    { maven: 'org.apache.kafka:kafka_2.13', from: '4.3.0', below: '4.3.2', why: 'CVE' },
  ]
  const lock = (version) => ({ packages: { 'node_modules/next': { version } } })
  const pom = (version) =>
    `<properties><kafka.version>${version}</kafka.version></properties><dependency><groupId>org.apache.kafka</groupId>
     <artifactId>kafka_2.13</artifactId><version>\${kafka.version}</version></dependency>`
  expect(findKnownBad(rules, lock('16.4.0'), pom('4.3.1'))).toEqual([
    'next 16.4.0 is known bad (old)',
    'org.apache.kafka:kafka_2.13 4.3.1 is known bad (CVE)',
  ])
  expect(findKnownBad(rules, lock('16.4.5'), pom('4.2.2'))).toEqual([])
  expect(compareVersions('4.10.0', '4.9.9')).toBeGreaterThan(0)
})

test.each([
  ['a home path', `const file = '/home/${'somebody'}/x'`],
  ['unfinished work', `// TO${'DO'}: later`],
  ['code from text', `ev${'al'}(text)`],
  ['a registry host', `"resolved": "https${'://'}packages.example/a.tgz"`],
])('banned words – %s is found with file and line', (_name, line) => {
  expect(findBannedWords(['lib/a.ts'], () => `fine\n${line}\n`)[0]).toMatch(/^lib\/a\.ts:2: /)
})
