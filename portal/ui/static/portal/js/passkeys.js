// Passkey buttons. allauth's own script does the work; this tells it which button and field it is, so
// that no page needs a script of its own, and says in words when the browser or the person said no.

import { showToast } from './toasts.js'

const KINDS = { add: 'addForm', authenticate: 'authenticateForm', login: 'loginForm', signup: 'signupForm' }

for (const button of document.querySelectorAll('[data-passkey]')) {
  const { passkey, credential, passwordless, refused } = button.dataset
  if (!window.PublicKeyCredential) {
    button.disabled = true
    document.querySelectorAll('[data-passkey-missing]').forEach(words => { words.hidden = false })
    continue
  }
  window.allauth.webauthn.forms[KINDS[passkey]]({
    ids: { [passkey]: button.id, credential, passwordless, data: 'js_data' }
  })
  // Return in a field does what the button does: a form without a passkey is worth nothing.
  if (button.type === 'button') {
    document.getElementById(credential).form.addEventListener('submit', event => {
      event.preventDefault()
      button.click()
    })
  }
  document.addEventListener('allauth.error', event => {
    event.preventDefault()
    showToast(refused, 'warning')
  })
}
