import { spawnSync } from 'node:child_process'
import { ALPHABET } from '../../src/security/captcha/glyphs.ts'

/**
 * Reads a picture with Tesseract, restricted to the captcha's alphabet (Debian: apt-get install tesseract-ocr).
 * @returns undefined when it is not installed.
 */
export function tesseract(picture: Buffer): string | undefined {
  const options = ['-', '-', '--psm', '7', '-c', `tessedit_char_whitelist=${ALPHABET}`]
  const { status, stdout } = spawnSync('tesseract', options, {
    input: picture,
    env: { ...process.env, OMP_THREAD_LIMIT: '1' },
  })
  return status === 0 ? stdout.toString().replace(/\s/g, '') : undefined
}
