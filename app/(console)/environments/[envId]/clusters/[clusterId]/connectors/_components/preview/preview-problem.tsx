import { readError } from '@/components/patterns/error-state'
import { readFieldProblems } from '@/components/patterns/form'
import { Banner } from '@/components/ui/banner'

/** Why there is no preview: what stands in the way, setting by setting. */
export function PreviewProblem({ error }: { error: unknown }) {
  const fields = readFieldProblems(error)
  return (
    <Banner tone="danger" title="There is no preview yet" className="w-full">
      {fields.length === 0 ? (
        readError(error).message
      ) : (
        <ul className="list-disc pl-4">
          {fields.map(({ path, message }) => (
            <li key={`${path}: ${message}`}>
              <span className="font-mono text-xs">{path}</span> {message}
            </li>
          ))}
        </ul>
      )}
    </Banner>
  )
}
