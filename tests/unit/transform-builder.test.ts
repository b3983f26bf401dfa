import { describe, expect, test } from 'vitest'
import {
  configOf,
  extrasOf,
  formValuesOf,
} from '@/app/(console)/environments/[envId]/clusters/[clusterId]/connectors/_components/form-values'
import {
  freshAlias,
  moved,
  readTransforms,
  titleOf,
  writeTransforms,
} from '@/app/(console)/environments/[envId]/clusters/[clusterId]/connectors/_components/transforms/transform-model'
import { datagenSpec as spec } from '@/lib/connectors/catalog/datagen'

const kafka = 'org.apache.kafka.connect.transforms'
const properties = {
  transforms: 'mask,drop',
  'transforms.mask.type': `${kafka}.MaskField$Value`,
  'transforms.mask.fields': 'card',
  'transforms.drop.type': `${kafka}.Filter`,
  'transforms.drop.predicate': 'isNull',
  'transforms.drop.negate': 'true',
  predicates: 'isNull',
  'predicates.isNull.type': `${kafka}.predicates.RecordIsTombstone`,
}

describe('the list of transforms', () => {
  test('properties become steps and the same properties again, others stay as they are', () => {
    const extras = { ...properties, 'value.converter.schemas.enable': 'true' }
    const list = readTransforms(extras)
    expect(list.steps).toMatchObject([
      { alias: 'mask', properties: { fields: 'card' }, predicate: '', isNegated: false },
      { alias: 'drop', predicate: 'isNull', isNegated: true },
    ])
    expect(writeTransforms(extras, list)).toEqual(extras)
  })

  test('a condition goes with the last step that has it', () => {
    const { steps, predicates } = readTransforms(properties)
    const written = writeTransforms(properties, { steps: steps.slice(0, 1), predicates })
    expect(Object.keys(written)).toEqual(['transforms', 'transforms.mask.type', 'transforms.mask.fields'])
    expect(writeTransforms(properties, { steps: [], predicates })).toEqual({})
  })

  test('the order is that of the list', () => {
    const { steps, predicates } = readTransforms(properties)
    expect(writeTransforms({}, { steps: moved(steps, 1, 0), predicates }).transforms).toBe('drop,mask')
    expect(moved(steps, 0, 9).map(({ alias }) => alias)).toEqual(['drop', 'mask'])
  })

  test('names are made of classes and never taken twice', () => {
    expect(freshAlias(`${kafka}.MaskField$Value`, [])).toBe('maskField')
    expect(freshAlias(`${kafka}.MaskField$Key`, ['maskField', 'maskField2'])).toBe('maskField3')
    expect(titleOf(`${kafka}.MaskField$Key`)).toBe('Mask field (key)')
    expect(titleOf('com.example.Own')).toBe('com.example.Own')
  })

  test('the form carries them beside the fields of the spec', () => {
    const values = formValuesOf(spec, { name: 'first', 'kafka.topic': 'orders', ...properties })
    expect(extrasOf(values)).toEqual(properties)
    expect(configOf(spec, values)).toMatchObject({ 'kafka.topic': 'orders', ...properties })
  })
})
