import CPQ
import Foundation
import Kernel

/// One connection to PostgreSQL. Statements are prepared once; values travel beside the text, results come in binary form.
final class PostgresConnection: Connection {
    private var handle: OpaquePointer?
    private let address: String
    private var prepared: [String: String] = [:]
    private var count = 0
    /// Where what this connection commits is announced; nil where nobody asked for it.
    var channel: String?

    init(_ address: String) { self.address = address }
    deinit { if let handle { PQfinish(handle) } }

    var dialect: Dialect { .postgres }

    var isInTransaction: Bool {
        guard let handle else { return false }
        return [PQTRANS_INTRANS, PQTRANS_INERROR, PQTRANS_ACTIVE].contains(PQtransactionStatus(handle))
    }

    /// The connection, opened where it is not or no longer open.
    private func open() throws(SQLFailure) -> OpaquePointer {
        if let handle, PQstatus(handle) == CONNECTION_OK { return handle }
        close()
        guard let fresh = PQconnectdb(address) else { throw SQLFailure(reason: .other, message: "No memory for a connection") }
        handle = fresh
        guard PQstatus(fresh) == CONNECTION_OK else {
            let message = Self.message(fresh)
            close()
            throw SQLFailure(reason: .lost, message: "PostgreSQL cannot be reached: \(message)")
        }
        PQsetNoticeProcessor(fresh, { _, _ in }, nil)
        for setting in ["SET client_encoding = 'UTF8'", "SET standard_conforming_strings = on", "SET plan_cache_mode = auto", "SET synchronous_commit = on"] {
            PQclear(PQexec(fresh, setting))
        }
        return fresh
    }

    /// The process of the server behind the connection.
    var process: Int32 { handle.map { PQbackendPID($0) } ?? 0 }

    /// What was announced on the channels that this connection listens to, with the process that did; waits a while for it.
    ///
    /// - Parameter milliseconds: how long.
    func notifications(waiting milliseconds: Int32) throws(SQLFailure) -> [(process: Int32, message: String)] {
        // Some may have come together with the last answer.
        let waiting = try arrived()
        if !waiting.isEmpty { return waiting }
        var place = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
        return poll(&place, 1, milliseconds) > 0 ? try arrived() : []
    }

    private func arrived() throws(SQLFailure) -> [(process: Int32, message: String)] {
        guard let handle else { throw SQLFailure(reason: .lost, message: "Not connected") }
        guard PQconsumeInput(handle) == 1 else {
            let message = Self.message(handle)
            close()
            throw SQLFailure(reason: .lost, message: "The connection to PostgreSQL was lost: \(message)")
        }
        var found: [(process: Int32, message: String)] = []
        while let notification = PQnotifies(handle) {
            found.append((notification.pointee.be_pid, String(cString: notification.pointee.extra)))
            PQfreemem(notification)
        }
        return found
    }

    func close() {
        if let handle { PQfinish(handle) }
        handle = nil
        prepared = [:]
    }

    /// Prepared statements that may no longer fit are forgotten.
    func forget() {
        if let handle, !prepared.isEmpty { PQclear(PQexec(handle, "DEALLOCATE ALL")) }
        prepared = [:]
    }

    @discardableResult
    func run(_ sql: SQL, _ row: (any RowReader) -> Void) throws(SQLFailure) -> Int {
        // Inside a transaction a lost connection is not opened again: what was done in it is gone.
        let handle = if let handle, !prepared.isEmpty || isInTransaction { handle } else { try open() }
        let result: OpaquePointer?
        if sql.values.isEmpty, !sql.text.hasPrefix("SELECT") {
            result = PQexec(handle, sql.text)
        } else {
            result = try execute(try name(of: sql, handle), sql, handle)
        }
        defer { PQclear(result) }
        try check(result, handle)
        let rows = PQntuples(result)
        if rows > 0, let result {
            for number in 0..<rows { row(PostgresRow(result: result, number: number)) }
        }
        return Int(String(cString: PQcmdTuples(result))) ?? 0
    }

    private func name(of sql: SQL, _ handle: OpaquePointer) throws(SQLFailure) -> String {
        if let name = prepared[sql.text] { return name }
        if prepared.count >= 500, PQtransactionStatus(handle) != PQTRANS_INERROR { forget() }
        count += 1
        let name = "s\(count)"
        let result = PQprepare(handle, name, sql.text, 0, nil)
        defer { PQclear(result) }
        try check(result, handle)
        prepared[sql.text] = name
        return name
    }

    private func execute(_ name: String, _ sql: SQL, _ handle: OpaquePointer) throws(SQLFailure) -> OpaquePointer? {
        var bytes: [UInt8] = []
        var places: [(start: Int, length: Int, format: Int32)?] = []
        for value in sql.values {
            let start = bytes.count
            var format: Int32 = 1
            switch value {
            case .null:
                places.append(nil)
                continue
            case .integer(let value):
                format = 0
                bytes += String(value).utf8
            case .real(let value):
                format = 0
                bytes += "\(value)".utf8
            case .text(let value):
                if value.utf8.contains(0) { throw SQLFailure(reason: .other, message: "A text holds a character of code 0") }
                bytes += value.utf8
            case .bytes(let value): bytes += value
            }
            places.append((start, bytes.count - start, format))
            bytes.append(0)
        }
        return bytes.withUnsafeBufferPointer { buffer in
            let letters = UnsafeRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self)
            let values = places.map { place in place.flatMap { place in letters.map { $0 + place.start } } }
            let lengths = places.map { Int32($0?.length ?? 0) }
            let formats = places.map { $0?.format ?? 0 }
            return PQexecPrepared(handle, name, Int32(places.count), values, lengths, formats, 1)
        }
    }

    private func check(_ result: OpaquePointer?, _ handle: OpaquePointer) throws(SQLFailure) {
        let status = PQresultStatus(result)
        if status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK { return }
        if PQstatus(handle) != CONNECTION_OK {
            let message = Self.message(handle)
            close()
            throw SQLFailure(reason: .lost, message: "The connection to PostgreSQL was lost: \(message)")
        }
        func field(_ code: Character) -> String? {
            guard let letter = code.asciiValue, let text = PQresultErrorField(result, Int32(letter)) else { return nil }
            return String(cString: text)
        }
        // C: the SQLSTATE, M: the message, n: the constraint, t: the table.
        let message = field("M") ?? Self.message(handle)
        let reason: SQLFailure.Reason =
            switch field("C") ?? "" {
            case "23505": .unique(columns: [], constraint: field("n"))
            case "23503": .foreignKey(constraint: field("n"), table: field("t"))
            case "53100": .full
            case "53300", "55P03": .busy
            case "40001", "40P01": .serialization
            case "57P01", "57P02", "57P03", "08006", "08003": .lost
            default: .other
            }
        if reason == .lost { close() }
        throw SQLFailure(reason: reason, message: message)
    }

    private static func message(_ handle: OpaquePointer) -> String {
        let text = String(cString: PQerrorMessage(handle))
        return text.split(separator: "\n").joined(separator: " ")
    }
}

private struct PostgresRow: RowReader {
    let result: OpaquePointer
    let number: Int32

    private func raw(_ place: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: PQgetvalue(result, number, Int32(place)), count: Int(PQgetlength(result, number, Int32(place))))
    }

    func isNull(_ place: Int) -> Bool { PQgetisnull(result, number, Int32(place)) == 1 }

    /// Numbers come with the highest byte first, in 1, 2, 4 or 8 bytes.
    func integer(_ place: Int) -> Int64 {
        let bytes = raw(place)
        guard let first = bytes.first else { return 0 }
        var value: Int64 = bytes.count > 1 && first >= 0x80 ? -1 : 0
        for byte in bytes { value = value << 8 | Int64(byte) }
        return value
    }
    func text(_ place: Int) -> String { String(decoding: raw(place), as: UTF8.self) }
    func bytes(_ place: Int) -> [UInt8] { Array(raw(place)) }

    func stored(_ place: Int) -> Stored {
        if isNull(place) { return .null }
        // The numbers of PostgreSQL's built-in types: bool, int8, int2, int4, float8.
        return switch PQftype(result, Int32(place)) {
        case 16, 20, 21, 23: .integer(integer(place))
        case 701: .real(Double(bitPattern: UInt64(bitPattern: integer(place))))
        default: .text(text(place))
        }
    }
}
