import Kernel

/// Which files may be uploaded: the ending of the name, the first bytes and what the browser says must agree.
enum FileSniffer {
    private struct Kind {
        let mediaType: String
        let endings: Set<String>
        /// Each is enough.
        let beginnings: [[UInt8]]
    }

    private static let zip: [[UInt8]] = [[0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06]]
    private static let compound: [[UInt8]] = [[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]]
    private static let office = "application/vnd.openxmlformats-officedocument."

    private static let kinds: [Kind] = [
        Kind(mediaType: "application/pdf", endings: ["pdf"], beginnings: [Array("%PDF-".utf8)]),
        Kind(mediaType: "image/png", endings: ["png"], beginnings: [[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]]),
        Kind(mediaType: "image/jpeg", endings: ["jpg", "jpeg"], beginnings: [[0xFF, 0xD8, 0xFF]]),
        Kind(mediaType: "image/webp", endings: ["webp"], beginnings: [Array("RIFF".utf8)]),
        Kind(mediaType: office + "wordprocessingml.document", endings: ["docx"], beginnings: zip),
        Kind(mediaType: office + "spreadsheetml.sheet", endings: ["xlsx"], beginnings: zip),
        Kind(mediaType: office + "presentationml.presentation", endings: ["pptx"], beginnings: zip),
        Kind(mediaType: "application/vnd.oasis.opendocument.text", endings: ["odt"], beginnings: zip),
        Kind(mediaType: "application/zip", endings: ["zip"], beginnings: zip),
        Kind(mediaType: "application/msword", endings: ["doc", "wps"], beginnings: compound),
        Kind(mediaType: "application/vnd.ms-excel", endings: ["xls", "et"], beginnings: compound),
        Kind(mediaType: "application/ofd", endings: ["ofd"], beginnings: zip),
        Kind(mediaType: "text/plain; charset=utf-8", endings: ["txt", "csv", "md"], beginnings: []),
        Kind(mediaType: "application/json", endings: ["json", "geojson"], beginnings: []),
        Kind(mediaType: "application/vnd.google-earth.kml+xml", endings: ["kml"], beginnings: []),
        Kind(mediaType: "application/vnd.google-earth.kmz", endings: ["kmz"], beginnings: zip),
        Kind(mediaType: "application/geopackage+sqlite3", endings: ["gpkg"], beginnings: [Array("SQLite format 3".utf8)]),
    ]

    /// The media type that the file is kept under.
    ///
    /// - Parameter claimed: what the browser says; empty or `application/octet-stream` where it does not know.
    /// - Throws: ``Refusal/invalid(_:)``.
    static func mediaType(name: String, claimed: String, bytes: [UInt8]) throws(Refusal) -> String {
        let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        guard name.contains("."), let kind = kinds.first(where: { $0.endings.contains(ending) }) else {
            throw refusal(
                "file-type", "不能上传“.\(ending.prefix(10))”文件；可以上传 PDF、图片、Word、Excel、PPT、OFD、ZIP、文本和空间数据",
                "Files of type “.\(ending.prefix(10))” cannot be uploaded")
        }
        if bytes.isEmpty { throw refusal("file-empty", "文件是空的", "The file is empty") }
        let fits = kind.beginnings.isEmpty ? isText(bytes) : kind.beginnings.contains { bytes.starts(with: $0) }
        guard fits, ending != "webp" || bytes.count > 12 && bytes[8..<12].elementsEqual("WEBP".utf8) else {
            throw refusal("file-content", "文件内容与扩展名“.\(ending)”不符", "The content does not fit the ending “.\(ending)”")
        }
        let claim = claimed.split(separator: ";").first.map { $0.lowercased().filter { !$0.isWhitespace } } ?? ""
        let own = kind.mediaType.split(separator: ";").first.map(String.init) ?? ""
        let isVague = ["", "application/octet-stream", "binary/octet-stream"].contains(claim)
        let isText = own.hasPrefix("text/") || own == "application/json"
        let isRelated =
            claim == own
            || isText && (claim.hasPrefix("text/") && claim != "text/html" || claim.contains("json") || claim.contains("csv") || claim.contains("excel"))
            || kind.beginnings == zip && claim.contains("zip")
            || kind.beginnings == compound && (claim.contains("ms") || claim.contains("kingsoft") || claim.contains("wps"))
            || own == "image/jpeg" && claim == "image/jpg"
        guard isVague || isRelated else {
            throw refusal("file-claim", "文件类型“\(claim.prefix(60))”与扩展名不符", "The type “\(claim.prefix(60))” does not fit the ending")
        }
        return kind.mediaType
    }

    /// Whether a browser may show it in a page of ours.
    static func isShown(_ mediaType: String) -> Bool { ["image/png", "image/jpeg", "image/webp", "application/pdf"].contains(mediaType) }

    private static func isText(_ bytes: [UInt8]) -> Bool {
        !bytes.prefix(8000).contains { $0 < 0x09 || $0 == 0x0B || ($0 > 0x0D && $0 < 0x20 && $0 != 0x1B) }
    }

    private static func refusal(_ code: String, _ chinese: String, _ english: String) -> Refusal {
        .invalid([Problem(code, field: "file", chinese, en: english)])
    }
}
