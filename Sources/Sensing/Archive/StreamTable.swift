/// The streams of an archive: their names and numbers, how far each has forgotten, its newest sample, how many it has.
struct StreamTable: Sendable {
    struct State: Sendable {
        var name: String
        /// Samples before this moment are gone.
        var floor = Int64.min
        var isRemoved = false
        var count = 0
        var latest: Sample?
    }

    private(set) var states: [State] = []
    private var numbers: [String: UInt32] = [:]

    subscript(_ stream: UInt32) -> State {
        get { states[Int(stream)] }
        _modify { yield &states[Int(stream)] }
    }

    func number(of name: String) -> UInt32? { numbers[name] }
    func isKnown(_ stream: UInt32) -> Bool { stream < states.count && !states[Int(stream)].isRemoved }

    /// What happened to streams, in order: as it stands in the file.
    enum Event: Sendable {
        case declare(UInt32, String)
        case forget(UInt32, before: Int64)
        case remove(UInt32)
    }

    mutating func apply(_ event: Event) {
        switch event {
        case .declare(let number, let name):
            makeRoom(for: number)
            states[Int(number)] = State(name: name)
            if !name.isEmpty { numbers[name] = number }
        case .forget(let number, let time):
            makeRoom(for: number)
            states[Int(number)].floor = max(states[Int(number)].floor, time)
        case .remove(let number):
            makeRoom(for: number)
            let name = states[Int(number)].name
            if numbers[name] == number { numbers[name] = nil }
            states[Int(number)] = State(name: name, isRemoved: true)
        }
    }

    /// A number that a file names was given, even where the line that gave it was lost.
    mutating func makeRoom(for number: UInt32) {
        while states.count <= Int(number) { states.append(State(name: "")) }
    }

    /// The shortest list of events that leads here.
    var events: [Event] {
        states.enumerated().flatMap { number, state -> [Event] in
            let declared = Event.declare(UInt32(number), state.name)
            if state.isRemoved { return [declared, .remove(UInt32(number))] }
            return state.floor == .min ? [declared] : [declared, .forget(UInt32(number), before: state.floor)]
        }
    }
}

extension StreamTable.Event {
    func append(to bytes: inout [UInt8]) {
        switch self {
        case .declare(let number, let name):
            bytes.append(1)
            bytes.append(varint: UInt64(number))
            bytes.append(varint: name.utf8.count)
            bytes += name.utf8
        case .forget(let number, let time):
            bytes.append(2)
            bytes.append(varint: UInt64(number))
            bytes.append(signed: time)
        case .remove(let number):
            bytes.append(3)
            bytes.append(varint: UInt64(number))
        }
    }

    static func read(_ content: [UInt8]) throws(Malformed) -> [StreamTable.Event] {
        try ByteReader.read(content + [UInt8](repeating: 0, count: ByteReader.padding)) { (reader) throws(Malformed) in
            var events: [StreamTable.Event] = []
            while !reader.isAtEnd {
                let kind = try reader.byte()
                // Each number is given by a line of its own, so no archive has more than this.
                let number = UInt32(try reader.count(upTo: Archive.mostStreams - 1))
                switch kind {
                case 1: events.append(.declare(number, try reader.text(try reader.count(upTo: Archive.longestName))))
                case 2: events.append(.forget(number, before: try reader.signed()))
                case 3: events.append(.remove(number))
                default: throw Malformed()
                }
            }
            return events
        }
    }
}
