import { describe, expect, it } from 'vitest'
import { connectorSpecs, findConnectorSpec } from '@/lib/connectors/catalog'
import { defaultsOf, findField, isFieldVisible, nextConnectorName } from '@/lib/connectors/catalog/spec'
import { checkValue } from '@/lib/connectors/validation/check-value'

describe.each(connectorSpecs.map((spec) => [spec.className, spec] as const))(
  'connector spec %s',
  (_, spec) => {
    const names = spec.fields.map((field) => field.name)
    const steps = spec.steps.map((step) => step.id)

    it('names every field once, aliases included', () => {
      const spellings = spec.fields.flatMap((field) => [field.name, ...(field.aliases ?? [])])
      expect(new Set(spellings).size).toBe(spellings.length)
    })

    it('places every field in a step of its wizard and refers only to fields that exist', () => {
      for (const field of spec.fields) {
        expect(steps).toContain(field.step)
        expect(field.label).not.toBe('')
        expect(field.help).toMatch(/\.$/)
        for (const other of field.dependents ?? []) expect(names).toContain(other)
        for (const condition of field.visibleWhen ?? []) expect(names).toContain(condition.field)
      }
      for (const choice of spec.choices)
        for (const { field } of choice.alternatives) expect(names).toContain(field)
      for (const name of spec.jsonOrder) expect(names).toContain(name)
    })

    it('has defaults that pass its own validation', () => {
      const defaults = defaultsOf(spec)
      for (const [name, value] of Object.entries(defaults)) {
        const field = findField(spec, name)
        expect(
          field && name !== 'connector.class' ? checkValue(field, value, defaults, 'managed') : [],
        ).toEqual([])
      }
    })

    it('keeps secrets write-only: PASSWORD fields are secret and have no default', () => {
      for (const field of spec.fields) {
        expect(Boolean(field.isSecret)).toBe(field.type === 'PASSWORD')
        if (field.isSecret) expect(field.default).toBeUndefined()
      }
    })
  },
)

describe('catalogue', () => {
  it('finds a connector by its managed class, its full class and its short class', () => {
    for (const name of [
      'DatagenSource',
      'io.confluent.kafka.connect.datagen.DatagenConnector',
      'DatagenConnector',
      'Datagen',
    ]) {
      expect(findConnectorSpec(name)?.className).toBe('DatagenSource')
    }
    expect(findConnectorSpec('Nothing')).toBeUndefined()
  })

  it('has the exact steps of the source wizard', () => {
    expect(findConnectorSpec('DatagenSource')?.steps.map((step) => step.title)).toEqual([
      'Topic selection',
      'Kafka credentials',
      'Configuration',
      'Sizing',
      'Review and launch',
    ])
  })

  it('offers the first free instance name and hides what does not apply', () => {
    const spec = findConnectorSpec('DatagenSource')
    const decimals = spec && findField(spec, 'json.output.decimal.format')
    if (!spec || !decimals) throw new Error('the spec is incomplete')
    expect(nextConnectorName(spec, [])).toBe('DatagenSourceConnector_0')
    expect(nextConnectorName(spec, ['DatagenSourceConnector_0', 'DatagenSourceConnector_1'])).toBe(
      'DatagenSourceConnector_2',
    )
    expect(isFieldVisible(spec, decimals, {})).toBe(true)
    expect(isFieldVisible(spec, decimals, { 'output.data.format': 'AVRO' })).toBe(false)
  })
})
