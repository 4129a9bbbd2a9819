// Opens and closes the browser's own modal dialog: it keeps the focus inside and closes on Escape.
export const open = dialog => dialog.showModal();
export const close = dialog => dialog.close();
