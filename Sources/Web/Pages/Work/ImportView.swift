public import Kernel

/// Bringing in a sheet or a file of places: upload, what would happen, confirm, progress, result. One page in four steps.
///
/// Requests that it makes:
/// - POST ``Address/importing(kind:)``, `multipart/form-data`: `token`, `file`, and what ``choices`` names: 303 to ``Address/importRun(kind:run:)``.
/// - POST ``Address/importConfirm(kind:run:)``: `token`, `onlyGood` = `1`: starts the job, 303 to the run.
/// - GET ``Address/importRun(kind:run:)`` by htmx every second with `HX-Target: import-progress` while the job runs: answered with ``progress(_:)``;
///   when it is over, with the header `HX-Refresh: true`.
/// - GET ``Address/importErrors(kind:run:)``, ``Address/importTemplate(kind:)``: files.
public struct ImportView: View {
    public let schema: Schema
    public let step: Step
    public let problems: [Problem]
    /// What was chosen beside a file that could not be read.
    public let said: [String: String]
    /// What the form asks beside the file.
    public static let choices = ["layer", "coordinates", "split"]

    public enum Step: Sendable {
        case upload
        case checked(run: String, Outcome)
        case running(run: String, JobState)
        case finished(run: String, Outcome)
    }

    /// What an import would do, or did. Rows are counted as the sheet does: row 1 is its head.
    public struct Outcome: Sendable {
        public let fileName: String
        public let rows: Int
        public let created: Int
        public let wrong: Int
        /// The first errors.
        public let errors: [(row: Int, problem: Problem)]
        /// Why the import broke off; nil where it did not.
        public let failure: Label?
        /// The first rows as they stand in the sheet, by column.
        public let sample: [(row: Int, cells: [String: String])]
        /// What was taken for granted in reading it.
        public let notes: [Label]

        public init(
            fileName: String, rows: Int, created: Int, wrong: Int = 0, errors: [(row: Int, problem: Problem)] = [], failure: Label? = nil,
            sample: [(row: Int, cells: [String: String])] = [], notes: [Label] = []
        ) {
            self.fileName = fileName
            self.rows = rows
            self.created = created
            self.wrong = wrong
            self.errors = errors
            self.failure = failure
            self.sample = sample
            self.notes = notes
        }
    }

    public init(schema: Schema, step: Step, problems: [Problem] = [], said: [String: String] = [:]) {
        self.schema = schema
        self.step = step
        self.problems = problems
        self.said = said
    }

    private var hasPlace: Bool { schema.placeColumn != nil }

    public func title(_ visit: Visit) -> String { visit.words.importHeading(visit.say(schema.label.plural)) }

    public func write(to html: inout HTML, _ visit: Visit) {
        html.head(title(visit), above: { $0.trail([(visit.say(schema.label.plural), .list(kind: schema.name))], visit) })
        steps(to: &html, visit)
        switch step {
        case .upload: upload(to: &html, visit)
        case .checked(let run, let outcome): checked(run, outcome, to: &html, visit)
        case .running(let run, let job):
            html.element(
                "section", .class("card progress"), .id("import-progress"), .get(.importRun(kind: schema.name, run: run)), .hx("trigger", "every 1s"),
                .hx("swap", "innerHTML"), .role("status")
            ) { job.write(to: &$0, visit) }
        case .finished(let run, let outcome): finished(run, outcome, to: &html, visit)
        }
    }

    /// Only the progress, for the request that asks every second.
    public func progress(_ visit: Visit) -> [UInt8] {
        var html = HTML(reserving: 1024)
        if case .running(_, let job) = step { job.write(to: &html, visit) }
        return html.bytes
    }

    private func steps(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        let place =
            switch step {
            case .upload: 0
            case .checked: 1
            case .running: 2
            case .finished: 3
            }
        html.element("ol", .class("track"), .aria("label", words.progress)) { html in
            for (index, text) in [words.upload, words.check, words.confirm, words.result].enumerated() {
                let tone = index < place || place == 3 ? "past" : index == place ? "now" : "ahead"
                html.element("li", .data("tone", tone), index == place ? .aria("current", "step") : nil) { html in
                    html.element("span", class: "dot") { html in if tone == "past" { html.icon(.check) } }
                    html.element("span", class: "label", text: text)
                }
            }
        }
    }

    private func upload(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element(
            "form", .class("card upload"), .named("method", "post"), .named("enctype", "multipart/form-data"), .action(.importing(kind: schema.name)),
            .data("once", "")
        ) { html in
            html.token(visit)
            for problem in problems { html.element("p", .class("error"), .role("alert"), text: visit.say(problem.message)) }
            html.element("label", .class("drop"), .data("drop", "")) { html in
                html.icon(.upload)
                html.element("span", text: hasPlace ? words.dropPlaces : words.dropFile)
                html.element("small", text: words.checkFirst)
                let accepted = ".xlsx,.xls,.csv" + (hasPlace ? ",.geojson,.json,.kml,.kmz,.gpkg,.zip" : "")
                html.void("input", .type("file"), .name("file"), .flag("required"), .named("accept", accepted))
                html.element("output", text: "")
            }
            if hasPlace { ImportPlaceChoices(said: said).write(to: &html, visit) }
            html.element("div", class: "submit") { html in
                html.element("button", .class("button main"), text: words.check)
                html.button(words.template, .importTemplate(kind: schema.name), .download)
            }
        }
        expected(to: &html, visit)
    }

    /// Which columns the sheet has and what goes into each.
    private func expected(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("section", class: "card") { html in
            html.element("h2", text: words.columnsExpected)
            html.element("p", class: "hint", text: words.templateHint)
            html.element("div", class: "scroll") { html in
                html.element("table", class: "plain") { html in
                    html.element("thead") { html in
                        html.element("tr") { html in
                            for text in [words.name, words.required, words.kindOfValue] { html.element("th", .named("scope", "col"), text: text) }
                        }
                    }
                    html.element("tbody") { html in
                        for column in schema.columns where !column.options.isReadOnly {
                            html.element("tr") { html in
                                html.element("th", .named("scope", "row"), text: visit.say(column.label))
                                html.element("td", class: "short", text: column.isRequired ? words.required : words.optional)
                                html.element("td", text: words.expectation(of: column))
                            }
                        }
                    }
                }
            }
        }
    }

    private func checked(_ run: String, _ outcome: Outcome, to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        let good = outcome.created
        counts(outcome, to: &html, visit)
        if !outcome.notes.isEmpty {
            html.element("ul", class: "card notes") { html in for note in outcome.notes { html.element("li", text: visit.say(note)) } }
        }
        errors(run, outcome, to: &html, visit)
        html.element("form", .class("submit"), .named("method", "post"), .action(.importConfirm(kind: schema.name, run: run)), .data("once", "")) { html in
            html.token(visit)
            if outcome.wrong > 0 { html.hidden("onlyGood", "1") }
            if outcome.wrong > 0 { html.button(words.correctAndRetry, .importing(kind: schema.name), isMain: true) }
            if good > 0 {
                html.element("button", .class(outcome.wrong > 0 ? "button" : "button main")) { html in
                    html.text(outcome.wrong > 0 ? "\(words.onlyGood)（\(words.rows(good))）" : words.importRows(good))
                }
            }
            if outcome.wrong == 0 { html.button(words.cancel, .importing(kind: schema.name)) }
        }
        sample(outcome, to: &html, visit)
    }

    /// The first rows as they are written, with the columns that the sheet has; what is wrong is marked.
    private func sample(_ outcome: Outcome, to html: inout HTML, _ visit: Visit) {
        guard !outcome.sample.isEmpty else { return }
        let words = visit.words
        let columns = schema.columns.filter { column in outcome.sample.contains { $0.cells[column.name] != nil } }
        html.element("section", class: "card") { html in
            html.element("h2") { html in
                html.text(words.firstRows)
                html.element("small", text: outcome.fileName)
            }
            html.element("div", class: "scroll") { html in
                html.element("table", class: "plain sample") { html in
                    html.element("thead") { html in
                        html.element("tr") { html in
                            html.element("th", .named("scope", "col"), .class("number"), text: words.row)
                            for column in columns { html.element("th", .named("scope", "col"), text: visit.say(column.label)) }
                        }
                    }
                    html.element("tbody") { html in
                        for line in outcome.sample { row(line, columns, outcome.errors, to: &html, visit) }
                    }
                }
            }
        }
    }

    private func row(
        _ line: (row: Int, cells: [String: String]), _ columns: [Column], _ errors: [(row: Int, problem: Problem)], to html: inout HTML, _ visit: Visit
    ) {
        let wrong = Set(errors.filter { $0.row == line.row }.compactMap(\.problem.field))
        html.element("tr") { html in
            html.element("th", .named("scope", "row"), .class("number"), text: visit.words.number(line.row))
            for column in columns {
                let isWrong = wrong.contains(column.name)
                html.element("td", isWrong ? .class("wrong") : nil, text: line.cells[column.name] ?? (isWrong ? visit.words.empty : ""))
            }
        }
    }

    private func counts(_ outcome: Outcome, to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("dl", class: "counts") { html in
            for (text, count, tone) in [
                (words.rowsRead, outcome.rows, "calm"), (words.toCreate, outcome.created, "good"),
                (words.withErrors, outcome.wrong, outcome.wrong > 0 ? "bad" : "calm"),
            ] {
                html.element("div", .data("tone", tone)) { html in
                    html.element("dt", text: text)
                    html.element("dd", text: words.number(count))
                }
            }
        }
    }

    private func errors(_ run: String, _ outcome: Outcome, to html: inout HTML, _ visit: Visit) {
        guard !outcome.errors.isEmpty else { return }
        let words = visit.words
        html.element("section", class: "card") { html in
            html.element("h2") { html in
                html.text(words.withErrors)
                html.button(words.errorSheet, .importErrors(kind: schema.name, run: run), .download)
            }
            html.element("p", class: "hint", text: words.firstErrors(outcome.errors.count, inRows: outcome.wrong))
            html.element("div", class: "scroll") { html in
                html.element("table", class: "plain errors") { html in
                    html.element("thead") { html in
                        html.element("tr") { html in
                            html.element("th", .named("scope", "col"), .class("number"), text: words.row)
                            for text in [words.field, words.problem] { html.element("th", .named("scope", "col"), text: text) }
                        }
                    }
                    html.element("tbody") { html in
                        for error in outcome.errors {
                            html.element("tr") { html in
                                html.element("td", class: "number", text: words.number(error.row))
                                html.element("td", text: error.problem.field.flatMap { schema[$0] }.map { visit.say($0.label) } ?? "")
                                html.element("td", text: visit.say(error.problem.message))
                            }
                        }
                    }
                }
            }
        }
    }

    private func finished(_ run: String, _ outcome: Outcome, to html: inout HTML, _ visit: Visit) {
        html.problems(outcome.failure.map { [Problem("failed", $0.chinese, en: $0.english)] } ?? [], visit)
        counts(outcome, to: &html, visit)
        errors(run, outcome, to: &html, visit)
        html.element("div", class: "submit") { html in
            html.button(visit.say(schema.label.plural), .list(kind: schema.name), .list, isMain: true)
            html.button(visit.words.importing, .importing(kind: schema.name), .upload)
        }
    }
}
