import type { ReactNode } from 'react'
import { Mark } from '@/components/brand/mark'

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main id="main" className="bg-sub flex min-h-dvh flex-col items-center px-4 pt-[14dvh] pb-10">
      <div className="flex w-full max-w-90 flex-col gap-6">
        <p className="flex items-center gap-2.5 text-lg font-semibold tracking-tight">
          <Mark className="text-accent size-6" />
          Tributary
        </p>
        {children}
      </div>
    </main>
  )
}
