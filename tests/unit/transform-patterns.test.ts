import { expect, test } from 'vitest'
import { DataError } from '@/lib/connectors/data/record'
import { TransformConfigError } from '@/lib/connectors/transforms/config-error'
import { askConnect, recordForJudge, type Question } from '@/tests/support/connect-judge/judge'
import { sinkRecord, transformOf } from '@/tests/support/transform-records'

const topics = [
  'orders',
  'Orders-2024',
  'a.b_c-d',
  'shop.public.orders',
  'x',
  'aaaaab',
  '__consumer',
  '1-2-3',
  'a]b[c',
  'orders.orders',
]

const patterns: [regex: string, replacement: string][] = [
  ['(.*)', '$1-x'],
  ['(?i)ORDERS(.*)', 'o$1'],
  ['([^.]*)\\.([^.]*)\\.(.*)', '$3_$2_$1'],
  ['(?<first>\\w+)\\.(?<rest>.*)', '${rest}.${first}'],
  ['(a+?)(a*)(b)', '$2$3$1'],
  ['(a|ab)(c|bcd)?(.*)', '[$1|$2|$3]'],
  ['\\p{Alpha}+', 'alpha'],
  ['[\\p{Lower}\\d-]+', 'lower'],
  ['[\\p{Punct}\\p{Alnum}]*', 'any'],
  ['\\p{Lu}.*', 'upper'],
  ['\\p{L}+', 'letters'],
  ['[\\w.\\-]+', 'name'],
  ['[]a\\[bc]+', 'brackets'],
  ['[^\\]]+', 'no bracket'],
  ['\\Qa.b\\E.*', 'quoted'],
  ['\\Aorders\\z', 'anchored'],
  ['^orders$', 'anchored'],
  ['\\borders\\b', 'word'],
  ['(?:or|Or)ders(?:-\\d{4})?', 'year'],
  ['(\\d)-(\\d)-(\\d)', '$3$2$1'],
  ['(\\d)(-)(\\d)-.*', '$10$20'],
  ['.{1,3}', 'short'],
  ['[a-c&&[^b]].*', 'refused'],
  ['[a[bc]].*', 'refused'],
  ['(a)\\1+.*', 'refused'],
  ['a*+b', 'refused'],
  ['(?>a+)b', 'refused'],
  ['(?=o).*', 'refused or right'],
  ['(?!__).*', 'visible'],
  ['(?!x)(\\w+)', '$1!'],
  ['.*(?<!s)', 'no s'],
  ['(?<=o)?rders|orders', 'behind'],
  ['(?i)(?!ORDERS$)orders.*', 'more'],
  ['o(?=rders)(.*)', '$1'],
  ['(.*)\\.(.*)', '\\$$2\\\\'],
  ['a{2,}b', 'many'],
  ['\\x61+b', 'hex'],
  ['\\t?x', 'tab'],
  ['\\S+', 'solid'],
  ['[\\s\\S]*', 'all'],
  ['(orders)\\.\\b(orders)', '$2'],
]

test('topics are matched and renamed as by java.util.regex, or the pattern is refused', async () => {
  const type = 'org.apache.kafka.connect.transforms.RegexRouter'
  const cases = patterns.flatMap(([regex, replacement]) =>
    topics.map((topic) => ({ config: { regex, replacement }, record: sinkRecord({ topic }) })),
  )
  const answers = await askConnect(
    cases.map(({ config, record }): Question => ({
      ask: 'transform',
      class: type,
      config,
      record: recordForJudge(record),
    })),
  )
  const refused = new Set<string>()
  const differing = cases.flatMap(({ config, record }, i) => {
    const java = answers[i]?.record as { topic: string } | undefined
    try {
      const ours = transformOf(type, config)(record)?.topic
      return ours === java?.topic ? [] : [{ ...config, topic: record.topic, ours, java: answers[i] }]
    } catch (error) {
      if (!(error instanceof TransformConfigError || error instanceof DataError)) throw error
      refused.add(config.regex)
      return []
    }
  })
  expect(differing).toEqual([])
  expect([...refused]).toEqual([
    '[a-c&&[^b]].*',
    '[a[bc]].*',
    '(a)\\1+.*',
    'a*+b',
    '(?>a+)b',
    '(?<=o)?rders|orders',
  ])
}, 60_000)
