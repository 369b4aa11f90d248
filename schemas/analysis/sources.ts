/** Where fields of the analysis form were seen, beside the sources of the notification form. */
export const ANALYSIS_PROFORMA = 'Analysis proforma, the former Form C (published form)'
export const OUTCOMES_PUBLISHED = 'Published outcomes of child death reviews (three ways); labels from memory'
export const DUTY_TO_INFORM = 'Children Act 2004 s16M(5)'
export const PANEL_FUNCTIONS = 'Functions of a child death overview panel (statutory guidance)'
