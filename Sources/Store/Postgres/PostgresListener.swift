import CPQ
import Dispatch
import Foundation
import Kernel
import Synchronization

/// Waits on a connection of its own for what other programs announce; connects again when the connection is lost.
final class PostgresListener: Sendable {
    private let address: String
    /// The process of the server that writes for this program: what it announces is known already.
    private let own: @Sendable () -> Int32
    private let heard: @Sendable ([Committed]?) -> Void
    private let isClosed = Atomic<Bool>(false)
    private let thread = DispatchQueue(label: "store.listen")
    /// How long the socket is waited for before it is asked whether to stop.
    private static let patience: Int32 = 200

    init(_ address: String, own: @escaping @Sendable () -> Int32, heard: @escaping @Sendable ([Committed]?) -> Void) {
        self.address = address
        self.own = own
        self.heard = heard
    }

    /// Returns when it listens, or when a first attempt has failed; it is tried again then.
    func start() async {
        await withCheckedContinuation { (begun: CheckedContinuation<Void, Never>) in
            thread.async { self.run { begun.resume() } }
        }
    }

    func close() async {
        isClosed.store(true, ordering: .relaxed)
        await withCheckedContinuation { continuation in thread.async { continuation.resume() } }
    }

    private func run(_ begun: () -> Void) {
        var isFirst = true
        while !isClosed.load(ordering: .relaxed) {
            let connection = PostgresConnection(address)
            do throws(SQLFailure) {
                try connection.run("LISTEN \(try Announcement.channel(connection))")
                if isFirst { begun() } else { heard(nil) }
                isFirst = false
                try listen(connection)
            } catch {
                if isFirst { begun() }
                isFirst = false
                for _ in 0..<10 where !isClosed.load(ordering: .relaxed) { Thread.sleep(forTimeInterval: 0.1) }
            }
            connection.close()
        }
    }

    private func listen(_ connection: PostgresConnection) throws(SQLFailure) {
        while !isClosed.load(ordering: .relaxed) {
            for (process, message) in try connection.notifications(waiting: PostgresListener.patience) where process != own() {
                heard(Announcement.changes(in: message))
            }
        }
    }
}
