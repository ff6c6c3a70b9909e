import type { SmsTransport } from '../application/ports.ts'
import { smsBody } from './sms-body.ts'
import { isWritable, writeOnce } from './write-file.ts'

/**
 * Writes each SMS as `<id>.json` into a folder, creating it if missing: the body a gateway would get. An
 * existing file is not written again.
 */
export const smsFolderTransport = (dir: string): SmsTransport => ({
  send: async (sms) => writeOnce(dir, `${sms.id}.json`, `${smsBody(sms)}\n`),
  check: () => isWritable(dir),
  close: async () => {},
})
