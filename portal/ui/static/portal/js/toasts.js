// Messages at the edge. A good one leaves after a while, unless it is being read; a bad one stays.

const STAY = 8000
const LASTING = ['toast--error', 'toast--warning']

const box = () => document.querySelector('[data-toasts]')

function leaveLater (toast) {
  if (LASTING.some(kind => toast.classList.contains(kind))) return
  let timer
  const start = () => { timer = setTimeout(() => toast.remove(), STAY) }
  const stop = () => clearTimeout(timer)
  toast.addEventListener('pointerenter', stop)
  toast.addEventListener('focusin', stop)
  toast.addEventListener('pointerleave', start)
  toast.addEventListener('focusout', start)
  start()
}

/** Show a sentence. `kind` is a message level: success, info, warning or error. */
export function showToast (text, kind = 'info') {
  const toast = document.createElement('div')
  toast.className = `toast toast--${kind}`
  toast.dataset.toast = ''
  const words = document.createElement('p')
  words.className = 'toast__text'
  words.textContent = text
  toast.append(words)
  box()?.append(toast)
  leaveLater(toast)
}

export function watchToasts () {
  document.querySelectorAll('[data-toast]').forEach(leaveLater)
  document.addEventListener('click', event => {
    event.target.closest?.('[data-toast] [data-close]')?.closest('[data-toast]').remove()
  })
}
