// The little that every page does: menus close, toasts go, requests carry their CSRF token,
// and a form that was sent with errors begins at its summary.

import { suggest } from './finder.js'
import { closeMenus } from './menus.js'
import { goOnward } from './onward.js'
import { markFirst } from './spot.js'
import { showToast, watchToasts } from './toasts.js'
import { unfoldOnPaper } from './unfold.js'

const token = () => document.querySelector('input[name="csrfmiddlewaretoken"]')?.value

document.addEventListener('htmx:config:request', event => {
  const { request } = event.detail.ctx
  const value = token()
  if (value && !['GET', 'HEAD'].includes(String(request.method).toUpperCase())) {
    request.headers['X-CSRFToken'] = value
  }
})

// A view may answer with `HX-Trigger: {"portal:toast": {"text": …, "kind": …}}`.
document.addEventListener('portal:toast', event => showToast(event.detail.text, event.detail.kind))

closeMenus()
watchToasts()
goOnward()
unfoldOnPaper()
suggest(document.querySelector('[data-finder]'))

document.querySelector('[data-summary]')?.focus()
markFirst()

// Where the navigation scrolls, the present word is in sight.
const present = document.querySelector('[data-words] [aria-current]')
if (present) {
  const row = present.closest('[data-words]')
  row.scrollLeft = Math.max(0, present.offsetLeft - row.offsetLeft - 24)
}
