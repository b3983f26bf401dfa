import { Card } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'

/** Stands in for tiles of final height, so that nothing jumps when they come. */
export function TileSkeletons({ count }: { count: number }) {
  return Array.from({ length: count }, (_, index) => (
    <Card key={index} className="flex h-34 flex-col gap-4 p-4" aria-hidden="true">
      <Skeleton className="mt-2 w-32" />
      <Skeleton className="w-48" />
      <Skeleton className="w-40" />
    </Card>
  ))
}
