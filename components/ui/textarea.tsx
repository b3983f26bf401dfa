'use client'

import type { ComponentProps } from 'react'
import { cn } from './class-names'
import { useFieldControl } from './field'
import { controlStyles } from './input'

export function Textarea({ className, isMono, ...rest }: ComponentProps<'textarea'> & { isMono?: boolean }) {
  return (
    <textarea
      rows={3}
      spellCheck={!isMono}
      {...rest}
      {...useFieldControl(rest)}
      className={cn(
        controlStyles,
        'field-sizing-content max-h-80 min-h-18 resize-y px-2.5 py-1.5',
        isMono && 'font-mono text-sm',
        className,
      )}
    />
  )
}
