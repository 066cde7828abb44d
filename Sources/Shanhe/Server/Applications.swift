import Enterprises
import Finance
import InstrumentSharing
import Kernel
import PlanBoard
import Registers

extension Application {
    /// The applications that this program runs, in the order of the navigation. Adding one is one line here.
    static let all: [Application] = [.planBoard, .enterprises, .finance, .registers, .instrumentSharing]
}
