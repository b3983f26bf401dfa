// Random members of a regular expression. Each repetition count and each character is drawn uniformly.
import type { JsonWriter } from './json-writer'
import type { RecordRandom } from './random'
import { parseRegex, RegexProblem, type RegexPart } from './regex-parser'

export type RegexGenerator = {
  next: (random: RecordRandom) => string
  /** Appends the characters themselves; present when none of them needs a JSON escape. */
  write?: (random: RecordRandom, writer: JsonWriter) => void
  minLength: number
  maxLength: number
}

const MAX_TEXT = 100_000
const PROBES = 1_000

type Flat = { codes: Uint8Array; min: number; max: number }
type Bounds = { min: number; max: number }

const boundsOf = (branches: RegexPart[][]): Bounds => {
  const lengths = branches.map((parts) =>
    parts.reduce<Bounds>(
      (sum, { item, min, max }) => {
        const one = item.kind === 'chars' ? { min: 1, max: 1 } : boundsOf(item.branches)
        return { min: sum.min + one.min * min, max: sum.max + one.max * max }
      },
      { min: 0, max: 0 },
    ),
  )
  return { min: Math.min(...lengths.map((l) => l.min)), max: Math.max(...lengths.map((l) => l.max)) }
}

const draw = (branches: RegexPart[][], random: RecordRandom): string => {
  const parts = branches.length === 1 ? branches[0] : branches[random.below(branches.length)]
  let text = ''
  for (const { item, min, max } of parts ?? []) {
    const count = min === max ? min : min + random.below(max - min + 1)
    for (let i = 0; i < count; i++) {
      if (item.kind === 'choice') text += draw(item.branches, random)
      else text += item.chars.length === 1 ? item.chars : (item.chars[random.below(item.chars.length)] ?? '')
    }
  }
  return text
}

const isPlain = (chars: string): boolean => /^[ !#-[\]-~]*$/.test(chars)

const flatten = (branches: RegexPart[][]): Flat[] | undefined => {
  const [parts] = branches
  if (branches.length !== 1 || !parts) return undefined
  const flat: Flat[] = []
  for (const { item, min, max } of parts) {
    if (item.kind !== 'chars' || !isPlain(item.chars)) return undefined
    flat.push({ codes: Uint8Array.from(item.chars, (char) => char.charCodeAt(0)), min, max })
  }
  return flat
}

const writeFlat = (flat: Flat[], maxLength: number) => (random: RecordRandom, writer: JsonWriter) => {
  writer.reserve(maxLength)
  const { bytes } = writer
  let at = writer.length
  for (const { codes, min, max } of flat) {
    const count = min === max ? min : min + random.below(max - min + 1)
    const size = codes.length
    if (size === 1) for (let i = 0; i < count; i++) bytes[at++] = codes[0] as number
    else for (let i = 0; i < count; i++) bytes[at++] = codes[random.below(size)] as number
  }
  writer.length = at
}

/** `length` has an exclusive maximum. Throws RegexProblem for what cannot be generated. */
export const compileRegex = (source: string, length?: { min: number; max: number }): RegexGenerator => {
  const branches = parseRegex(source)
  const bounds = boundsOf(branches)
  if (bounds.max > MAX_TEXT)
    throw new RegexProblem(`the regex "${source}" makes texts longer than ${MAX_TEXT} characters`)
  if (!length) {
    const flat = flatten(branches)
    return {
      next: (random) => draw(branches, random),
      ...(flat ? { write: writeFlat(flat, bounds.max) } : {}),
      minLength: bounds.min,
      maxLength: bounds.max,
    }
  }
  const fits = (text: string): boolean => text.length >= length.min && text.length < length.max
  const next = (random: RecordRandom): string => {
    for (let attempt = 0; attempt < PROBES; attempt++) {
      const text = draw(branches, random)
      if (fits(text)) return text
    }
    throw new RegexProblem(
      `the regex "${source}" made no text of ${length.min} to ${length.max - 1} characters in ${PROBES} attempts`,
    )
  }
  if (bounds.max < length.min || bounds.min >= length.max) {
    throw new RegexProblem(
      `the regex "${source}" makes ${bounds.min} to ${bounds.max} characters, ` +
        `but the length asks for ${length.min} to ${length.max - 1}`,
    )
  }
  return {
    next,
    minLength: Math.max(bounds.min, length.min),
    maxLength: Math.min(bounds.max, length.max - 1),
  }
}
