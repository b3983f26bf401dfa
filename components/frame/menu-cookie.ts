/** Keeps whether the left menu is collapsed to icons; read by the server, so that a reload does not jump. */
export const menuCookie = 'tributary-menu'
