/**
 * Small comforts over pages that work without any of them. One that fails leaves the others alone.
 */
import { ayudarConClave } from './clave.js'
import { filtrarComunas } from './comunas.js'
import { evitarDobleEnvio } from './envio.js'
import { cerrarMenus } from './menu.js'
import { imprimir, irAlResumen } from './pagina.js'
import { refrescar } from './refrescar.js'
import { formatearRuts } from './rut.js'

for (const mejora of [
  irAlResumen,
  cerrarMenus,
  imprimir,
  filtrarComunas,
  formatearRuts,
  ayudarConClave,
  evitarDobleEnvio,
  refrescar,
]) {
  try {
    mejora(document)
  } catch (error) {
    console.error(error)
  }
}
