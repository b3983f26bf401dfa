// A form into JSON text, with what is still wrong at which field. Numbers are written as they were typed. Isomorphic.
import { recordOf, type Draft, type DraftEntry } from '@/lib/schemas/form/draft'
import type { FormModel, FormType, TextFormat } from '@/lib/schemas/form/model'

export type FormProblem = { path: string; message: string }
export type Written = { json: string; problems: FormProblem[] }

/** `json` is always JSON: what cannot be written yet stands in it as text. */
export function writeDraft(model: FormModel, draft: Draft): Written {
  const writing: Writing = { model, problems: [], path: [], indent: '' }
  return { json: write(model.root, draft, writing), problems: writing.problems }
}

type Writing = { model: FormModel; problems: FormProblem[]; path: string[]; indent: string }

const at = (writing: Writing, key: string): Writing => ({
  ...writing,
  path: [...writing.path, key],
  indent: `${writing.indent}  `,
})

function write(type: FormType, draft: Draft, writing: Writing): string {
  if (draft.kind === 'null') return 'null'
  if (draft.kind === 'text') return writeText(type, draft.text, writing)
  switch (type.kind) {
    case 'nullable':
      return write(type.of, draft, writing)
    case 'list': {
      const items = draft.kind === 'list' ? draft.items : []
      const lines = items.map(({ value }, index) => write(type.items, value, at(writing, String(index))))
      return block('[', lines, ']', writing)
    }
    case 'map':
      return draft.kind === 'map'
        ? block('{', entryLines(type.values, draft.entries, writing), '}', writing)
        : '{}'
    case 'union': {
      const branch = draft.kind === 'union' ? type.branches[draft.branch] : undefined
      if (draft.kind !== 'union' || branch === undefined) return 'null'
      if (branch.tag === null) return write(branch.type, draft.value, writing)
      const inner = write(branch.type, draft.value, { ...writing, indent: `${writing.indent}  ` })
      return block('{', [`${JSON.stringify(branch.tag)}: ${inner}`], '}', writing)
    }
    case 'record':
      return draft.kind === 'record' ? writeRecord(type.name, draft, writing) : '{}'
    default:
      return 'null'
  }
}

function block(open: string, lines: string[], close: string, { indent }: Writing): string {
  if (lines.length === 0) return open + close
  return `${open}\n${lines.map((line) => `${indent}  ${line}`).join(',\n')}\n${indent}${close}`
}

function writeRecord(name: string, draft: Draft & { kind: 'record' }, writing: Writing): string {
  const { fields, others } = recordOf(writing.model, name)
  const lines = fields.flatMap((field, index) => {
    const value = draft.fields[index] ?? null
    return value === null
      ? []
      : [`${JSON.stringify(field.name)}: ${write(field.type, value, at(writing, field.name))}`]
  })
  const more = others === null ? [] : entryLines(others.type, draft.others, writing)
  return block('{', [...lines, ...more], '}', writing)
}

function entryLines(type: FormType, entries: readonly DraftEntry[], writing: Writing): string[] {
  const seen = new Set<string>()
  return entries.map(({ key, value }) => {
    const here = at(writing, key)
    if (seen.has(key)) report(`The key “${key}” is there twice.`, here)
    seen.add(key)
    return `${JSON.stringify(key)}: ${write(type, value, here)}`
  })
}

function report(message: string, { problems, path }: Writing): void {
  problems.push({ path: path.join('.'), message })
}

function writeText(type: FormType, typed: string, writing: Writing): string {
  const literal =
    type.kind === 'nullable' ? writeText(type.of, typed, writing) : literalOf(type, typed, writing)
  return literal ?? JSON.stringify(typed)
}

/** Null: it is not of the type, which is reported; it then stands as text. */
function literalOf(type: FormType, typed: string, writing: Writing): string | null {
  const text = typed.trim()
  const wrong = (message: string): null => {
    report(message, writing)
    return null
  }
  switch (type.kind) {
    case 'boolean':
      return text === 'true' || text === 'false' ? text : wrong('Choose true or false.')
    case 'choice':
      return typed === '' ? wrong('Choose one.') : typed
    case 'integer':
      return integerLiteral(type, text, writing)
    case 'number':
      return numberLiteral(text, writing)
    case 'json':
      return isJson(text) ? text : wrong('This is not valid JSON.')
    case 'text': {
      const problem = problemOf(type.format, text)
      if (problem !== null) return wrong(problem)
      return JSON.stringify(type.format === 'plain' ? typed : text)
    }
    default:
      return null
  }
}

function integerLiteral(
  { min, max }: FormType & { kind: 'integer' },
  text: string,
  writing: Writing,
): string | null {
  if (!/^-?\d{1,40}$/.test(text)) {
    report('Enter a whole number.', writing)
    return null
  }
  const value = BigInt(text)
  if ((min !== null && value < BigInt(min)) || (max !== null && value > BigInt(max)))
    report(`Enter a whole number ${rangeText(min, max)}.`, writing)
  // Beyond 2^53 a number in JSON is not safe everywhere: serializers of Avro and Protobuf take it as text.
  const isSafe = Number.isSafeInteger(Number(value)) || writing.model.schemaType === 'JSON'
  return isSafe ? String(value) : JSON.stringify(String(value))
}

const rangeText = (min: string | null, max: string | null): string =>
  min === null ? `of at most ${max}` : max === null ? `of at least ${min}` : `from ${min} to ${max}`

function numberLiteral(text: string, writing: Writing): string | null {
  const isJson = writing.model.schemaType === 'JSON'
  if (!isJson && /^(NaN|-?Infinity)$/.test(text)) return JSON.stringify(text)
  const value = Number(text)
  if (text === '' || !Number.isFinite(value) || !/^[-+\d.]/.test(text) || /^[-+]?0[xob]/i.test(text)) {
    report('Enter a number.', writing)
    return null
  }
  return isJson && /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text) ? text : String(value)
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const patterns: Record<Exclude<TextFormat, 'plain'>, [RegExp, string]> = {
  base64: [/^[A-Za-z0-9+/_-]*={0,2}$/, 'Enter bytes in base64.'],
  date: [/^\d{4}-\d\d-\d\d$/, 'Enter a date such as 2026-03-01.'],
  time: [/^\d\d:\d\d(:\d\d(\.\d{1,9})?)?$/, 'Enter a time such as 14:30:00.'],
  instant: [/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/, 'Enter a date and time such as 2026-03-01T14:30:00Z.'],
  'local-instant': [/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/, 'Enter a date and time such as 2026-03-01T14:30:00.'],
  uuid: [/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'Enter a UUID.'],
  decimal: [/^[+-]?\d+(\.\d*)?([eE][+-]?\d+)?$/, 'Enter a decimal number.'],
  duration: [/^-?\d+(\.\d{1,9})?s$/, 'Enter seconds such as 3.5s.'],
}

function problemOf(format: TextFormat, text: string): string | null {
  if (format === 'plain') return null
  const [pattern, message] = patterns[format]
  return pattern.test(text) ? null : message
}
