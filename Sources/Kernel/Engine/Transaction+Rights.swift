/// Who may decide over the rights of others: the one place where it is decided. That it takes the permission to configure is in
/// ``Actor/reach(_:_:)``; here is how far that goes.
extension Transaction {
    /// Nobody gives what they do not have themselves for good, and nobody changes who may do more than they.
    ///
    /// - Throws: ``Refusal/forbidden(_:kind:)`` where the record as it is lies beyond the actor, ``Refusal/invalid(_:)`` where what is entered does.
    func checkRights(_ schema: Schema, before: StoredRecord?, after: StoredRecord?) throws {
        if let after, schema.name == RecordName.of(CustomField.self) { try checkCustomField(Row<CustomField>(after), schema) }
        guard schema.isGoverning, !actor.isProgram else { return }
        let action: Action = before == nil ? .create : after == nil ? .delete : .update
        switch schema.name {
        case RecordName.of(User.self):
            let before = before.map { Row<User>($0) }
            if let before, !surplus(of: before).isEmpty { throw refusal(action, schema) }
            let problems = after.map { unknownRoles(of: Row<User>($0), before) + surplus(of: Row<User>($0)) } ?? []
            if !problems.isEmpty { throw Refusal.invalid(problems) }
        case RecordName.of(Token.self):
            for token in [before, after].compactMap(\.self) { try checkUser(Row<Token>(token).user, action, schema) }
        case RecordName.of(Delegation.self):
            for delegation in [before, after].compactMap({ $0 }).map(Row<Delegation>.init) { try checkUser(delegation.giver, action, schema) }
            if let after { try checkDeputy(Row<Delegation>(after)) }
        default: break
        }
    }

    /// What a user may do and the actor may not, as problems with the fields that say it: a role, a region, an organisation.
    private func surplus(of user: Row<User>) -> [Problem] {
        let isAdministrator = actor.ownRoles.contains(Role.administrator.code)
        var problems: [Problem] = []
        let roles = user.roles ?? []
        if !isAdministrator {
            for code in roles where !actor.ownRoles.contains(code) {
                let label = catalog.roles[code]?.label ?? Label(code, en: code)
                problems.append(
                    Problem(
                        "beyond-own", field: "roles", "“\(label.chinese)”不是您自己的角色，不能授予或变更",
                        en: "“\(label.english)” is not a role of yours, so you cannot give it or change who has it"))
            }
            let reaches = catalog.reaches(of: roles)
            if reaches.contains(where: { $0 < .all && $0 > .own }), let unit = user.unit, unit.id.text != actor.organisation {
                problems.append(Problem("beyond-own", field: "unit", "只能是您自己的单位", en: "must be your own organisation"))
            }
            if reaches.contains(.department), let section = user.section, section.id.text != actor.department {
                problems.append(Problem("beyond-own", field: "section", "只能是您自己的部门", en: "must be your own department"))
            }
        }
        if !actor.region.contains(user.actsWithin) {
            problems.append(Problem("beyond-own", field: "scope", "超出您的管辖区域 \(actor.region.code)", en: "lies outside your own region (\(actor.region.code))"))
        }
        return problems
    }

    /// Roles that nobody declares; those that a removed application left stay where they were.
    private func unknownRoles(of user: Row<User>, _ before: Row<User>?) -> [Problem] {
        let known = Set(before?.roles ?? [])
        return (user.roles ?? []).filter { catalog.roles[$0] == nil && !known.contains($0) }.map {
            Problem("unknown-role", field: "roles", "没有“\($0.clipped)”这个角色", en: "There is no role called “\($0.clipped)”")
        }
    }

    /// Acts for oneself, or for someone who may do no more than the actor.
    private func checkUser(_ reference: Reference<User>, _ action: Action, _ schema: Schema) throws {
        if reference.id.text == actor.id { return }
        guard let user = try writer.record(RecordName.of(User.self), reference.id).map({ Row<User>($0) }), surplus(of: user).isEmpty else {
            throw refusal(action, schema)
        }
    }

    private func checkDeputy(_ delegation: Row<Delegation>) throws {
        let name = RecordName.of(User.self)
        guard let giver = try writer.record(name, delegation.giver.id), let taker = try writer.record(name, delegation.taker.id) else { return }
        guard catalog.mayStandIn(Row<User>(taker), for: Row<User>(giver)) else {
            throw Refusal.invalid([
                Problem(
                    "beyond-own", field: "taker", "受托人的管辖区域或单位超出委托人，权限会因此扩大；请另选受托人",
                    en:
                        "The deputy acts in a wider region or another organisation than the giver, who would give more than they have; please choose someone else"
                )
            ])
        }
    }

    /// A field of the county has a name that is free in a kind that exists, or the tables could not be made at the next start.
    private func checkCustomField(_ row: Row<CustomField>, _ schema: Schema) throws {
        guard let target = catalog.schema(row.recordKind), !target.isHidden else {
            throw Refusal.invalid([
                Problem(
                    "unknown-kind", field: "recordKind", "没有“\(row.recordKind.clipped)”这种记录",
                    en: "There is no kind of record called “\(row.recordKind.clipped)”")
            ])
        }
        guard actor.may(.configure, target) else {
            throw Refusal.invalid([
                Problem("beyond-own", field: "recordKind", "您不能配置“\(target.label.chinese)”", en: "You may not configure “\(target.label.english)”")
            ])
        }
        let others = try writer.records(Query(schema.name, where: .compare("recordKind", .equal, .text(row.recordKind)), limit: 1000))
        guard !target.hasColumn(like: row.name), !others.contains(where: { Row<CustomField>($0).name.lowercased() == row.name.lowercased() }) else {
            throw Refusal.invalid([
                Problem("taken", field: "name", "已有名为“\(row.name)”的字段，请换一个字段名", en: "There is a field called “\(row.name)” already; please choose another name")
            ])
        }
    }
}

extension Row<User> {
    /// The region that they act within: as was set, else the one that their record belongs to.
    public var actsWithin: Region { self.scope ?? meta.region }
}

extension Catalog {
    /// How far roles reach.
    func reaches(of codes: [String]) -> Set<Reach> { Set(codes.compactMap { roles[$0] }.flatMap(\.grants).map(\.reach)) }

    /// Whether the roles of `giver` reach no farther in the hands of `taker`: not beyond the region, and where they reach an organisation or a
    /// department, not into another one.
    public func mayStandIn(_ taker: Row<User>, for giver: Row<User>) -> Bool {
        let reaches = reaches(of: giver.roles ?? [])
        guard giver.actsWithin.contains(taker.actsWithin) else { return false }
        if reaches.contains(.department), taker.section != giver.section { return false }
        return !reaches.contains { $0 == .department || $0 == .organisation } || taker.unit == giver.unit
    }
}
