/** A place in a list whose pages follow one another, as addresses have it: a time and an id. */
interface ListCursor {
  createdAt: Date
  id: string
}

export const cursorText = (at: Date, id: string): string => `${at.toISOString()}~${id}`

/** @returns undefined for anything else than what {@link cursorText} wrote. */
export function cursorIn(text: string): ListCursor | undefined {
  const [, at = '', id = ''] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~([\w-]{1,64})$/.exec(text) ?? []
  const createdAt = new Date(at)
  return Number.isNaN(createdAt.getTime()) ? undefined : { createdAt, id }
}
