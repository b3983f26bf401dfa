import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'
import { discardDraft, readDraft, writeDraft, type Draft, type DraftKeeping } from './drafts'

const pauseMs = 300

type DraftOptions<Values extends FieldValues> = {
  key: string
  keeping?: DraftKeeping | undefined
  secretFields?: readonly string[] | undefined
  /** Takes out what is secret inside of other fields. */
  strip?: ((values: Values) => Values) | undefined
  /** Handed over by another page: it counts, not the draft. */
  initial?: Values | undefined
  /** Saved anew when it changes. */
  openStep?: string | null
  place?: () => Pick<Draft, 'stepId' | 'furthest' | 'isOpenAhead'>
  onChange: () => void
  onRestore?: (draft: Draft) => void
}

const start = (): Pick<Draft, 'stepId' | 'furthest' | 'isOpenAhead'> => ({
  stepId: '',
  furthest: 0,
  isOpenAhead: false,
})

/** Keeps what was typed, without the secret fields, and brings it back after a reload. */
export function useDraft<Values extends FieldValues>(
  form: UseFormReturn<Values>,
  options: DraftOptions<Values>,
) {
  const { key, keeping = 'tab', secretFields = [], strip, place = start } = options
  const [isReady, setIsReady] = useState(false)
  const [isSaved, setIsSaved] = useState(false)
  const [restored, setRestored] = useState<Draft | null>(null)
  const isEnded = useRef(false)
  const save = () => {
    if (isEnded.current) return
    const values = form.getValues()
    const kept = Object.entries(strip?.(values) ?? values).filter(([name]) => !secretFields.includes(name))
    const lost = secretFields.filter((name) => Boolean(values[name]))
    writeDraft(keeping, key, { values: Object.fromEntries(kept), lost, savedAt: Date.now(), ...place() })
    setIsSaved(true)
  }
  const saveNow = useEffectEvent(save)
  const changed = useEffectEvent(options.onChange)
  const begin = useEffectEvent(() => {
    const draft = options.initial ? null : readDraft(keeping, key)
    const values = options.initial ?? draft?.values
    if (values) form.reset({ ...form.getValues(), ...values }, { keepDefaultValues: true })
    if (draft) options.onRestore?.(draft)
    setRestored(draft)
    if (options.initial) save()
    setIsReady(true)
  })
  useEffect(() => {
    begin()
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = form.subscribe({
      formState: { values: true },
      callback: () => {
        changed()
        clearTimeout(timer)
        timer = setTimeout(() => {
          timer = undefined
          saveNow()
        }, pauseMs)
      },
    })
    return () => {
      stop()
      clearTimeout(timer)
      if (timer !== undefined) saveNow()
    }
  }, [form, key])
  // Where one is belongs to the draft as well.
  useEffect(() => {
    if (isSaved) saveNow()
  }, [isSaved, options.openStep])
  const clear = () => {
    isEnded.current = true
    discardDraft(keeping, key)
  }
  const startOver = () => {
    discardDraft(keeping, key)
    setRestored(null)
    setIsSaved(false)
  }
  return { isReady, isSaved, restored, clear, startOver }
}
