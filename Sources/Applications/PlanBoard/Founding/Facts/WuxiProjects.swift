// Facts of the plan of Wuxi, in our own words; a table with tabs between its columns.
extension FactTable {
    static let wuxiProjects = FactTable(
        #"""
        id	clause	name	nature	content	start_year	end_year	investment_wan	funding_sources	implementing_body	responsible_units	targets	supporting_units	group
        WX-01	annex.1.r1	建设新能源技术高端研发机构	新建	组建高端研发机构，研究盐类勘探、锂盐提纯和废电池再生，建测试中心与小试中试线。	2022	2025	10000			wx-science;wx-economy	T073		科技研发平台
        WX-02	annex.1.r2	马铃薯区域重点实验室	新建	校地共建实验室，以种薯质量为核心建病毒检测中心，试验杂交种子繁殖，推广新品种并编制产业规划。	2022	2025	1000			wx-science;wx-agriculture	T072	wx-southwest-university	科技研发平台
        WX-03	annex.1.r3	巫溪独活研究所	新建	建独活研究所，配齐种子与质量检测设备，研究栽培、加工和产品。	2022	2025	5000			wx-agriculture			科技研发平台
        WX-04	annex.2.r4	巫溪县林场智慧化管理平台建设项目	新建	按1+1+N搭建：三维一张图、地理信息底座、四张业务图、巡护APP和IOC展示。	2022	2025	300			wx-forestry			智能信息化
        WX-05	annex.2.r5	巫溪县全域地质灾害防治智慧管理平台	新建	以隐患点全周期为主线，建全息数据库、一张图、区划预警、平台接口以及安全、运维和标准体系。	2022	2025	400			wx-planning-resources			智能信息化
        WX-06	annex.2.r6	中药材生产智慧化服务平台建设	新建	用物联网和区块链管好GAP种植各环节，建种植管理、资源数据库、供应链和手机终端。	2022	2025	500			wx-science;wx-agriculture	T075		智能信息化
        WX-07	annex.2.r7	巫溪县教育用品加工智能工厂建设	续建	引进智能设备，用大数据和云计算改进书写板、课桌椅、游乐设施等产品工艺并研制模具。	2021	2024	10000			wx-economy	T070		智能信息化
        WX-08	annex.2.r8	巫溪县智慧农业平台建设项目	新建	建1个平台监测土壤、湿度、病害并远程诊断，培育25个经营主体，建农村电商产业园。	2022	2025	5000			wx-agriculture	T074;T076a;T076b		智能信息化
        WX-09	annex.2.r9	智能蚕桑标准化基地建设项目	新建	研发智能养蚕技术，建桑苗基地，引进3.0养蚕系统并建车间。	2022	2025	5000			wx-agriculture;wx-forestry			智能信息化
        WX-10	annex.3.r10	渝东北下古生界海相深层盐卤综合开发利用项目	新建	深层盐卤勘查与提纯研究，建年产碳酸锂3万吨、氯化钾100万吨生产线。	2022	2030	780000			wx-economy	T077a;T077b		产业发展项目
        WX-11	annex.3.r11	稻鱼综合种养高效集成技术研究与示范推广	新建	探索稻鱼共作与高位池等模式，先示范500亩再推广5000亩。	2022	2025	5000			wx-agriculture	T078a;T078b	wx-tangfang;wx-gulu	产业发展项目
        WX-12	annex.3.r12	巫溪县山地特色农产品质量全程控制项目	新建	推广质量安全控制技术，做GAP示范和实验室双认证，检测合格率达到99%。	2022	2025	3000			wx-agriculture	T079a;T079b		产业发展项目
        WX-13	annex.3.r13	巫溪县马铃薯种质资源的开发、保护与利用	新建	选育专用品种，建资源库、资源圃与三级种薯体系，研制采收分级设备，防控晚疫病。	2022	2025	1000			wx-science;wx-agriculture		wx-potato-centre	产业发展项目
        WX-14	annex.3.r14	核桃精深加工及综合应用技术研究	新建	研究核桃油、露、粉加工技术和设备，形成1套标准和3套方案。	2022	2025	1000			wx-economy;wx-forestry	T080a;T080b	wx-southwest-university;wx-forestry-academy	产业发展项目
        WX-15	annex.3.r15	巫溪核桃提质增效与病虫害防治等关键技术研究	新建	改良品种，高接换优，研究蚧壳虫和黑斑病的综合防控。	2022	2025	500			wx-forestry		wx-forestry-courtyard	产业发展项目
        WX-16	annex.3.r16	巫溪柑桔品种结构调整与提质增效技术研究	新建	优化品种和产业带，编制2022—2030年规划，示范综合栽培技术，建蜜柚采后线与统一品牌。	2022	2025	1000			wx-agriculture			产业发展项目
        WX-17	annex.3.r17	巫溪县规模化猪场生猪健康养殖关键技术集成与应用	新建	集成无抗养猪技术：HACCP、现场快检、生物安全、疾病防治、粪污处理，并开展混合式培训。	2022	2025	500			wx-agriculture	T098		产业发展项目
        WX-18	annex.3.r18	退化农田生物原位修复技术示范与推广	新建	用多肽氨基酸肥料和复合菌剂修复板结酸化的药材与经济作物田。	2022	2025	200			wx-agriculture			产业发展项目
        WX-19	annex.3.r19	巫溪县野生资源植物调查与保护及可持续利用对策	新建	标本与实地结合普查，覆盖八成以上，绘分布图，选出50种以上可开发植物。	2022	2025	100			wx-science;wx-agriculture	T081a;T081b		产业发展项目
        WX-20	annex.3.r20	巫溪独活品质评价及综合利用研究	新建	比对各产地独活的成分与DNA，深度开发产品，争取制定国际标准。	2022	2025	100			wx-agriculture			产业发展项目
        WX-21	annex.3.r21	加工辣椒新品种艳椒465引进示范及推广	新建	引进辣椒新品种，工厂化育苗，在蔬菜基地建高产示范片并培训农户。	2022	2025	100			wx-agriculture		wx-agriculture-academy;wx-chaoyang;wx-wenfeng	产业发展项目
        """#)
}
