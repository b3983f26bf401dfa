import { useEffect, useEffectEvent, useState } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'

const pauseMs = 300
const storageKey = (key: string) => `tributary.draft.${key}`

/** Keeps what was typed in sessionStorage, without the secret fields, and brings it back after a reload. */
export function useDraft<Values extends FieldValues>(
  form: UseFormReturn<Values>,
  key: string,
  secretFields: readonly string[],
  onChange: () => void,
) {
  const [isReady, setIsReady] = useState(false)
  const [isSaved, setIsSaved] = useState(false)
  const [isRestored, setIsRestored] = useState(false)
  const changed = useEffectEvent(onChange)
  const withoutSecrets = useEffectEvent((values: Values) =>
    Object.fromEntries(Object.entries(values).filter(([name]) => !secretFields.includes(name))),
  )
  useEffect(() => {
    const draft = readDraft(key)
    if (draft) form.reset({ ...form.getValues(), ...draft }, { keepDefaultValues: true })
    setIsRestored(draft !== null)
    setIsReady(true)
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = form.subscribe({
      formState: { values: true },
      callback: ({ values }) => {
        changed()
        clearTimeout(timer)
        timer = setTimeout(() => {
          sessionStorage.setItem(storageKey(key), JSON.stringify(withoutSecrets(values)))
          setIsSaved(true)
        }, pauseMs)
      },
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [form, key])
  return { isReady, isSaved, isRestored, clear: () => sessionStorage.removeItem(storageKey(key)) }
}

function readDraft<Values>(key: string): Partial<Values> | null {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(storageKey(key)) ?? 'null')
    return typeof value === 'object' && value !== null ? value : null
  } catch {
    return null
  }
}
