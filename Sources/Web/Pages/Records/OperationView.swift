public import Kernel

/// What an operation asks for before it is carried out: its fields, and whether it is meant.
///
/// GET and POST ``Address/operation(_:record:return:)``, `multipart/form-data`: `token`, `request`, `record`, `return`, and the fields as in ``FormView``.
/// When there are problems, the answer is the same form with what was typed, status 422.
public struct OperationView: View {
    public let operation: Operation
    /// What it is carried out on.
    public let subject: (schema: Schema, record: StoredRecord)?
    public let typed: [String: String]
    public let problems: [Problem]
    public let names: Names
    /// Where the reader came from: an address of this site.
    public let back: String

    public init(
        operation: Operation, subject: (schema: Schema, record: StoredRecord)? = nil, typed: [String: String] = [:], problems: [Problem] = [],
        names: Names = Names(), back: String
    ) {
        self.operation = operation
        self.subject = subject
        self.typed = typed
        self.problems = problems
        self.names = names
        self.back = back
    }

    public func title(_ visit: Visit) -> String { visit.say(operation.label) }

    public func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.head(
            title(visit),
            above: { html in
                guard let subject else { return }
                html.trail(
                    [
                        (visit.say(subject.schema.label), .list(kind: subject.schema.name)),
                        (RecordTitles.title(of: subject.record, subject.schema, visit.language), .record(kind: subject.schema.name, subject.record.meta.id)),
                    ], visit)
            })
        html.element(
            "form", .class("form"), .named("method", "post"), .named("enctype", "multipart/form-data"), .action(.operation(operation.code)),
            .flag("novalidate"), .data("once", ""),
            operation.isForField ? .data("field", Address.operation(operation.code, record: subject?.record.meta.id, return: back).text) : nil
        ) { html in
            html.token(visit)
            html.hidden("request", "")
            html.hidden("return", back)
            if let subject { html.hidden("record", subject.record.meta.id.text) }
            ProblemSummary(problems: problems, fields: Set(operation.input?.columns.map(\.name) ?? [])).write(to: &html, visit)
            if let warning = operation.warning {
                html.element("p", .class("notice"), .data("tone", "warning")) { html in
                    html.mark(.warning, visit)
                    html.element("span", text: visit.say(warning))
                }
            }
            if let input = operation.input { controls(input, to: &html, visit) }
            html.element("div", class: "submit") { html in
                html.element("button", .class("button main"), text: operation.input == nil ? words.carryOut : visit.say(operation.label))
                html.element("a", .class("button quiet"), .href(.local(back)), text: words.cancel)
            }
        }
    }

    private func controls(_ input: Schema, to html: inout HTML, _ visit: Visit) {
        html.element("section", class: "card") { html in
            html.element("div", class: "controls") { html in
                for column in input.columns where !column.options.isReadOnly {
                    FormControl(
                        column: column, value: typed[column.name] ?? column.options.initial ?? "", typed: typed,
                        problems: problems.filter { $0.field == column.name }, names: names
                    ).write(to: &html, visit)
                }
            }
        }
    }
}

/// A step of a flow for which a reason has to be given.
///
/// GET ``Address/moving(kind:_:step:return:)``, POST ``Address/move(kind:_:)``: `token`, `step`, `version`, `remark`, `request`, `return`.
public struct StepView: View {
    public let schema: Schema
    public let record: StoredRecord
    public let step: FlowStep
    public let remark: String
    public let problems: [Problem]
    public let back: String

    public init(schema: Schema, record: StoredRecord, step: FlowStep, remark: String = "", problems: [Problem] = [], back: String) {
        self.schema = schema
        self.record = record
        self.step = step
        self.remark = remark
        self.problems = problems
        self.back = back
    }

    public func title(_ visit: Visit) -> String { visit.say(step.label) }

    public func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        let name = RecordTitles.title(of: record, schema, visit.language)
        html.head(
            title(visit),
            above: { html in
                html.trail([(visit.say(schema.label), .list(kind: schema.name)), (name, .record(kind: schema.name, record.meta.id))], visit)
            })
        html.element("form", .class("form narrow"), .named("method", "post"), .action(.move(kind: schema.name, record.meta.id)), .data("once", "")) { html in
            html.token(visit)
            for (name, value) in [("step", step.code), ("version", String(record.meta.version)), ("request", ""), ("return", back)] { html.hidden(name, value) }
            ProblemSummary(problems: problems, fields: ["remark"]).write(to: &html, visit)
            html.element("section", class: "card") { html in
                html.element("div", .classes("control", problems.isEmpty ? nil : "wrong")) { html in
                    html.element("label", .for("field-remark"), text: step.needsRemark ? words.remarkRequired : words.remark)
                    html.element(
                        "textarea", .id("field-remark"), .name("remark"), .named("rows", "4"), .named("maxlength", "2000"), .flag("required", step.needsRemark),
                        .aria("describedby", "remark-hint"), text: "\n" + remark)
                    html.element("p", .class("hint"), .id("remark-hint"), text: words.remarkHint)
                }
            }
            html.element("div", class: "submit") { html in
                html.element("button", .class("button main"), text: title(visit))
                html.element("a", .class("button quiet"), .href(.local(back)), text: words.cancel)
            }
        }
    }
}

/// Everything that is wrong with a form, above it, with the way to each field.
struct ProblemSummary {
    let problems: [Problem]
    /// The fields that the form has.
    let fields: Set<String>

    func write(to html: inout HTML, _ visit: Visit) {
        guard !problems.isEmpty else { return }
        html.element("div", .class("problems"), .id("problems"), .role("alert"), .named("tabindex", "-1")) { html in
            html.element("h2") { html in
                html.icon(.alert)
                html.text(visit.words.problemCount(problems.count))
            }
            html.element("ul") { html in
                for problem in problems {
                    html.element("li") { html in
                        if let field = problem.field, fields.contains(field) {
                            html.element("a", .href(place: "field-\(field)"), text: visit.say(problem.message))
                        } else {
                            html.text(visit.say(problem.message))
                        }
                    }
                }
            }
        }
    }
}
