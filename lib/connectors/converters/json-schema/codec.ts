import { ConverterConfigError, type ConverterProperties } from '../config'
import type { SchemaCodec } from '../registry/codec'

export function jsonSchemaCodec(_properties: ConverterProperties): SchemaCodec {
  throw new ConverterConfigError('', 'JSON_SR is not there yet.')
}
