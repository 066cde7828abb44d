public import Cryptography
public import Kernel

/// How the server is set up. Nothing of it is secret but the key for sealing.
public struct WebConfiguration: Sendable {
    public var host = "127.0.0.1"
    public var port = 8080
    /// A proxy in front speaks TLS: cookies are Secure, and browsers are told to stay with https.
    public var isBehindTLS = false
    /// Where users act for whom no region is set.
    public var region = Region("")
    /// What the site is called, on pages and in the description of the API.
    public var title = Label("山河", en: "Shanhe")
    /// What the county's ledger is called, unique in the world: who sends alerts.
    public var origin = "shanhe.example/county"
    /// The kinds of the base map, from the lowest up: drawn below everything else.
    public var groundKinds: [String] = []
    public var limits = Limits()
    /// Seals the secrets of one-time codes; without one, one-time codes are not offered.
    public var sealingKey: SealingKey?
    /// Lets a monitor read the metrics from another machine.
    public var metricsToken: String?
    /// What a password hash costs: lower in tests only.
    public var passwordCost = Password.Cost.standard
    public var version = "0"

    public init() {}

    /// How much of everything, so that overload is answered and not absorbed.
    public struct Limits: Sendable {
        /// Requests that are worked on at once; more get 429.
        public var requests = 512
        /// Those of one account, or of one address where nobody signed in.
        public var requestsOfOne = 256
        public var bodyBytes = 1 << 20
        public var fileBytes = 50 << 20
        /// Uploads that are held in memory at once.
        public var uploads = 8
        /// Bytes that one account may upload in a day, so that nobody fills the disk.
        public var uploadBytesOfOne = 2 << 30
        /// Browsers that listen for live updates.
        public var listeners = 500
        /// Those of one account.
        public var listenersOfOne = 100
        /// Password checks that run at once, and that wait.
        public var passwordWorkers = 2
        public var passwordQueue = 16
        /// Failures in a row after which an account is locked, and for how many minutes at first.
        public var failures = 5
        public var lockMinutes = 15
        /// Failures from one address, whatever the accounts, after which it has to wait as long.
        public var failuresOfOne = 100
        /// Hours after which a session that is not used ends.
        public var sessionHours = 12
        /// Seconds for which what a user may do is remembered without looking it up.
        public var actorSeconds = 10
        /// Records of one export.
        public var exportRecords = 1_000_000
        /// The most records of one answer of the API.
        public var pageRecords = 500

        public init() {}
    }
}
