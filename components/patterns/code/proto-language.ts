import { StreamLanguage, type StringStream } from '@codemirror/language'
import { protoKeywords, protoScalars } from './proto-tokens'

type State = { isInComment: boolean; depth: number }

function token(stream: StringStream, state: State): string | null {
  if (state.isInComment) {
    state.isInComment = !stream.match(/^.*?\*\//)
    if (state.isInComment) stream.skipToEnd()
    return 'comment'
  }
  if (stream.eatSpace()) return null
  if (stream.match('//')) {
    stream.skipToEnd()
    return 'comment'
  }
  if (stream.match('/*')) {
    state.isInComment = true
    return 'comment'
  }
  if (stream.match(/^"(?:[^"\\]|\\.)*"?|^'(?:[^'\\]|\\.)*'?/)) return 'string'
  if (stream.match(/^-?\d[\w.]*/)) return 'number'
  if (!stream.match(/^[A-Za-z_]\w*/)) {
    const sign = stream.next()
    if (sign === '{') state.depth += 1
    if (sign === '}') state.depth -= 1
    return 'punctuation'
  }
  const word = stream.current()
  if (protoKeywords.has(word)) return 'keyword'
  return protoScalars.has(word) ? 'atom' : null
}

/** Colours, brackets and indents of .proto files. */
export const protobuf = StreamLanguage.define<State>({
  name: 'protobuf',
  startState: () => ({ isInComment: false, depth: 0 }),
  token,
  languageData: {
    commentTokens: { line: '//', block: { open: '/*', close: '*/' } },
    closeBrackets: { brackets: ['{', '[', '(', '"', "'"] },
    indentOnInput: /^\s*\}$/,
  },
  indent: ({ depth }, after, { unit }) => Math.max(0, depth - (after.startsWith('}') ? 1 : 0)) * unit,
})
