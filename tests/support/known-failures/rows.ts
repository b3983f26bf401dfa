// Records that do not fit their table. The same words stand at the task that stops at one and at the dead letter that it becomes.
import type { DatabaseStage } from './database-stage'
import type { ProvokedFailure } from './stage'

export type ProvokedRow = ProvokedFailure<DatabaseStage> & {
  /** It is refused in INSERT mode without keys too. */
  isPlain: boolean
}

/** A table of the code's name with these columns, and records of which the last is refused. */
const row = (
  code: string,
  columns: string,
  values: (string | null)[],
  config: Record<string, string> = {},
): ProvokedRow => ({
  code,
  isPlain: Object.keys(config).length === 0,
  async provoke(at) {
    await at.sql(`CREATE TABLE "${code}" (${columns})`)
    return at.reads(code, values, config)
  },
})

const byKey = { 'insert.mode': 'UPSERT', 'pk.mode': 'record_key', 'pk.fields': 'id' }

export const rowProvocations: ProvokedRow[] = [
  row('row-value-too-long', 'name varchar(3)', ['{"name":"far too long"}']),
  row('row-number-out-of-range', 'size smallint', ['{"size":70000}']),
  row('row-value-of-another-type', 'size integer', ['{"size":"seven"}']),
  row('row-value-missing', 'id bigint, name text NOT NULL', ['{"id":1,"name":null}']),
  row('row-already-there', 'id bigint PRIMARY KEY', ['{"id":1}', '{"id":1}']),
  row('row-reference-missing', 'id bigint PRIMARY KEY, parent bigint REFERENCES "row-reference-missing"', [
    '{"id":1,"parent":7}',
  ]),
  row('row-check-violated', 'size integer CHECK (size > 0)', ['{"size":-1}']),
  row('row-null-character', 'name text', ['{"name":"a\\u0000b"}']),
  row('record-key-missing', 'id bigint PRIMARY KEY', ['{"id":1}'], byKey),
  row('record-key-field-missing', 'id bigint PRIMARY KEY, name text', ['{"name":"no id"}'], {
    ...byKey,
    'pk.mode': 'record_value',
  }),
  row('record-value-missing', 'id bigint', [null]),
  row('record-without-fields', 'id bigint', ['[1,2]']),
]
