import { StateEffect, StateField, type Extension } from '@codemirror/state'
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view'

/** A place in the text that something is wrong with, and what. */
export type EditorMark = { from: number; to: number; message: string }

const setMarks = StateEffect.define<readonly EditorMark[]>()

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, { changes, effects, newDoc }) => {
    const next = effects.find((effect) => effect.is(setMarks))?.value
    if (!next) return marks.map(changes)
    const ranges = next.flatMap(({ from, to, message }) => {
      const start = Math.min(from, newDoc.length)
      const end = Math.min(Math.max(to, from + 1), newDoc.length)
      const line = Decoration.line({ class: 'cm-problem-line' }).range(newDoc.lineAt(start).from)
      const text = Decoration.mark({ class: 'cm-problem', attributes: { title: message } })
      return end > start ? [line, text.range(start, end)] : [line]
    })
    return Decoration.set(ranges, true)
  },
  provide: (own) => EditorView.decorations.from(own),
})

export const marksExtension: Extension = field

/** Draws these marks instead of those before, and brings the first into sight. */
export function showMarks(view: EditorView, marks: readonly EditorMark[]): void {
  const first = marks[0]
  const at = first && Math.min(first.from, view.state.doc.length)
  view.dispatch({
    effects: [
      setMarks.of(marks),
      ...(at === undefined ? [] : [EditorView.scrollIntoView(at, { y: 'nearest', yMargin: 40 })]),
    ],
  })
}

/** The cursor goes there, and with it the focus. */
export function goTo(view: EditorView, at: number): void {
  const anchor = Math.min(at, view.state.doc.length)
  view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) })
  view.focus()
}
