import Foundation

/// Other software on the same work, as far as it does it: a script of peers/ each, run by Python where it has the library.
struct Peer: Decodable {
    /// The library and its version.
    var name: String
    /// What it does with the input.
    var work: String
    var bytes: Int
    var seconds: [Double]

    var timing: Timing { Timing(seconds: seconds) }

    /// Runs one script; nil where its library is missing.
    static func run(_ script: String, _ arguments: [String], python: String) -> Peer? {
        Programs.output(python, [script] + arguments).flatMap { try? JSONDecoder().decode(Peer.self, from: Data($0.utf8)) }
    }
}
