import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { latestIn } from './folder.ts'

/** An SMS as the development page shows it. */
interface SmsView {
  to: string
  text: string
  date: Date
}

const smsFile = z.object({ to: z.string(), text: z.string() })

/** The messages in SMS_DIR, newest first; none when the folder does not exist yet. */
export async function readAllSentSms(dir: string): Promise<SmsView[]> {
  const latest = await latestIn(dir, /^[\w-]{1,64}\.json$/)
  return Promise.all(
    latest.map(async ({ name, modifiedAt }) => {
      const { to, text } = smsFile.parse(JSON.parse(await readFile(join(dir, name), 'utf8')))
      return { to, text, date: modifiedAt }
    }),
  )
}
