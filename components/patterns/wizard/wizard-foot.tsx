import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'

export function WizardFoot(props: {
  onBack: (() => void) | undefined
  cancelHref: string
  isDraftSaved: boolean
  action: ReactNode
  continueLabel: string
  isBusy: boolean
  /** Before that nothing listens to the button, and the browser would send the form itself. */
  isReady: boolean
}) {
  return (
    <footer className="bg-canvas sticky bottom-0 z-20 flex items-center justify-between gap-3 border-t px-4 py-3 md:px-7">
      {props.onBack ? (
        <Button onClick={props.onBack}>Go back</Button>
      ) : (
        <Button asChild>
          <Link href={props.cancelHref}>Cancel</Link>
        </Button>
      )}
      <div className="flex items-center gap-3">
        <span className="text-faint text-sm max-sm:hidden" role="status">
          {props.isDraftSaved ? 'Draft saved' : ''}
        </span>
        {props.action}
        <Button type="submit" variant="primary" isLoading={props.isBusy} disabled={!props.isReady}>
          {props.continueLabel}
        </Button>
      </div>
    </footer>
  )
}
