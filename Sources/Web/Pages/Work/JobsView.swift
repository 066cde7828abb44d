public import Kernel

/// How far a long job is.
public struct JobState: Sendable {
    public enum Phase: String, Sendable, Hashable, CaseIterable { case waiting, running, done, failed, cancelled }

    public let id: String
    public let label: Label
    public let phase: Phase
    public let done: Int
    /// nil where it is not known yet.
    public let total: Int?
    public let startedAt: Instant
    public let finishedAt: Instant?
    public let startedBy: String
    /// What went wrong, or what came out.
    public let message: Label
    public let result: Address?
    /// Where whoever asked for it goes when it is done.
    public let next: Address?

    public init(
        id: String, label: Label, phase: Phase, done: Int = 0, total: Int? = nil, startedAt: Instant, finishedAt: Instant? = nil, startedBy: String,
        message: Label = "", result: Address? = nil, next: Address? = nil
    ) {
        self.id = id
        self.label = label
        self.phase = phase
        self.done = done
        self.total = total
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.startedBy = startedBy
        self.message = message
        self.result = result
        self.next = next
    }

    var isOver: Bool { phase != .waiting && phase != .running }

    func name(_ words: Words) -> String {
        switch phase {
        case .waiting: words.waiting
        case .running: words.running
        case .done: words.done
        case .failed: words.broken
        case .cancelled: words.cancelled
        }
    }

    func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("div", .class("job"), .data("phase", phase.rawValue)) { html in
            html.element("p") { html in
                html.element("strong", text: visit.say(label))
                html.element("span", .class("state"), .data("tone", phase == .failed ? "bad" : isOver ? "final" : "going"), text: name(words))
            }
            if !isOver {
                if let total, total > 0 {
                    html.meter(Double(done) / Double(total), visit.say(label))
                    html.element("p", class: "hint", text: "\(words.number(done)) / \(words.number(total))")
                } else {
                    html.element("progress", .aria("label", visit.say(label)), text: "")
                }
            }
            if !message.chinese.isEmpty { html.element("p", class: "hint", text: visit.say(message)) }
        }
    }
}

/// Long jobs of this user, or of everyone for an administrator.
///
/// - GET ``Address/jobs`` by htmx every two seconds with `HX-Target: jobs` while something runs: answered with ``table(_:)``.
/// - POST ``Address/cancelJob(_:)``: `token`.
public struct JobsView: View {
    public let jobs: [JobState]
    public let names: Names
    public init(jobs: [JobState], names: Names = Names()) {
        self.jobs = jobs
        self.names = names
    }

    public func title(_ visit: Visit) -> String { visit.words.jobs }

    public func write(to html: inout HTML, _ visit: Visit) {
        html.head(visit.words.jobs)
        let isBusy = jobs.contains { !$0.isOver }
        html.element("section", .id("jobs"), .class("card"), isBusy ? .get(.jobs) : nil, isBusy ? .hx("trigger", "every 2s") : nil) { inner(to: &$0, visit) }
    }

    public func table(_ visit: Visit) -> [UInt8] { HTML.bytes { inner(to: &$0, visit) } }

    private func inner(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        if jobs.isEmpty { return html.empty(words.noJobs, words.noJobsHint, .clock) }
        html.element("ul", class: "jobs") { html in
            for job in jobs {
                html.element("li") { html in
                    job.write(to: &html, visit)
                    html.element("p", class: "when") { html in
                        html.text(names.user(job.startedBy, visit) + " · ")
                        html.moment(job.finishedAt ?? job.startedAt, visit)
                    }
                    html.element("div", class: "buttons") { html in
                        if let result = job.result { html.button(words.openRecord, result) }
                        if !job.isOver {
                            html.element("form", .named("method", "post"), .action(.cancelJob(job.id))) { html in
                                html.token(visit)
                                html.element("button", .class("button quiet"), text: words.cancel)
                            }
                        }
                    }
                }
            }
        }
    }
}
