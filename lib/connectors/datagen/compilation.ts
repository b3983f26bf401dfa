import type { Counter } from './iteration'
import type { JsonWriter } from './json-writer'
import type { DecimalFormat } from './literals'
import type { RecordRandom } from './random'

/** What the closures of one generator share. */
export type Compilation = {
  random: RecordRandom
  writer: JsonWriter
  decimalFormat: DecimalFormat
  counters: Counter[]
  /** Records entered at the moment: a type that holds itself stops growing below a fixed depth. */
  depth: number
}
