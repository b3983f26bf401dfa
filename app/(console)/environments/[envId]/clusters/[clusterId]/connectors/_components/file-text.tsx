'use client'

import { FileUp } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Textarea } from '@/components/ui/textarea'
import { formatBytes } from '@/lib/format/bytes'

const largestBytes = 64 * 1024

/** Text that often comes in a file: pasted, dropped or chosen. */
export function FileText(props: {
  label: string
  placeholder?: string | undefined
  /** Endings of its files. */
  accept: string
  /** What to do with a file that is no text. */
  binaryHint?: (fileName: string) => string
  value: string
  onChange: (value: string) => void
  onBlur: () => void
}) {
  const chooser = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState('')
  const take = async (file: File | undefined) => {
    if (!file) return
    const isLarge = file.size > largestBytes
    const text = isLarge ? '' : await file.text()
    // Bytes read as text would only be damaged.
    const isBinary = text.includes('\u0000') || text.includes('\uFFFD')
    setProblem(
      isLarge
        ? `${file.name} has ${formatBytes(file.size)}. At most ${formatBytes(largestBytes)} are read.`
        : isBinary
          ? `${file.name} is not a text file.${props.binaryHint ? ` ${props.binaryHint(file.name)}` : ''}`
          : '',
    )
    if (!isLarge && !isBinary) props.onChange(text)
  }
  return (
    <div
      className="flex flex-col items-start gap-2"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        void take(event.dataTransfer.files[0])
      }}
    >
      <Textarea
        isMono
        value={props.value}
        placeholder={props.placeholder}
        onChange={(event) => props.onChange(event.target.value)}
        onBlur={props.onBlur}
      />
      <Button size="sm" onClick={() => chooser.current?.click()}>
        <FileUp aria-hidden="true" />
        Choose a file
      </Button>
      <input
        ref={chooser}
        type="file"
        accept={props.accept}
        aria-label={`${props.label}: file`}
        tabIndex={-1}
        className="hidden"
        onChange={(event) => {
          void take(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      {problem ? (
        <p className="text-bad text-sm" role="alert">
          {problem}
        </p>
      ) : null}
    </div>
  )
}
