import { json } from '@codemirror/lang-json'
import type { Extension } from '@codemirror/state'
import type { EditorLanguage } from './editor-view'
import { protobuf } from './proto-language'

export const languages: Record<EditorLanguage, Extension> = { json: json(), protobuf, text: [] }
