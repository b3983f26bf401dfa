import { DataError } from '../data/record'
import { javaRegex, re2Regex, RegexError, type JavaRegex } from './java-regex'
import type { Properties } from './properties'
import { replacementOf } from './regex-replacement'
import { remembered } from './remembered'
import type { TransformBuilder } from './transform-builder'

/** A property as a pattern; refused in Kafka's words and with the reason. */
export function readRegex(
  properties: Properties,
  name: string,
  compile: (source: string) => JavaRegex = javaRegex,
): JavaRegex {
  const source = properties.maybe(name) ?? ''
  try {
    return compile(source)
  } catch (error) {
    if (!(error instanceof RegexError)) throw error
    return properties.refuse(name, `Invalid regex (${error.message})`)
  }
}

/** Null: the text as a whole does not match. */
export function readReplacer(
  properties: Properties,
  regex: JavaRegex,
  name: string,
): (text: string) => string | null {
  const replacement = readReplacement(properties, regex, name)
  return remembered((text) => {
    try {
      if (!regex.matches(text)) return null
      const found = regex.find(text)
      if (!found) return null
      return text.slice(0, found.start) + replacement(found.groups) + text.slice(found.end)
    } catch (error) {
      throw error instanceof RegexError ? new DataError(error.message) : error
    }
  })
}

function readReplacement(properties: Properties, regex: JavaRegex, name: string) {
  try {
    return replacementOf(properties.maybe(name) ?? '', regex)
  } catch (error) {
    if (!(error instanceof RegexError)) throw error
    return properties.refuse(name, error.message)
  }
}

const router =
  (compile: (source: string) => JavaRegex): TransformBuilder =>
  (properties) => {
    const regex = readRegex(properties, 'regex', compile)
    const replace = readReplacer(properties, regex, 'replacement')
    return (record) => {
      const topic = replace(record.topic)
      return topic === null || topic === record.topic ? record : { ...record, topic }
    }
  }

export const buildRegexRouter = router(javaRegex)
/** Confluent Cloud's, in RE2's syntax. */
export const buildTopicRegexRouter = router(re2Regex)
