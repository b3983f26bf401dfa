import type { ConnectSchema } from '../data/schema'
import * as schemas from '../data/schemas'
import { copyOf, propertyOf, type ObjectValue } from '../data/struct'
import type { Transform } from '../data/transform'
import { perSchema } from './per-schema'
import { requireStruct } from './requirements'
import type { Side } from './side'
import { copyOfField, structCopier, structLike } from './struct-copy'
import { structural, type StructPlan } from './structural'
import { readForms, sourceOf, type TimestampForms } from './timestamp-forms'
import type { TransformBuilder } from './transform-builder'

const PURPOSE = 'converting timestamp formats'

const targetOf = (forms: TimestampForms, { optional }: ConnectSchema): ConnectSchema =>
  optional ? forms.schema.optional : forms.schema.required

function wholeConverter(forms: TimestampForms, side: Side): Transform {
  const planOf = perSchema((schema) => ({
    schema: targetOf(forms, schema),
    convert: forms.convert(sourceOf(schema)),
  }))
  return (record) => {
    const value = side.valueOf(record)
    const schema = side.schemaOf(record)
    if (schema === null) return side.put(record, null, forms.loose(value))
    const plan = planOf(schema)
    return side.put(record, plan.schema, value === null ? null : plan.convert(value))
  }
}

function fieldConverter(forms: TimestampForms, side: Side, name: string, replacesNull: boolean): Transform {
  const copierOf = ({ fields = [] }: ConnectSchema) =>
    structCopier(
      fields.map((one) => ({
        ...copyOfField(one, replacesNull),
        ...(one.name === name && { convert: forms.convert(sourceOf(one.schema)) }),
      })),
    )
  const plan = (schema: ConnectSchema): StructPlan => {
    let copy: ReturnType<typeof copierOf> | undefined
    // Not before there is a value: a type that is no timestamp does not fail tombstones.
    const make = (source: ObjectValue): ObjectValue => {
      copy ??= copierOf(schema)
      return copy(source)
    }
    const converted = (schema.fields ?? []).map((one) =>
      one.name === name ? schemas.field(name, targetOf(forms, one.schema)) : one,
    )
    const { optional, default: value } = schema
    const updated = structLike(schema, converted, {
      optional,
      default: value == null ? undefined : make(requireStruct(schema, value, PURPOSE)),
    })
    return { schema: updated, make }
  }
  const planOf = perSchema(plan)
  const convert = structural({
    side,
    purpose: PURPOSE,
    passesNull: true,
    plan: planOf,
    loose: (source) => {
      const copy = copyOf(source)
      copy[name] = forms.loose(propertyOf(source, name) ?? null)
      return copy
    },
  })
  return (record) => {
    const schema = side.schemaOf(record)
    // A null keeps being one, but with the schema that the others have.
    if (schema?.type === 'STRUCT' && side.valueOf(record) === null)
      return side.put(record, planOf(schema).schema, null)
    return convert(record)
  }
}

export const buildTimestampConverter: TransformBuilder = (properties, side) => {
  const name = properties.maybe('field') ?? ''
  const replacesNull = properties.flag('replace.null.with.default')
  const forms = readForms(properties)
  return name === '' ? wholeConverter(forms, side) : fieldConverter(forms, side, name, replacesNull)
}
