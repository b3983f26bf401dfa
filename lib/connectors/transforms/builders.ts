// The code of each transform of the catalogue, by its class without a variant.
import { buildCast } from './cast'
import { buildDropHeaders } from './drop-headers'
import { buildExtractField } from './extract-field'
import { buildExtractNewRecordState } from './extract-new-record-state'
import { buildFilter } from './filter'
import { buildFlatten } from './flatten'
import { buildHeaderFrom } from './header-from'
import { buildHoistField } from './hoist-field'
import { buildInsertField } from './insert-field'
import { buildInsertHeader } from './insert-header'
import { buildMaskField } from './mask-field'
import { buildRegexRouter } from './regex-router'
import { buildReplaceField } from './replace-field'
import { buildSetSchemaMetadata } from './set-schema-metadata'
import { buildTimestampConverter } from './timestamp-converter'
import { buildTimestampRouter } from './timestamp-router'
import type { TransformBuilder } from './transform-builder'
import { buildValueToKey } from './value-to-key'

const KAFKA = 'org.apache.kafka.connect.transforms'

export const transformBuilders: Readonly<Record<string, TransformBuilder>> = {
  [`${KAFKA}.Cast`]: buildCast,
  [`${KAFKA}.DropHeaders`]: buildDropHeaders,
  [`${KAFKA}.ExtractField`]: buildExtractField,
  [`${KAFKA}.Filter`]: buildFilter,
  [`${KAFKA}.Flatten`]: buildFlatten,
  [`${KAFKA}.HeaderFrom`]: buildHeaderFrom,
  [`${KAFKA}.HoistField`]: buildHoistField,
  [`${KAFKA}.InsertField`]: buildInsertField,
  [`${KAFKA}.InsertHeader`]: buildInsertHeader,
  [`${KAFKA}.MaskField`]: buildMaskField,
  [`${KAFKA}.RegexRouter`]: buildRegexRouter,
  [`${KAFKA}.ReplaceField`]: buildReplaceField,
  [`${KAFKA}.SetSchemaMetadata`]: buildSetSchemaMetadata,
  [`${KAFKA}.TimestampConverter`]: buildTimestampConverter,
  [`${KAFKA}.TimestampRouter`]: buildTimestampRouter,
  [`${KAFKA}.ValueToKey`]: buildValueToKey,
  'io.debezium.transforms.ExtractNewRecordState': buildExtractNewRecordState,
}
