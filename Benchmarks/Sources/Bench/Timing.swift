#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Seconds that a piece of work took, over repeated runs.
struct Timing {
    private let seconds: [Double]

    /// Seconds of the processor, so that what else the machine does counts little. The work keeps to one core.
    ///
    /// Runs the work at least `runs` times, and on until `budget` seconds are spent.
    init(runs: Int, budget: Double = 0.5, _ work: () throws -> Void) rethrows {
        var seconds: [Double] = []
        var spent = 0.0
        while seconds.count < runs || (spent < budget && seconds.count < 200) {
            let start = Timing.processor()
            try work()
            let taken = Timing.processor() - start
            seconds.append(taken)
            spent += taken
        }
        self.init(seconds: seconds)
    }

    /// Seconds that this process has had of the processor.
    private static func processor() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
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
