// Values of paths and queries as clients spell them.
import { z } from 'zod'

/** Python writes `True`. */
export const flag = z
  .string()
  .transform((text) => text.trim().toLowerCase() === 'true')
  .optional()
const whole = z
  .string()
  .regex(/^-?\d{1,10}$/)
  .transform(Number)
export const paging = { offset: whole.optional(), limit: whole.optional() }

export const subjectParams = z.object({ subject: z.string() })
export const versionParams = subjectParams.extend({ version: z.string() })
/** What is no number is no path that there is. */
export const idParams = z.object({ id: whole })
export const guidParams = z.object({ guid: z.string() })
