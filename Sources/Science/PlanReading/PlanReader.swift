/// Reads a plan. Pure: text in, reading out; no files, no clock. Linear in the length of the text.
public enum PlanReader {
    public static func read(_ source: Source) -> Reading {
        var layout = LayoutBuilder.build(source)
        var reading = Reading()
        reading.document = FrontMatter.read(&layout)
        let structure = Structure.read(&layout)
        let survey = TableSurvey.read(&layout, structure)
        reading.outline = structure.headings
        reading.boxes = structure.boxes.map(\.box)
        let projects = ProjectTables.read(layout, survey)
        reading.projects = projects.projects + ProjectPassages.read(layout, structure, lists: (survey.entries.last?.table ?? -1) + 1)
        reading.projectTotals = projects.totals
        let tables = IndicatorTables.read(layout, survey, reading.document)
        let prose = ProseReader.read(layout, structure, reading.document)
        let targets = TargetMerger.merge(tables.indicators, prose.statements, layout, structure, reading.document)
        reading.indicators = targets.indicators
        reading.achievements = targets.achievements
        reading.milestones = prose.milestones
        reading.clauses = ClauseReader.read(layout, structure)
        reading.tasks = TaskReader.read(layout, structure, survey, reading.document)
        reading.systems = SystemReader.read(layout, structure, survey, reading.projects)
        reading.findings = Checks.run(
            Evidence(layout: layout, structure: structure, survey: survey, rows: tables.rows, statements: prose.statements, reading: reading))
        return reading
    }
}
