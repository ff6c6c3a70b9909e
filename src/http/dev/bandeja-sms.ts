import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { ultimosEn } from './carpeta.ts'

/** An SMS as the development page shows it. */
interface SmsVisto {
  para: string
  texto: string
  fecha: Date
}

const guardado = z.object({ to: z.string(), text: z.string() })

/** The messages in SMS_DIR, newest first; none when the folder is not there yet. */
export async function smsEnviados(dir: string): Promise<SmsVisto[]> {
  const ultimos = await ultimosEn(dir, /^[\w-]{1,64}\.json$/)
  return Promise.all(
    ultimos.map(async ({ nombre, en }) => {
      const { to, text } = guardado.parse(JSON.parse(await readFile(join(dir, nombre), 'utf8')))
      return { para: to, texto: text, fecha: en }
    }),
  )
}
