/// Systems that the text asks for and no project pays for.
enum Funding {
    static let rule = "unfunded-system"

    static func run(_ evidence: Evidence) -> [Finding] {
        guard !evidence.reading.projects.isEmpty else { return [] }
        return evidence.reading.systems.filter { $0.project == nil }.map { system in
            Finding(
                rule, .note, "“\(system.name)”没有对应的项目和投资。", why: "正文要求建设，项目表中没有资金来源，可能落空。", remedy: "在项目表中列项，或写明由哪个项目承担。",
                at: [system.span] + system.mentions.prefix(2))
        }
    }
}
