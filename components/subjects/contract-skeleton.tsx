import { Skeleton } from '@/components/ui/skeleton'

/** A contract's final height, until it is read. */
export const ContractSkeleton = () => (
  <div className="flex flex-col gap-4">
    <Skeleton className="h-7 w-40" />
    <Skeleton className="h-10 w-full max-w-140" />
    <Skeleton className="h-72 w-full" />
  </div>
)
