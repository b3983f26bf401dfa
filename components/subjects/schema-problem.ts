// Where in the text a registry's refusal points to: it names a JSON pointer, line and column, or a name.
import type { EditorMark } from '@/components/patterns/code/editor-marks'
import { jsonPlace } from '@/components/patterns/code/json-place'
import { tokenizeProto } from '@/components/patterns/code/proto-tokens'
import type { SchemaTypeName } from '@/lib/subjects/rest-schema'

export type SchemaProblem = {
  /** Without the place, which is said in lines. */
  text: string
  /** READER_FIELD_MISSING_DEFAULT_VALUE and so on, where the registry says it. */
  errorType: string | null
  mark: EditorMark | null
  /** Of the mark, from 1. */
  line: number | null
}

type Range = { from: number; to: number }

/** The reason of an invalid schema, with its place: "(at /fields/2)", "(at line 3, column 7)", "at position 24". */
export function schemaProblem(type: SchemaTypeName, text: string, message: string): SchemaProblem {
  const place = /\s*\(at ([^()]*)\)\.?$/.exec(message)
  const reason = place ? message.slice(0, place.index) : message
  return located(text, reason, null, placeOf(type, text, place?.[1] ?? '', message))
}

/** One reason of a clash with an earlier version; only what the new schema is blamed for has a place in it. */
export function clashProblem(type: SchemaTypeName, text: string, message: string): SchemaProblem {
  const errorType = field(message, 'errorType')
  const description = field(message, 'description') ?? message
  const info = field(message, 'additionalInfo')
  const isOfNew = /\b(new|old) schema\b/i.exec(description)?.[1]?.toLowerCase() === 'new'
  const path = /path '([^']*)'/.exec(description)?.[1]
  const range =
    path === undefined || !isOfNew
      ? null
      : type === 'PROTOBUF'
        ? protoPlace(text, path)
        : jsonPlace(text, path)
  const shown = description
    .replace(/\s*\(path '[^']*'\)/, '')
    .replace(/ at path '[^']*'/, '')
    .replace(/([^.])$/, '$1.')
  const added = info && !description.includes(info) ? ` ${info}.` : ''
  return located(text, shown + added, errorType, range)
}

const field = (message: string, name: string): string | null =>
  new RegExp(`${name}:(["'])(.*?)\\1(?:[,}]|$)`, 's').exec(message)?.[2] ?? null

function located(text: string, reason: string, errorType: string | null, range: Range | null): SchemaProblem {
  if (!range) return { text: reason, errorType, mark: null, line: null }
  const end = text.indexOf('\n', range.from)
  const to = end < 0 ? range.to : Math.min(range.to, end)
  const line = text.slice(0, range.from).split('\n').length
  return { text: reason, errorType, mark: { from: range.from, to, message: reason }, line }
}

function placeOf(type: SchemaTypeName, text: string, place: string, message: string): Range | null {
  const [, line, column] = /^line (\d+), column (\d+)$/.exec(place) ?? []
  if (line !== undefined && column !== undefined) return wordAt(text, offsetOf(text, +line, +column))
  if (place.startsWith('/') || place.startsWith('#/') || place === '#')
    return type === 'PROTOBUF' ? null : jsonPlace(text, place)
  const position = /at position (\d+)/.exec(message)?.[1]
  if (position !== undefined) return wordAt(text, Math.min(+position, Math.max(0, text.length - 1)))
  if (/unexpected end|end of (JSON|data)/i.test(message) && text.length > 0)
    return { from: text.trimEnd().length - 1, to: text.trimEnd().length }
  return namePlace(text, message)
}

const offsetOf = (text: string, line: number, column: number): number => {
  const before = text.split('\n').slice(0, line - 1)
  return Math.min(
    before.reduce((sum, one) => sum + one.length + 1, 0) + column - 1,
    Math.max(0, text.length - 1),
  )
}

const wordAt = (text: string, from: number): Range => {
  const word = /^[\w.]+/.exec(text.slice(from, from + 200))?.[0] ?? ''
  return { from, to: from + Math.max(1, word.length) }
}

/** The last of the quoted names that the text has as a word. */
function namePlace(text: string, message: string): Range | null {
  for (const [, name = ''] of message.matchAll(/"([\w./$#-]{1,200})"/g)) {
    const found = new RegExp(`(?<![\\w.])${name.replaceAll(/[.$/#-]/g, String.raw`\$&`)}(?![\\w.])`).exec(
      text,
    )
    if (found) return { from: found.index, to: found.index + name.length }
  }
  return null
}

/** `#/Order/Item/3`: the field with that number in the message, or the message itself. */
function protoPlace(text: string, path: string): Range | null {
  const keys = path.split('/').slice(1).filter(Boolean)
  const tokens = placed(text)
  let found: Range | null = null
  let first = 0
  for (const key of keys) {
    const at = tokens.findIndex(({ text: word }, index) => {
      if (index < first) return false
      if (!/^\d+$/.test(key)) return word === key && isTypeWord(tokens[index - 1]?.text)
      return word === key && tokens[index - 1]?.text === '='
    })
    const token = tokens[at]
    if (!token) break
    found = { from: token.from, to: token.from + token.text.length }
    first = at + 1
  }
  return found
}

const isTypeWord = (word: string | undefined): boolean =>
  word === 'message' || word === 'enum' || word === 'oneof'

function placed(text: string): { text: string; from: number }[] {
  let from = 0
  return tokenizeProto(text).flatMap((token) => {
    const at = from
    from += token.text.length
    const isComment = token.text.startsWith('//') || token.text.startsWith('/*')
    return token.kind === 'space' || isComment ? [] : [{ text: token.text, from: at }]
  })
}
