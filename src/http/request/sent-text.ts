import type { Request } from 'express'

/**
 * The text sent under a name in a body or query; '' when absent, sent more than once or no text. None of ours has a NUL,
 * which PostgreSQL takes in no text.
 */
export function sentText(from: unknown, name: string): string {
  const sent: Record<string, unknown> = typeof from === 'object' && from !== null ? { ...from } : {}
  const value = Object.hasOwn(sent, name) ? sent[name] : undefined
  return typeof value === 'string' && !value.includes('\0') ? value : ''
}

/** A parameter of the query, or of the body of a POST; '' when absent. */
export const requestParam = ({ method, body, query }: Request, name: string): string =>
  sentText(method === 'POST' ? body : query, name)
