/** Writes one copy of earlier text in a deflate stream: what zlib makes of a repetition, without running it. */

/** How far back a copy may reach (RFC 1951, 2). */
export const MAX_DISTANCE = 32 * 1024
/** The shortest and the longest text of one copy. */
export const MIN_LENGTH = 3
const MAX_LENGTH = 258

/** Huffman codes go with their first bit first, other numbers with their last (RFC 1951, 3.1.1). */
const huffman = (code: number, width: number): string => code.toString(2).padStart(width, '0')
const number = (value: number, width: number): string =>
  width === 0 ? '' : [...huffman(value % 2 ** width, width)].reverse().join('')

/** How many of its bits a value carries beside its symbol, where symbols go up in steps of 2 ** keep. */
const extraBits = (value: number, keep: number): number => Math.max(0, 31 - Math.clz32(value) - keep)

function lengthBits(length: number): string {
  if (length === MAX_LENGTH) return huffman(0b11000101, 8)
  const value = length - MIN_LENGTH
  const extra = extraBits(value, 2)
  const symbol = 1 + 4 * extra + (value >> extra)
  return (symbol < 24 ? huffman(symbol, 7) : huffman(0b11000000 + symbol - 24, 8)) + number(value, extra)
}

function distanceBits(distance: number): string {
  const value = distance - 1
  const extra = extraBits(value, 1)
  return huffman(2 * extra + (value >> extra), 5) + number(value, extra)
}

/** Lengths of copies that make up one: none is shorter than a copy can be. */
function split(length: number): number[] {
  if (length <= MAX_LENGTH) return [length]
  const first = Math.min(MAX_LENGTH, length - MIN_LENGTH)
  return [first, ...split(length - first)]
}

/**
 * A block in fixed codes that repeats earlier text, ended on a byte boundary as zlib's flush is.
 * @param length bytes to copy, at least MIN_LENGTH.
 * @param distance how many bytes before this place they begin, at most MAX_DISTANCE.
 */
export function copyBlock(length: number, distance: number): Buffer {
  const copies = split(length).map((part) => lengthBits(part) + distanceBits(distance))
  // Not the last block, fixed codes; the copies; end of block; an empty stored block.
  const bits = ['0', number(1, 2), ...copies, huffman(0, 7), '000'].join('')
  const bytes = (bits.match(/.{1,8}/g) ?? []).map((byte) => Number.parseInt([...byte].reverse().join(''), 2))
  return Buffer.from([...bytes, 0, 0, 0xff, 0xff])
}
