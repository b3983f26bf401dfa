// The properties of one transform or predicate, read as Kafka's ConfigDef reads them.
import type { TransformProperty } from '../catalog/transforms/shape'
import { TransformConfigError } from './config-error'

export type RawConfig = Readonly<Record<string, string>>

/** Kafka's LIST: split at commas, without the white space around them. */
export const splitList = (text: string): string[] => {
  const trimmed = text.trim()
  return trimmed === '' ? [] : trimmed.split(/\s*,\s*/)
}

export class Properties {
  constructor(
    /** As `transforms.mask.`. */
    private readonly prefix: string,
    private readonly known: readonly TransformProperty[],
    private readonly config: RawConfig,
  ) {}

  /** What is given, without the white space around it as ConfigDef reads it, or else the default; null: neither. */
  maybe(name: string): string | null {
    const property = this.known.find((one) => one.name === name)
    const given = [name, ...(property?.aliases ?? [])]
      .map((one) => this.config[this.prefix + one])
      .find((value) => value !== undefined)
    if (given !== undefined) return given.trim()
    if (property?.default !== undefined) return property.default
    const missing = `Missing required configuration "${this.prefix}${name}" which has no default value.`
    throw new TransformConfigError(this.prefix + name, missing)
  }

  /** One of the options, where there are such; empty for none at all. */
  text(name: string): string {
    const value = this.maybe(name)
    if (value === null) return ''
    const { options, ignoresCase } = this.known.find((one) => one.name === name) ?? {}
    const wanted = ignoresCase ? value.toLowerCase() : value
    if (options && !options.includes(wanted))
      this.refuse(name, `String must be one of: ${options.join(', ')}`)
    return wanted
  }

  /** Kafka's NonEmptyString. */
  filled(name: string): string | null {
    const value = this.maybe(name)
    if (value === '') this.refuse(name, 'String must be non-empty')
    return value
  }

  list(name: string): string[] {
    return splitList(this.maybe(name) ?? '')
  }

  filledList(name: string): string[] {
    const items = this.list(name)
    if (items.length === 0) this.refuse(name, 'Empty list')
    return items
  }

  flag(name: string): boolean {
    return this.maybeFlag(name) ?? this.refuse(name, 'Expected value to be either true or false')
  }

  maybeFlag(name: string): boolean | null {
    const value = this.maybe(name)?.trim().toLowerCase()
    if (value === undefined) return null
    if (value === 'true') return true
    return value === 'false' ? false : this.refuse(name, 'Expected value to be either true or false')
  }

  integer(name: string): number | null {
    const value = this.maybe(name)
    if (value === null) return null
    const number = Number(value.trim())
    const isInt = /^[+-]?\d+$/.test(value.trim()) && number === (number | 0)
    return isInt ? number : this.refuse(name, 'Not a number of type INT')
  }

  refuse(name: string, reason: string): never {
    const property = this.prefix + name
    const value = this.maybe(name)
    const shown = this.isList(name) ? `[${splitList(value ?? '').join(', ')}]` : value
    this.fail(name, `Invalid value ${shown} for configuration ${property}: ${reason}`)
  }

  fail(name: string, message: string): never {
    throw new TransformConfigError(this.prefix + name, message)
  }

  private isList(name: string): boolean {
    return this.known.find((one) => one.name === name)?.type === 'LIST'
  }
}
