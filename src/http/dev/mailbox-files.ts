import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileNamesIn, latestIn } from './folder.ts'

/** A message as the development pages show it. */
export interface MailView {
  id: string
  subject: string
  to: string
  /** When it was sent; undefined for a preview. */
  date?: Date
  html: string
  text: string
}

const FILE_NAME = /^[\w-]{1,64}\.eml$/

/** The messages in MAIL_DIR, newest first; none when the folder does not exist yet. */
export async function readAllSentMail(dir: string): Promise<MailView[]> {
  const latest = await latestIn(dir, FILE_NAME)
  return Promise.all(latest.map(({ name }) => readMail(join(dir, name), name.replace(/\.eml$/, ''))))
}

/** One message of MAIL_DIR; undefined when there is none with that name. */
export async function readSentMail(dir: string, id: string): Promise<MailView | undefined> {
  const names = await fileNamesIn(dir)
  const name = `${id}.eml`
  return FILE_NAME.test(name) && names.includes(name) ? readMail(join(dir, name), id) : undefined
}

async function readMail(path: string, id: string): Promise<MailView> {
  // A development dependency, hence loaded on demand: production never mounts these pages.
  const { default: PostalMime } = await import('postal-mime')
  const { subject, to, date, html, text } = await PostalMime.parse(await readFile(path))
  return {
    id,
    subject: subject ?? '',
    to: to?.map(({ address }) => address).join(', ') ?? '',
    ...(date && { date: new Date(date) }),
    html: html ?? '',
    text: text ?? '',
  }
}
