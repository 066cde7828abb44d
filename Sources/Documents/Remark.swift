/// Words about a document in both languages of the interface: why it cannot be read, or what to know of what was read.
public struct Remark: Sendable, Equatable {
    public let chinese: String
    public let english: String

    /// Both are a whole sentence without a full stop, or a part of one.
    public init(_ chinese: String, _ english: String) {
        self.chinese = chinese
        self.english = english
    }

    /// What another program said, in the words that it said it in.
    init(said words: String) { self.init(words, words) }

    public func text(_ language: WritingLanguage) -> String { language == .english ? english : chinese }

    /// The same about a part of a package: “word/document.xml” ….
    func about(_ part: String) -> Remark { Remark("“\(part)”" + chinese, "“\(part)” " + english) }
}
