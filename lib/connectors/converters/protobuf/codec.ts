import { ConverterConfigError, type ConverterProperties } from '../config'
import type { SchemaCodec } from '../registry/codec'

export function protobufCodec(_properties: ConverterProperties): SchemaCodec {
  throw new ConverterConfigError('', 'PROTOBUF is not there yet.')
}
