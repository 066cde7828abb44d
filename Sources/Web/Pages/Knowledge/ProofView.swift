public import Kernel

/// All changes of one record.
///
/// GET ``Address/history(kind:_:)`` with `before` (an index) for older ones.
public struct HistoryView: View {
    public let schema: Schema
    public let flow: FlowTable?
    public let record: RecordID
    public let recordTitle: String
    public let changes: [ChangeItem]
    public let names: Names
    public let older: Address?

    public init(
        schema: Schema, flow: FlowTable? = nil, record: RecordID, recordTitle: String, changes: [ChangeItem], names: Names = Names(), older: Address? = nil
    ) {
        self.schema = schema
        self.flow = flow
        self.record = record
        self.recordTitle = recordTitle
        self.changes = changes
        self.names = names
        self.older = older
    }

    public func title(_ visit: Visit) -> String { visit.words.history }

    public func write(to html: inout HTML, _ visit: Visit) {
        html.head(
            visit.words.history,
            above: { $0.trail([(visit.say(schema.label.plural), .list(kind: schema.name)), (recordTitle, .record(kind: schema.name, record))], visit) })
        html.element("section", class: "card narrow") { html in
            if changes.isEmpty { return html.element("p", class: "hint", text: visit.words.noHistory) }
            Timeline(items: changes, schema: schema, flow: flow, names: names).write(to: &html, visit)
        }
        if let older { html.element("nav", class: "paging") { $0.button(visit.words.nextPage, older, .right) } }
    }
}

/// The proof that one change stands unaltered in the ledger, with everything that is needed to check it without this program.
///
/// GET ``Address/proofFile(index:)`` and ``Address/checkpoint``: text.
public struct ProofView: View {
    public let kind: Label
    public let recordTitle: String
    public let change: ChangeItem
    public let schema: Schema?
    public let names: Names
    /// In hexadecimal.
    public let leafHash: String
    /// From the leaf up, in hexadecimal, and on which side each stands.
    public let path: [PathNode]
    public let rootHash: String
    public let treeSize: Int64
    public let checkpoint: String
    /// What the server found when it computed the root again.
    public let holds: Bool

    public struct PathNode: Sendable {
        public let hash: String
        public let isLeft: Bool
        public init(hash: String, isLeft: Bool) {
            self.hash = hash
            self.isLeft = isLeft
        }
    }

    public init(
        kind: Label, recordTitle: String, change: ChangeItem, schema: Schema? = nil, names: Names = Names(), leafHash: String, path: [PathNode],
        rootHash: String, treeSize: Int64, checkpoint: String, holds: Bool
    ) {
        self.kind = kind
        self.recordTitle = recordTitle
        self.change = change
        self.schema = schema
        self.names = names
        self.leafHash = leafHash
        self.path = path
        self.rootHash = rootHash
        self.treeSize = treeSize
        self.checkpoint = checkpoint
        self.holds = holds
    }

    public func title(_ visit: Visit) -> String { "\(visit.words.proof) · \(visit.words.entryNumber(change.index))" }

    public func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.head(
            words.proof,
            above: { html in
                html.trail([(visit.say(kind.plural), .list(kind: change.kind)), (recordTitle, .record(kind: change.kind, change.record))], visit)
            },
            buttons: { $0.button(words.downloadProof, .proofFile(index: change.index), .download) })
        html.element("div", class: "proof-page") { html in
            html.element("section", .class("verdict card"), .data("tone", holds ? "good" : "bad")) { html in
                html.icon(holds ? .check : .alert)
                html.element("div") { html in
                    html.element("h2", text: holds ? words.holds : words.doesNotHold)
                    html.element("p", text: holds ? words.proofMeaning : words.proofBroken)
                }
            }
            html.element("section", class: "card") { html in
                html.element("h2", text: words.entryNumber(change.index))
                Timeline(items: [change], schema: schema, flow: nil, names: names).write(to: &html, visit)
            }
            html.element("section", class: "card") { html in
                html.element("h2", text: words.inclusionPath)
                html.element("ol", class: "hashes") { html in
                    hash(words.leafHash, leafHash, to: &html)
                    for (index, node) in path.enumerated() {
                        hash("\(words.level(index + 1)) · \(node.isLeft ? words.left : words.right)", node.hash, to: &html)
                    }
                    hash(words.checkpointText, rootHash, to: &html)
                }
            }
            html.element("section", class: "card") { html in
                html.element("h2", text: words.checkpointText)
                html.element("pre", text: checkpoint)
                html.element("p", class: "hint", text: words.proofTool)
            }
        }
    }

    private func hash(_ label: String, _ value: String, to html: inout HTML) {
        html.element("li") { html in
            html.element("span", text: label)
            html.element("code", text: value)
        }
    }
}
