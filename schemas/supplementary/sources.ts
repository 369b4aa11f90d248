/** Where forms and their questions were seen. */
export const NOT_SEEN =
  'Published questions not seen; a short set from memory, to be verified against the current national form'
export const NCMD_LIST = "NCMD's list of supplementary forms"
