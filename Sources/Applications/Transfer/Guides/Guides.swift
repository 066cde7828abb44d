import Kernel

extension Guide {
    /// 成果转化科
    static let transferOffice = Guide(
        "transfer-office", "成果转化与资源共享", en: "Transfer and sharing", for: Label("成果转化科", en: "The transfer office"), roles: ["transferOffice"],
        summary: Label(
            "登记成果和知识产权，发布需求和供给，撮合双方，组织挂牌竞价，管好仪器共享和合作协议。",
            en: "Register achievements and rights, publish demands and offers, bring both together, run lots and bids, look after sharing and agreements."),
        [
            Guide.Task(
                "发布需求和供给", en: "Publish demands and offers", at: .page(application: "transfer", code: "overview"),
                steps: [
                    Label("“今天要办的”点待审核的需求或供给。", en: "On the overview press the demands or offers to be checked."),
                    Label("看有没有商业秘密；没有问题点“发布”，有问题点“退回”并写原因。", en: "See that it tells no secret; press “Publish”, or “Return” with a reason."),
                ], result: Label("大家在“技术市场”看得到；联系方式不公开。", en: "Everyone sees it on the market, without names and telephones.")),
            Guide.Task(
                "撮合一项需求", en: "Match a demand", at: .page(application: "transfer", code: "market"),
                steps: [
                    Label("在“技术市场”点需求，下面列出词语相近的供给和共同的词语。", en: "On the market press a demand: offers like it are listed with the phrases they share."),
                    Label("合适的点“推荐对接”。", en: "Press “Propose a match” where it fits."),
                    Label("双方见面后点“双方已对接”，谈的时候点“进入洽谈”，每次记一笔。", en: "Press “Brought together”, then “In talks”, and note each talk."),
                    Label("签了合同，填合同和金额，点“已签约”。", en: "When they signed, give contract and amount and press “Contracted”."),
                ], result: Label("需求的状态跟着走；谈不成的需求重新开放。", en: "The demand follows; one that came to nothing is open again."),
                troubles: [Label("吻合度只比较词语：意思相近、用词不同的要靠人找。", en: "Likeness compares words only; other words for the same thing are for people to find.")]),
            Guide.Task(
                "组织挂牌和开标", en: "Run a lot", at: .page(application: "transfer", code: "overview"),
                steps: [
                    Label("审核挂牌申请，点“挂牌”。保留价只有卖方和科室看得到。", en: "Check the listing and press “List”. Only seller and office see the reserve."),
                    Label("截止后打开标的，点“开标”。", en: "After the closing time open the lot and press “Open the bids”."),
                ],
                result: Label(
                    "最高出价达到保留价就成交，卖方得到一份合同草稿去登记。", en: "The highest bid wins if it reaches the reserve; the seller gets a draft contract to register."),
                troubles: [Label("密封报价在开标前谁也看不到，科室也一样。", en: "Nobody sees sealed bids before they are opened, not even the office.")]),
            Guide.Task(
                "登记成果和专利", en: "Register achievements and patents", at: .list(kind: "scienceAchievement"),
                steps: [
                    Label("成果有评价证明就点“登记”；转化后填转化日期和方式。", en: "Register what has its evidence; later say when and how it was put to use."),
                    Label("专利号带校验位，抄错一位会提示。核对证书后点“核对为有效”。", en: "A slip in a patent number is found by its check digit. Compare the certificate, then verify."),
                    Label("每年录入常住人口并点“启用”，万人拥有量随即更新。", en: "Enter the population each year and press “Use”: the number per 10,000 follows."),
                    Label("在企业记录点“汇总知识产权”，阶梯资格就用得上。", en: "On an enterprise press “Count its rights”: the ladder of titles uses them."),
                ], result: Label("成果登记数、有效发明专利数自动计入规划指标。", en: "The plan's numbers of achievements and patents follow by themselves.")),
            Guide.Task(
                "合作协议和推广", en: "Agreements and extension", at: .page(application: "transfer", code: "cooperation"),
                steps: [
                    Label("先建合作单位，再建协议，签了点“签约生效”。", en: "Add the partner, then the agreement; press “In force” when it is signed."),
                    Label("每有一个项目、人才、合同，建一条合作成效。", en: "Note each project, person, contract as an outcome."),
                    Label("新品种新技术按“试验—示范—推广”走，每个点记应用前后的数。", en: "Varieties and technologies go from trial to extension; each site notes before and after."),
                ], result: Label("约定了几项、做成了几项，一张表看清。", en: "One table shows what was promised and what came of it.")),
        ])

    /// 登记站
    static let contractStation = Guide(
        "contract-station", "技术合同登记", en: "Registering contracts", for: Label("技术合同登记站", en: "The contract station"), roles: ["contractStation"],
        summary: Label("受理、审查、登记卖方提交的技术合同，办变更和注销，出统计。", en: "Accept, check and register what sellers submit; changes, cancellations, statistics."),
        [
            Guide.Task(
                "登记一份合同", en: "Register a contract", at: .page(application: "transfer", code: "station"),
                steps: [
                    Label("在“技术合同登记”点待办合同，打开“登记审查”。", en: "On Contract station press a contract: its check opens."),
                    Label("点“受理”。系统按申请当天施行的规则逐条判断。", en: "Press “Accept”. Each condition is judged by the rules in force on the day of application."),
                    Label("不符合的写在表里：点“退回补正”，卖方改后重新提交。", en: "What is not met is in the table: return it, and the seller submits it again."),
                    Label("大额或有争议的先“转专家评审”。都符合就点“登记”。", en: "Large or disputed ones go to experts first. When all is met press “Register”."),
                ], result: Label("得到认定类型、技术交易额和编号，成交额计入规划指标。", en: "It has a type, a technical turnover and a number, and counts for the plan."),
                troubles: [
                    Label("“还有条件未满足”：看“登记审查”里标红的行。", en: "“Some conditions are not met”: see the red rows."),
                    Label("“已经登记过”：同一份合同只登记一次。", en: "“Registered already”: a contract is registered once."),
                ]),
            Guide.Task(
                "变更和注销", en: "Changes and cancellation", at: .list(kind: "contractAmendment"),
                steps: [
                    Label("打开变更，核对协议，点“同意变更”。", en: "Open the change, compare the agreement, press “Approve”."),
                    Label("解除的合同打开后点“注销登记”，写明原因。", en: "For a dissolved contract press “Cancel” and say why."),
                ], result: Label("统计随之更新，原来的数留在历史里。", en: "The statistics follow; the earlier figures stay in the history.")),
        ])

    /// 企业、院所、经纪人、仪器单位
    static let forPartners = Guide(
        "for-partners", "企业和院所：转化与共享", en: "Enterprises and institutes",
        for: Label("企业、高校院所、技术经纪人、仪器单位", en: "Enterprises, institutes, brokers, owners of instruments"),
        roles: ["enterprise", "institute", "broker", "instrumentOwner"],
        summary: Label(
            "提需求、挂成果、报价、登记合同、约仪器；自己的只有自己和主管科室看得到。", en: "Ask, offer, bid, register contracts, book instruments; what is yours only you and the office see."),
        [
            Guide.Task(
                "提一项技术需求", en: "Ask for a technology", at: .page(application: "transfer", code: "market"),
                steps: [
                    Label("点“新建技术需求”，写清要解决什么，不写商业秘密。", en: "Add a demand: say what is to be solved, and no secret."),
                    Label("保存后点“提交”。发布后在“我的转化”看最相近的供给。", en: "Save and submit it. Once it is published your desk shows the offer most like it."),
                ], result: Label("科室或经纪人会联系您。", en: "The office or a broker will be in touch.")),
            Guide.Task(
                "登记技术合同", en: "Register a contract", at: .list(kind: "technologyContract"),
                steps: [
                    Label("卖方点“新建技术合同”，填金额和其中的设备、材料费，上传文本。", en: "The seller adds the contract with its amounts and text."),
                    Label("打开“登记审查”，看哪些条件还没满足；齐了点“提交”。", en: "Open the registration check; submit it when all is met."),
                ], result: Label("登记后得到编号和技术交易额。", en: "It gets a number and a technical turnover.")),
            Guide.Task(
                "参加竞价", en: "Bid", at: .page(application: "transfer", code: "market"),
                steps: [
                    Label("在“技术市场”点标的，看规则和截止时间。", en: "On the market press a lot for its rules and closing time."),
                    Label("点“出价”，填金额（万元）。出价不能撤回。", en: "Press “Bid” and give the amount. It cannot be taken back."),
                ], result: Label("公开竞价看得到当前价；密封报价开标前谁也看不到。", en: "Open bids show the price; sealed ones nobody sees before they are opened."),
                troubles: [Label("迟到的、低于起拍价或加价幅度的、对自己标的的出价不接受。", en: "Bids that are late, too low or for one's own lot are refused.")]),
            Guide.Task(
                "约仪器和确认预约", en: "Book an instrument, confirm a booking", at: .page(application: "transfer", code: "instruments"),
                steps: [
                    Label("点仪器看今后两周的空闲时间，点“新建仪器预约”，保存后“提交预约”。", en: "Press an instrument to see when it is free, add a booking, save and submit."),
                    Label("仪器单位在工作台看到机时单，点“确认”；用完点“登记使用”，可附检测报告。", en: "The owner confirms the order on the desk, and records the use with its report."),
                ], result: Label("占用的时间别人约不了；费用按分钟计算。", en: "What is taken nobody else can book; the fee is by the minute.")),
        ])
}
