// A form that may be answered with the page it leads to says that this browser can put that page's own
// address in place of the form's: then reloading the page asks for it, and sends nothing again.

export function goOnward() {
  const here = document.querySelector('meta[name="onward"]')
  if (here) history.replaceState(history.state, '', here.content)
  for (const form of document.querySelectorAll('form[data-onward]')) {
    const field = document.createElement('input')
    Object.assign(field, { type: 'hidden', name: 'onward', value: '1' })
    form.append(field)
  }
}
