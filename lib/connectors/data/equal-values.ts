import type { ConnectValue } from './schema'

type Parts = Readonly<Record<string, unknown>>

/** Deep equality of what values are made of: plain data, bytes, dates, maps. Also runs in the browser. */
export function equalValues(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (left instanceof Date || right instanceof Date)
    return left instanceof Date && right instanceof Date && left.getTime() === right.getTime()
  if (left instanceof Uint8Array || right instanceof Uint8Array)
    return left instanceof Uint8Array && right instanceof Uint8Array && equalLists([...left], [...right])
  if (Array.isArray(left) || Array.isArray(right))
    return Array.isArray(left) && Array.isArray(right) && equalLists(left, right)
  if (left instanceof Map || right instanceof Map)
    return left instanceof Map && right instanceof Map && equalLists(entriesOf(left), entriesOf(right))
  return equalParts(left as Parts, right as Parts)
}

const entriesOf = (map: ReadonlyMap<ConnectValue, ConnectValue>): unknown[] => [...map.entries()]

const equalLists = (left: readonly unknown[], right: readonly unknown[]): boolean =>
  left.length === right.length && left.every((item, index) => equalValues(item, right[index]))

function equalParts(left: Parts, right: Parts): boolean {
  const names = Object.keys(left)
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && equalValues(left[name], right[name]))
  )
}
