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
        .planBoard, .enterprises, .projects, .funds, .finance, .transfer, .hazardDesk, .telemetry, .registers, .instrumentSharing,
    ]
}
