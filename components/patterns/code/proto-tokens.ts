import type { JsonToken } from './json-tokens'

export const protoKeywords: ReadonlySet<string> = new Set(
  `syntax edition package import public weak option message enum service rpc returns stream extend extensions
  oneof map reserved repeated optional required group to max true false`.split(/\s+/),
)
export const protoScalars: ReadonlySet<string> = new Set(
  `double float int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64 bool string bytes`.split(
    ' ',
  ),
)

const pattern =
  /(\/\/[^\n]*|\/\*[^]*?\*\/)|("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|([A-Za-z_]\w*)|(-?\d[\w.]*)|(\s+)|(.)/gs

/** Splits a .proto file for colouring. Linear in the length. */
export function tokenizeProto(text: string): JsonToken[] {
  return [...text.matchAll(pattern)].map(([whole, comment, string, word, number, space]): JsonToken => {
    if (comment !== undefined) return { kind: 'mark', text: whole }
    if (string !== undefined) return { kind: 'string', text: whole }
    if (word !== undefined) {
      if (protoKeywords.has(word)) return { kind: 'key', text: whole }
      return { kind: protoScalars.has(word) ? 'word' : 'string', text: whole }
    }
    if (number !== undefined) return { kind: 'number', text: whole }
    return { kind: space === undefined ? 'mark' : 'space', text: whole }
  })
}
