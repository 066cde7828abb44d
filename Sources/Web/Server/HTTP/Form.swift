import HTTPTypes
import Kernel

/// What a form sent: texts by name, and files.
struct Form: Sendable {
    struct File: Sendable {
        let field: String
        let name: String
        let mediaType: String
        let bytes: [UInt8]
    }

    var texts = Parameters()
    var files: [File] = []

    subscript(name: String) -> String { texts[name] ?? "" }

    /// Reads a form and makes sure that it was made for the session of whoever sends it.
    ///
    /// - Throws: ``WebFailure/formToken`` where the token is missing or another session's.
    static func read(_ call: Call, limit: Int, needsToken: Bool = true) async throws -> Form {
        let form = try await parsed(call, limit: limit)
        if needsToken, let session = call.visitor.session {
            guard let token = call.fields[.formToken] ?? form.texts["token"], session.accepts(token) else { throw WebFailure.formToken }
        }
        return form
    }

    private static func parsed(_ call: Call, limit: Int) async throws -> Form {
        let type = call.fields[.contentType] ?? ""
        var form = Form()
        if type.lowercased().hasPrefix("application/x-www-form-urlencoded") || type.isEmpty {
            form.texts = Parameters(parsing: String(decoding: try await call.bytes(upTo: limit), as: UTF8.self))
        } else if type.lowercased().hasPrefix("multipart/form-data") {
            guard let boundary = parameter("boundary", of: type), (1...70).contains(boundary.utf8.count) else { throw WebFailure.malformed("boundary") }
            try form.take(Multipart.parts(try await call.bytes(upTo: limit), boundary: boundary))
        } else {
            throw WebFailure.unsupportedMediaType(expected: "application/x-www-form-urlencoded, multipart/form-data")
        }
        return form
    }

    private mutating func take(_ parts: [Multipart.Part]) throws {
        for part in parts {
            guard let disposition = part.headers["content-disposition"], let field = Form.parameter("name", of: disposition) else { continue }
            if let name = Form.parameter("filename", of: disposition) {
                if name.isEmpty, part.body.isEmpty { continue }
                files.append(File(field: field, name: name, mediaType: part.headers["content-type"] ?? "", bytes: Array(part.body)))
            } else {
                guard let text = String(validating: part.body, as: UTF8.self) else { throw WebFailure.malformed("UTF-8") }
                texts.append(field, text)
            }
        }
    }

    /// `name="value"` of a header field.
    static func parameter(_ name: String, of header: String) -> String? {
        for part in header.split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].filter({ !$0.isWhitespace }).lowercased() == name else { continue }
            let value = pair[1].drop { $0 == " " }
            if value.first == "\"" { return String(value.dropFirst().prefix { $0 != "\"" }) }
            return String(value.prefix { $0 != " " })
        }
        return nil
    }
}

/// `multipart/form-data` (RFC 7578).
enum Multipart {
    struct Part: Sendable {
        /// By small-letter name.
        let headers: [String: String]
        let body: ArraySlice<UInt8>
    }

    static func parts(_ bytes: [UInt8], boundary: String) throws -> [Part] {
        let mark = Array("--\(boundary)".utf8)
        var parts: [Part] = []
        guard var place = find(mark, in: bytes, from: 0) else { throw WebFailure.malformed("multipart") }
        while true {
            place += mark.count
            if bytes[place...].starts(with: "--".utf8) { return parts }
            guard bytes[place...].starts(with: "\r\n".utf8), let end = find([13, 10] + mark, in: bytes, from: place) else {
                throw WebFailure.malformed("multipart")
            }
            place += 2
            guard parts.count < 500, let head = find([13, 10, 13, 10], in: bytes, from: place - 2), head <= end else { throw WebFailure.malformed("multipart") }
            parts.append(Part(headers: headers(bytes[min(place, head)..<head]), body: bytes[min(head + 4, end)..<end]))
            place = end + 2
        }
    }

    private static func headers(_ bytes: ArraySlice<UInt8>) -> [String: String] {
        var headers: [String: String] = [:]
        for line in String(decoding: bytes.prefix(4000), as: UTF8.self).split(whereSeparator: \.isNewline) {
            let pair = line.split(separator: ":", maxSplits: 1)
            if pair.count == 2 { headers[pair[0].lowercased()] = String(pair[1].drop { $0 == " " }) }
        }
        return headers
    }

    private static func find(_ pattern: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard let first = pattern.first, start >= 0, bytes.count >= pattern.count else { return nil }
        var place = start
        while place <= bytes.count - pattern.count {
            if bytes[place] == first, bytes[place..<place + pattern.count].elementsEqual(pattern) { return place }
            place += 1
        }
        return nil
    }
}
