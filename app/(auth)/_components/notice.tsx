import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'

export function Notice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card className="flex flex-col gap-1 p-5">
      <h1 className="text-lg">{title}</h1>
      <p className="text-muted text-sm">{children}</p>
    </Card>
  )
}
