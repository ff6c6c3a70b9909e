/** The pages of a request that cannot go on: why, and what to do; never just “error”. */
import type { DatoMinimo } from './cuenta.ts'
import { nombreDeIdentificador } from './identificador.ts'
import { type Accion, INICIO, ir, LLAME, NOMBRE_DATO, NOMBRE_OPERACION, type PaginaFinal } from './pagina.ts'
import { paginaOtecNoVigente, paginaOtroRepresentante } from './paginas-juridica.ts'
import { palabras } from './palabras.ts'
import type { MotivoAlto } from './pasos.ts'
import { OPERACIONES, type OperacionDeTramite, type Perfil } from './perfil.ts'

/** A request that cannot go on: why, and what to do. */
export function paginaAlto(
  motivo: MotivoAlto,
  { perfil, operacion, faltan, caso }: Omit<Alto, 'pedirCaso'> & { caso: string | undefined },
): PaginaFinal {
  const pedirCaso = (texto: string): Accion => ({
    texto,
    url: `/${perfil}/${operacion}/caso`,
    metodo: 'post',
    principal: false,
  })
  const pagina = ALTOS[motivo]({ perfil, operacion, faltan, pedirCaso })
  if (!caso) return pagina
  return {
    ...pagina,
    parrafos: [
      [
        { texto: 'Su número de caso es ' },
        { texto: caso, fuerte: true },
        { texto: `. ${LLAME} Diga ese número.` },
      ],
      // The telephone was just told.
      ...pagina.parrafos.filter((frase) => frase.length > 1 || frase[0]?.texto !== LLAME),
    ],
    acciones: pagina.acciones.filter(({ metodo }) => metodo === 'get'),
  }
}

interface Alto {
  perfil: Perfil
  operacion: OperacionDeTramite
  faltan: readonly DatoMinimo[]
  /** The button that asks for a case. */
  pedirCaso: (texto: string) => Accion
}

const ALTOS: Record<MotivoAlto, (alto: Alto) => PaginaFinal> = {
  ya_registrado: ({ perfil, pedirCaso }) => ({
    titulo: palabras[perfil].yaRegistrado.titulo,
    tono: 'informacion',
    entrada: `Ya existe una Clave Sence para este ${nombreDeIdentificador(perfil)}.`,
    parrafos: [
      [
        {
          texto: palabras[perfil].yaRegistrado.consejo,
        },
      ],
    ],
    acciones: [
      ir('Recuperar CS', perfil, 'recuperar'),
      ir('Cambiar CS', perfil, 'cambiar', false),
      pedirCaso('Yo no creé esta cuenta'),
    ],
  }),
  otec_no_vigente: ({ pedirCaso }) => paginaOtecNoVigente(pedirCaso),
  otro_representante: ({ pedirCaso }) => paginaOtroRepresentante(pedirCaso),
  congelada: ({ perfil, pedirCaso }) => ({
    titulo: 'Su cuenta está congelada',
    tono: 'alto',
    entrada: 'La congelamos porque alguien avisó «No fui yo» desde su correo. Sus datos están a salvo.',
    parrafos: [
      [
        { texto: 'Para usarla otra vez, siga el enlace del correo que le enviamos al congelarla. ' },
        ...(perfil === 'facilitador'
          ? [{ texto: 'Si no lo encuentra, pida a su OTEC que le envíe otro.' }]
          : [
              { texto: 'Si no lo encuentra, pida otro en ' },
              { texto: 'No recuerdo la respuesta', url: `/${perfil}/recuperar` },
              { texto: ' de Recuperar CS.' },
            ]),
      ],
      [{ texto: `¿No tiene ese correo? ${LLAME}` }],
    ],
    acciones: [pedirCaso('Pedir un número de caso'), INICIO],
  }),
  cerrada: ({ pedirCaso }) => ({
    titulo: 'Esta cuenta está cerrada',
    tono: 'alto',
    entrada: 'No se puede usar ni recuperar desde esta página.',
    parrafos: [[{ texto: LLAME }]],
    acciones: [pedirCaso('Pedir un número de caso'), INICIO],
  }),
  faltan_datos: ({ perfil, operacion, faltan, pedirCaso }) => ({
    titulo: 'Faltan datos mínimos',
    tono: 'alto',
    entrada: 'Para continuar debe completar los datos de su cuenta.',
    parrafos: [
      [
        {
          texto: `Vaya a Actualizar Datos y valide con su CS actual. Después vuelva a ${NOMBRE_OPERACION[operacion]} desde el inicio.`,
        },
      ],
      [{ texto: `¿No recuerda su CS? ${LLAME}` }],
    ],
    lista: { titulo: 'Datos que faltan', elementos: faltan.map((dato) => NOMBRE_DATO[dato]) },
    acciones: [
      {
        texto: 'Actualizar Datos',
        url: `/${perfil}/actualizar/clave${OPERACIONES.some((suya) => suya === operacion) ? `?desde=${operacion}` : ''}`,
        metodo: 'get',
        principal: true,
      },
      pedirCaso('Pedir un número de caso'),
    ],
  }),
  datos_completos: ({ perfil }) => ({
    titulo: 'Su cuenta tiene todos sus datos',
    tono: 'informacion',
    entrada: palabras[perfil].datosCompletos,
    parrafos: [[{ texto: `¿No recuerda el correo que registró? ${LLAME}` }]],
    acciones: [ir('Actualizar Datos', perfil, 'actualizar'), INICIO],
  }),
  use_su_rut: ({ operacion }) => ({
    titulo: 'Ahora use su RUT',
    tono: 'informacion',
    entrada: 'Su cuenta pasó a ser de Persona Natural cuando usted actualizó sus datos con su RUT.',
    parrafos: [
      [{ texto: 'Es la misma cuenta, con la misma CS. Escriba su RUT en lugar de su NIE.' }],
      [{ texto: `¿No fue usted? Siga el enlace «No fui yo» del correo que le enviamos. ${LLAME}` }],
    ],
    acciones: [
      {
        texto: `Ir a ${NOMBRE_OPERACION[operacion]} con mi RUT`,
        url: `/natural/${operacion}`,
        metodo: 'get',
        principal: true,
      },
      INICIO,
    ],
  }),
  clave_provisoria: ({ perfil, operacion }) => ({
    titulo: 'Primero cambie su CS',
    tono: 'informacion',
    entrada: 'Usó su clave provisoria, que sirve solo para cambiar la CS.',
    parrafos: [
      [
        {
          texto:
            operacion === 'actualizar'
              ? 'Cámbiela ahora. Después podrá actualizar sus datos con su nueva CS.'
              : 'Cámbiela ahora. Después vuelva a esta página con la nueva CS.',
        },
      ],
    ],
    acciones: [ir('Cambiar CS', perfil, 'cambiar'), INICIO],
  }),
  no_es_otec: ({ pedirCaso }) => ({
    titulo: 'Esta cuenta no es de una OTEC',
    tono: 'alto',
    entrada: 'Solo una OTEC puede solicitar o recuperar la Clave Sence de un facilitador extranjero.',
    parrafos: [[{ texto: `Si su organización es una OTEC, pida que corrijamos su registro. ${LLAME}` }]],
    acciones: [pedirCaso('Pedir un número de caso'), INICIO],
  }),
  otec_no_verificada: ({ pedirCaso }) => ({
    titulo: 'La OTEC no está verificada',
    tono: 'alto',
    entrada:
      'No encontramos a la OTEC vigente en el registro de SENCE. Hasta que la verifiquemos, no puede solicitar CS para facilitadores.',
    parrafos: [[{ texto: `Pida que la verifiquemos. ${LLAME}` }]],
    acciones: [pedirCaso('Pedir un número de caso'), INICIO],
  }),
  sin_facilitadores: () => ({
    titulo: 'No hay facilitadores activos',
    tono: 'informacion',
    entrada: 'Ningún facilitador de la lista ha aceptado a la OTEC. Por eso no hay una CS que recuperar.',
    parrafos: [
      [
        {
          texto:
            '¿Ya lo solicitó y aún no acepta? Solicítelo otra vez con los mismos datos: le llegará otro enlace.',
        },
      ],
    ],
    acciones: [
      {
        texto: 'Solicitar CS para Facilitador Extranjero',
        url: '/juridica/facilitador/solicitar',
        metodo: 'get',
        principal: true,
      },
      INICIO,
    ],
  }),
}
