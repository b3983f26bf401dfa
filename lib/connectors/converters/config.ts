/** The properties of one converter, without their prefix (`value.converter.`). */
export type ConverterProperties = Readonly<Record<string, string>>

/** `converter`: such as value.converter. */
export function propertiesOf(
  config: Readonly<Record<string, string>>,
  converter: string,
): ConverterProperties {
  const prefix = `${converter}.`
  return Object.fromEntries(
    Object.entries(config)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), value]),
  )
}

/** A property of a converter that cannot be: shown beside the field of this name. */
export class ConverterConfigError extends Error {
  constructor(
    readonly property: string,
    message: string,
  ) {
    super(message)
    this.name = 'ConverterConfigError'
  }
}

/** As ConfigDef reads a BOOLEAN. */
export function booleanProperty(properties: ConverterProperties, name: string, fallback: boolean): boolean {
  const given = properties[name]?.trim().toLowerCase() ?? ''
  if (given === '') return fallback
  if (given === 'true' || given === 'false') return given === 'true'
  throw new ConverterConfigError(
    name,
    `Invalid value ${properties[name] ?? ''} for configuration ${name}: Expected value to be either true or false`,
  )
}

export function choiceProperty<Choice extends string>(
  properties: ConverterProperties,
  name: string,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  const given = properties[name]?.trim() ?? ''
  if (given === '') return choices[0]
  const found = choices.find((choice) => choice.toLowerCase() === given.toLowerCase())
  if (found !== undefined) return found
  throw new ConverterConfigError(
    name,
    `Invalid value ${given} for configuration ${name}: String must be one of: ${choices.join(', ')}`,
  )
}
