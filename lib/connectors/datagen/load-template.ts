import { readAvroSchema, type AvroRecord } from './avro-schema'
import type { DatagenTemplate } from './templates'
import { fillLists } from './value-lists'

/** A template's schema with all its values, as generators want it. */
export const loadTemplate = async ({ schema }: DatagenTemplate): Promise<AvroRecord> =>
  readAvroSchema(await fillLists(schema))
