import { describe, expect, test } from 'vitest'
import { buildChain } from '@/lib/connectors/transforms/build-chain'
import { chainProblems, chainWarnings } from '@/lib/connectors/transforms/chain-problems'
import {
  sinkRecord,
  tombstonePredicate as tombstones,
  transformConfig as config,
} from '@/tests/support/transform-records'

const KAFKA = 'org.apache.kafka.connect.transforms'

describe('chainProblems', () => {
  const problems = (given: Record<string, string>) => chainProblems(given, 'sink')

  test.each<[string, Record<string, string>, [name: string, message: RegExp]]>([
    [
      'no type',
      { transforms: 'a' },
      [
        'transforms.a.type',
        /^Missing required configuration "transforms.a.type" which has no default value\.$/,
      ],
    ],
    [
      'unknown class',
      config('Casst$Value'),
      ['transforms.t.type', /could not be found\. Did you mean .*Cast\$Value\?/],
    ],
    [
      'class without variant',
      config('Cast'),
      ['transforms.t.type', /Choose .*Cast\$Key or .*Cast\$Value\.$/],
    ],
    [
      'an alias twice',
      { transforms: 'a, a' },
      ['transforms', /^Invalid value \[a, a\] for configuration transforms: Duplicate alias provided\.$/],
    ],
    [
      'required property',
      config('ExtractField$Value'),
      ['transforms.t.field', /^Missing required configuration "transforms\.t\.field"/],
    ],
    [
      'empty list',
      config('ValueToKey', { fields: '' }),
      ['transforms.t.fields', /^Invalid value \[\] for configuration transforms\.t\.fields: Empty list$/],
    ],
    [
      'not one of',
      config('HeaderFrom$Value', { fields: 'a', headers: 'b', operation: 'cut' }),
      ['transforms.t.operation', /String must be one of: move, copy$/],
    ],
    [
      'lists of unequal length',
      config('HeaderFrom$Value', { fields: 'a,b', headers: 'b', operation: 'copy' }),
      ['transforms.t.headers', /same number of elements/],
    ],
    [
      'no boolean',
      config('Cast$Value', { spec: 'int8', 'replace.null.with.default': 'yes' }),
      ['transforms.t.replace.null.with.default', /either true or false$/],
    ],
    [
      'no number',
      config('SetSchemaMetadata$Value', { 'schema.version': '1.5' }),
      ['transforms.t.schema.version', /Not a number of type INT$/],
    ],
    [
      'neither name nor version',
      config('SetSchemaMetadata$Value'),
      ['transforms.t.schema.name', /^Neither schema name nor version configured$/],
    ],
    [
      'unknown cast type',
      config('Cast$Value', { spec: 'a:int99' }),
      ['transforms.t.spec', /^Invalid type found in casting spec: int99$/],
    ],
    [
      'cast to bytes',
      config('Cast$Value', { spec: 'a:bytes' }),
      ['transforms.t.spec', /does not support casting to BYTES/],
    ],
    [
      'whole and field casts',
      config('Cast$Value', { spec: 'int8,a:int8' }),
      ['transforms.t.spec', /single cast in their spec$/],
    ],
    [
      'broken rename',
      config('ReplaceField$Value', { renames: 'a' }),
      ['transforms.t.renames', /Invalid rename mapping: a$/],
    ],
    [
      'nothing to insert',
      config('InsertField$Value'),
      ['transforms.t.topic.field', /^No field insertion configured$/],
    ],
    [
      'static field without value',
      config('InsertField$Value', { 'static.field': 's' }),
      ['transforms.t.static.value', /No value specified for static field: s$/],
    ],
    [
      'empty replacement',
      config('MaskField$Value', { fields: 'a', replacement: '' }),
      ['transforms.t.replacement', /String must be non-empty$/],
    ],
    [
      'broken pattern',
      config('RegexRouter', { regex: '(', replacement: 'x' }),
      ['transforms.t.regex', /Invalid regex/],
    ],
    [
      'unknown group',
      config('RegexRouter', { regex: '(a)', replacement: '$2' }),
      ['transforms.t.replacement', /No group 2$/],
    ],
    [
      'string without format',
      config('TimestampConverter$Value', { 'target.type': 'string' }),
      ['transforms.t.format', /requires format option/],
    ],
    [
      'no date pattern',
      config('TimestampConverter$Value', { 'target.type': 'string', format: 'foo' }),
      ['transforms.t.format', /SimpleDateFormat-compatible pattern.*: foo$/],
    ],
    [
      'unclosed backtick',
      config('ExtractField$Value', { field: '`a.b', 'field.syntax.version': 'V2' }),
      ['transforms.t.field', /^Incomplete backtick pair in path: \[`a\.b\]/],
    ],
    [
      'undeclared predicate',
      config('Filter', { predicate: 'q' }),
      ['transforms.t.predicate', /Unknown predicate "q"/],
    ],
    [
      'negate without predicate',
      config('Filter', { negate: 'true' }),
      ['transforms.t.negate', /no config 'predicate'/],
    ],
    [
      'unknown predicate class',
      config('DropHeaders', { headers: 'h', ...tombstones, 'predicates.p.type': 'x.Y' }),
      ['predicates.p.type', /could not be found/],
    ],
    [
      'predicate without property',
      config('DropHeaders', {
        headers: 'h',
        ...tombstones,
        'predicates.p.type': `${KAFKA}.predicates.HasHeaderKey`,
      }),
      ['predicates.p.name', /^Missing required/],
    ],
  ])('names the property: %s', (_title, given, [name, message]) => {
    expect(problems(given)).toEqual([{ name, message: expect.stringMatching(message) as string }])
    expect(() => buildChain(given)).toThrow(message)
  })

  test('several wrong properties are all named', () => {
    expect(problems(config('HeaderFrom$Value')).map(({ name }) => name)).toEqual(
      ['fields', 'headers', 'operation'].map((name) => `transforms.t.${name}`),
    )
  })

  test.each(['(a+)+(?=b)', '(?=.*a)(?=.*b)(?=.*c)(?=.*d)', '(a)\\1', '[a-z&&[^b]]', 'a*+b', '(?>a)b'])(
    'a pattern that neither engine runs as Java would is refused: %s',
    (regex) => {
      expect(problems(config('RegexRouter', { regex, replacement: 'x' }))).toMatchObject([
        { name: 'transforms.t.regex' },
      ])
    },
  )

  test('a pattern that makes backtracking engines explode is answered at once', () => {
    const regex = { regex: '(a+)+b', replacement: 'x' }
    const apply = buildChain(config('RegexRouter', regex)).apply
    const topic = 'a'.repeat(249)
    expect(apply(sinkRecord({ topic }))).toMatchObject({ topic })
  })
})

test('warnings name unknown properties, unused predicates and slips in date patterns', () => {
  const given = config('TimestampConverter$Value', {
    ...tombstones,
    'target.type': 'string',
    format: 'YYYY-MM-DD',
    formt: 'x',
  })
  expect(chainWarnings(given, 'sink').map(({ name }) => name)).toEqual([
    'transforms.t.formt',
    'transforms.t.format',
    'transforms.t.format',
    'predicates.p.type',
  ])
  expect(chainWarnings(config('Filter'), 'sink')).toMatchObject([{ name: 'transforms.t.predicate' }])
})
