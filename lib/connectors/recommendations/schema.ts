// What is said of a connector's failures. Isomorphic.
import { z } from 'zod'

export const errorRecommendation = z.object({
  code: z.string(),
  title: z.string(),
  cause: z.string(),
  remedy: z.string(),
  /** Properties of the configuration that have to do with it. */
  fields: z.array(z.string()),
  /** What the tasks said, its first line. */
  message: z.string(),
  tasks: z.array(z.number()),
})
export type ErrorRecommendation = z.infer<typeof errorRecommendation>
export const errorRecommendationsDto = z.object({
  name: z.string(),
  id: z.string(),
  recommendations: z.array(errorRecommendation),
})
export type ErrorRecommendationsDto = z.infer<typeof errorRecommendationsDto>
