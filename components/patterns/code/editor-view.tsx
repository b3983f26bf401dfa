'use client'

import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { bracketMatching, codeFolding, foldGutter, foldKeymap, indentOnInput } from '@codemirror/language'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { Compartment, EditorState, type Extension } from '@codemirror/state'
import {
  drawSelection,
  EditorView as CodeMirror,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { useEffect, useEffectEvent, useRef } from 'react'
import { goTo, marksExtension, showMarks, type EditorMark } from './editor-marks'
import { languages } from './editor-languages'
import { editorTheme } from './editor-theme'

export type EditorLanguage = 'json' | 'protobuf' | 'text'
/** Each new object moves the cursor there. */
export type EditorPlace = { at: number }

type EditorViewProps = {
  value: string
  onChange?: (value: string) => void
  onSubmit?: () => void
  onBlur?: () => void
  language: EditorLanguage
  marks?: readonly EditorMark[]
  goTo?: EditorPlace | null
  isReadOnly?: boolean
  nonce: string | undefined
  attributes: Record<string, string | undefined>
}

const noMarks: readonly EditorMark[] = []

export function EditorView(props: EditorViewProps) {
  const parent = useRef<HTMLDivElement>(null)
  const view = useRef<CodeMirror | null>(null)
  const attributes = useRef(new Compartment())
  const changed = useEffectEvent((text: string) => props.onChange?.(text))
  const submitted = useEffectEvent(() => props.onSubmit?.())
  const blurred = useEffectEvent(() => props.onBlur?.())
  const extensions = useEffectEvent((): Extension[] => [
    props.nonce ? CodeMirror.cspNonce.of(props.nonce) : [],
    lineNumbers(),
    foldGutter(),
    codeFolding(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    search({ top: true }),
    languages[props.language],
    marksExtension,
    editorTheme,
    CodeMirror.lineWrapping,
    EditorState.readOnly.of(props.isReadOnly ?? false),
    attributes.current.of(contentAttributes(props.attributes)),
    keymap.of([
      { key: 'Mod-Enter', run: () => (submitted(), true) },
      // Tab indents; Escape then Tab leaves, as CodeMirror documents for keyboard users.
      indentWithTab,
      ...defaultKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...searchKeymap,
    ]),
    CodeMirror.updateListener.of((update) => {
      if (update.docChanged) changed(update.state.doc.toString())
      if (update.focusChanged && !update.view.hasFocus) blurred()
    }),
  ])
  const initial = useEffectEvent(() => props.value)

  const { language, isReadOnly, nonce } = props
  useEffect(() => {
    if (!parent.current) return
    const editor = new CodeMirror({
      parent: parent.current,
      state: EditorState.create({ doc: initial(), extensions: extensions() }),
    })
    view.current = editor
    return () => {
      editor.destroy()
      view.current = null
    }
  }, [language, isReadOnly, nonce])

  useEffect(() => {
    const editor = view.current
    if (!editor || editor.state.doc.toString() === props.value) return
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: props.value } })
  }, [props.value])

  const { marks = noMarks, goTo: place = null } = props
  useEffect(() => {
    if (view.current) showMarks(view.current, marks)
  }, [marks, language, isReadOnly, nonce])
  useEffect(() => {
    if (view.current && place) goTo(view.current, place.at)
  }, [place])

  const attributeText = JSON.stringify(props.attributes)
  useEffect(() => {
    const next = JSON.parse(attributeText) as Record<string, string>
    view.current?.dispatch({ effects: attributes.current.reconfigure(contentAttributes(next)) })
  }, [attributeText])

  return <div ref={parent} className="h-full [&_.cm-editor]:h-full" />
}

function contentAttributes(given: Record<string, string | undefined>): Extension {
  const set = Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined)
  // Text that can be edited takes focus by itself, but not every checker and reader of pages knows.
  return CodeMirror.contentAttributes.of({ tabindex: '0', ...Object.fromEntries(set) })
}
