import { SerdesError } from '@/lib/serdes/serdes-error'

/** Wide records of which little is set may have many values per byte while there are not many in all. */
const limitOf = (bytes: number): number => Math.max(4 * bytes, Math.min(2_000_000, 65_536 + 100 * bytes))

/** Values that a payload may stand for: fields that take no byte (null, defaults) must not fill the memory. */
export class ValueBudget {
  private left: number

  constructor(bytes: number) {
    this.left = limitOf(bytes)
  }

  take(values: number): void {
    this.left -= values
    if (this.left < 0)
      throw new SerdesError('undecodable', 'The payload stands for more values than can be read.')
  }
}
