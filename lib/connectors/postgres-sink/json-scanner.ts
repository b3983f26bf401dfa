// Finds the properties of a JSON object in its bytes: where each value lies and of what kind it is. Nothing is parsed into
// values and no object is made, so that most of them go to COPY as the bytes that they are. Pure.
import { DataError } from '@/lib/connectors/data/record'

export const ABSENT = 0
export const NULL = 1
export const BOOLEAN = 2
export const NUMBER = 3
/** Text without escapes; its span lies within the quotes. */
export const STRING = 4
/** Text with escapes, as above. */
export const ESCAPED = 5
/** An array or object with its brackets. Strings in it are closed and brackets balanced; no more is known. */
export const NESTED = 6

/** The slot of a property that was not met before; -1: it is of no interest. May throw. */
export type FindSlot = (name: string) => number

const QUOTE = 0x22
const BACKSLASH = 0x5c

const broken = (what: string, at: number): DataError =>
  new DataError(`The value is not JSON: ${what} at byte ${at}.`)

export class JsonScanner {
  kinds = new Uint8Array(16)
  starts = new Int32Array(16)
  ends = new Int32Array(16)
  /** Of the last scan: slots with something in them, in the order of the properties. */
  readonly found: number[] = []
  private readonly slots = new Map<string, number>()
  /** What stood at this place in the record before: its name's bytes and slot. */
  private readonly expectedNames: Buffer[] = []
  private readonly expectedSlots: number[] = []
  private position = 0

  constructor(private readonly findSlot: FindSlot) {}

  /** Slots that were given out before may mean something else now. */
  forget(): void {
    this.slots.clear()
    this.expectedNames.length = 0
    this.expectedSlots.length = 0
  }

  /** @throws DataError when `data` from start to end is not one JSON object. */
  scan(data: Buffer, start: number, end: number): void {
    for (const slot of this.found) this.kinds[slot] = ABSENT
    this.found.length = 0
    let at = skipSpace(data, start, end)
    if (at >= end || data[at] !== 0x7b) throw new DataError('The value is not a JSON object.')
    at = skipSpace(data, at + 1, end)
    if (data[at] === 0x7d && at < end) return this.finish(data, at + 1, end)
    for (let place = 0; ; place++) {
      if (at >= end || data[at] !== QUOTE) throw broken('a property name is missing', at - start)
      const slot = this.slotAt(data, at + 1, end, place)
      at = this.position
      at = data[at] === 0x3a ? at : skipSpace(data, at, end)
      if (at >= end || data[at] !== 0x3a) throw broken('a colon is missing', at - start)
      at = this.value(data, skipSpace(data, at + 1, end), end, slot)
      if (at < end && data[at] !== 0x2c) at = skipSpace(data, at, end)
      if (at >= end) throw broken('the end of the object is missing', at - start)
      const byte = data[at]
      if (byte === 0x7d) return this.finish(data, at + 1, end)
      if (byte !== 0x2c) throw broken('a comma is missing', at - start)
      at = skipSpace(data, at + 1, end)
    }
  }

  private finish(data: Buffer, from: number, end: number): void {
    if (skipSpace(data, from, end) !== end) throw broken('something follows the object', from)
  }

  /** Reads the name that begins at `from`, up to and with its quote. */
  private slotAt(data: Buffer, from: number, end: number, place: number): number {
    const expected = this.expectedNames[place]
    if (expected !== undefined) {
      const size = expected.length
      let index = 0
      while (index < size && data[from + index] === expected[index]) index++
      if (index === size && data[from + size] === QUOTE && from + size < end) {
        this.position = from + size + 1
        return this.expectedSlots[place] ?? -1
      }
    }
    let at = from
    let isEscaped = false
    for (; at < end && data[at] !== QUOTE; at++)
      if (data[at] === BACKSLASH) {
        isEscaped = true
        at++
      }
    if (at >= end) throw broken('a property name is not closed', from)
    this.position = at + 1
    const raw = data.toString('utf8', from, at)
    const name = isEscaped ? unescapeText(raw) : raw
    let slot = this.slots.get(name)
    if (slot === undefined) {
      slot = this.findSlot(name)
      this.slots.set(name, slot)
      if (slot >= this.kinds.length) this.grow(slot)
    }
    if (!isEscaped && place < 4096) {
      this.expectedNames[place] = Buffer.from(data.subarray(from, at))
      this.expectedSlots[place] = slot
    }
    return slot
  }

  private grow(slot: number): void {
    const size = slot * 2
    const [kinds, starts, ends] = [new Uint8Array(size), new Int32Array(size), new Int32Array(size)]
    kinds.set(this.kinds)
    starts.set(this.starts)
    ends.set(this.ends)
    Object.assign(this, { kinds, starts, ends })
  }

  private put(slot: number, kind: number, start: number, end: number): void {
    if (slot < 0) return
    if (this.kinds[slot] === ABSENT) this.found.push(slot)
    this.kinds[slot] = kind
    this.starts[slot] = start
    this.ends[slot] = end
  }

  /** Where the value at `at` ends. */
  private value(data: Buffer, at: number, end: number, slot: number): number {
    const byte = at < end ? data[at] : undefined
    switch (byte) {
      case QUOTE:
        return this.string(data, at + 1, end, slot)
      case 0x7b:
      case 0x5b: {
        const until = nestedEnd(data, at, end)
        this.put(slot, NESTED, at, until)
        return until
      }
      case 0x74:
        return this.word(data, at, end, slot, 'true', BOOLEAN)
      case 0x66:
        return this.word(data, at, end, slot, 'false', BOOLEAN)
      case 0x6e:
        return this.word(data, at, end, slot, 'null', NULL)
      default: {
        const until = numberEnd(data, at, end)
        this.put(slot, NUMBER, at, until)
        return until
      }
    }
  }

  private string(data: Buffer, from: number, end: number, slot: number): number {
    let isEscaped = false
    let at = from
    for (; at < end; at++) {
      const byte = data[at] ?? 0
      if (byte === QUOTE) {
        this.put(slot, isEscaped ? ESCAPED : STRING, from, at)
        return at + 1
      }
      if (byte === BACKSLASH) {
        isEscaped = true
        at++
      } else if (byte < 0x20) throw broken('a control character stands in a text', at)
    }
    throw broken('a text is not closed', from)
  }

  private word(data: Buffer, at: number, end: number, slot: number, word: string, kind: number): number {
    for (let index = 0; index < word.length; index++)
      if (at + index >= end || data[at + index] !== word.charCodeAt(index))
        throw broken('a word is unknown', at)
    this.put(slot, kind, at, at + word.length)
    return at + word.length
  }
}

function skipSpace(data: Buffer, at: number, end: number): number {
  while (at < end) {
    const byte = data[at] ?? 0
    if (byte > 0x20 || (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09)) return at
    at++
  }
  return at
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39

function numberEnd(data: Buffer, from: number, end: number): number {
  let at = from
  if (data[at] === 0x2d) at++
  const first = data[at]
  if (at >= end || !isDigit(first)) throw broken('a value is missing', from)
  at++
  if (first !== 0x30) while (at < end && isDigit(data[at])) at++
  if (at < end && data[at] === 0x2e) at = digits(data, at + 1, end)
  if (at < end && (data[at] === 0x65 || data[at] === 0x45)) {
    const sign = data[at + 1]
    at = digits(data, sign === 0x2b || sign === 0x2d ? at + 2 : at + 1, end)
  }
  return at
}

function digits(data: Buffer, from: number, end: number): number {
  let at = from
  while (at < end && isDigit(data[at])) at++
  if (at === from) throw broken('a number is not whole', from)
  return at
}

function nestedEnd(data: Buffer, from: number, end: number): number {
  let depth = 0
  for (let at = from; at < end; at++) {
    const byte = data[at]
    if (byte === QUOTE) {
      at++
      while (at < end && data[at] !== QUOTE) at += data[at] === BACKSLASH ? 2 : 1
    } else if (byte === 0x7b || byte === 0x5b) depth++
    else if ((byte === 0x7d || byte === 0x5d) && --depth === 0) return at + 1
  }
  throw broken('an array or object is not closed', from)
}

export function unescapeText(raw: string): string {
  try {
    return JSON.parse(`"${raw}"`) as string
  } catch {
    throw new DataError('The value is not JSON: a text has an escape that JSON does not know.')
  }
}
