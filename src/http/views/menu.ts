import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Operacion } from '../../domain/perfil.ts'
import { pasoUrl, sectionUrl } from '../../domain/urls.ts'
import type { MenuView } from './view-models.ts'

const sections = z.array(z.object({ id: z.string(), title: z.string() }))
const SECTIONS = sections.parse(
  JSON.parse(
    readFileSync(fileURLToPath(new URL('../../../views/mas-informacion.json', import.meta.url)), 'utf8'),
  ),
)

const menuGroup = (text: string, operacion: Operacion, verb: string): MenuView => ({
  text,
  entries: [
    { text: `${verb} Persona Natural`, url: pasoUrl('natural', operacion) },
    { text: `${verb} Persona Jurídica`, url: pasoUrl('juridica', operacion) },
    { text: `${verb} Persona Extranjera`, url: pasoUrl('migrante', operacion) },
    ...(operacion === 'cambiar'
      ? [{ text: `${verb} Facilitador Extranjero`, url: pasoUrl('facilitador', 'cambiar') }]
      : []),
  ],
})

/** Menu of every page (product.md “Pages”). */
export const MENU: MenuView[] = [
  menuGroup('REGÍSTRESE', 'registrar', 'Registrar'),
  menuGroup('RECUPERAR CS', 'recuperar', 'Recuperar CS'),
  menuGroup('CAMBIAR CS', 'cambiar', 'Cambiar CS'),
  menuGroup('ACTUALIZAR DATOS', 'actualizar', 'Actualizar Datos'),
  {
    text: 'MÁS INFORMACIÓN',
    entries: SECTIONS.map(({ id, title }) => ({ text: title, url: sectionUrl(id) })),
  },
]
