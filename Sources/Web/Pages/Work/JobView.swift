import Kernel

/// How far one job is, and the way back to where it was begun.
///
/// GET ``Address/job(_:return:)``; asked for again by htmx every second while it runs, with `HX-Target: job`: answered with ``progress(_:)``.
public struct JobView: View {
    public let job: JobState
    /// An address of this site; nil for the list of jobs.
    public let back: String?

    public init(job: JobState, back: String? = nil) {
        self.job = job
        self.back = back
    }

    public func title(_ visit: Visit) -> String { visit.say(job.label) }

    public func write(to html: inout HTML, _ visit: Visit) {
        html.head(visit.say(job.label), above: { $0.trail([(visit.words.jobs, .jobs)], visit) })
        section(to: &html, visit)
    }

    public func progress(_ visit: Visit) -> [UInt8] {
        var html = HTML()
        section(to: &html, visit)
        return html.bytes
    }

    private func section(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        let asks = !job.isOver
        html.element(
            "section", .id("job"), .class("card narrow progress-card"), asks ? .get(.job(job.id, return: back)) : nil, asks ? .hx("trigger", "every 1s") : nil,
            asks ? .hx("swap", "outerHTML") : nil
        ) { html in
            job.write(to: &html, visit)
            html.element("div", class: "buttons") { html in
                if let next = job.next { html.button(words.goThere, next, .right, isMain: true) }
                if let result = job.result { html.button(words.openRecord, result) }
                html.button(words.backToPage, back.map { .local($0) } ?? .jobs, .left, isMain: job.phase == .done && job.next == nil)
                if asks {
                    html.element("form", .named("method", "post"), .action(.cancelJob(job.id))) { html in
                        html.token(visit)
                        html.element("button", .class("button quiet"), text: words.cancel)
                    }
                }
            }
        }
    }
}
