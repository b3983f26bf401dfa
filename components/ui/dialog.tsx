'use client'

import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { IconButton } from './button'
import { cn } from './class-names'

const widths = { sm: 'max-w-100', md: 'max-w-130', lg: 'max-w-180', xl: 'max-w-240' }

export type DialogProps = {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  title: ReactNode
  description?: ReactNode
  size?: keyof typeof widths
  /** Buttons, the primary one last. Inside a form, wrap DialogBody and DialogFooter in it instead. */
  footer?: ReactNode
  /** A dialog with typed content does not close on a click outside. */
  isSticky?: boolean
  children?: ReactNode
}

export function Dialog(props: DialogProps) {
  return (
    <Radix.Root open={props.isOpen} onOpenChange={props.onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="animate-enter bg-overlay fixed inset-0 z-50" />
        <Radix.Content
          {...(props.description ? {} : { 'aria-describedby': undefined })}
          onOpenAutoFocus={focusFirstField}
          onInteractOutside={(event) => props.isSticky && event.preventDefault()}
          className={cn(
            'animate-enter bg-float shadow-float fixed top-[max(8dvh,16px)] left-1/2 z-50 flex max-h-[84dvh] w-[calc(100%-32px)] -translate-x-1/2 flex-col rounded-lg',
            widths[props.size ?? 'md'],
          )}
        >
          <header className="flex items-start gap-4 px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-lg">{props.title}</Radix.Title>
              {props.description ? (
                <Radix.Description className="text-muted mt-0.5 text-sm">
                  {props.description}
                </Radix.Description>
              ) : null}
            </div>
            <Radix.Close asChild>
              <IconButton label="Close" size="icon-sm" className="-mr-1.5">
                <X aria-hidden="true" />
              </IconButton>
            </Radix.Close>
          </header>
          {props.footer ? (
            <>
              <DialogBody>{props.children}</DialogBody>
              <DialogFooter>{props.footer}</DialogFooter>
            </>
          ) : (
            props.children
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

// Radix would focus the close button, which opens its tooltip and puts the first field one Tab away.
function focusFirstField(event: Event) {
  event.preventDefault()
  const dialog = event.currentTarget
  if (!(dialog instanceof HTMLElement)) return
  const field = dialog.querySelector<HTMLElement>(
    'input:not(:disabled):not([type="hidden"]), textarea:not(:disabled), [role="combobox"]:not(:disabled), [role="radio"][data-state="checked"], [role="checkbox"]:not(:disabled)',
  )
  if (field) field.focus()
  else dialog.focus()
}

export function DialogBody({ className, children }: { className?: string; children?: ReactNode }) {
  return (
    <div className={cn('flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-5 pt-1 pb-5', className)}>
      {children}
    </div>
  )
}

export function DialogFooter({ children }: { children: ReactNode }) {
  return (
    <footer className="bg-sub flex flex-wrap items-center justify-end gap-2 rounded-b-lg border-t px-5 py-3">
      {children}
    </footer>
  )
}

/** A form that fills a dialog: scrolls its body, keeps its buttons in sight. */
export const dialogFormStyles = 'flex min-h-0 flex-1 flex-col'
