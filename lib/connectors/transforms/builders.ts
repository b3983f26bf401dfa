// The code of each transform of the catalogue, by its class without a variant.
import { buildBytesToString } from './bytes-to-string'
import { buildByLogicalTableRouter } from './by-logical-table-router'
import { buildCast } from './cast'
import { buildChangeTopicCase } from './change-topic-case'
import { buildDrop } from './drop'
import { buildDropHeaders } from './drop-headers'
import { buildEventRouter } from './event-router'
import { buildExtractField } from './extract-field'
import { buildExtractNestedField } from './extract-nested-field'
import { buildExtractNewRecordState } from './extract-new-record-state'
import { buildExtractTopic } from './extract-topic'
import { buildFilter } from './filter'
import { buildFlatten, buildFlattenWithMaps } from './flatten'
import { buildGzipDecompress } from './gzip-decompress'
import { buildHeaderFrom } from './header-from'
import { buildHeaderToValue } from './header-to-value'
import { buildHoistField } from './hoist-field'
import { buildInsertField } from './insert-field'
import { buildInsertHeader } from './insert-header'
import { buildJsonPathFilter } from './json-path-filter'
import { buildMaskField } from './mask-field'
import { buildMessageTimestampRouter } from './message-timestamp-router'
import { buildExtractTimestamp, buildTimestampNow, buildTimestampNowField } from './record-time'
import { buildRegexRouter, buildTopicRegexRouter } from './regex-router'
import { buildReplaceField } from './replace-field'
import { buildReplaceNestedField } from './replace-nested-field'
import { buildSetMaximumPrecision } from './set-maximum-precision'
import { buildSetSchemaMetadata } from './set-schema-metadata'
import { buildTimestampConverter } from './timestamp-converter'
import { buildTimestampRouter } from './timestamp-router'
import { buildTombstoneHandler } from './tombstone-handler'
import type { TransformBuilder } from './transform-builder'
import { buildValueToKey } from './value-to-key'

const KAFKA = 'org.apache.kafka.connect.transforms'
const COMMON = 'com.github.jcustenborder.kafka.connect.transform.common'
const CONFLUENT = 'io.confluent.connect.transforms'

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
  [`${CONFLUENT}.Drop`]: buildDrop,
  [`${CONFLUENT}.ExtractTopic`]: buildExtractTopic,
  [`${CONFLUENT}.Filter`]: buildJsonPathFilter,
  [`${CONFLUENT}.Flatten`]: buildFlattenWithMaps,
  [`${CONFLUENT}.GzipDecompress`]: buildGzipDecompress,
  [`${CONFLUENT}.MessageTimestampRouter`]: buildMessageTimestampRouter,
  [`${CONFLUENT}.ReplaceField`]: buildReplaceNestedField,
  [`${CONFLUENT}.TombstoneHandler`]: buildTombstoneHandler,
  'io.confluent.connect.cloud.transforms.TopicRegexRouter': buildTopicRegexRouter,
  'io.debezium.transforms.ByLogicalTableRouter': buildByLogicalTableRouter,
  'io.debezium.transforms.ExtractNewRecordState': buildExtractNewRecordState,
  'io.debezium.transforms.UnwrapFromEnvelope': buildExtractNewRecordState,
  'io.debezium.transforms.outbox.EventRouter': buildEventRouter,
  'io.debezium.transforms.HeaderToValue': buildHeaderToValue,
  [`${COMMON}.BytesToString`]: buildBytesToString,
  [`${COMMON}.ChangeTopicCase`]: buildChangeTopicCase,
  [`${COMMON}.ExtractNestedField`]: buildExtractNestedField,
  [`${COMMON}.ExtractTimestamp`]: buildExtractTimestamp,
  [`${COMMON}.SetMaximumPrecision`]: buildSetMaximumPrecision,
  [`${COMMON}.TimestampNow`]: buildTimestampNow,
  [`${COMMON}.TimestampNowField`]: buildTimestampNowField,
}
