'use client'

import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import { Toaster as Sonner, toast } from 'sonner'
import { Spinner } from './spinner'

// Toasts are for things finished elsewhere; a form answers at its field.
export { toast }

export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      gap={8}
      icons={{
        success: <CircleCheck className="text-ok size-4" />,
        error: <CircleAlert className="text-bad size-4" />,
        warning: <TriangleAlert className="text-warn size-4" />,
        info: <Info className="text-info size-4" />,
        loading: <Spinner />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'bg-float text-fg shadow-float flex w-(--width) items-center gap-2.5 rounded-lg px-3.5 py-3 text-sm font-sans',
          title: 'font-medium',
          description: 'text-muted',
          content: 'flex min-w-0 flex-1 flex-col gap-0.5',
          actionButton: 'ml-auto h-7 rounded-md border px-2.5 font-medium hover:bg-hover',
          cancelButton: 'ml-auto h-7 rounded-md px-2.5 text-muted hover:bg-hover',
        },
      }}
    />
  )
}
