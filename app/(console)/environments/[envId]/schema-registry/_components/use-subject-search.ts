import { parseAsString, parseAsStringLiteral, useQueryState } from 'nuqs'
import { useEffect, useMemo, useState } from 'react'
import type { SubjectSearch } from '@/lib/queries/subject-summaries'
import { schemaTypes } from '@/lib/subjects/rest-schema'
import { subjectStates } from '@/lib/subjects/summary-schema'

const typingMs = 200

/** The filters, all in the URL. The server is asked when one pauses typing. */
export function useSubjectSearch() {
  const [text, setText] = useQueryState('q', parseAsString.withDefault(''))
  const [type, setType] = useQueryState('type', parseAsStringLiteral(schemaTypes))
  const [state, setState] = useQueryState('show', parseAsStringLiteral(subjectStates).withDefault('live'))
  const [context, setContext] = useQueryState('context', parseAsString)
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), typingMs)
    return () => clearTimeout(timer)
  }, [text])
  const search = useMemo(
    (): SubjectSearch => ({ text: settled.trim(), type, state, context }),
    [settled, type, state, context],
  )
  return {
    search,
    isFiltered: settled.trim() !== '' || type !== null || state !== 'live' || context !== null,
    clear: () => {
      void setText(null)
      void setType(null)
      void setState(null)
      void setContext(null)
    },
    filters: {
      text,
      setText: (next: string) => void setText(next || null),
      type,
      setType: (next: string) => void setType(schemaTypes.find((name) => name === next) ?? null),
      state,
      setState: (next: string) => void setState(subjectStates.find((name) => name === next) ?? null),
      context,
      setContext: (next: string | null) => void setContext(next),
    },
  }
}
export type SubjectFilterState = ReturnType<typeof useSubjectSearch>['filters']
