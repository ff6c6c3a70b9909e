/** Entry point. Every page works without these scripts; one that throws must not stop the others. */
import { countCharacters } from './character-count.js'
import { tickClaveRules } from './clave-rules.js'
import { filterComunas } from './comunas.js'
import { checkFiles } from './file-input.js'
import { formatOnBlur } from './formats.js'
import { keepTyped, reloadEndedVisit } from './history.js'
import { closeMenus } from './menu.js'
import { focusErrorSummary, showPrintButtons } from './page.js'
import { askForPasskey } from './passkey.js'
import { payPrice } from './price.js'
import { refreshCaptcha } from './refresh-captcha.js'
import { enhanceSecretInputs } from './secret-input.js'
import { sendOn } from './send-on.js'
import { submitOnce } from './submit-once.js'

for (const enhance of [
  focusErrorSummary,
  closeMenus,
  showPrintButtons,
  reloadEndedVisit,
  keepTyped,
  filterComunas,
  formatOnBlur,
  countCharacters,
  enhanceSecretInputs,
  tickClaveRules,
  // Before submitOnce, which ignores a submit that checkFiles prevented.
  checkFiles,
  // The same.
  payPrice,
  // The same.
  askForPasskey,
  submitOnce,
  refreshCaptcha,
  // After submitOnce, so that it leaves once.
  sendOn,
]) {
  try {
    enhance(document)
  } catch (error) {
    console.error(error)
  }
}
