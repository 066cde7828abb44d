// Facts of the plan of Qianjiang, in our own words; a table with tabs between its columns.
extension FactTable {
    static let qianjiangTargets = FactTable(
        #"""
        id	clause	name	unit	base_year	base_value	target_year	target_value	comparison	kind	nature	period_kind	indicator	responsible_units	responsible_basis	note	role	target_year_basis	earlier_values	name_en
        T001	3.1.b2.1	研究与试验发展经费投入占地区生产总值的比重	%	2020	0.5	2025	2	>=	level-up	expected	annual	I001	qj-science;qj-statistics	implied	2020年值带【】，为预估值，应以统计公报替换；正文写“2%以上”	target	stated	2015:0.35	R&D expenditure / GDP
        T002	3.1.b2.2	规模以上工业企业研发经费支出与主营业务收入之比	%	2020	0.6	2025	2	>=	level-up	expected	annual	I002	qj-economy;qj-statistics	implied	正文写“2%以上”	target	stated		Above-scale industrial R&D / main-business revenue
        T003	3.1.b2.3	科技型企业	家	2020	350	2025	600	>=	level-up	expected	annual	I003	qj-science	implied	存量；第三章目标写“600家以上”，企业培育处写600家	target	stated		S&T enterprises
        T004	3.1.b2.4	高新技术企业	家	2020	37	2025	80	>=	level-up	expected	annual	I004	qj-science	implied	存量，按证书有效期计；正文写“80家以上”	target	stated	2015:2	High-tech enterprises
        T005	3.1.b2.5	每万人口发明专利拥有量	件	2020	2.12	2025	2.5	>=	level-up	expected	annual	I005	qj-market;qj-science	implied	正文称万人有效发明专利拥有量，口径相同	target	stated		Valid invention patents per 10 000 people
        T006	3.1.b2.6	规模以上企业新产品销售收入	亿元	2020	9.8	2025	20	>=	flow	expected	annual	I006	qj-economy;qj-statistics	implied	基期9.8与正文战略性新兴产业产值相同，需核对	target	stated		New-product sales of above-scale enterprises
        T007	3.1.b2.7	技术合同成交额	亿元	2020	0.12	2025	1	>=	flow	expected	annual	I007	qj-science	implied	按第六章读作2025年当年额；专栏2未标明当年还是累计	target	stated		Technology-contract turnover
        T008	3.1.b2.8	专业研发机构、科技服务机构	家	2020	88	2025	100	>=	level-up	expected	annual	I008	qj-science	implied	基期为33加55；与“新增50家”不能同时成立（应为138）	target	stated		R&D bodies and S&T service bodies
        T009	3.1.b2.9	科技进步贡献率	%	2020	54	2025	59	>=	level-up	expected	annual	I009	qj-science;qj-statistics	implied	由增长核算得出，不能从登记数据算出	target	stated		Contribution rate of S&T progress
        T010	3.1.b2.10	科技成果登记	件	2020	51	2025	50	>=	sum	expected	cumulative	I010	qj-science	implied	2021—2025年新增累计；基期51的统计期未写明，不参与进度计算	target	stated		Registered S&T achievements
        T011	3.1.p4	规上工业企业内设研发机构覆盖率	%			2025	100	=	level-up	unstated	annual	I011	qj-economy;qj-science	implied	目标段写2025年全覆盖，能力段写“逐步”	target	stated		Coverage of R&D bodies in above-scale industry
        T012	3.1.p4	新增研发机构、科技服务机构	家			2025	50	=	sum	unstated	cumulative	I012	qj-science	implied	2021—2025年新增；与累计100家相矛盾	target	stated		New R&D and service bodies
        T013	3.1.p4	国家级双创平台	家	2020	5	2025	10	>=	level-up	unstated	annual	I013	qj-science	implied		target	stated		National entrepreneurship platforms
        T014	3.2.1.p1	市级高新区认定				2023		=	yes-no	unstated	annual	I014	qj-zhengyang-park;qj-science	implied	全部认定指标达到为是；责任单位未写	target	stated		Municipal high-tech-zone recognition
        T015	3.2.1.p1	国家级高新区创建条件				2025		=	yes-no	unstated	annual	I015	qj-zhengyang-park;qj-science	implied	“总体具备条件”需先列出条件表	target	stated		Conditions to found a national high-tech zone
        T016	3.2.2.p1	新增“两品一标”农产品	个			2025	100	=	sum	unstated	cumulative	I016	qj-agriculture	implied	未写年份，按规划期末	target	implied		New certified farm products
        T017	3.2.2.p1	重庆市名牌农产品	个			2025	10	>=	sum	unstated	cumulative	I017	qj-agriculture	implied	未写年份，按规划期末；读作规划期内新培育	target	implied		Chongqing famous-brand farm products
        T018	3.2.2.p1	重庆市农业科技园区	个			2022	1	=	yes-no	unstated	annual	I018	qj-agriculture;qj-science	implied	力争	target	stated		Municipal agricultural science park
        T019	3.2.2.p1	国家农业科技园区	个			2025	1	=	yes-no	unstated	annual	I019	qj-agriculture;qj-science	implied	力争	target	stated		National agricultural science park
        T020	3.4.1.p1	高成长性企业	家			2025	10	>=	level-up	unstated	annual	I020	qj-science;qj-economy	implied	认定标准未给出	target	stated		High-growth enterprises
        T021	3.4.1.b5.1	农业科技型企业	家			2025	150	=	level-up	unstated	annual	I021	qj-science;qj-agriculture	implied	三个领域相加为600，与总数一致，故读作存量分解	target	implied		Agricultural S&T enterprises
        T022	3.4.1.b5.1	农业高新技术企业	家			2025	20	=	level-up	unstated	annual	I022	qj-science;qj-agriculture	implied	三个领域相加为80，与总数一致	target	implied		Agricultural high-tech enterprises
        T023	3.4.1.b5.2	工业科技型企业	家			2025	300	=	level-up	unstated	annual	I023	qj-science;qj-economy	implied		target	implied		Industrial S&T enterprises
        T024	3.4.1.b5.2	工业高新技术企业	家			2025	40	=	level-up	unstated	annual	I024	qj-science;qj-economy	implied		target	implied		Industrial high-tech enterprises
        T025	3.4.1.b5.3	现代服务业科技型企业	家			2025	150	=	level-up	unstated	annual	I025	qj-science;qj-commerce	implied		target	implied		Service S&T enterprises
        T026	3.4.1.b5.3	现代服务业高新技术企业	家			2025	20	=	level-up	unstated	annual	I026	qj-science;qj-commerce	implied		target	implied		Service high-tech enterprises
        T027	3.4.2.b6.1	无抗生猪研发试验站、市级重点实验室	个			2025	2	=	level-up	unstated	annual	I027	qj-science;qj-agriculture	implied	“2个”是只指实验室还是两项合计不明，此处按原文合写	target	implied		Antibiotic-free pig test station and municipal key labs
        T028	3.4.2.b6.2	技术研发中心（工业）	个			2025	20	=	sum	unstated	cumulative	I028	qj-science;qj-economy	implied	读作规划期内建成；2020年已有市级企业技术中心5家，口径不同	target	implied		Industrial R&D centres
        T029	3.4.2.b6.2	区级以上绿色食品深加工研发平台	个			2025	5	=	sum	unstated	cumulative	I029	qj-science;qj-economy	implied	读作规划期内建成	target	implied		Green-food R&D platforms (district or above)
        T030	4.1.b7.7	光磁一体存储	PB			2025	1000	=	level-up	unstated	annual	I030	qj-zhengyang-park	stated	年份与责任部门取自重大项目表第11项	target	stated		Optical-magnetic storage capacity
        T031	4.2.b8.2	选育新品种	个			2025	10	>=	sum	unstated	cumulative	I031	qj-agriculture	implied		target	implied		New varieties bred
        T032	4.2.b8.3	推广新技术	个			2025	70	>=	sum	unstated	cumulative	I032	qj-agriculture;qj-science	implied	“十三五”的91个含成果、技术、品种三类，口径不同，不作基期	target	implied		New technologies extended
        T033	4.3.p2	智能化工厂	家			2025	3	=	level-up	unstated	annual	I033	qj-economy	implied	力争	target	stated		Intelligent factories
        T034	4.3.p2	数字化车间	家			2025	15	>=	level-up	unstated	annual	I034	qj-economy	implied		target	stated		Digital workshops
        T035	4.3.b9.5	新能源及智能汽车整车企业	家			2025	1	>=	level-up	unstated	annual	I035	qj-economy	implied	原文为1—2家，取下限1，上限2	target	implied		NEV and intelligent vehicle makers introduced
        T036a	4.3.b9.5	新能源汽车领域智能工厂	家			2025	1	>=	level-up	unstated	annual	I036	qj-economy	implied	是否含在全区3家之内未写明	target	implied		Intelligent factories in the NEV field
        T036b	4.3.b9.5	新能源汽车领域数字化车间	家			2025	5	>=	level-up	unstated	annual	I036	qj-economy	implied	是否含在全区15家之内未写明	target	implied		Digital workshops in the NEV field
        T037	4.5.p1	高职院校市级研发平台	个			2025	2	=	level-up	unstated	annual	I037	qj-education;qj-science	implied	“十四五”末	target	stated		Municipal R&D platforms in vocational colleges
        T038	5.p4	引进“三区”科技人才、市级特派员	名			2025	100	>=	sum	unstated	cumulative	I038	qj-science	implied	“十三五”为选派200人次，单位和口径都不同，不作基期	target	stated		Three-area talents and municipal envoys
        T039	5.p4	创新创业团队	个			2025	25	>=	sum	unstated	cumulative	I039	qj-talent;qj-science	implied		target	stated		Innovation teams
        T040	5.p4	技能人才总量	万人			2025	17	about	level-up	unstated	annual	I040	qj-human-resources	implied	无基期	target	stated		Skilled workforce
        T041	5.p4	高技能人才占比	%			2025	30	>=	level-up	unstated	annual	I041	qj-human-resources	implied	无基期	target	stated		High-skilled share
        T042	6.1.p3	知识价值信用贷款规模	亿元	2020	1.5	2025	5	>=	level-up	unstated	cumulative	I042	qj-science;qj-finance	implied	自开办起累计放款	target	stated		Knowledge-value credit loans
        T043	6.1.p3	种子基金	万元	2020	1000	2025	2000	>=	level-up	unstated	annual	I043	qj-science;qj-finance	implied		target	stated		Seed fund size
        T044	7.2	科技经费增幅与财政经常性收入增幅之差	百分点			2025	0	>=	hold	unstated	annual	I044	qj-finance	implied	每年都须严格大于0；比较符号只能取>=，计算时应排除等于0	target	implied		S&T fund growth minus recurrent-revenue growth
        T045	6.1.p2	科技诚信评价覆盖率	%			2025	100	=	level-up	unstated	annual	I045	qj-science	implied	涉及立项、资金、平台三类决定，未写年份	target	implied		Integrity-check coverage
        T046	3.1.p5	整体创新水平达到全市平均				2035		=	yes-no	unstated	annual	I046	qj-science	implied	需先选定可比的综合指数	target	stated		Overall innovation level reaches the city average
        T047	1.1.p2	兑现科技创新扶持政策	万元	2020	3000			>=	sum	unstated	cumulative	I047	qj-science;qj-finance	implied	“十三五”累计，原文为3000余	baseline			Policy funds paid
        T048	1.1.p2	产学研合作高校院所	家	2020	60			>=	level-up	unstated	cumulative	I048	qj-science	implied	原文为60余所	baseline			University and institute partners
        T049	1.1.p3	综合科技创新指数		2020	34.43			>=	level-up	unstated	annual	I049	qj-science	implied	外部统计，年份按“十三五”末	baseline			Composite S&T innovation index
        T050	1.1.p3	全社会研发投入	亿元	2020	1			>=	flow	unstated	annual	I050	qj-statistics	implied	原文为超过1亿元，增长28%的对比年份未写	baseline			Total R&D
        T051	1.1.p3	战略性新兴产业产值	亿元	2020	9.8			>=	flow	unstated	annual	I051	qj-economy	implied	增长140.4%的对比年份未写	baseline			Strategic emerging industry output
        T052	1.1.p4	高新技术企业占渝东南总量	%	2020	56.1			>=	level-up	unstated	annual	I052	qj-science	implied	分母约66家，由37除以56.1%推得	baseline			Share of SE Chongqing high-tech firms
        T053	1.1.p4	院士专家工作站	家	2020	2			>=	level-up	unstated	annual	I053	qj-science;qj-talent	implied		baseline			Academician workstations
        T054	1.1.p4	市级企业技术中心	家	2020	5			>=	level-up	unstated	annual	I054	qj-economy	implied		baseline			Municipal technology centres
        T055	1.1.p4	专业研发机构	家	2020	33			>=	level-up	unstated	annual	I055	qj-science	implied	T008基期的一部分	baseline			R&D bodies
        T056	1.1.p5	科技服务机构	家	2020	55			>=	level-up	unstated	annual	I056	qj-science	implied	T008基期的一部分	baseline			S&T service bodies
        T057a	1.1.p4	高新技术产品	个	2020	52			>=	sum	unstated	cumulative	I057	qj-science	implied	“十三五”累计	baseline			High-tech products
        T057b	1.1.p4	重大新产品	个	2020	4			>=	sum	unstated	cumulative	I057	qj-economy	implied	“十三五”累计	baseline			Major new products
        T058a	1.1.p5	创投大赛参赛项目	个	2020	209			>=	sum	unstated	cumulative	I058	qj-science	implied	5年累计	baseline			Contest entries
        T058b	1.1.p5	创投大赛观众	万人	2020	10			>=	sum	unstated	cumulative	I058	qj-science	implied	原文为10余万人，5年累计	baseline			Contest audience
        T059a	1.1.p5	种子基金支持企业	家	2020	21			>=	sum	unstated	cumulative	I059	qj-science	implied		baseline			Firms supported by the seed fund
        T059b	1.1.p5	种子基金支持金额	万元	2020	905			>=	sum	unstated	cumulative	I059	qj-science	implied		baseline			Amount supported by the seed fund
        T060a	1.1.p5	知识价值信用贷款风险补偿基金	亿元	2020	1			>=	level-up	unstated	annual	I060	qj-science;qj-finance	implied		baseline			Risk-compensation fund
        T060b	1.1.p5	知识价值信用贷款笔数	笔	2020	100			>=	sum	unstated	cumulative	I060	qj-science	implied		baseline			Number of knowledge-value loans
        T083	annex	重大项目表投资	万元			2025	347700	=	sum	unstated	cumulative	I083	qj-science	implied	表内无合计，由12项相加	computed	stated		Investment of the project list
        T096	6.1.p4	科普投入比例	%					>=	level-up	unstated	annual	I096	qj-science;qj-finance	implied	只写逐步提高	named			Share of science-popularisation input
        T099	3.2.2.p4	农产品质量安全群众满意度	%					>=	level-up	unstated	annual	I099	qj-agriculture;qj-market	implied	只写提升	named			Public satisfaction with food quality
        """#)
}
