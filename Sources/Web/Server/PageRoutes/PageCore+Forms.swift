import HTTPTypes
import Kernel

/// Forms that may have files in them, and the way back to where they were sent from.
extension PageCore {
    /// Forms with files are few at a time; the others are small.
    func form(_ call: Call) async throws -> Form {
        let limits = core.configuration.limits
        let isLarge = (call.fields[.contentLength].flatMap { Int($0) } ?? .max) > limits.bodyBytes
        guard isLarge else { return try await Form.read(call, limit: limits.bodyBytes) }
        return try await Files(core: core).reading { try await Form.read(call, limit: limits.fileBytes) }
    }

    /// Keeps the files of a form; their ids by the names of their columns, also among what was typed.
    func uploads(_ form: Form, _ schema: Schema, _ desk: Desk, _ typed: inout [String: String]) async throws -> [String: RecordID] {
        var uploads: [String: RecordID] = [:]
        for file in form.files where file.field.hasSuffix(".file") {
            let name = String(file.field.dropLast(5))
            guard schema[name]?.kind.control == .file else { continue }
            let files = Files(core: core)
            try files.mayUpload(desk.actor)
            let record = try await files.keep(name: file.name, claimed: file.mediaType, bytes: file.bytes, desk: desk)
            uploads[name] = record.meta.id
            typed[name] = record.meta.id.text
        }
        return uploads
    }

    /// The key under which a form is carried out once.
    func requestKey(_ form: Form, _ call: Call) -> String? {
        form["request"].isEmpty || form["request"].utf8.count > 100 ? nil : form["request"]
    }

    /// The day that was chosen as a deadline; nil for none.
    func deadline(_ form: Form) throws -> Day? {
        if form["due"].isEmpty { return nil }
        guard let day = Day(form["due"]) else {
            throw WebFailure.invalid("not-a-day", field: "due", "期限应为日期，如 2025-03-31", en: "A deadline is a day such as 2025-03-31")
        }
        return day
    }

    // MARK: messages

    /// See other, where a message is said once: it waits in a cookie for the next page.
    func redirect(_ address: String, saying message: Visit.Message) -> Answer {
        var answer = Answer.redirect(address)
        let text = (message.isBad ? "!" : "") + Percent.encoded(String(message.text.prefix(300)))
        answer.fields.append(HTTPField(name: .setCookie, value: cookie(text, seconds: 60)))
        return answer
    }

    func message(_ call: Call) -> Visit.Message? {
        guard !call.isToBeKept, let text = call.cookie("message"), !text.isEmpty, text.utf8.count < 4000 else { return nil }
        return Visit.Message(Percent.decoded(text.drop { $0 == "!" }), isBad: text.hasPrefix("!"))
    }

    /// A message that was shown is not shown again.
    func forgetMessage(_ answer: inout Answer) { answer.fields.append(HTTPField(name: .setCookie, value: cookie("", seconds: 0))) }

    private func cookie(_ value: String, seconds: Int) -> String {
        "message=\(value); Path=/; HttpOnly; SameSite=Lax; Max-Age=\(seconds)" + (core.configuration.isBehindTLS ? "; Secure" : "")
    }

    /// What went wrong, in a line; nil for what is not for whoever sent the form to mend.
    func complaint(_ error: any Error, _ call: Call) -> Visit.Message? {
        let failure = WebFailure(error)
        guard [409, 413, 422, 429].contains(failure.status) else { return nil }
        let lines = failure.problems.isEmpty ? [failure.message] : failure.problems.map(\.message)
        return Visit.Message(lines.map { $0[call.language] }.joined(separator: call.language == .english ? "; " : "；"), isBad: true)
    }
}
