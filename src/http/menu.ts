import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Operacion } from '../domain/perfil.ts'
import type { MenuVista } from './vista.ts'

const secciones = z.array(z.object({ id: z.string(), titulo: z.string() }))
const SECCIONES = secciones.parse(
  JSON.parse(
    readFileSync(fileURLToPath(new URL('../../views/mas-informacion.json', import.meta.url)), 'utf8'),
  ),
)

const grupo = (texto: string, operacion: Operacion, verbo: string): MenuVista => ({
  texto,
  entradas: [
    { texto: `${verbo} Persona Natural`, url: `/natural/${operacion}` },
    { texto: `${verbo} Persona Jurídica`, url: `/juridica/${operacion}` },
    { texto: `${verbo} Persona Extranjera`, url: `/migrante/${operacion}` },
    ...(operacion === 'cambiar'
      ? [{ texto: `${verbo} Facilitador Extranjero`, url: '/facilitador/cambiar' }]
      : []),
  ],
})

/** The menu of every page (PRODUCT “Pages”). */
export const MENU: MenuVista[] = [
  grupo('REGÍSTRESE', 'registrar', 'Registrar'),
  grupo('RECUPERAR CS', 'recuperar', 'Recuperar CS'),
  grupo('CAMBIAR CS', 'cambiar', 'Cambiar CS'),
  grupo('ACTUALIZAR DATOS', 'actualizar', 'Actualizar Datos'),
  {
    texto: 'MÁS INFORMACIÓN',
    entradas: SECCIONES.map(({ id, titulo }) => ({ texto: titulo, url: `/mas-informacion#${id}` })),
  },
]
