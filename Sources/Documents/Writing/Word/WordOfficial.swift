/// 版头: the upper part of the first page of an official document (GB/T 9704—2012, 7.2).
public struct WordLetterhead: Sendable, Equatable {
    /// 发文机关标志, in red: the issuing body, usually with 文件 behind its name.
    public var mark: String
    /// 发文字号, for example `云科发〔2026〕3号`.
    public var documentNumber: String
    /// 签发人, of documents that go to a higher body.
    public var signers: [String]
    /// 份号: six digits.
    public var copyNumber: String?
    /// 密级和保密期限, for example `机密★1年`.
    public var secrecy: String?
    /// 紧急程度: 特急 or 加急.
    public var urgency: String?

    /// A letterhead; most documents need only the first two.
    public init(
        mark: String, documentNumber: String, signers: [String] = [], copyNumber: String? = nil, secrecy: String? = nil, urgency: String? = nil
    ) {
        self.mark = mark
        self.documentNumber = documentNumber
        self.signers = signers
        self.copyNumber = copyNumber
        self.secrecy = secrecy
        self.urgency = urgency
    }
}

/// 发文机关署名 and 成文日期 (GB/T 9704—2012, 7.3.5).
public struct WordSignature: Sendable, Equatable {
    /// The issuing bodies, one below the other.
    public var issuers: [String]
    /// With Arabic digits and without leading zeros: `2026年1月8日`.
    public var date: String
    /// Whether a seal will stand on it: then the date keeps four characters from the right and the issuer stands
    /// centred above it, with room for the seal.
    public var hasSeal: Bool

    /// A signature made of its parts.
    public init(issuers: [String], date: String, hasSeal: Bool = true) {
        self.issuers = issuers
        self.date = date
        self.hasSeal = hasSeal
    }
}

/// 版记: the foot of the last page (GB/T 9704—2012, 7.4).
public struct WordImprint: Sendable, Equatable {
    /// 抄送: who gets copies, without the word and the full stop.
    public var copies: String?
    /// 印发机关.
    public var printer: String
    /// 印发日期, without 印发: `2026年1月9日`.
    public var date: String

    /// An imprint made of its parts.
    public init(copies: String? = nil, printer: String, date: String) {
        self.copies = copies
        self.printer = printer
        self.date = date
    }
}

/// The fonts of a document by what they are for.
public struct WordFonts: Sendable, Equatable {
    /// 小标宋, of the letterhead and the title.
    public var title: String
    /// 黑体, of headings of level 1.
    public var heading: String
    /// 楷体, of headings of level 2 and of signers.
    public var subheading: String
    /// 仿宋, of all else.
    public var body: String
    /// 宋体, of page numbers.
    public var pageNumber: String
    /// Of Latin letters and digits.
    public var latin: String

    /// The fonts that official documents use. Where one is missing, programs take the replacements that the
    /// document names: other editions of the font, then Noto.
    public static let official = WordFonts(
        title: "方正小标宋简体", heading: "黑体", subheading: "楷体_GB2312", body: "仿宋_GB2312", pageNumber: "宋体", latin: "Times New Roman")

    /// Fonts that are free for everyone, for documents that a server without the official ones turns into PDF.
    public static let free = WordFonts(
        title: "Noto Serif CJK SC", heading: "Noto Sans CJK SC", subheading: "Noto Serif CJK SC", body: "Noto Serif CJK SC",
        pageNumber: "Noto Serif CJK SC", latin: "Noto Serif CJK SC")

    /// Fonts made of their names.
    public init(title: String, heading: String, subheading: String, body: String, pageNumber: String, latin: String) {
        self.title = title
        self.heading = heading
        self.subheading = subheading
        self.body = body
        self.pageNumber = pageNumber
        self.latin = latin
    }
}
