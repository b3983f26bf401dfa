// Compiles scalar types to closures that append one JSON value.
import {
  readIteration,
  readLength,
  readOdds,
  readRange,
  readText,
  isObject,
  type Args,
  type Bounds,
} from './annotations'
import type { AvroNode, Decimal } from './avro-schema'
import type { Compilation } from './compilation'
import { fractionCounter, wholeCounter } from './iteration'
import { fragment } from './json-writer'
import { decimalJson } from './literals'
import { base64, doubleText, floatText } from './numbers'
import { compileRegex, type RegexGenerator } from './regex'
import { RegexProblem } from './regex-parser'
import { SchemaProblem } from './schema-problem'

type Write = () => void

const INT: Bounds = { min: -2_147_483_648, max: 2_147_483_647 }
const SAFE: Bounds = { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }
const LONG: Bounds = { min: -(2 ** 63), max: 2 ** 63 }
const FLOAT: Bounds = { min: -3.4028234663852886e38, max: 3.4028234663852886e38 }
const DOUBLE: Bounds = { min: -Number.MAX_VALUE, max: Number.MAX_VALUE }
const ASCII = 128

export const compileWhole = (
  node: AvroNode,
  kind: 'int' | 'long',
  { random, writer, counters }: Compilation,
): Write => {
  const { args, path } = node
  const iteration = readIteration(args, kind === 'int' ? INT : SAFE, true, path)
  if (iteration) {
    const counter = wholeCounter(iteration)
    counters.push(counter)
    return () => writer.integer(counter.next())
  }
  const range = readRange(args, kind === 'int' ? INT : LONG, true, path)
  if (!range) {
    return kind === 'int'
      ? () => writer.integer(random.bits() | 0)
      : () => writer.ascii(random.long().toString())
  }
  const { min, max } = range
  const width = max - min
  if (Number.isSafeInteger(width) && Number.isSafeInteger(min) && Number.isSafeInteger(max)) {
    return () => writer.integer(min + random.below(width))
  }
  const [low, high] = [BigInt(min), BigInt(max)]
  return () => {
    const value = low + BigInt(Math.floor(random.fraction() * width))
    writer.ascii(String(value < high ? value : high - 1n))
  }
}

export const compileFraction = (
  node: AvroNode,
  kind: 'float' | 'double',
  { random, writer, counters }: Compilation,
): Write => {
  const { args, path } = node
  const limits = kind === 'float' ? FLOAT : DOUBLE
  const iteration = readIteration(args, limits, false, path)
  const show = kind === 'float' ? (value: number) => floatText(Math.fround(value)) : doubleText
  if (iteration) {
    const counter = fractionCounter(iteration)
    counters.push(counter)
    return () => writer.ascii(show(counter.next()))
  }
  const { min, max } = readRange(args, limits, false, path) ?? { min: 0, max: 1 }
  const below = (value: number): number => (value < max ? value : min)
  // Twice half the width: the full range of doubles is wider than a double can say.
  const half = max / 2 - min / 2
  return () => writer.ascii(show(below(min + random.fraction() * half * 2)))
}

export const compileBoolean = (
  { args, path }: AvroNode,
  { random, writer, counters }: Compilation,
): Write => {
  const [yes, no] = [fragment('true'), fragment('false')]
  if (args.iteration !== undefined) {
    const { iteration } = args
    if (!isObject(iteration) || typeof iteration.start !== 'boolean') {
      throw new SchemaProblem(path, 'iteration of a boolean needs a "start" that is true or false')
    }
    if ('restart' in iteration || 'step' in iteration) {
      throw new SchemaProblem(path, 'iteration of a boolean takes no "restart" and no "step"')
    }
    const { start } = iteration
    let generation = 0
    counters.push({ next: () => 0, seek: (to) => (generation = to) })
    return () => writer.raw((generation++ % 2 === 0) === start ? yes : no)
  }
  const odds = readOdds(args, path) ?? 0.5
  return () => writer.raw(random.fraction() < odds ? yes : no)
}

const regexOf = (args: Args, path: string): RegexGenerator | undefined => {
  const source = readText(args, 'regex', path)
  if (source === undefined) return undefined
  try {
    return compileRegex(source, args.length === undefined ? undefined : readLength(args, path))
  } catch (error) {
    throw error instanceof RegexProblem ? new SchemaProblem(path, error.message) : error
  }
}

export const compileText = (args: Args, path: string, { random, writer, counters }: Compilation): Write => {
  const open = fragment(`"${JSON.stringify(readText(args, 'prefix', path) ?? '').slice(1, -1)}`)
  const close = fragment(`${JSON.stringify(readText(args, 'suffix', path) ?? '').slice(1, -1)}"`)
  const between = (body: Write): Write => {
    return () => {
      writer.raw(open)
      body()
      writer.raw(close)
    }
  }
  const iteration = readIteration(args, INT, true, path)
  if (iteration) {
    const counter = wholeCounter(iteration)
    counters.push(counter)
    return between(() => writer.integer(counter.next()))
  }
  const regex = regexOf(args, path)
  if (regex) {
    const { write } = regex
    return between(write ? () => write(random, writer) : () => writer.escaped(regex.next(random)))
  }
  const { min, max } = readLength(args, path)
  return between(() => writer.escaped(randomText(min + random.below(max - min), random)))
}

const randomText = (length: number, random: Compilation['random']): string => {
  let text = ''
  for (let i = 0; i < length; i++) text += String.fromCharCode(random.below(ASCII))
  return text
}

const compileDecimal = (
  node: AvroNode,
  decimal: Decimal,
  { random, writer, decimalFormat }: Compilation,
): Write => {
  const limit = 10 ** (decimal.precision - decimal.scale)
  const range = readRange(node.args, { min: -limit, max: limit }, false, node.path)
  const digits = 10n ** BigInt(decimal.precision)
  const unit = 10 ** decimal.scale
  const exact = decimal.precision <= 15
  const low = BigInt(Math.ceil((range?.min ?? 0) * (exact ? unit : 1)))
  const high = BigInt(Math.ceil((range?.max ?? 0) * (exact ? unit : 1)))
  const scaleUp = exact ? 1n : 10n ** BigInt(decimal.scale)
  const uniform = (bound: bigint): bigint => {
    let value = 0n
    for (let covered = 1n; covered < bound << 32n; covered <<= 32n)
      value = (value << 32n) | BigInt(random.bits())
    return value % bound
  }
  return () => {
    const unscaled = range
      ? low * scaleUp + uniform((high - low) * scaleUp)
      : uniform(digits) * (random.bits() & 1 ? 1n : -1n)
    writer.ascii(decimalJson(unscaled, decimal, decimalFormat))
  }
}

export const compileBytes = (
  node: AvroNode & { kind: 'bytes' | 'fixed' },
  compilation: Compilation,
): Write => {
  const { random, writer } = compilation
  if (node.decimal) return compileDecimal(node, node.decimal, compilation)
  const length =
    node.kind === 'fixed' ? { min: node.size, max: node.size + 1 } : readLength(node.args, node.path)
  return () => {
    const bytes = new Uint8Array(length.min + random.below(length.max - length.min))
    for (let i = 0; i < bytes.length; i++) bytes[i] = random.bits()
    writer.ascii(`"${base64(bytes)}"`)
  }
}
