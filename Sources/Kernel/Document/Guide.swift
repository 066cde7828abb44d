/// 使用指南: how a kind of user does their work, task by task. An application declares it; page, print view, Word document and the question mark at
/// the top of the pages that it speaks of follow.
///
///     Guide("reporting", "责任单位填报", en: "Reporting", for: Label("责任单位联络员", en: "Liaison officers"), roles: ["liaison"], "…", en: "…",
///         [Guide.Task("上报一个季度的数据", en: "Report the figures of a quarter", at: .inbox, steps: […], picture: "inbox", see: …, wrong: […])])
public struct Guide: Sendable {
    /// Part of the address.
    public let code: String
    public let label: Label
    /// Who it is for.
    public let readers: Label
    /// The codes of their roles: people who have one find it first.
    public let roles: [String]
    /// What these people do here, in a sentence or two.
    public let summary: Label
    public let tasks: [Task]

    public init(
        _ code: String, _ chinese: String, en english: String, for readers: Label, roles: [String], summary: Label, _ tasks: [Task]
    ) {
        self.code = code
        label = Label(chinese, en: english)
        self.readers = readers
        self.roles = roles
        self.summary = summary
        self.tasks = tasks
    }

    /// One thing that someone wants to get done.
    public struct Task: Sendable {
        public let label: Label
        /// Where it is done; the page's question mark leads back here.
        public let place: Link?
        /// What to do, one short sentence after the other.
        public let steps: [Label]
        /// The name of a picture of what it looks like: taken by the browser tests, so that it stays true.
        public let picture: String?
        /// What one sees when it worked.
        public let result: Label?
        /// What can go wrong, and what helps.
        public let troubles: [Label]

        public init(
            _ chinese: String, en english: String, at place: Link? = nil, picture: String? = nil, steps: [Label], result: Label? = nil, troubles: [Label] = []
        ) {
            label = Label(chinese, en: english)
            self.place = place
            self.picture = picture
            self.steps = steps
            self.result = result
            self.troubles = troubles
        }
    }

    /// The same for one reader: without ways to pages that are not there for them.
    public func `for`(_ actor: Actor, _ catalog: Catalog) -> Guide {
        let tasks = tasks.map { task in
            guard case .page(let application, let code, _, _)? = task.place,
                let page = catalog.application(application)?.pages.first(where: { $0.code == code }),
                !page.isOpen(to: actor, catalog)
            else { return task }
            return task.withoutPlace
        }
        return Guide(self, tasks)
    }

    private init(_ guide: Guide, _ tasks: [Task]) {
        (code, label, readers, roles, summary) = (guide.code, guide.label, guide.readers, guide.roles, guide.summary)
        self.tasks = tasks
    }

    /// The place of a task on the page of the guide.
    public static func anchor(_ place: Int) -> String { "task-\(place + 1)" }

    /// The whole guide as it is read.
    public var blocks: [Block] {
        var blocks: [Block] = [.paragraph([Phrase(summary)])]
        for (place, task) in tasks.enumerated() { blocks += task.blocks(anchor: Guide.anchor(place)) }
        return blocks
    }
}

extension Guide.Task {
    fileprivate var withoutPlace: Guide.Task {
        Guide.Task(label.chinese, en: label.english, picture: picture, steps: steps, result: result, troubles: troubles)
    }

    fileprivate func blocks(anchor: String) -> [Block] {
        var blocks: [Block] = [.heading(label, level: 2, anchor: anchor), .steps(steps.map { [Phrase($0)] })]
        if let picture { blocks.append(.picture(Picture(picture, label))) }
        if let result { blocks.append(.paragraph([Phrase(Label("做好之后：", en: "When it is done: "), isStrong: true), Phrase(result)])) }
        if !troubles.isEmpty {
            blocks.append(.paragraph([Phrase(Label("可能遇到的问题", en: "What can go wrong"), isStrong: true)]))
            blocks.append(.list(troubles.map { [Phrase($0)] }))
        }
        if let place { blocks.append(.deeds([.open(Label("打开", en: "Open it"), place)])) }
        return blocks
    }
}

/// A picture by its name; where there is none of this name, nothing stands in its place.
public struct Picture: Sendable, Hashable {
    public let name: String
    public let caption: Label
    public init(_ name: String, _ caption: Label) {
        self.name = name
        self.caption = caption
    }

    /// Its file, a language each: `inbox.zh.png`.
    public static func file(_ name: String, _ language: Language) -> String { "\(name).\(language.rawValue).png" }
}
