public import Kernel

/// Bringing in a sheet: upload, what would happen, confirm, progress, result. One page in four steps.
///
/// Requests that it makes:
/// - POST ``Address/importing(kind:)``, `multipart/form-data`: `token`, `file`, `key` (the column by which known records are found; empty for none):
///   303 to ``Address/importRun(kind:run:)``.
/// - POST ``Address/importConfirm(kind:run:)``: `token`, `onlyGood` = `1`: starts the job, 303 to the run.
/// - GET ``Address/importRun(kind:run:)`` by htmx every second with `HX-Target: import-progress` while the job runs: answered with ``progress(_:)``;
///   when it is over, with the header `HX-Refresh: true`.
/// - GET ``Address/importErrors(kind:run:)``, ``Address/importTemplate(kind:)``: files.
public struct ImportView: View {
    public let schema: Schema
    public let step: Step
    public let problems: [Problem]

    public enum Step: Sendable {
        case upload
        case checked(run: String, Outcome)
        case running(run: String, JobState)
        case finished(run: String, Outcome)
    }

    /// What an import would do, or did.
    public struct Outcome: Sendable {
        public let fileName: String
        public let created: Int
        public let updated: Int
        public let unchanged: Int
        public let wrong: Int
        /// The first errors; row 1 is the head of the sheet.
        public let errors: [RowError]
        public let errorCount: Int
        /// The first rows as they were read.
        public let sample: [StoredRecord]
        public let names: Names

        public init(
            fileName: String, created: Int, updated: Int, unchanged: Int = 0, wrong: Int = 0, errors: [RowError] = [], errorCount: Int? = nil,
            sample: [StoredRecord] = [], names: Names = Names()
        ) {
            self.fileName = fileName
            self.created = created
            self.updated = updated
            self.unchanged = unchanged
            self.wrong = wrong
            self.errors = errors
            self.errorCount = errorCount ?? errors.count
            self.sample = sample
            self.names = names
        }
    }

    public struct RowError: Sendable {
        public let row: Int
        public let given: String
        public let problem: Problem
        public init(row: Int, given: String, problem: Problem) {
            self.row = row
            self.given = given
            self.problem = problem
        }
    }

    public init(schema: Schema, step: Step, problems: [Problem] = []) {
        self.schema = schema
        self.step = step
        self.problems = problems
    }

    public func title(_ visit: Visit) -> String { visit.words.importHeading(visit.say(schema.label)) }

    public func write(to html: inout HTML, _ visit: Visit) {
        html.head(title(visit), above: { $0.trail([(visit.say(schema.label), .list(kind: schema.name))], visit) })
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
                html.element("span", text: words.dropFile)
                html.element("small", text: words.checkFirst)
                html.void("input", .type("file"), .name("file"), .flag("required"), .named("accept", ".xlsx,.csv"))
                html.element("output", text: "")
            }
            let keys = schema.columns.filter(\.options.isUnique)
            if !keys.isEmpty {
                html.element("label", class: "line") { html in
                    html.text(words.key)
                    html.element("select", .name("key")) { html in
                        for column in keys { html.element("option", .value(column.name), text: visit.say(column.label)) }
                        html.element("option", .value(""), text: words.no)
                    }
                }
            }
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
        let good = outcome.created + outcome.updated
        counts(outcome, to: &html, visit)
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
        guard !outcome.sample.isEmpty else { return }
        html.element("section", class: "card") { html in
            html.element("h2", text: outcome.fileName)
            let columns = schema.columns.filter { !$0.options.isReadOnly }.prefix(8)
            RecordTable(schema: schema, flow: nil, records: outcome.sample, columns: Array(columns), names: outcome.names, state: nil, isLinked: false)
                .write(to: &html, visit)
        }
    }

    private func counts(_ outcome: Outcome, to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("dl", class: "counts") { html in
            for (text, count, tone) in [
                (words.toCreate, outcome.created, "good"), (words.toUpdate, outcome.updated, "good"), (words.unchanged, outcome.unchanged, "calm"),
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
        let hasGiven = outcome.errors.contains { !$0.given.isEmpty }
        html.element("section", class: "card") { html in
            html.element("h2") { html in
                html.text(words.withErrors)
                html.button(words.errorSheet, .importErrors(kind: schema.name, run: run), .download)
            }
            html.element("p", class: "hint", text: words.firstErrors(outcome.errors.count, of: outcome.errorCount))
            html.element("div", class: "scroll") { html in
                html.element("table", class: "plain errors") { html in
                    html.element("thead") { html in
                        html.element("tr") { html in
                            html.element("th", .named("scope", "col"), .class("number"), text: words.row)
                            for text in hasGiven ? [words.field, words.given, words.problem] : [words.field, words.problem] { html.element("th", .named("scope", "col"), text: text) }
                        }
                    }
                    html.element("tbody") { html in
                        for error in outcome.errors {
                            html.element("tr") { html in
                                html.element("td", class: "number", text: words.number(error.row))
                                html.element("td", text: error.problem.field.flatMap { schema[$0] }.map { visit.say($0.label) } ?? "")
                                if hasGiven { html.element("td", class: "given", text: error.given) }
                                html.element("td", text: visit.say(error.problem.message))
                            }
                        }
                    }
                }
            }
        }
    }

    private func finished(_ run: String, _ outcome: Outcome, to html: inout HTML, _ visit: Visit) {
        counts(outcome, to: &html, visit)
        errors(run, outcome, to: &html, visit)
        html.element("div", class: "submit") { html in
            html.button(visit.say(schema.label), .list(kind: schema.name), .list, isMain: true)
            html.button(visit.words.importing, .importing(kind: schema.name), .upload)
        }
    }
}
