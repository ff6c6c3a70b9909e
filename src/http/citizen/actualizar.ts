import type { Router } from 'express'
import {
  pedirCodigo,
  probarConCodigo,
  probarConRespuesta,
  validarConClave,
  validarParaActualizar,
} from '../../application/actualizar.ts'
import { actualizarDatos, verDatosActuales } from '../../application/actualizar-datos.ts'
import { resultadoDe } from '../../application/solicitudes.ts'
import { DIRECTOS } from '../../domain/cambios.ts'
import { campos, type NombreCampo } from '../../domain/campos.ts'
import { buzonDelCodigo, type Cuenta } from '../../domain/cuenta.ts'
import { muestrasDeOrganizacion } from '../../domain/paginas-juridica.ts'
import { palabras } from '../../domain/palabras.ts'
import { OPERACIONES } from '../../domain/perfil.ts'
import { mostrarRut } from '../../domain/rut.ts'
import type { PerfilCon } from '../../domain/tramites.ts'
import { EL_RUT_PIDE_CODIGO } from '../../domain/tramites-migrante.ts'
import { urlDePaso } from '../avance.ts'
import type { Tecleado } from '../cuerpo.ts'
import type { OtraAccion } from '../otra-accion.ts'
import { montarPaso } from '../paso.ts'
import type { Servicios } from '../servicios.ts'
import { muestraIdentificador } from './muestras.ts'

/** Actualizar: what one knows, then the question or a code, then the data. */
export function montarActualizar(
  router: Router,
  servicios: Servicios,
  perfil: PerfilCon<'actualizar'>,
): void {
  const { deps } = servicios
  const pedir = (texto: string, borrador?: 'guarda'): OtraAccion => ({
    valor: 'codigo',
    texto,
    hacer: async ({ contexto, solicitudId, version, tecleado }) => {
      await pedirCodigo(deps, contexto, solicitudId, borrador && { version, tecleado })
      return 'codigo'
    },
  })

  montarPaso(router, servicios, perfil, {
    operacion: 'actualizar',
    paso: '',
    preparar: () => ({
      alternativas: [
        {
          texto: palabras[perfil].validarConClave,
          url: `/${perfil}/actualizar/clave`,
        },
      ],
    }),
    enviar: ({ contexto, datos, req }) =>
      validarParaActualizar(deps, contexto, datos, { volver: req.session.volver ?? null, origen: null }),
  })

  montarPaso(router, servicios, perfil, {
    operacion: 'actualizar',
    paso: 'clave',
    preparar: (_sinSolicitud, req) => {
      const desde = OPERACIONES.find((operacion) => operacion === req.query.desde)
      return { ocultos: { desde: desde ?? '' } }
    },
    enviar: ({ contexto, datos, req, desde }) =>
      validarConClave(deps, contexto, datos, {
        volver: req.session.volver ?? null,
        origen: OPERACIONES.find((operacion) => operacion === desde) ?? null,
      }),
  })

  montarPaso(router, servicios, perfil, {
    operacion: 'actualizar',
    paso: 'seguridad',
    otras: [pedir(palabras[perfil].pedirCodigo)],
    preparar: (solicitud) => ({
      muestras: [muestraIdentificador(deps, solicitud)],
      ...(resultadoDe(deps, solicitud).rutAlternativo && { apertura: [EL_RUT_PIDE_CODIGO] }),
    }),
    enviar: ({ contexto, datos, solicitudId }) =>
      probarConRespuesta(deps, contexto, {
        solicitudId,
        pregunta: datos.preguntaSecreta,
        respuesta: datos.respuestaSecreta,
      }),
  })

  montarPaso(router, servicios, perfil, {
    operacion: 'actualizar',
    paso: 'codigo',
    otras: [pedir('Enviar otro código')],
    preparar: (solicitud) => ({
      muestras: [muestraIdentificador(deps, solicitud)],
      alternativas: [
        {
          texto: 'Responder mi pregunta secreta',
          url: urlDePaso(perfil, 'actualizar', 'seguridad', solicitud.id),
        },
      ],
      volver: urlDePaso(perfil, 'actualizar', 'seguridad', solicitud.id),
    }),
    enviar: ({ contexto, datos, solicitudId }) =>
      probarConCodigo(deps, contexto, { solicitudId, codigo: datos.codigo }),
  })

  montarPaso(router, servicios, perfil, {
    operacion: 'actualizar',
    paso: 'datos',
    otras: [pedir(palabras[perfil].pedirCodigo, 'guarda')],
    preparar: async (solicitud) => {
      const actuales = await verDatosActuales(deps, solicitud.id)
      const { cuenta, emailPendiente, admiteClave, delRegistro, rutAlternativo } = actuales
      return {
        muestras: [
          muestraIdentificador(deps, solicitud),
          ...muestrasDeOrganizacion(cuenta, delRegistro),
          ...(rutAlternativo
            ? [
                {
                  nombre: 'rutAlternativo',
                  etiqueta: 'RUT que usará en lugar de su NIE',
                  valor: mostrarRut(rutAlternativo),
                },
              ]
            : []),
          ...(emailPendiente
            ? [{ nombre: 'emailPendiente', etiqueta: 'Email pendiente de confirmar', valor: emailPendiente }]
            : []),
        ],
        iniciales: actuales.borrador ?? textosDe(cuenta),
        ocultos: { version: String(cuenta.version) },
        sinOtras: !actuales.sirveUnCodigo || !buzonDelCodigo(cuenta),
        omitidos: [
          ...(cuenta.fechaNacimiento ? (['fechaNacimiento'] as const) : []),
          ...(delRegistro ? (['rutRepresentante'] as const) : []),
          ...(admiteClave ? [] : (['claveParaConfirmar'] as const)),
        ],
        exigidos: cuenta.respuestaHash ? [] : ['preguntaNueva', 'respuestaNueva'],
      }
    },
    enviar: ({ contexto, datos, formulario, solicitudId, version }) =>
      actualizarDatos(deps, contexto, { solicitudId, datos, version, formulario }),
  })
}

const PRELLENADOS = [...DIRECTOS, 'email'] as const satisfies NombreCampo[]

/** What the boxes show at first: the data as they are. */
function textosDe(cuenta: Cuenta): Tecleado {
  const pares = PRELLENADOS.map((nombre) => {
    const valor = cuenta[nombre]
    return [nombre, valor === null ? '' : (campos[nombre].mostrar?.(valor) ?? valor)]
  })
  return { ...Object.fromEntries(pares), sinCelular: cuenta.celular || !cuenta.direccion ? '' : 'si' }
}
