// Rows of a transaction, gathered into as few statements as their order allows. Pure.
import type { CopyText } from '@/lib/connectors/postgres-sink/copy-text'
import type { Column } from '@/lib/connectors/postgres-sink/column-types'
import type { Plan } from '@/lib/connectors/postgres-sink/target'

/** Rows of one plan: bytes of `out` from `starts[0]` to `end`. */
export class Segment {
  /** Where each row begins. */
  readonly starts: number[] = []
  /** The record behind each row. */
  readonly records: number[] = []
  readonly keys = new Set<string>()
  end: number
  private rowStart: number

  constructor(
    readonly plan: Plan,
    readonly out: CopyText,
  ) {
    this.end = out.length
    this.rowStart = out.length
  }

  get count(): number {
    return this.starts.length
  }

  beginRow(): CopyText {
    this.out.length = this.end
    this.rowStart = this.end
    return this.out
  }

  /** The text of the key's fields, once they are written. */
  rowSoFar(): string {
    return this.out.slice(this.rowStart)
  }

  /** The row as far as it is written becomes the first one of the segment that begins here, in the same buffer. */
  cutBeforeRow(begin: () => Segment): Segment {
    const { length } = this.out
    this.out.length = this.rowStart
    const next = begin()
    this.out.length = length
    return next
  }

  /** Call it through `Segments`. */
  endRow(record: number): void {
    this.out.endRow()
    this.starts.push(this.rowStart)
    this.records.push(record)
    this.end = this.out.length
  }
}

/** Thrown while collapsing: what an earlier record did to a key is not all replaced by a later one. */
export class OrderNeeded extends Error {}

/**
 * `collapsed`: records come last first, and of each key only the last one is kept, so that a plan has one statement. `ordered`:
 * records come as they are; a statement ends where the plan changes or a key comes again.
 */
export class Segments {
  readonly list: Segment[] = []
  private readonly byPlan = new Map<Plan, Segment>()
  /** Of each table, the keys met so far and what the last record of each does. */
  private readonly done = new Map<string, Map<string, Plan>>()
  private key = ''
  private last: Segment | null = null

  constructor(
    readonly mode: 'collapsed' | 'ordered',
    private readonly newBuffer: () => CopyText,
    private readonly rowsPerStatement: number,
  ) {}

  /** Where the next row of this plan goes. */
  open(plan: Plan): Segment {
    if (this.mode === 'collapsed') {
      let segment = this.byPlan.get(plan)
      if (segment === undefined) {
        segment = new Segment(plan, this.newBuffer())
        this.byPlan.set(plan, segment)
        this.list.push(segment)
      }
      return segment
    }
    const { last } = this
    return last?.plan === plan && last.count < this.rowsPerStatement ? last : this.cut(plan)
  }

  private cut(plan: Plan): Segment {
    // What a bad record left behind is no row.
    if (this.last !== null) this.last.out.length = this.last.end
    const segment = new Segment(plan, this.last?.out ?? this.newBuffer())
    this.list.push(segment)
    this.last = segment
    return segment
  }

  /** After the fields of the key. Null: a later record replaces this one. */
  takeKey(segment: Segment): Segment | null {
    const { plan } = segment
    if (plan.operation === 'insert') return segment
    const key = segment.rowSoFar()
    this.key = key
    if (this.mode === 'ordered')
      return segment.keys.has(key) ? segment.cutBeforeRow(() => this.cut(plan)) : segment
    const later = this.done.get(plan.target.sql)?.get(key)
    if (later === undefined) return segment
    if (later !== plan && !replaces(later, plan)) throw new OrderNeeded()
    return null
  }

  /** Counts the row, and only now its key: a bad record replaces no other. */
  endRow(segment: Segment, record: number): void {
    segment.endRow(record)
    const { plan } = segment
    if (plan.operation === 'insert') return
    if (this.mode === 'ordered') {
      segment.keys.add(this.key)
      return
    }
    const keys = this.done.get(plan.target.sql)
    if (keys === undefined) this.done.set(plan.target.sql, new Map([[this.key, plan]]))
    else keys.set(this.key, plan)
  }
}

const covers = (some: readonly Column[], others: readonly Column[]): boolean =>
  others.every((column) => some.some(({ name }) => name === column.name))

function replaces(later: Plan, earlier: Plan): boolean {
  if (later.operation === 'delete') return true
  if (earlier.operation === 'delete')
    return later.operation === 'upsert' && covers(later.columns, later.target.columns)
  return covers(later.columns, earlier.columns)
}
