import Kernel

extension Guide {
    /// 资金政策科
    static let fundOffice = Guide(
        "fund-office", "政策制定与兑现", en: "Making and delivering policy", for: Label("资金政策科", en: "The fund office"), roles: ["fundOffice"],
        summary: Label(
            "把政策写成条款，先试算再发布；审核、评审、公示企业的申请；发放创新券。", en: "Write policy as clauses, try them before they hold; check, review and announce claims; issue vouchers."),
        [
            Guide.Task(
                "写一条条款", en: "Write a clause", at: .list(kind: "policyClause"),
                steps: [
                    Label("先建“政策文件”，再新建“政策条款”，写条件和金额公式。", en: "Enter the policy, then a clause with its conditions and its amount."),
                    Label("条件每行一个，如：研发费用 ≥ 50万元；高新技术企业；规模以上 或 职工总数 ≥ 20。", en: "One condition a line: 研发费用 ≥ 50万元; 高新技术企业."),
                    Label(
                        "公式如：1% × 上年研发费用 + 5% × 取大(0, 研发费用 − 上年研发费用)。分档写 分档(研发费用; 50万元: 2万元; 500万元: 5万元)。",
                        en: "Amounts such as 1% × 上年研发费用; steps as 分档(研发费用; 50万元: 2万元)."),
                    Label("点“试算”，看谁增加、谁减少、要多少钱，再点“发布”。", en: "Press “Try”, see who gains, who loses and what it costs, then “Publish”."),
                ], result: Label("到施行日期自动生效；旧版本到前一天为止。", en: "It holds from its day; the version before ends the day before."),
                troubles: [
                    Label("提示“没有……这个数据项”：按提示改成系统里的名称。", en: "“There is no figure …”: use the name that is proposed."),
                    Label("已发布的条款不能改：点“拟订新版本”。", en: "A published clause cannot be changed: press “Draft a new version”."),
                ]),
            Guide.Task(
                "办理一件申请", en: "See a claim through", at: .page(application: "funds", code: "fundDesk"),
                steps: [
                    Label("待办里打开申请，核对材料和数据，点“受理”或“退回补正”。", en: "Open it from the inbox, compare, press “Accept” or “Return”."),
                    Label("评审后点“评审核定”，填核定比例和意见，再点“报财政确认”。", en: "After the review press “Review”, give share and opinion, then “To the finance bureau”."),
                    Label("财政确认后点“公示”，五个工作日期满点“列入支付”。", en: "When the budget is confirmed press “Announce”; after five working days “To be paid”."),
                ], result: Label("支付后自动进入“财政支持项目”，各部门都查得到。", en: "When paid it is in the index of supported projects."),
                troubles: [
                    Label("“疑似重复支持”：核对后点“排除重复支持”写明理由，或不予支持。", en: "“Supported already”: compare, then say why it is not the same, or refuse it."),
                    Label("“未核实”：先在“企业年度数据”核实。", en: "“Not verified”: have the yearly figures verified first."),
                ]),
            Guide.Task(
                "发放创新券", en: "Issue a voucher", at: .list(kind: "voucher"),
                steps: [
                    Label("打开待发放的券，点“发放创新券”，填面额、抵扣比例、有效期。", en: "Open it, press “Issue a voucher”, give face, share and end."),
                    Label("企业确认服务后，在“创新券使用”点“兑付”。到期未用完的点“到期结清”。", en: "When the enterprise has confirmed, press “Settle”; close what has ended."),
                ], result: Label("面额从预算预留，未用的退回。", en: "Its face is kept in the budget; what is not used is free again.")),
            Guide.Task(
                "看政策有没有用", en: "See whether a policy worked", at: .page(application: "funds", code: "policyEffect"),
                steps: [Label("选条款、看什么、哪一年、几年后。", en: "Choose the clause, what to look at, the year and how long after.")],
                result: Label("写明作用多大、有多大把握、谁与谁相比；企业太少时不给结论。", en: "It says how large, how sure, and who was compared; with too few firms nothing.")),
        ])

    /// 财政局
    static let financeBureau = Guide(
        "finance-bureau", "预算与支付", en: "Budget and payments", for: Label("财政局", en: "The finance bureau"), roles: ["financeBureau"],
        summary: Label("下达额度，确认预算，把支付文件送银行，核对回单。", en: "Enter budget lines, confirm claims, send payments to the bank, match its results."),
        [
            Guide.Task(
                "下达额度、确认预算", en: "Lines and claims", at: .page(application: "funds", code: "financeDesk"),
                steps: [
                    Label("新建“年度预算额度”。", en: "Enter the line of the year."),
                    Label("待确认的申请点“确认预算”，金额即预留。", en: "Press “Confirm the budget”: the amount is reserved."),
                ], result: Label("预留加支付不会超过额度。", en: "Reserved and paid never exceed the limit."),
                troubles: [Label("“额度不足”：追加预算，或退回评审核减。", en: "“Not enough left”: raise the line, or send it back to the review.")]),
            Guide.Task(
                "支付", en: "Pay", at: .page(application: "funds", code: "financeDesk"),
                steps: [
                    Label("点“生成支付清单”，打开清单，点“导出支付文件”，在列表上导出 Excel 或 CSV。", en: "Make a payment list, open it, export its payments as Excel or CSV."),
                    Label("文件交给银行后点“送银行”。", en: "Give it to the bank, then press “Send to the bank”."),
                    Label("把银行结果导入“银行回单”，点“核对银行回单”。", en: "Import the bank's results, then press “Match bank results”."),
                ], result: Label("成功的自动记支付，退票的写明原因；对不上的留给人工。", en: "Paid ones are entered, returned ones say why; what does not fit is left to you."),
                troubles: [Label("退票：点“更正收款账户”，再点“重新支付”。", en: "Came back: correct the payee, then “Pay again”.")]),
            Guide.Task(
                "年度科技投入", en: "Outlay of a year", at: .page(application: "funds", code: "outlayGrowth"),
                steps: [Label("按决算新建“年度科技投入”，点“确认”。", en: "Enter the year from the final accounts and confirm it.")],
                result: Label("自动比较两项增幅，不达规则时预警。", en: "Both growths are compared; an alert where the rule is broken.")),
        ])

    /// 企业
    static let claimingEnterprises = Guide(
        "claiming", "企业：申请政策兑现", en: "Enterprises: claim what you are entitled to", for: Label("企业用户", en: "Enterprises"), roles: ["enterprise"],
        summary: Label("看能享受什么、多少钱、还差什么；在网上申请，随时看办到哪一步。", en: "See what you are entitled to, how much, and what is lacking; claim it and follow it."),
        [
            Guide.Task(
                "看能享受什么", en: "See what you are entitled to", at: .page(application: "funds", code: "ownClaims"),
                steps: [Label("首页点条款名称，看每个条件、用了哪个数、金额怎么算。", en: "Press a clause for its conditions, the figures used and the amount.")],
                result: Label("“数据不足”的，填报年度数据后自动重算。", en: "Where it is unknown, report your figures.")),
            Guide.Task(
                "申请", en: "Claim", at: .page(application: "funds", code: "ownClaims"),
                steps: [
                    Label("点“新建兑现申请”，填收款账户，勾选承诺。", en: "Press “New claim”, give your account and the statement."),
                    Label("按提示一份份添加材料，再点“提交”。", en: "Add the documents one by one, then press “Submit”."),
                ], result: Label("卡片上写着办到哪一步、核定多少、公示到哪天。", en: "The card says where it is, what was approved and until when it is announced."),
                troubles: [Label("退回的写明了原因，改好点“重新提交”。", en: "What comes back says why; mend it and submit again.")]),
            Guide.Task(
                "用创新券", en: "Use a voucher", at: .list(kind: "voucher"),
                steps: [
                    Label("申请创新券；发放后点“预约服务”，选机构、填合同金额。", en: "Apply for one; when issued press “Book a service”."),
                    Label("服务完成后点“确认服务”。", en: "When it is done press “Confirm”."),
                ], result: Label("券抵扣部分由县里直接付给机构。", en: "The county pays its part to the provider.")),
        ])

    /// 服务机构
    static let serviceProviders = Guide(
        "service-providers", "创新券服务机构", en: "Service providers", for: Label("服务机构", en: "Providers"), roles: ["serviceProvider"],
        summary: Label("接服务单，交付后等企业确认，县里兑付。", en: "Take orders, deliver, wait for the client; the county pays."),
        [
            Guide.Task(
                "登记收款账户", en: "Enter your account", at: .page(application: "funds", code: "providerDesk"),
                steps: [
                    Label("首页点“修改”，填服务范围、收款户名、开户银行和账号。", en: "Press “Edit” on your desk: services, payee, bank and account."),
                    Label("账号变了，在下一次兑付之前改好。", en: "If the account changes, change it before the next payment."),
                ], result: Label("创新券抵扣的部分付到这个账户。", en: "What vouchers cover is paid to this account."),
                troubles: [Label("首页是空的：请资金政策科把账号与机构关联。", en: "Your desk is empty: ask the fund office to tie your user to your body.")]),
            Guide.Task(
                "交付一张服务单", en: "Deliver an order", at: .page(application: "funds", code: "providerDesk"),
                steps: [
                    Label(
                        "企业用券预约后，服务单出现在首页，写着委托企业、合同金额和券抵扣多少。", en: "When a firm has booked, its order is on your desk with client, price and what is covered."),
                    Label("完成后打开服务单，填“服务成果”，上传报告或发票。", en: "When it is done open the order, say what was delivered, add the report or invoice."),
                    Label("点“交付”，等企业确认。", en: "Press “Deliver” and wait for the client."),
                ], result: Label("企业确认后，券抵扣部分由县里兑付，其余由企业按合同付。", en: "When the client confirms, the county pays what is covered, the client the rest."),
                troubles: [
                    Label("没有账户不能兑付：先登记收款账户。", en: "Without an account nothing is paid: enter it first."),
                    Label("企业迟迟不确认：请资金政策科在“创新券使用”中催办。", en: "The client does not confirm: ask the fund office to remind it."),
                ]),
        ])
}
