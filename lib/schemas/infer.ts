// A schema that takes all the documents of a shape, in the language of choice.
import { avroOfShape } from '@/lib/schemas/infer-avro'
import { jsonSchemaOfShape } from '@/lib/schemas/infer-json'
import { protobufOfShape } from '@/lib/schemas/infer-protobuf'
import type { Shape } from '@/lib/schemas/infer-shape'
import type { SchemaType } from '@/lib/schemas/references'

export type InferredSchema = {
  schema: string
  /** Fields that are called otherwise there, as the language does not take their names. */
  renamed: { from: string; to: string }[]
}

const writers = { AVRO: avroOfShape, JSON: jsonSchemaOfShape, PROTOBUF: protobufOfShape }

/** @param name What the record is called, made valid. Throws InvalidSchemaError when the language cannot say it. */
export const inferSchema = (shape: Shape, schemaType: SchemaType, name: string): InferredSchema =>
  writers[schemaType](shape, name)
