/// Everything that the checks may look at.
struct Evidence {
    let layout: Layout
    let structure: Structure
    let survey: TableSurvey
    /// Rows of all indicator tables, baselines and targets alike.
    let rows: [IndicatorTables.Row]
    /// Every quantity that the running text states, past and future.
    let statements: [Statement]
    let reading: Reading
}
