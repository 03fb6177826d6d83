// Questions like the one being typed stand beside the form. On a phone nothing stands beside it: there they
// come under the title, where they are seen before the rest is written.

const alike = document.getElementById('ligner')
const title = document.getElementById('id_title')?.closest('.form-group')

if (alike && title && window.matchMedia('(max-width: 60em)').matches) title.after(alike)
