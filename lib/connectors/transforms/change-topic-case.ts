import { remembered } from './remembered'
import type { TransformBuilder } from './transform-builder'

// The cases and rules of Guava's CaseFormat.
type Case = {
  /** Where a word begins. */
  boundary: RegExp
  separator: string
  word: (word: string) => string
  firstWord?: (word: string) => string
}

const lower = (word: string): string => word.toLowerCase()
const upper = (word: string): string => word.toUpperCase()
const capital = (word: string): string => upper(word.slice(0, 1)) + lower(word.slice(1))
const camel = { boundary: /[A-Z]/g, separator: '', word: capital }

const cases: Readonly<Record<string, Case>> = {
  LOWER_HYPHEN: { boundary: /-/g, separator: '-', word: lower },
  LOWER_UNDERSCORE: { boundary: /_/g, separator: '_', word: lower },
  UPPER_UNDERSCORE: { boundary: /_/g, separator: '_', word: upper },
  LOWER_CAMEL: { ...camel, firstWord: lower },
  UPPER_CAMEL: camel,
}

function convert(text: string, from: Case, to: Case): string {
  const words: string[] = []
  let start = 0
  for (const { index } of text.matchAll(from.boundary)) {
    // A name that begins with a capital has no word before it.
    if (index > 0 || from.separator !== '') words.push(text.slice(start, index))
    start = index + from.separator.length
  }
  words.push(text.slice(start))
  const [first = '', ...rest] = words
  return [(to.firstWord ?? to.word)(first), ...rest.map(to.word)].join(to.separator)
}

const isLowered = (name: string): boolean => name === 'LOWER_HYPHEN' || name === 'LOWER_UNDERSCORE'

export const buildChangeTopicCase: TransformBuilder = (properties) => {
  const [fromName, toName] = [properties.text('from'), properties.text('to')]
  const [from, to] = [cases[fromName], cases[toName]]
  const renamed = remembered((topic) => {
    if (!from || !to || from === to) return topic
    // Between these two only the separator changes, not the letters.
    if (isLowered(fromName) && isLowered(toName)) return topic.replaceAll(from.separator, to.separator)
    return convert(topic, from, to)
  })
  return (record) => ({ ...record, topic: renamed(record.topic) })
}
