import { Page } from '@/components/patterns/page'
import { Skeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <Page>
      <div role="status" aria-label="Loading" className="flex flex-col gap-4">
        <Skeleton className="my-2 w-48" />
        <Skeleton className="h-7 w-64" />
        <div className="grid gap-4 pt-4 md:grid-cols-3">
          <Skeleton className="h-56 w-full rounded-lg" />
          <Skeleton className="h-56 w-full rounded-lg" />
          <Skeleton className="h-56 w-full rounded-lg" />
        </div>
      </div>
    </Page>
  )
}
