'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { IconButton } from './button'
import { cn } from './class-names'

export async function copyText(text: string) {
  if (window.isSecureContext) return navigator.clipboard.writeText(text)
  // Plain http on a LAN address has no clipboard API; the old command still works there.
  const area = document.createElement('textarea')
  area.value = text
  area.style.position = 'fixed'
  area.style.opacity = '0'
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}

export function CopyButton({
  text,
  label = 'Copy',
  className,
  size = 'icon-xs',
}: {
  text: string | (() => string)
  label?: string
  className?: string
  size?: 'icon' | 'icon-sm' | 'icon-xs'
}) {
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setIsCopied(false), 1500)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copy = () => {
    void copyText(typeof text === 'string' ? text : text()).then(() => setIsCopied(true))
  }
  return (
    <>
      <IconButton label={isCopied ? 'Copied' : label} size={size} className={className} onClick={copy}>
        {isCopied ? <Check className="text-ok" aria-hidden="true" /> : <Copy aria-hidden="true" />}
      </IconButton>
      <span className="sr-only" role="status">
        {isCopied ? 'Copied' : ''}
      </span>
    </>
  )
}

/** An id in mono with its copy button, as in page heads and settings. */
export function CopyableId({ id, label, className }: { id: string; label?: string; className?: string }) {
  return (
    <span className={cn('inline-flex max-w-full min-w-0 items-center gap-0.5', className)}>
      <span className="text-muted truncate font-mono text-xs">{id}</span>
      <CopyButton text={id} label={label ?? `Copy ${id}`} />
    </span>
  )
}
