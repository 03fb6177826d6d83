// On paper everything is unfolded, also in a browser whose stylesheet cannot do it; afterwards it is as before.

const folded = () => document.querySelectorAll('details[data-unfold]:not([open])')

export function unfoldOnPaper () {
  let opened = []
  window.addEventListener('beforeprint', () => {
    opened = [...folded()]
    for (const each of opened) each.open = true
  })
  window.addEventListener('afterprint', () => {
    for (const each of opened) each.open = false
    opened = []
  })
}
