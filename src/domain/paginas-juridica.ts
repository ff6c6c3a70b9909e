/** What the pages of an organisation say that no other profile's do. */
import type { Cuenta } from './cuenta.ts'
import { tipoLegible } from './opciones.ts'
import { type Accion, GRATIS, INICIO, LLAME, type PaginaFinal, type Parrafo } from './pagina.ts'
import { mostrarRut } from './rut.ts'

/** An organisation as its last page of Registrar tells of it. */
export interface OrganizacionRegistrada {
  razonSocial: string
  tipo: string
  verificada: boolean
}

/** Where razón social and type come from, and what an organisation cannot do until it is verified. */
export function parrafosDeOrganizacion({ razonSocial, tipo, verificada }: OrganizacionRegistrada): Parrafo[] {
  const quien: Parrafo = [
    { texto: 'Razón social: ' },
    { texto: razonSocial, fuerte: true },
    { texto: '. Tipo: ' },
    { texto: tipoLegible(tipo), fuerte: true },
    { texto: '. ' },
  ]
  if (verificada) {
    return [[...quien, { texto: 'Así está en el registro de SENCE. La organización quedó verificada.' }]]
  }
  return [
    [
      ...quien,
      {
        texto:
          'La organización no está en el registro de SENCE: usamos los datos que escribió. Su cuenta aún no está verificada.',
      },
    ],
    ...(tipo === 'otec'
      ? [[{ texto: 'Hasta que la verifiquemos, no puede solicitar CS para facilitadores extranjeros.' }]]
      : []),
    [{ texto: `Para verificarla, llame ${GRATIS}` }],
  ]
}

export const YA_NO_VERIFICADA: Parrafo = [
  { texto: 'La organización ya no está verificada, ', fuerte: true },
  { texto: `porque cambió su representante legal. Para verificarla de nuevo, llame ${GRATIS}` },
]

/** What an organisation sees of itself and does not write: its name, and its representative when the register has it. */
export function muestrasDeOrganizacion(
  { perfil, razonSocial, tipoOrganismo, rutRepresentante }: Cuenta,
  delRegistro: boolean,
): { nombre: string; etiqueta: string; valor: string }[] {
  if (perfil !== 'juridica') return []
  const muestras = [
    { nombre: 'razonSocial', etiqueta: 'Razón Social', valor: razonSocial ?? '' },
    { nombre: 'tipoOrganismo', etiqueta: 'Tipo', valor: tipoLegible(tipoOrganismo) },
  ]
  if (!delRegistro) return muestras
  return [
    ...muestras,
    {
      nombre: 'rutRepresentante',
      etiqueta: 'Rut del Representante Legal',
      valor: mostrarRut(rutRepresentante ?? ''),
    },
    {
      nombre: 'delRegistro',
      etiqueta: 'Estos datos vienen del registro de SENCE',
      valor: 'Para corregirlos, llame gratis al 800 80 10 30.',
    },
  ]
}

type PedirCaso = (texto: string) => Accion

/** Registrar stops: the register has the OTEC, and it is out of force. */
export const paginaOtecNoVigente = (pedirCaso: PedirCaso): PaginaFinal => ({
  titulo: 'Esta OTEC no está vigente',
  tono: 'alto',
  entrada: 'El registro de SENCE dice que esta OTEC no está vigente. Por eso no creamos la cuenta.',
  parrafos: [
    [{ texto: 'Ponga al día la OTEC en el registro de SENCE y vuelva a registrarse.' }],
    [{ texto: `¿Cree que es un error? ${LLAME}` }],
  ],
  acciones: [pedirCaso('Pedir un número de caso'), INICIO],
})

/** Recuperar stops: the register names another representative than the account. */
export const paginaOtroRepresentante = (pedirCaso: PedirCaso): PaginaFinal => ({
  titulo: 'Cambió el representante legal',
  tono: 'alto',
  entrada:
    'El registro de SENCE tiene otro representante legal que esta cuenta. Por seguridad, no puede recuperar la CS en esta página.',
  parrafos: [
    [
      {
        texto: 'Cuando llame, le pediremos los documentos que muestran quién es el representante legal hoy.',
      },
    ],
    [{ texto: LLAME }],
  ],
  acciones: [pedirCaso('Pedir un número de caso'), INICIO],
})
