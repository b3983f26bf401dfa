// The door of lib/show-as for pages: one request, or several that follow each other, in other words.
import { toCli } from '@/lib/show-as/cli'
import { toCurl } from '@/lib/show-as/curl'
import type { ApiRequest, Shown } from '@/lib/show-as/request'
import { toTerraform } from '@/lib/show-as/terraform'

export type { ApiRequest, Shown }
export type ShownAs = { curl: Shown; cli: Shown; terraform: Shown }

export function showAs(given: readonly ApiRequest[], origin: string): ShownAs {
  return {
    curl: { text: given.map((request) => toCurl(request, origin)).join('\n\n') },
    cli: together(given.map(toCli), '\n'),
    terraform: together(
      given.map((request) => toTerraform(request, origin)),
      '\n\n',
    ),
  }
}

/** What a tool cannot say of one request stands as a comment among what it can say of the others. */
function together(parts: readonly Shown[], between: string): Shown {
  const [first] = parts
  if (first && parts.every((part) => 'missing' in part)) return first
  return {
    text: parts.map((part) => ('missing' in part ? `# ${part.missing}` : part.text)).join(between),
  }
}
