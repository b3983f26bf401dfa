import type { ConnectSchema } from '../data/schema'
import { field, findField, string } from '../data/schemas'
import type { ConnectRecord } from '../data/record'
import { isEnvelope } from './envelope-fields'
import { perSchema } from './per-schema'
import { readRegex, readReplacer } from './regex-router'
import { requireStruct } from './requirements'
import { copyOfField, structCopier, structLike } from './struct-copy'
import type { TransformBuilder } from './transform-builder'

const PURPOSE = 'Updating schema'

/** Debezium's: change events of several tables into one topic, with keys that stay apart and schemas named by the topic. */
export const buildByLogicalTableRouter: TransformBuilder = (properties) => {
  const route = readReplacer(properties, readRegex(properties, 'topic.regex'), 'topic.replacement')
  const isUnique = properties.flag('key.enforce.uniqueness')
  const keyField = properties.filled('key.field.name') ?? ''
  const hasKeyRegex = (properties.maybe('key.field.regex') ?? '') !== ''
  const keyText = hasKeyRegex
    ? readReplacer(properties, readRegex(properties, 'key.field.regex'), 'key.field.replacement')
    : (topic: string) => topic
  // By the old schema, then by the topic that names the new one.
  const keyPlan = perSchema((schema) => ({
    copy: structCopier((schema.fields ?? []).map((one) => copyOfField(one, false))),
    byTopic: new Map<string, ConnectSchema>(),
  }))
  const valuePlan = perSchema(() => new Map<string, ConnectSchema>())

  const withKey = (record: ConnectRecord, topic: string): ConnectRecord => {
    const { key, keySchema } = record
    if (!isUnique || key === null || keySchema === null) return record
    const { copy, byTopic } = keyPlan(keySchema)
    const target = copy(requireStruct(keySchema, key, PURPOSE))
    target[keyField] = keyText(record.topic) ?? record.topic
    const schema =
      byTopic.get(topic) ??
      structLike(keySchema, [...(keySchema.fields ?? []), field(keyField, string)], { name: `${topic}.Key` })
    byTopic.set(topic, schema)
    return { ...record, key: target, keySchema: schema }
  }
  return (record) => {
    const topic = route(record.topic)
    if (topic === null || topic === '' || topic === record.topic) return record
    const { valueSchema } = record
    const known = valueSchema && valuePlan(valueSchema)
    const schema = valueSchema && (known?.get(topic) ?? renamed(valueSchema, topic))
    if (schema) known?.set(topic, schema)
    return { ...withKey(record, topic), topic, valueSchema: schema }
  }
}

/** The schemas of event and row are named by the topic; values stay as they are. */
function renamed(schema: ConnectSchema, topic: string): ConnectSchema {
  if (!isEnvelope(schema)) return schema
  const row = findField(schema, 'after')?.schema ?? findField(schema, 'before')?.schema
  const named = row && structLike(row, row.fields ?? [], { name: `${topic}.Value`, optional: row.optional })
  const fields = (schema.fields ?? []).map((one) =>
    named && (one.name === 'before' || one.name === 'after') ? field(one.name, named) : one,
  )
  return structLike(schema, fields, { name: `${topic}.Envelope`, optional: schema.optional })
}
