import Enterprises
import Finance
import Funds
import HazardDesk
import InstrumentSharing
import Kernel
import PlanBoard
import Projects
import Registers
import Telemetry
import Transfer

extension Application {
    /// The applications that this program runs, in the order of the navigation. Adding one is one line here.
    static let all: [Application] = [
        .planBoard, .enterprises, .projects, .funds, .finance, .transfer, .hazardDesk, .telemetry, .registers, .instrumentSharing, groundMap(of: []),
    ]

    /// Those that are installed; all where none is named.
    static func installed(_ names: [String]) -> [Application] {
        let chosen = all.filter { names.isEmpty || names.contains($0.name) }
        return chosen.map { $0.name == groundMapName ? groundMap(of: chosen) : $0 }
    }

    /// Everyone who works with one of the applications sees the base map; the plan office keeps it.
    private static func groundMap(of applications: [Application]) -> Application {
        groundMap(seenBy: applications.flatMap(\.roles), keptBy: ["planOffice"])
    }
}
