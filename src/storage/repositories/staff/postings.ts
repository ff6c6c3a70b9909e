/**
 * Numbers of accounts as the index of names keeps them: those that have a term, in one text for each chunk of numbers.
 * Rows of one number each would be bigger and slower to merge (docs/decisions/0059).
 */

/** Numbers of one chunk. */
const CHUNK = 8192

export const chunkOf = (number: number): number => Math.floor(number / CHUNK)

/** Of a byte: seven bits of a distance, and whether more follow. */
const BITS = 7
const MORE = 0x80

/** Numbers of one chunk, ascending, as text: their distances, in as few bytes as each takes. */
export function encodeNumbers(numbers: readonly number[]): string {
  const bytes: number[] = []
  let previous = chunkOf(numbers[0] ?? 0) * CHUNK
  for (const number of numbers) {
    let distance = number - previous
    for (; distance >= MORE; distance >>= BITS) bytes.push((distance & (MORE - 1)) | MORE)
    bytes.push(distance)
    previous = number
  }
  return Buffer.from(bytes).toString('base64')
}

/** @returns the numbers, ascending. */
export function decodeNumbers(chunk: number, text: string): number[] {
  const numbers: number[] = []
  let previous = chunk * CHUNK
  let distance = 0
  let shift = 0
  for (const byte of Buffer.from(text, 'base64')) {
    distance |= (byte & (MORE - 1)) << shift
    if (byte & MORE) {
      shift += BITS
      continue
    }
    previous += distance
    numbers.push(previous)
    distance = 0
    shift = 0
  }
  return numbers
}

/** The numbers that all of some ascending lists have. */
export function common(lists: readonly (readonly number[])[]): number[] {
  const [shortest = [], ...others] = [...lists].sort((a, b) => a.length - b.length)
  return others.reduce<number[]>(intersection, [...shortest])
}

function intersection(a: readonly number[], b: readonly number[]): number[] {
  const both: number[] = []
  let j = 0
  for (const number of a) {
    while (j < b.length && (b[j] ?? 0) < number) j++
    if (b[j] === number) both.push(number)
  }
  return both
}
