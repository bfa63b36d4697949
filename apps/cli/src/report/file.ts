/** The name of a report in its run's folder. */
export const REPORT_FILE = 'report.html'
