import type { SmsTransport } from '../application/ports.ts'
import { smsBody } from './sms-body.ts'
import { isWritable, leaveOnce } from './write-file.ts'

/**
 * Leaves each SMS as `<id>.json` in a folder, which is made when missing: what a gateway would have got. One that is
 * already there is not written again.
 */
export const smsFolderTransport = (dir: string): SmsTransport => ({
  send: async (sms) => leaveOnce(dir, `${sms.id}.json`, `${smsBody(sms)}\n`),
  check: () => isWritable(dir),
  close: async () => {},
})
