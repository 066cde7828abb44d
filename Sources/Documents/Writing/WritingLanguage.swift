/// The language of the few words that a writer adds itself: “图1”, “注：”, “单位：”.
public enum WritingLanguage: Sendable, Equatable {
    case chinese
    case english

    private func say(_ chinese: String, _ english: String) -> String { self == .chinese ? chinese : english }

    var unit: String { say("单位：", "Unit: ") }
    var noData: String { say("暂无数据", "no data") }
    var separator: String { say("，", ", ") }
    var colon: String { say("：", ": ") }
    var year: String { say("年", "") }
    var today: String { say("今日", "today") }
    func quarter(_ number: Int) -> String { say("\(number)季度", "Q\(number)") }

    /// Before the number of a caption.
    var figure: String { say("图", "Figure ") }
    var table: String { say("表", "Table ") }
    var note: String { say("注：", "Note: ") }

    var enclosures: String { say("附件：", "Encl. ") }
    var signers: String { say("签发人：", "Signed by: ") }
    func copies(_ names: String) -> String { say("抄送：\(names)。", "Copies: \(names)") }
    func printed(_ date: String) -> String { say("\(date)印发", "printed \(date)") }
    func annotation(_ text: String) -> String { say("（\(text)）", "(\(text))") }

    /// How headings of levels 1 to 4 are numbered, as Word writes it: 一、 （一） 1. （1）; in English 1. 1.1 1.1.1 (1).
    var headingNumbers: [(format: String, text: String)] {
        self == .chinese
            ? [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("decimal", "（%4）")]
            : [("decimal", "%1. "), ("decimal", "%1.%2 "), ("decimal", "%1.%2.%3 "), ("decimal", "(%4) ")]
    }
}
