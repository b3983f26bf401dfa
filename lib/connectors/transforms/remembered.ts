const MAX_REMEMBERED = 1000

/** Keeps the answers for the texts asked last: topics are few, records many. */
export function remembered<Answer>(answer: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, { answer: Answer }>()
  return (text) => {
    const found = known.get(text)
    if (found) return found.answer
    const made = { answer: answer(text) }
    if (known.size >= MAX_REMEMBERED) known.clear()
    known.set(text, made)
    return made.answer
  }
}
