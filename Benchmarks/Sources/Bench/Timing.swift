/// Seconds that a piece of work took, over repeated runs.
struct Timing {
    private let seconds: [Double]

    /// Runs the work at least `runs` times, and on until `budget` seconds are spent.
    init(runs: Int, budget: Double = 0.5, _ work: () throws -> Void) rethrows {
        let clock = ContinuousClock()
        var seconds: [Double] = []
        var spent = 0.0
        while seconds.count < runs || (spent < budget && seconds.count < 200) {
            let taken = try clock.measure(work) / .seconds(1)
            seconds.append(taken)
            spent += taken
        }
        self.init(seconds: seconds)
    }

    init(seconds: [Double]) { self.seconds = seconds.sorted() }

    /// The run that the rest of the machine disturbed least.
    var min: Double { seconds.first ?? .nan }
    var median: Double { seconds.isEmpty ? .nan : seconds[seconds.count / 2] }
    var runs: Int { seconds.count }
}

/// Where results go that would otherwise be optimised away.
nonisolated(unsafe) private var sink = 0

@inline(never)
func keep(_ value: Int) { sink &+= value }
