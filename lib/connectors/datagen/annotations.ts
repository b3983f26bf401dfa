// The generator's annotations: `arg.properties` of a type or of a field (rules of avro-random-generator).
import { SchemaProblem } from './schema-problem'

export type Args = Record<string, unknown>
export type Bounds = { min: number; max: number }
export type Iteration = { start: number; restart: number; step: number; initial: number }

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const EXCLUSIVE: Record<string, readonly string[]> = {
  options: ['length', 'regex', 'iteration', 'range'],
  iteration: ['length', 'regex', 'options', 'range'],
}

export const readArgs = (holder: Record<string, unknown>, path: string): Args => {
  const args = holder['arg.properties']
  if (args === undefined) return {}
  if (!isObject(args)) throw new SchemaProblem(path, 'arg.properties must be an object')
  for (const [name, others] of Object.entries(EXCLUSIVE)) {
    const other = name in args ? others.find((key) => key in args) : undefined
    if (other) throw new SchemaProblem(path, `"${name}" and "${other}" cannot be used together`)
  }
  return args
}

const numberOf = (
  holder: Record<string, unknown>,
  name: string,
  key: string,
  path: string,
): number | undefined => {
  const value = holder[key]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new SchemaProblem(path, `"${key}" of ${name} must be a number, not ${JSON.stringify(value)}`)
  }
  return value
}

const objectOf = (args: Args, name: string, path: string): Record<string, unknown> | undefined => {
  const value = args[name]
  if (value === undefined) return undefined
  if (!isObject(value))
    throw new SchemaProblem(path, `"${name}" must be an object, such as ${EXAMPLES[name] ?? '{}'}`)
  return value
}

const EXAMPLES: Record<string, string> = {
  range: '{"min": 1, "max": 10}',
  iteration: '{"start": 0}',
  length: '{"min": 1, "max": 10}',
}

/** `range` with an exclusive maximum, the type's own limits where one end is missing. */
export const readRange = (args: Args, limits: Bounds, isWhole: boolean, path: string): Bounds | undefined => {
  const range = objectOf(args, 'range', path)
  if (!range) return undefined
  const min = numberOf(range, 'range', 'min', path) ?? limits.min
  const max = numberOf(range, 'range', 'max', path) ?? limits.max
  if (min >= max) throw new SchemaProblem(path, `range: "min" (${min}) must be less than "max" (${max})`)
  if (min < limits.min || max > limits.max) {
    throw new SchemaProblem(
      path,
      `range: ${min} to ${max} does not fit the type (${limits.min} to ${limits.max})`,
    )
  }
  if (isWhole && !(Number.isInteger(min) && Number.isInteger(max))) {
    throw new SchemaProblem(path, 'range: "min" and "max" must be whole numbers for this type')
  }
  return { min, max }
}

const direction = (start: number, restart: number, step: number, path: string): void => {
  if (step === 0) throw new SchemaProblem(path, 'iteration: "step" cannot be zero')
  if (start === restart) throw new SchemaProblem(path, 'iteration: "start" and "restart" cannot be equal')
  if (restart > start !== step > 0) {
    throw new SchemaProblem(path, `iteration: "step" (${step}) leads away from "restart" (${restart})`)
  }
}

export const readIteration = (
  args: Args,
  limits: Bounds,
  isWhole: boolean,
  path: string,
): Iteration | undefined => {
  const iteration = objectOf(args, 'iteration', path)
  if (!iteration) return undefined
  const read = (key: string): number | undefined => {
    const value = numberOf(iteration, 'iteration', key, path)
    if (isWhole && value !== undefined && !Number.isInteger(value)) {
      throw new SchemaProblem(path, `iteration: "${key}" must be a whole number for this type`)
    }
    if (value !== undefined && (value < limits.min || value > limits.max)) {
      throw new SchemaProblem(path, `iteration: "${key}" (${value}) does not fit the type`)
    }
    return value
  }
  const start = read('start')
  if (start === undefined) throw new SchemaProblem(path, 'iteration needs a "start"')
  const given = read('restart')
  const step = read('step') ?? (given !== undefined && given < start ? -1 : 1)
  const restart = given ?? (step > 0 ? limits.max : limits.min)
  direction(start, restart, step, path)
  const initial = read('initial') ?? start
  const [low, high] = step > 0 ? [start, restart] : [restart, start]
  if (initial < low || initial > high) {
    throw new SchemaProblem(path, `iteration: "initial" (${initial}) lies outside of ${start} to ${restart}`)
  }
  return { start, restart, step, initial }
}

const MAX_LENGTH = 100_000
const DEFAULT_LENGTH: Bounds = { min: 8, max: 16 }

/** `length` as a half-open interval; 8 to 15 where none is given. */
export const readLength = (args: Args, path: string): Bounds => {
  const { length } = args
  if (length === undefined) return DEFAULT_LENGTH
  const bounds = ((): Bounds => {
    if (typeof length === 'number') return { min: length, max: length + 1 }
    const holder = objectOf(args, 'length', path) ?? {}
    const min = numberOf(holder, 'length', 'min', path) ?? 0
    const max = numberOf(holder, 'length', 'max', path)
    if (max === undefined) throw new SchemaProblem(path, 'length needs a "max"')
    return { min, max }
  })()
  if (
    !Number.isInteger(bounds.min) ||
    !Number.isInteger(bounds.max) ||
    bounds.min < 0 ||
    bounds.min >= bounds.max
  ) {
    throw new SchemaProblem(
      path,
      `length: 0 <= min (${bounds.min}) < max (${bounds.max}) must hold, in whole numbers`,
    )
  }
  if (bounds.max > MAX_LENGTH)
    throw new SchemaProblem(path, `length: more than ${MAX_LENGTH} is not supported`)
  return bounds
}

export const readOptions = (args: Args, path: string): unknown[] | undefined => {
  const { options } = args
  if (options === undefined) return undefined
  if (isObject(options)) {
    throw new SchemaProblem(path, 'options from a file cannot be read here: list the values in the schema')
  }
  if (!Array.isArray(options)) throw new SchemaProblem(path, '"options" must be an array of values')
  if (options.length === 0) throw new SchemaProblem(path, '"options" must have at least one value')
  return options as unknown[]
}

export const readText = (
  args: Args,
  key: 'regex' | 'prefix' | 'suffix',
  path: string,
): string | undefined => {
  const value = args[key]
  if (value === undefined) return undefined
  if (typeof value !== 'string') throw new SchemaProblem(path, `"${key}" must be a text`)
  return value
}

export const readOdds = (args: Args, path: string): number | undefined => {
  const odds = numberOf(args, 'arg.properties', 'odds', path)
  if (odds !== undefined && (odds < 0 || odds > 1))
    throw new SchemaProblem(path, '"odds" must lie between 0 and 1')
  return odds
}
