import Documents
import Kernel

/// Text fit for paper.
enum PaperText {
    /// Without what cannot be printed or turns the reading direction of others; lines end with a line feed only.
    static func clean(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var wasReturn = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\r", "\u{2028}", "\u{2029}", "\u{85}": result.append("\n")
            case "\n": if !wasReturn { result.append("\n") }
            case "\t": result.append(" ")
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{FEFF}", "\u{FFFE}", "\u{FFFF}": break
            default: result.append(scalar)
            }
            wasReturn = scalar == "\r"
        }
        return String(result)
    }

    /// The same in one line.
    static func line(_ text: String) -> String { clean(text).split(separator: "\n").joined(separator: " ").trimmed }

    /// How many characters of size 2 (22 pt) stand beside one another on the 156 mm of a line.
    private static let titleWidth = 20

    /// A Chinese title that takes two lines, parted near its middle, so that its last line is no single character (GB/T 9704—2012, 7.3.1: 词意完整，排列对称).
    static func balanced(_ title: String) -> String {
        let characters = Array(title)
        guard characters.count > titleWidth, characters.count <= 2 * titleWidth, !title.contains("\n"), characters.allSatisfy({ !$0.isASCII || $0.isNumber })
        else { return title }
        let middle = characters.count / 2
        let places = (characters.count - titleWidth...titleWidth).filter { !"，。、；：）》”’".contains(characters[$0]) && !"（《“‘".contains(characters[$0 - 1]) }
        // Rather after a closing or before an opening sign than within words.
        func cost(_ place: Int) -> Int {
            let isAtSign = "）》”的和与".contains(characters[place - 1]) || "（《关".contains(characters[place])
            return abs(place - middle) + (isAtSign ? 0 : 5)
        }
        guard let place = places.min(by: { (cost($0), $0) < (cost($1), $1) }) else { return title }
        return String(characters[..<place]) + "\n" + String(characters[place...])
    }

    /// A number as charts write it.
    static func number(_ value: Double) -> String { Chart.text(of: value) }

    /// From 0 to 1 as a percentage.
    static func percent(_ share: Double) -> String { share.isFinite ? Chart.text(of: (share * 1_000).rounded() / 10) + "%" : "—" }
}

extension String {
    /// Without white space at its ends, the wide one too.
    var trimmed: String { trimmed(from: "") }

    /// Without white space at its ends, and without `others` at its end.
    func trimmed(from others: String) -> String {
        var rest = Substring(self).drop(while: \.isWhitespace)
        while let last = rest.last, last.isWhitespace || others.contains(last) { rest.removeLast() }
        return String(rest)
    }
}

extension Tone {
    /// What stands before words of this tone; printed without colours it must be enough.
    var sign: String {
        switch self {
        case .calm: ""
        case .good: "●"
        case .warning: "▲"
        case .bad: "■"
        case .done: "★"
        case .missing: "○"
        }
    }

    var word: Label {
        switch self {
        case .calm: Label("", en: "")
        case .good: Label("正常", en: "On track")
        case .warning: Label("关注", en: "Watch")
        case .bad: Label("滞后", en: "Behind")
        case .done: Label("完成", en: "Done")
        case .missing: Label("暂无数据", en: "No data")
        }
    }

    /// Of the series of a chart; nil takes the next of the palette.
    var colour: UInt32? {
        switch self {
        case .calm: nil
        case .good: 0x3E7D4F
        case .warning: 0xC77700
        case .bad: 0xB3261E
        case .done: 0x1F6F8B
        case .missing: 0x9AA5B1
        }
    }
}

/// The words that a paper adds itself, in its language.
struct PaperWords {
    let language: Language

    private func say(_ chinese: String, _ english: String) -> String { language == .english ? english : chinese }

    var allSimulated: String { say("模拟数据", "Simulated data") }
    var partlySimulated: String { say("含模拟数据", "Contains simulated data") }
    var simulated: String { say("（模拟）", " (simulated)") }
    var colon: String { say("：", ": ") }
    var semicolon: String { say("；", "; ") }
    var comma: String { say("、", ", ") }
    /// Between the parts of a point of a list.
    var pause: String { say("，", ", ") }
    var indicator: Label { Label("指标", en: "Indicator") }
    var value: Label { Label("数值", en: "Value") }
    var remark: Label { Label("说明", en: "Remark") }
    var trend: Label { Label("走势", en: "Course") }
    var newest: Label { Label("最新值", en: "Latest") }
    var target: Label { Label("目标值", en: "Target") }
    var none: String { say("暂无数据", "no data") }
    var item: Label { Label("项目", en: "Item") }
    var period: Label { Label("起止", en: "From, to") }
    var progress: Label { Label("进度", en: "Done") }
    var milestones: Label { Label("里程碑", en: "Milestones") }
    var notes: Label { Label("备注", en: "Notes") }
    var continued: String { say("（续）", " (continued)") }
    var shown: String { say("当前视图：", "Shown: ") }
    var onTheMap: String { say("位置见网页上的“一张图”。", "Where it lies is shown on the page “One map”.") }
    func bracketed(_ text: String) -> String { say("（\(text)）", " (\(text))") }
    func tag(_ text: String) -> String { say("【\(text)】", " [\(text)]") }
    func unit(_ unit: String) -> String { say("单位：", "Unit: ") + unit }
    /// In front of a notice.
    func lead(_ tone: Tone) -> String {
        switch tone {
        case .calm: say("提示：", "Note: ")
        case .good: "●"
        case .warning: say("▲提醒：", "▲ Attention: ")
        case .bad: say("■警示：", "■ Warning: ")
        case .done: "★"
        case .missing: "○"
        }
    }

    /// What the signs of tones mean.
    var legend: String {
        say("标识含义：", "signs: ")
            + Tone.allCases.filter { !$0.sign.isEmpty }.map { $0.sign + (language == .english ? " " : "") + $0.word[language] }.joined(separator: comma)
    }
    var trajectoryLegend: String {
        say("走势图中虚线为计划路径，实线为实际值，竖线为预测区间，菱形为目标值。", "dashed: the planned path; line with dots: actual values; upright bar: forecast interval; diamond: target.")
    }
    var scheduleLegend: String {
        say("（框：起止；填充：进度；菱形：里程碑；虚线：今日）", " (boxes filled as far as done; diamonds: milestones; dashed: today)")
    }
    var picturesMissing: String {
        say(
            "本机未安装绘图程序 rsvg-convert，以下图形以表格代替（Debian、Ubuntu 可运行 apt-get install librsvg2-bin 安装）。",
            "The program rsvg-convert is not installed on the server, so tables stand in place of drawings (on Debian and Ubuntu: apt-get install librsvg2-bin)."
        )
    }

    /// 发文机关标志: the issuing body, with 文件 behind its name.
    func mark(_ issuer: String) -> String { language == .english || issuer.hasSuffix("文件") ? issuer : issuer + "文件" }

    /// 成文日期: 2026年1月8日; in English 8 January 2026.
    func date(_ day: Day) -> String {
        let (year, month, number) = day.parts
        let months = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
        ]
        return say("\(year)年\(month)月\(number)日", "\(number) \(months[month - 1]) \(year)")
    }

    /// A time in years: 2025年, or with its month where it lies within the year.
    func time(_ time: Double) -> String {
        guard time.isFinite, time.magnitude < 1e5 else { return "—" }
        let year = time.rounded(.down)
        let month = Int(((time - year) * 12 + 0.01).rounded(.down)) + 1
        return month == 1 ? say("\(Int(year))年", "\(Int(year))") : say("\(Int(year))年\(month)月", "\(Int(year))-\(month < 10 ? "0" : "")\(month)")
    }
}
