'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'

/** Asks once before a half-filled form is left by a link or by closing the tab. */
export function LeaveGuard({ isActive, text }: { isActive: boolean; text: string }) {
  const router = useRouter()
  const [target, setTarget] = useState<string | null>(null)
  useEffect(() => {
    if (!isActive) return
    const beforeUnload = (event: BeforeUnloadEvent) => event.preventDefault()
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null
      if (!(link instanceof HTMLAnchorElement) || link.target === '_blank' || link.hasAttribute('download'))
        return
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
      const url = new URL(link.href)
      if (url.origin !== location.origin || url.pathname === location.pathname) return
      // Before React sees the click, so that the link does not navigate on its own.
      event.preventDefault()
      event.stopPropagation()
      setTarget(url.pathname + url.search + url.hash)
    }
    window.addEventListener('beforeunload', beforeUnload)
    document.addEventListener('click', onClick, true)
    return () => {
      window.removeEventListener('beforeunload', beforeUnload)
      document.removeEventListener('click', onClick, true)
    }
  }, [isActive])
  return (
    <Dialog
      isOpen={target !== null}
      onOpenChange={(isOpen) => !isOpen && setTarget(null)}
      title="Leave without finishing"
      size="sm"
      footer={
        <>
          <Button onClick={() => setTarget(null)}>Stay here</Button>
          <Button
            variant="primary"
            onClick={() => {
              const href = target
              setTarget(null)
              if (href) router.push(href)
            }}
          >
            Leave
          </Button>
        </>
      }
    >
      <p className="text-muted text-sm">{text}</p>
    </Dialog>
  )
}
