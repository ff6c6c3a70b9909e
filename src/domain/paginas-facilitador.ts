/** The pages that end what an OTEC does about its facilitators, and what a facilitator answers to it. */
import { GRATIS, INICIO, LLAME, type PaginaFinal } from './pagina.ts'

const OTRA_VEZ = {
  texto: 'Ver o solicitar facilitadores',
  url: '/juridica/facilitador/solicitar',
  metodo: 'get',
  principal: false,
} as const

/** The same page whether the facilitator is new, another OTEC's too, frozen or closed (decision 0013). */
export const paginaFacilitadorSolicitado = (): PaginaFinal => ({
  titulo: 'Registramos su solicitud',
  tono: 'exito',
  entrada: 'El facilitador debe aceptarla con el enlace que enviamos a su correo.',
  parrafos: [
    [
      {
        texto:
          'El enlace sirve 72 horas. Cuando el facilitador lo use y tenga su Clave Sence (CS), usted lo verá como Activo en la lista y le avisaremos por correo.',
      },
    ],
    [
      {
        texto:
          'Si el facilitador ya tenía Clave Sence, el correo llega a la dirección que él registró y sus datos no cambian.',
      },
    ],
    [
      { texto: 'La CS es personal e intransferible. ', fuerte: true },
      { texto: 'La elige el facilitador: no se la pida ni la use por él.' },
    ],
    [{ texto: `¿No le llega el correo? Pídale que revise los correos no deseados. ${LLAME}` }],
  ],
  acciones: [OTRA_VEZ, INICIO],
})

export const paginaFacilitadorRecuperado = (): PaginaFinal => ({
  titulo: 'Enviamos el enlace al facilitador',
  tono: 'exito',
  entrada: 'El facilitador debe abrirlo en su correo registrado y elegir una nueva CS.',
  parrafos: [
    [
      {
        texto:
          'Puede tardar hasta 10 minutos en llegar. El enlace sirve una sola vez, durante 60 minutos. Avísele ahora.',
      },
    ],
    [{ texto: `¿El facilitador ya no usa ese correo? Pídale que llame ${GRATIS}` }],
  ],
  acciones: [OTRA_VEZ, INICIO],
})

export const paginaFacilitadorRetirado = (): PaginaFinal => ({
  titulo: 'El facilitador fue retirado',
  tono: 'exito',
  entrada: 'Ya no está activo en la lista de la OTEC. Su Clave Sence no cambió.',
  parrafos: [[{ texto: 'Le enviamos un aviso a la OTEC y, si estaba activo, al facilitador.' }]],
  acciones: [OTRA_VEZ, INICIO],
})

/** After a facilitator that has a CS accepted an OTEC. */
export const paginaOtecAceptada = (): PaginaFinal => ({
  titulo: 'Aceptó a la OTEC',
  tono: 'exito',
  entrada: 'Ya está en la lista de facilitadores de esa OTEC. Su Clave Sence (CS) sigue siendo la misma.',
  parrafos: [
    [
      { texto: 'Su CS es personal e intransferible. ', fuerte: true },
      { texto: 'No la comparta con nadie, tampoco con la OTEC.' },
    ],
  ],
  acciones: [INICIO],
})

export const paginaOtecRechazada = (): PaginaFinal => ({
  titulo: 'No aceptó a la OTEC',
  tono: 'exito',
  entrada: 'No quedó en la lista de facilitadores de esa OTEC y el enlace ya no sirve.',
  parrafos: [[{ texto: `Si le llegan más correos que no pidió, llame ${GRATIS}` }]],
  acciones: [INICIO],
})
