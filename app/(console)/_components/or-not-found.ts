import { notFound } from 'next/navigation'
import { AppError } from '@/lib/errors'

/** The value, or the not-found page: unknown ids and other organizations' ids look the same. */
export async function orNotFound<T>(value: Promise<T>): Promise<T> {
  try {
    return await value
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  }
}
