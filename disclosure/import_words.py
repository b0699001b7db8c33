"""All words a ledger may use for ours, as data: for headings, for values, for yes and no.

To add a word, put it with its column in ``HEADINGS`` or with its term in ``VALUES`` if it can mean nothing else, or in
``LIKELY_HEADINGS`` or ``LIKELY_VALUES`` if a person has to confirm it once; words are separated by blanks. Words for
questions are in ``ASKING``, words with the same meaning anywhere in a sentence in ``SIGNS``.
Blanks and the kind of brackets do not matter, nor, in headings, width, case, stars and colons: they are folded before
words are compared. The official wording, the name in the code and the number of a row need not be listed. Words that
follow from a rule - the article of a 信息类别, the group before a 办理结果 - are defined with the term.
"""

from collections.abc import Mapping

HEADINGS: Mapping[str, Mapping[str, str]] = {
    "releases": {
        "number": "公开目录编号 目录编号 公开编号 稿件编号 信息流水号 条目编号",
        "index_number": "索引号码 信息索引号",
        "name": "标题 文章标题 信息标题 条目名 条目名称 文件名称 文件标题 名称 稿件名称 公开信息名称 公开信息标题 "
        "政府信息名称 文件题目 题目 题名 公开事项名称 公开内容 主动公开信息名称",
        "document_number": "发文号 发文字号 文件编号 文件文号 文件号 公文文号 公文字号 制发文号 印发文号 文",
        "document_kind": "文种 文件类型 文件属性 规范性文件认定 规范性文件标识 公文性质",
        "category": "信息分类 主题分类 公开类别 信息类型 目录类别 信息所属类别 二十条类别 法定类别 条例类别 "
        "公开内容类别",
        "summary": "内容摘要 摘要 内容简介 主要内容 内容提要 概述",
        "issued_on": "印发日期 印发时间 发文日期 发文时间 文件印发日期 制文日期",
        "formed_on": "形成日期 形成时间 生成日期 生成时间 成文日期 成文时间 成文 落款日期 落款时间 制作日期 制作时间 "
        "拟定日期 产生日期 信息形成日期 信息形成时间 信息生成日期 签发日期 文件日期 成稿日期 编制日期",
        "published_on": "贴出时间 上栏日期 公示开始时间 公示起始时间 发布上网日期 公开年月日 公开时间 发布日期 "
        "发布时间 上网日期 上网时间 上线时间 挂网 挂网日期 挂网时间 公布日期 首次公开日期 公开日 上传日期 上传时间 "
        "刊登日期 推送时间 对外公开日期 主动公开日期 主动公开时间 信息公开日期 信息公开时间 张贴日期",
        "channels": "公开方式 公开形式 发布渠道 发布平台 挂网位置 公开载体 公开途径 公开平台 发布方式 发布途径 "
        "公开位置 公开地点 刊登载体 公开场所 发布媒介 发布载体 公开媒介 登载平台",
        "web_address": "链接 链接地址 网页地址 网页链接 URL 信息链接 页面地址 链接网址 访问地址 网络地址 公开链接 "
        "原文链接 发布网址",
        "department": "责任部门 公开责任部门 承办科室 提供科室 供稿单位 承办部门 责任单位 主办科室 公开科室 牵头科室 "
        "起草科室 起草部门 供稿科室 供稿部门 业务科室 信息提供科室 提供部门 报送科室 拟稿科室 信息来源科室",
        "valid_until": "有效期截至 有效期限至 有效至 文件失效日期 有效截止日 有效期 有效期限 失效时间 有效截止日期",
        "repealed_on": "废止年月日 宣布废止日期 文件废止日期 废止失效日期 宣布失效日期",
        "secrecy_reviewer": "审查人 保密审查员 保密审核人",
        "secrecy_reviewed_on": "审查时间",
        "secrecy_conclusion": "审查结论 保密审查结果 保密审查意见 审查意见 保密审查情况 保密结论",
        "first_checked_by": "一审人 责任编辑 一审编辑 一审签字",
        "first_checked_on": "一审日期",
        "second_checked_by": "二审人 复核人 二审签字",
        "second_checked_on": "二审日期",
        "final_checked_by": "三审人 三审签字",
        "final_checked_on": "三审日期",
        "remarks": "备注说明 其他说明 附注",
    },
    "requests": {
        "number": "登记号 受理编号 受理号 申请编号 申请单号 收件编号 办件编号 流水号 业务流水号 工单号 信件编号 编码 "
        "件号 登记序号 受理登记号 查询码 业务编号 申请流水号 台账编号 受理单号 回执编号",
        "applicant_kind": "公民/组织 公民或组织 公民法人 自然人/单位 个人/企业 法人/自然人 是个人还是单位 "
        "性质（公民/法人） 类别（个人/单位） 来件类别 申请人类别 申请人性质 申请主体类别 申请主体类型 申请者类型 "
        "主体类别 主体类型 身份 身份类别 申请人属性 申请人身份 申请人分类 申请人身份类型 申请主体性质 申请主体分类 "
        "申请人种类 个人还是单位 公民还是法人 公民/法人 公民或法人 个人/法人 公民、法人或其他组织 自然人/法人 "
        "人员类别 申请者身份 主体性质 用户类型",
        "applicant": "诉求人 信件人 写信人 投件人 来信来访人 来人姓名 申请组织 来文单位 申请人姓名 申请人姓名或名称 "
        "申请人名称 申请者 申请主体 申请主体名称 姓名/名称 姓名或名称 申请单位或个人 姓名 申请单位 法人名称 单位名称 "
        "法人或其他组织名称 申请人（姓名/名称） 申请人全称 公民姓名 姓名或单位名称 来件人 来信人 自然人姓名",
        "identity_kind": "证件名称",
        "identity_number": "身份证或统一社会信用代码 组织机构代码 机构代码 营业执照号 社会统一信用代码 证照号 "
        "身份证明 身份证件 有效身份证件 有效身份证明 证件 证件号 身份证 身份证号 身份证号码 有效证件号码 "
        "统一社会信用代码 证号 身份证件号码 证件编号 身份证件号",
        "phone": "联系电话 联系方式 联系方法 手机 手机号 手机号码 电话号码 联系号码 联系人电话 移动电话 联络电话 "
        "联络方式 联系手机 联系人手机 联系手机号 申请人电话 固定电话 怎么联系 座机",
        "address": "答复书邮寄地址 回寄地址 回函地址 收件人地址 现居住地址 户籍所在地 单位所在地 居住地点 住在哪 "
        "住哪里 通信地址 通讯地址 联系地址 住址 邮寄地址 家庭住址 居住地址 住所 送达地址 收件地址 寄送地址 收信地址 "
        "详细地址 家住哪 住哪 户籍地址 申请人地址 单位地址 通讯住址 居住地 联系住址",
        "postcode": "邮政编码",
        "email": "电子邮箱 电子邮箱地址 电子邮件 邮箱地址 E-mail 邮件地址 电邮 电子信箱 申请人邮箱 E-mail地址",
        "agent": "代理律师 被委托人 代为申请人 代理申请人 代办人员 受托代理人 委托代理人姓名 代办人 代理人姓名 "
        "委托代理人 代理人名称 受托人",
        "channel": "申请方式 申请途径 提交方式 提交渠道 递交方式 递交途径 收件方式 渠道 受理渠道 来件方式 收到方式 "
        "来源渠道 来源方式 接收方式 来件渠道 来件途径 来源 申请渠道来源 申请来源 受理方式 受理途径 收件渠道 收件途径 "
        "提出方式 提出途径 申请形式 递交形式 收文方式 接件方式 申请提交方式 申请提交渠道 申请的方式 来的方式 来的渠道 "
        "从哪来的 哪来的",
        "arrived_on": "来 来件时间 收件日期 收件时间 来文日 来文日期 收文日期 收文时间 申请日期 申请时间 接件日期 "
        "提交日期 提交时间 申请提出日期 提出申请日期 提出申请时间 提出日期 递交日期 递交时间 来函日期 来信日期 "
        "申请提交日期 申请提交时间 来的日子 申请日 来件日 到件日期 到件时间 申请人提交时间 收件登记日期",
        "received_on": "计算期限起始日 期限起算日期 视为收到日期 补正后收到日期 双方确认之日 收 双方确认日期 "
        "法定收到之日 收到日期 收到申请日期 收到申请时间 签收确认日 确认收到日期 受理日期 受理时间 签收日期 接收日期 "
        "收到申请日 收到日 收到时间 签收时间 受理日 接收时间 确认收到时间 机关收到日期 系统接收时间",
        "content": "申请事项名称 申请内容 所需信息 所需政府信息 申请公开内容 申请公开的内容 申请查询内容 申请事项 "
        "申请事项摘要 申请信息内容 所需信息内容描述 所需信息内容 申请公开的信息 申请详情 信息内容 诉求内容 要的东西 "
        "要的材料 申请内容摘要 申请内容概述 申请公开事项 申请公开信息内容 公开事项 申请公开政府信息内容 索取内容 "
        "查询内容 信息需求 需求内容 要求公开内容 要求公开的信息 所需信息名称 所需信息的内容描述 内容概要 内容摘要 "
        "申请公开的政府信息 申请主要内容 主要内容 申请诉求",
        "retrieval": "要什么形式的 想怎么要 什么形式 要求形式 信息获取方式 提供方式 提供政府信息的方式 获取信息方式 "
        "信息提供方式 提供介质 信息介质 载体形式 领取方式 信息载体形式 载体 获取信息的形式 提供形式 获取途径 "
        "获取信息的方式 指定提供方式 获取政府信息的方式 获取政府信息方式 期望获取方式 希望获取方式",
        "department": "承办村居 承办社区 转交科室 分送科室 信息所属科室 信息保管科室 信息提供科室 承办部门 承办办所 "
        "承办站所 承办办公室 责任部门 责任科室 办理科室 办理部门 承办单位 经办科室 主办科室 处理科室 经办部门 "
        "主办部门 主办单位 承接科室 承接部门 分办科室 转办科室 牵头部门 牵头科室 责任单位 责任处室 承办股室 承办处室 "
        "具体承办科室 业务科室 归口科室 分派部门 拟办科室",
        "handler": "负责人员 责任人员 答复人员 受理人 经办干部 承办干部 承办工作人员 办理工作人员 经办工作人员 "
        "承办科员 办的人 跟办人 经办 经办人 办理人 经手人 承办人员 承办人姓名 经办人员 经手 办件人 办理人员 "
        "具体承办人 承办 处理人 经办同志 办事人 承办责任人 具体经办人",
        "outcome": "处理结果 答复结果 答复类型 处理方式 答复类别 答复结论 处理结论 办理结论 结论 办结结果 办结类型 "
        "答复意见 公开类别 公开类型 公开情况 给没给 给了没有 公开没公开 公开了没有 处理决定 答复决定 答复情形 "
        "答复种类 答复性质 答复口径 最终结果 最后结果 办结情况 办结方式 办件结果 处置结果 答复结果类型 决定类型 "
        "决定类别 公开结果 答复内容类型 告知类型 处理类型 办理结果类型 答复决定类型 最终处理结果",
        "legal_basis": "适用法律 适用条例 法规依据 条例依据 引用依据 处理依据 不公开依据 根据哪一条 依据哪条 条款依据 "
        "法条依据 依据 法律依据 答复依据 不予公开依据",
        "answered_on": "答 答复时间 答复日 回复日 回复日期 回复时间 实际答复日 实际答复日期 办理完成日期 作出答复日期 "
        "作出答复时间 答复作出日期 答复书日期 答复书落款日期 答复书作出日期 答复文书日期 出文日期 答复书出具日期 "
        "正式答复日期 正式答复时间 实际答复时间 实际办结日期 实际办结时间 告知书日期 告知日期 告知时间 决定日期 "
        "决定时间 办复日期 办复时间 复函日期 书面答复日期 发文日期 答复发文日期",
        "answer_number": "文号 告知书编号 告知书文号 答复书文号 答复书编号 回复文号 答复文件号 文书编号 文书号 "
        "答复编号 决定书文号 复函编号 告知书号 答复文件文号 发文字号 发文号 发文文号 答复书号 答复告知书编号 回复函号 "
        "答复函文号 答复书文书号 决定书编号 出文号 文书文号 答复字号 答复公文号 办理文号 复函号",
        "lateness_reason": "超期说明 超时说明 逾期原因说明 延期答复原因说明 晚答复原因 超期答复原因 未按期答复原因 "
        "逾期答复原因 超期原因 逾期理由 超时原因 为什么超期 超期理由 延误原因 逾期说明",
        "archive_number": "档号 归档编号 卷号",
        "remarks": "备注栏 说明 说明事项 其他备注 其他事项 其他需说明的情况 需说明的情况 备考 其他说明 其它 附注 "
        "其他情况 补充说明",
    },
    "reviews": {
        "procedure": "简易/普通 普通/简易",
        "number": "案件编号 年度号 内部编号 登记编号",
        "applicant": "提请人 复议提起人 申请复议者 复议申请人 申请复议的人 申请人姓名 申请人名称 复议人 申请方 "
        "申请复议人 告的人 复议申请人姓名",
        "review_body": "受理单位 受理机构 复议机构 受理机关 复议受理机关 复议机关名称 复议机构名称 复议单位 审理机关 "
        "复议审理机关 复议部门 复议机关全称 复议委",
        "case_number": "案号 复议文书号 复议案件号 立案号 受理案号 受理通知书文号 受理文号 复议案件编号 案件文号 "
        "通知书文号 复议受理号 答复通知书文号 复议通知书文号 复议通知文号 复议编号",
        "received_on": "答复通知书送达日期 收 收到时间 收到通知日期 收到通知时间 收到复议通知书日期 收到答复通知日 "
        "收到复议答复通知书日期 收到复议答复通知日期 收到答复通知书日期 收案日期 收案时间 收件日期 收文日期 "
        "通知书收到日期 收到复议通知日期 收到通知书日期 收到行政复议答复通知书日期 收到行政复议答复通知书时间 "
        "收到复议申请书副本日期 收到材料日期 接到通知日期",
        "replied_on": "答 答复时间 提交答复时间 提交答复日期 提交答复书时间 我方答复日 答复日 提交复议答复日期 "
        "提交书面答复日期 答辩日期 答辩时间 提交答辩日期 提出答复日期 答复提交日期 书面答复日期 答复书提交日期 "
        "报送答复日期 复议答复日期 提交材料日期",
        "result": "结果 最后结果 案件结果 最终结果",
        "decision": "复议决定 复议决定内容 决定内容 决定结果 处理结果 审理结果 复议结论 结案方式 决定类型 "
        "复议决定类型 复议决定结果 审理结论 裁决结果 复议决定情况 复议处理结果 复议审理结果 复议决定种类",
        "closed_on": "结 决定时间 决定日期 决定书日期 结案时间 作出决定日期 作出决定时间 决定作出日期 决定作出时间 "
        "行政复议决定作出日期 复议决定日期 复议决定时间 审结日期 审结时间 办结日期 办结时间 复议结案日期 "
        "决定书作出日期",
        "cause": "败在哪 错在哪 反思 问题在哪 反映出的问题 不足与改进 被纠正原因 整改落实情况 整改 原因 起因 改进措施 "
        "存在问题 主要问题 整改措施 败因 被纠错原因 经验教训 为什么 原因分析 改进",
    },
    "litigation": {
        "original_case": "原审案号 原审判决案号 一审案件 原一审案号 原审案件号 一审对应案号",
        "related_review": "复议决定书文号 复议决定文号 前置复议案号 关联复议案号 对应复议案件 原复议案号 "
        "对应的复议案号 涉及复议案号 复议案号",
        "number": "内部编号",
        "plaintiff": "起诉者 上诉人/原告 谁起的诉 提起诉讼的人 对方当事人 起诉人 原告人 告我们的人 原告姓名 告的人 "
        "原告名称 原告方",
        "court": "法院 审理法院 管辖法院 受案法院 办案法院 立案法院 法院名称 在哪告的 哪个院",
        "case_number": "应诉通知书编号 传票案号 法院文号 审判案号 行政案件案号 诉讼案件案号 法院案号 案子 案件号 "
        "立案号 案件文号",
        "instance": "一审/二审 一审还是二审 是几审 第几次审 一审或二审 一审/二审/再审 审理程序 审理级别 审理阶段 审次 "
        "诉讼阶段 审级情况 几审 第几审",
        "route": "是否直接起诉 直接诉还是复议后诉 直接起诉还是经复议 起诉路径 诉前是否复议 直接告还是复议后 起诉途径 "
        "直接起诉/先复议 直接起诉或复议后起诉 是直接起诉还是先复议 起诉前是否复议",
        "received_on": "应诉材料送达日期 应诉通知书送达日期 传票送达日期 收 收到时间 收到应诉通知书日期 "
        "收到应诉通知书时间 收到应诉通知日期 收到传票日期 传票日 收到起诉状日期 收到起诉状副本日期 收到应诉通知 "
        "应诉通知日期 应诉通知书日期 收案日期 收案时间 收到法院通知日期 收到应诉材料日期 收文日期",
        "defence_on": "答 答辩日期 提交答辩状日期 提交答辩状时间 答辩时间 答辩 交答辩状日期 提交答辩日期 提交答辩时间 "
        "提交答辩材料日期 答辩状日期 答辩提交日期 答辩状提交日期 举证日期 提交证据日期 举证答辩日期 答辩材料提交日期",
        "result": "结果 案件结果",
        "judgment": "判决情况 判决结果 裁判结果 裁判内容 判决结论 裁判结论 判决 裁判 裁判情况 审理结果 审判结果 "
        "判决内容 裁判方式 结案方式 判的什么 一审结果 裁判主文 裁判文书结果",
        "closed_on": "结 裁判日期 裁判时间 判决日 判决日期 判决时间 结案时间 宣判日期 宣判时间 作出裁判日期 "
        "判决书日期 裁判文书日期 判决作出日期 裁定日期 审结日期 审结时间 办结日期 判决书落款日期 裁判作出日期 "
        "判决裁定日期 裁判文书落款日期",
        "cause": "败在哪 错在哪 反思 输在哪里 输的原因 反映出的问题 改进措施及落实 整改 教训 败诉原因 改进措施 败因 "
        "败诉原因分析 存在问题 主要问题 整改措施 经验教训 原因分析 输在哪",
    },
    "tallies": {
        "kind": "事项类别 类型 业务类别 事项 事项类型 业务种类 事项名称 业务",
        "on": "报送时间 报送日期 统计日期 统计截止日期 截至日期 上报日期 上报时间 填报日期 统计时间 报表日期 发生日期",
        "quantity": "件数 办件量 办件数 办理件数 案件数 案件数量 数量合计 宗数 办理数量",
        "amount": "收费额 收费金额 收费 收入金额 收费总额 罚没金额",
        "department": "科室 部门 报送单位 填报单位 报送科室 填报科室",
        "remarks": "说明",
    },
    "activities": {
        "kind": "工作类型 类别",
        "on": "时间 工作日期",
        "content": "工作内容 事项",
        "found": "发现数 发现问题数",
        "corrected": "已改数 整改数 已整改数",
        "quantity": "次数",
        "evidence": "佐证材料",
    },
    "duties": {
        "name": "公开事项 事项名称",
        "basis": "公开依据 法律依据",
        "cycle": "公开周期 公开频次 公开时限",
        "channels": "公开方式 公开载体",
        "department": "公开主体",
    },
    "profile": {
        "website": "网址",
        "opening_releases": "历年累计主动公开",
        "opening_requests": "历年累计受理申请",
        "opening_documents": "现行有效规范性文件",
    },
}
"""Other headings of a column, by register and by the column's name in the code."""

ASPECTS: Mapping[str, str] = {
    "when": "什么时候 什么时间 啥时候 哪一天 哪天 哪日 几号 何时",
    "where": "在哪 哪里 什么地方 哪个平台",
    "body": "找谁 向谁 到哪 哪个机关 哪级政府 哪个政府 哪家机关",
    "court": "哪个法院 哪家法院 什么法院",
    "which_office": "哪个科 哪个部门 哪个办 哪个股 哪科 什么部门 归哪",
    "which_kind": "哪一类 哪类 什么类",
    "number": "多少号 几号文 第几号 什么文号 什么号 文号多少",
    "why": "为什么 为啥 为何 因啥 什么原因 啥原因",
    "how": "怎么 咋 如何 怎样 什么方式 什么途径 什么渠道",
    "who": "哪位 谁 什么人 何人 哪个",
    "what": "哪些 什么 啥",
}
"""What a heading in the form of a question asks for, 「什么时候收到的」."""
ASKING: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "requests": {
        "answered_on": ("when", "答 回 给 办结 办完 出结果"),
        "received_on": ("when", "收 接到 确认 受理"),
        "arrived_on": ("when", "来 申请 提 交 递 登记"),
        "content": ("what", "申请 要 想 问"),
        "retrieval": ("how", "拿 取 领 给 提供"),
        "channel": ("how", "来 申请 提 交 递"),
        "outcome": ("how", "答 回 办 处理 结 定"),
        "department": ("which_office", ""),
        "answer_number": ("number", ""),
        "applicant": ("who", "申请 要 来 提"),
        "handler": ("who", "办 经手 管 负责 处理 跟"),
    },
    "reviews": {
        "closed_on": ("when", "定 结 下来"),
        "replied_on": ("when", "答"),
        "received_on": ("when", "收 接 知道 来"),
        "procedure": ("whether what", "程序"),
        "review_body": ("body where", "复议 受理"),
        "result": ("how", "定 判 结 处理"),
        "cause": ("why", "输 败 撤 纠 违法"),
        "applicant": ("who", "告 申请 提 不服 复议"),
    },
    "litigation": {
        "closed_on": ("when", "判 裁 结"),
        "defence_on": ("when", "答 举证"),
        "received_on": ("when", "收 接 来"),
        "court": ("court", ""),
        "judgment": ("how", "判 裁 结 定"),
        "route": ("whether how", "复议 告"),
        "cause": ("why", "输 败 违法"),
        "plaintiff": ("who", "告 起诉 打官司"),
    },
    "releases": {
        "secrecy_reviewed_on": ("when", "密"),
        "valid_until": ("when", "失效"),
        "formed_on": ("when", "印 做 形成 制 成文 写 发文 定 出台"),
        "published_on": ("when", "挂 公开 发 上 公示 贴 公布 登"),
        "channels": ("where", "公开 发 挂 登 贴 公示 看"),
        "document_kind": ("whether", "规范性"),
        "category": ("which_kind", ""),
        "secrecy_reviewer": ("who", "密"),
        "secrecy_conclusion": (
            "whether",
            "能公开 能否公开 可否公开 可以公开 能否发布 可否发布 能上网 能否上网 可否上网",
        ),
        "is_forwarded": ("whether", "转发 引用"),
        "department": ("which_office who", "管 负责 的"),
        "name": ("what", "公开 发 挂 标题 叫"),
        "document_number": ("number", ""),
    },
}
"""The subjects of questions, by register and column: what is asked for, and one of the subjects; earlier ones win."""
ABSENT: Mapping[str, str] = {
    "phone": "电话 手机 号码 联系方式",
    "email": "邮箱 邮件",
    "address": "地址 住址",
    "postcode": "邮编",
    "answer_number": "文号 编号 字号 书面",
    "document_number": "文号 编号 字号",
    "case_number": "案号 文号",
    "identity_number": "证件 身份证",
}
"""Words of a clause that only says that a fact is missing, by column: 「电话没留」."""
OPPOSITE: Mapping[str, Mapping[str, str]] = {
    "requests": {
        "is_excluded": "是否计入年报 计入年报 是否列入年报 是否纳入统计",
    },
}
"""Headings that ask the opposite of a yes-or-no column, by register and column."""
OTHER_PEOPLE = "领导 签发 审批 批示 审签 批准 审核 复核 校对 录入 登记人 发布人 填报 制表"
"""Words in the heading of a name that is not the person who did the work."""
BARE: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "requests": {
        "answered_on": ("日期 时间 日", "outcome answer_number"),
        "arrived_on": ("日期 时间 日", "channel"),
        "applicant_kind": ("类别 类型 性质", "applicant"),
        "handler": ("人 人员 姓名", "department"),
        "department": ("科室 部门 单位 股室 处室", "handler"),
        "answer_number": ("编号 号", "answered_on outcome"),
        "identity_number": ("号码 号 编号", "identity_kind"),
        "identity_kind": ("类型 名称 种类", "identity_number"),
        "outcome": ("结果 情况 意见 类型", "answered_on answer_number"),
    },
    "reviews": {
        "closed_on": ("日期 时间 日", "decision result"),
        "received_on": ("日期 时间 日", "case_number"),
        "case_number": ("文号 编号 号", "review_body closed_on received_on applicant"),
        "result": ("结论", "closed_on"),
    },
    "litigation": {
        "closed_on": ("日期 时间 日", "judgment result"),
        "received_on": ("日期 时间 日", "case_number"),
        "case_number": ("文号 编号 号", "court instance plaintiff received_on"),
        "judgment": ("结果 结论", "closed_on"),
    },
    "releases": {
        "secrecy_reviewed_on": ("日", "secrecy_reviewer secrecy_conclusion"),
        "secrecy_conclusion": ("结果 情况", "secrecy_reviewer secrecy_reviewed_on"),
        "secrecy_reviewer": ("人员 姓名", "secrecy_reviewed_on secrecy_conclusion"),
        "first_checked_on": ("日期 时间 日", "first_checked_by"),
        "web_address": ("地址", "channels published_on name"),
    },
}
"""The meaning of an ambiguous word beside another fact in one heading: 「时间及结果」, by register and column: such
words, and the columns beside which they mean it."""
BESIDE: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "litigation": {"original_case": ("case_number", "一审 原审 初审 原案")},
}
"""The meaning of a second, more specific column, by register and column: the general column, and the specific words."""
OTHER_INSTANCES = "二审 再审 终审 上诉 申诉"
"""Groups of headings about a later instance, which is a separate record."""

LIKELY_HEADINGS: Mapping[str, Mapping[str, str]] = {
    "releases": {
        "category": "栏目 所属栏目 主题 类别 信息栏目 栏目名称 发布栏目",
        "department": "来源 信息来源",
        "first_checked_by": "编辑 拟稿 初审 一审 采编 一校 责编 撰稿",
        "second_checked_by": "复审 审核 二审 复核 二校",
        "final_checked_by": "审签 把关 终审 签发 三审 审定 三校",
        "secrecy_conclusion": "保密 保密审查",
    },
    "requests": {
        "number": "号 收文号 收文编号",
        "handler": "收件人",
        "archive_number": "案卷号 案卷编号",
        "applicant_kind": "单位/个人 个人/单位 类型 申请类型",
        "applicant": "单位 名称 申请方",
        "arrived_on": "登记日期 登记时间 日期 申请表落款日期 填表日期 填表时间 落款日期 落款时间",
        "received_on": "起算日 起算日期 期限起算日",
        "outcome": "处理意见 办理意见 回复情况 办理情况 答复情况 处理情况 是否公开 结果 答复内容",
        "answered_on": "办结时间 办结日期 文件日期 文件时间",
        "department": "科室 部门 股室 处室",
        "content": "内容 信息名称 申请公开信息 标题 信件标题 申请标题 申请信息名称 主题 事由",
    },
    "reviews": {
        "received_on": "日期 立案日期 受理日期 通知日期",
        "applicant": "姓名",
    },
    "litigation": {
        "received_on": "日期",
        "route": "诉讼类型 复议情况 起诉类型",
        "plaintiff": "姓名 当事人",
    },
    "tallies": {
        "on": "月份 时间 统计时段 月 统计月份 期间",
        "quantity": "数目 起数",
    },
}
"""Headings that most likely mean a column, which a person has to confirm."""

_COUNTS = ("", "数", "数量", "量", "件数", "宗数", "办件量", "决定数", "决定数量")
_COUNTED = (("处罚", "penalty"), ("许可", "licence"), ("强制", "coercive_measure"))
HEADINGS_WITH_A_VALUE: Mapping[str, Mapping[str, tuple[str, str, str]]] = {
    "tallies": {
        f"{front}{act}{count}": ("quantity", "kind", code)
        for act, code in _COUNTED
        for front in ("行政", "")
        for count in _COUNTS
    }
    | {"罚了几起": ("quantity", "kind", "penalty")},
}
"""Headings with two meanings: what is counted, and of which kind; each of them makes a record of a row."""

VALUES: Mapping[str, Mapping[str, str]] = {
    "Applicant": {
        "natural_person": "公民 公民个人 个人 村民 居民 群众 本人 自然人（本人） 农户",
        "company": "公司 企业 有限公司 民营企业 国有企业 物业公司 企业单位 企业法人 工商企业",
        "research_institute": "科研院所 研究院 研究所 科研单位",
        "charity": "公益组织 基金会 志愿者协会 慈善会 慈善组织 社会公益机构",
        "legal_service": "律师事务所 律所 法律服务所",
        "other": "其他组织 其它",
    },
    "Channel": {
        "counter": "当面提交 现场 窗口 现场递交 来访 来人 上门 大厅 窗口递交 当面递交 现场提交 线下窗口 直接送达",
        "registered_mail": "邮寄 挂号信 EMS 信函 邮政快递 特快专递 挂号 邮政EMS 挂号邮寄 邮政寄送",
        "ordinary_mail": "平信 平邮 普通信函 普通信件 普通邮件 普通信 平常信件 平常邮件 平常信",
        "internet": "网络 网上 网站 电子邮件 在线 网上申请 网站平台 依申请公开系统 电邮 e-mail 邮箱 网上平台 网上提交 "
        "电子邮箱 平台 线上 门户网站 政府网站 申请平台 网络平台 数据电文",
        "fax": "传真件",
        "oral": "口头 口述",
        "transferred": "转办 转来 区政府转办 上级转来",
    },
    "DisputeResult": {
        "upheld": "维持 维持原答复 维持原行政行为 驳回复议请求",
        "corrected": "纠正 撤销 变更 确认违法 责令履行 撤销重作 撤销并责令重新答复 责令限期答复",
        "other_result": "其他 不予受理 终止 终止（申请人撤回） 驳回复议申请 调解 调解结案",
        "pending": "未审结 在审 审理中 正在审理 尚未结案",
    },
    "Outcome": {
        "granted": "公开 同意 同意公开 全部公开 已提供 已公开 已主动公开，告知获取方式 已主动公开，告知获取途径 "
        "告知获取途径 告知获取方式 准予公开 予以提供 给予公开",
        "partly_granted": "部分公开 （二）部分公开 区分处理 同意部分公开 遮盖后公开 区分处理后公开 作区分处理",
        "state_secret": "国家秘密",
        "forbidden_by_law": "法律禁止公开 法律法规禁止公开 法律、行政法规禁止公开",
        "endangers_security": "影响社会稳定 三安全一稳定",
        "third_party_rights": "个人隐私 商业秘密 第三方不同意 涉及个人隐私",
        "internal_affairs": "内部管理信息 内部事务 内部事务信息",
        "deliberative_process": "过程性信息 请示报告",
        "enforcement_file": "执法案卷 行政执法案卷",
        "registry_query": "工商登记资料 不动产登记查询 行政查询 不动产登记资料",
        "not_held": "信息不存在 不存在 查无 不属于本机关 非本机关公开 告知向其他机关申请 不掌握 非本机关职责 "
        "本机关不掌握 不属于本机关掌握 不掌握该信息 未检索到 经检索未找到 检索不到 经检索不存在 查无此信息 经查不存在",
        "needs_creation": "需加工汇总 需另行制作 需要另行制作 需另行加工制作",
        "petition": "信访 投诉举报 信访投诉举报 信访举报投诉 以申请公开名义进行信访",
        "repeated": "重复",
        "unclear_after_correction": "补正后仍不明确 补正后不明确",
        "publication": "公开出版物",
        "reconfirmation": "重新出具 重新出具已获取信息",
        "correction_overdue": "逾期未补正 逾期不补正 逾期未补正视为放弃 补正逾期 无正当理由逾期不补正 "
        "申请人无正当理由逾期不补正",
        "fee_unpaid": "申请人逾期未按收费通知要求缴纳费用 未按收费通知缴费 未缴费 逾期未缴费 逾期不缴费 "
        "逾期未缴纳费用 逾期未交费",
        "other_handling": "撤回 撤销申请 撤回申请 申请人撤回 申请人主动撤回 主动撤回 撤件 已撤回 已撤销申请",
    },
    "ReviewDecision": {
        "upheld": "维持原答复 维持原决定 维持原行政行为",
        "revoked": "撤销重作 撤销并责令重作",
        "application_dismissed": "驳回复议申请",
        "terminated": "终止复议 撤回终止 申请人撤回，终止 终止（申请人撤回）",
        "ordered_to_act": "责令限期履行 责令限期答复",
        "settled": "调解结案",
    },
    "Judgment": {
        "claims_rejected": "驳回诉讼请求 驳回诉求 判决驳回 驳回原告诉讼请求",
        "revoked": "判决撤销 撤销答复，责令重新作出 撤销并责令重作",
        "ordered_to_act": "判决履行 责令履行 责令限期答复",
        "declared_unlawful": "判决确认违法 确认答复违法",
        "suit_dismissed": "裁定驳回起诉",
        "withdrawn": "准予撤诉 撤回起诉 准许撤诉 准许撤回起诉 准予撤回起诉",
    },
    "SuitRoute": {
        "direct_suit": "没复议过 没经过复议 没经复议 没有复议过 未曾复议 未走复议 没走复议 直接诉 直接向法院告 "
        "直接向法院起诉 未经复议程序 不经复议 直接 直接起诉 直接告 直接诉讼 直接提起诉讼 未经复议 未复议 未经行政复议 "
        "没有复议 未申请复议 未申请行政复议",
        "suit_after_review": "走过复议 复议了 先走复议 复议过 复议维持后起诉 经复议维持后起诉 不服复议决定 "
        "不服复议决定起诉 复议后诉 先复议后诉讼 对复议决定不服 经复议起诉 经过行政复议 不服行政复议决定 经复议 "
        "经过复议 复议后 已复议 已经复议 先复议 经行政复议 行政复议后 经复议后起诉 先复议后起诉 先复议再起诉 "
        "复议前置后起诉 复议后诉讼",
    },
    "CourtInstance": {
        "retrial": "再审程序 申请再审 再审审查 申诉再审 再审案件 审判监督程序 再审申请 申诉 提审",
        "first": "一审中 一审阶段 第一审 一审程序 一审普通程序 一审简易程序 初审 一审案件",
        "second": "二审中 上诉 上诉阶段 二审阶段 第二审 上诉审 二审程序 二审案件 终审",
    },
    "ReviewProcedure": {
        "ordinary": "普通程序 一般程序 普通审理程序 适用普通程序",
        "simplified": "简易程序 简易审理程序 适用简易程序",
    },
    "BusinessKind": {
        "licence": "许可证办理 行政许可类 许可类 许可审批 行政审批 许可办理 许可 行政许可事项 行政许可决定 "
        "行政许可办件",
        "penalty": "罚款 行政处罚类 处罚案件 处罚类 行政处罚（一般程序） 罚没 处罚 行政处罚决定 行政处罚案件",
        "coercive_measure": "强制执行 行政强制类 强制措施 行政强制执行 强制类 行政强制决定 查封扣押 强制 行政强制措施",
        "administrative_fee": "收费 行政事业收费 行政事业性收费项目 收费类 行政收费 事业性收费",
    },
    "DocumentKind": {
        "rules": "政府规章 地方政府规章 部门规章",
        "normative_document": "规范性 是规范性文件 行政规范性文件类 规范性文件类 规范类文件 属规范性文件 规范文件 "
        "规范性文件",
        "other": "普通公文 一般公文 财政信息 其他政府信息 一般性公文 一般信息 政务信息 便民信息 其它 公示 公告 通知 "
        "通报 一般文件 非规范性文件 不是规范性文件 不属于规范性文件 普通文件 一般性文件 其他文件 其他公文 其他信息",
    },
    "ReleaseCategory": {
        "20-1": "行政规范性文件 法规公文 政策法规 规范性文件类 法规规章 规范性文件 政策文件",
        "20-2": "机构概况 机构信息 机构领导 领导分工 内设机构 机构职责 职能职责 概况信息 机构职能 机关职能 机构设置 "
        "领导信息",
        "20-3": "规划信息 规划 专项规划 规划公开 规划计划 发展规划",
        "20-4": "统计公报 统计 统计数据",
        "20-5": "办事指南 服务事项 行政许可",
        "20-6": "处罚强制 行政执法公示 行政处罚 行政强制",
        "20-7": "财政资金 财政预算决算 预算公开 决算公开 部门预算 部门决算 财政公开 财务公开 预/决算 预决算公开 "
        "财政预决算 预决算 财政信息",
        "20-9": "采购信息 集中采购 政府采购",
        "20-10": "重大项目建设 重点项目 重大建设项目信息 重大项目",
        "20-11": "民生保障 社保就业 医疗卫生 扶贫 乡村振兴 养老服务 义务教育 社会救助 社会保障 教育 医疗 就业",
        "20-12": "应急预案 突发公共事件 应急 预警信息 应急管理 突发事件",
        "20-13": "环境信息 公共卫生 监督检查 食品药品 生态环境 产品质量 环境保护 食品药品安全 安全生产 食品安全",
        "20-14": "人事招考 招录信息 招考信息 招考录用 公务员招录",
        "20-8": "收费目录 收费公示 行政收费",
    },
    "ReleaseChannel": {
        "portal": "政府信息公开网 信息公开专栏 信息公开平台 政府信息公开专栏 门户网 互联网 区政府网站 县政府网站 "
        "镇政府网站 街道网站 官网 网上 门户 门户网站 政府网站 网站",
        "social_media": "两微一端 视频号 今日头条 客户端 微信 政务微信 短视频 微信公众号 公众号 新媒体",
        "notice_board": "村务公开栏 社区公告栏 公告牌 电子屏 公示牌 张贴 张贴公示 现场张贴 政务公开专栏 宣传栏 公告栏 "
        "村务栏 公开栏 公示栏",
        "service_centre": "政务服务中心 便民服务站 办事大厅 政务公开专区 便民中心 服务大厅",
        "gazette": "公报",
        "archive_or_library": "图书馆 档案馆 查阅点",
        "other": "报纸 电视 广播 新闻发布会 报刊 媒体",
    },
    "SecrecyConclusion": {
        "release": "可公开 可以公开 同意公开",
        "withhold": "不公开",
    },
    "RetrievalForm": {
        "paper": "纸面 纸质文本 邮寄 复印件",
        "email": "电邮 邮箱 电子文档 电子版 电子文本",
        "disc": "光盘磁盘 U盘",
        "inspection": "查阅 当场阅读 抄录 当场阅读、抄录",
    },
}
"""Other wordings of a value, by the class of its term and by the term's code."""

LIKELY_VALUES: Mapping[str, Mapping[str, str]] = {
    "Applicant": {
        "company": "合作社 个体户",
        "research_institute": "大学 高校",
        "charity": "商会 社会团体",
        "other": "学校 业主委员会 村委会 居委会 机关 事业单位",
        "": "律师 法人 法人或其他组织 组织",
    },
    "Channel": {
        "registered_mail": "公文 快递 寄来 邮递 公函 来函 函件 书面 书面申请 函 纸质 纸质申请 来文 发函 书信 邮局",
        "internet": "微信 公众号 电子 线上录入 系统录入 短信",
        "transferred": "12345",
        "oral": "电话申请 来电 电话",
        "": "中通快递",
        "counter": "线下 线下申请 线下提交 线下录入 线下渠道 人工录入 后台录入 纸质提交",
    },
    "Outcome": {
        "granted": "给了 已给",
        "partly_granted": "部分",
        "state_secret": "涉密",
        "not_held": "没有 未制作 没有这个信息 无此信息",
        "unclear_after_correction": "内容不明确",
        "excessive": "大量申请",
        "other_handling": "移送其他部门 移送 转其他部门办理 转办其他部门 移送有关机关 移交有关部门 咨询类 咨询事项 "
        "属咨询 电话答复 按咨询处理 非政府信息 不属于政府信息 不是政府信息 不作为政府信息公开申请处理 合并答复 "
        "并案处理 合并办理",
        "": "咨询",
    },
    "RetrievalForm": {
        "paper": "自行领取 当面领取 自取 领取 自己来拿 自己来取",
        "other": "传真",
    },
    "ReviewDecision": {
        "ordered_to_act": "责令重新答复",
        "settled": "和解",
    },
    "Judgment": {
        "claims_rejected": "判驳",
    },
    "DisputeResult": {
        "upheld": "胜诉 胜",
        "corrected": "败诉 败 纠错",
    },
    "SuitRoute": {
        "direct_suit": "否 无",
        "suit_after_review": "是 有",
    },
    "ReleaseCategory": {
        "21": "通知公告 工作动态 政务动态",
    },
}
"""Wordings of a value that a person has to confirm once; those under "" could be several values."""

GRANTS, REFUSES, UNSURE, SOME_GROUND, TELLS_WHERE = "+", "-", "!", "~", ">"
SIGNS: Mapping[str, Mapping[str, str]] = {
    "Outcome": {
        SOME_GROUND: "内部会议",
        "!": "征求 拟 延期 除",
        TELLS_WHERE: "告知其查看 告知其自行查阅 告知查阅 告知查询 告知可查阅 网站查询 网上查询 告知链接 告知获取途径 "
        "获取方式 告知查询渠道 告知查阅渠道",
        "granted": "主动公开范围 全文公开",
        "partly_granted": "抹…后公开 抹…后提供 去掉…后公开 去掉…后提供 处理掉…后公开 处理掉…后提供 隐…后公开 "
        "删…后公开 剔除…后提供 模糊…后公开 屏蔽…后公开 屏蔽…后提供 涂掉 抹掉 遮掉 遮住 盖住 处理后公开 处理后提供 "
        "删减 去除 其余不予公开 隐私处理 其余不存在 其余信息不存在 马赛克 一半 部分 区分 遮盖 遮挡 隐去 隐名 打码 "
        "涂黑 脱敏 去标识化 有的给了",
        "state_secret": "秘密文件 机密文件 密件 保密文件 绝密 定密 密级 国家机密 涉密",
        "forbidden_by_law": "禁止 法律规定不能 规定不予公开 规定应当保密 规定应保密 规定须保密 依法保密 依法应当保密 "
        "法律要求保密 法律规定保密 依法不得公开 法定不予公开 法定不公开 法规规定不得公开 法律规定不公开 "
        "未成年人保护法 统计法 法律不允许公开 禁止公开 法律规定不得公开 法律不让公开",
        "endangers_security": "三安一稳 稳定风险 社会安全 影响公共秩序 三安全 国家安全 公共安全 经济安全 社会稳定 "
        "影响稳定 危及稳定 安全稳定",
        "third_party_rights": "第三方不同意公开 权利人不同意公开 对方拒绝公开 对方不同意公开 举报人不同意公开 "
        "投诉人不同意公开 对方反对 对方不同意 征求…不同意 征询…不同意 别人家 他户 企业不同意 当事人不同意 "
        "本人不同意公开 举报人信息 举报人身份 投诉人不同意 投诉人信息 个人信息 私人信息 他人 征求第三方意见后不予公开 "
        "商业机密 商密 技术秘密 当事人不同意公开 第三者 隐私 第三方 第三人 别人隐私 别人的隐私",
        "internal_affairs": "人事 值班表 人员考核 后勤管理 内部",
        "deliberative_process": "还在研究 正在研究 内部讨论过程 草案 未定 批示 内部请示 正在调查 磋商 汇报材料 呈批 "
        "讨论 草稿 征求意见稿 过程",
        "enforcement_file": "执法卷 处罚卷 执法档案 案卷 卷宗",
        "registry_query": "档案窗口 档案规定查 到登记 工商档案 档案查询 查档 户籍档案 婚姻档案 社保查询 按…规定查询 "
        "依照…规定查询 依照…规定办理查询 按…规定办理 特别规定 另有规定 产权登记 车辆登记 个人信用查询 企业档案 "
        "不动产档案 公积金查询 登记查询 工商查询 不动产查询 不动产登记 工商登记 房产登记 企业登记 婚姻登记 查询事项 "
        "另有查询规定 登记资料 户籍查询",
        "not_held": "属市局公开 属省厅公开 属县局公开 属区局公开 本机关没有 不该本机关 不在本机关 未做过 没有形成 "
        "没形成 档案里没有 库里没有 不由…公开 不由…负责 去那里申请 由…制作 未留底 没留底 没存 不由…掌握 不属…机关公开 "
        "不属…单位 不属…职责 不属…公开范围 职权范围外 不属于职权范围 不归…管 由其他机关公开 由…局公开 由…委公开 "
        "由…政府公开 由…部门公开 由…局负责 属县…公开 属区…公开 灭失 遗失 毁损 已销毁 无法查找 无从查找 没有留存 "
        "未留存 无留存 无存档 没有存档 未存档 未归档 未收集 未获得 没有制作 没有获取 没有保存 没有掌握 不保存 不持有 "
        "未持有 没有相应信息 没有相关政府信息 没有相关材料 未查询到 未查找到 检索无 未检索出 未能检索到 未能查到 "
        "未能找到 向…咨询 到…申请 没有所申请公开信息 没有申请公开的信息 没有这个 没有所申请 没那东西 没那个 查不着 "
        "找不着 未掌握 没掌握 不属本机关 非本机关 不是本机关 不归本机关 查不到 查了没有 查过没有 查完没有 没有查到 "
        "没有找到 没有检索到 没查着 没查到 未查到 找不到 没找到 未找到 没检索到 检索未果 没搜到 未制作 没制作 未获取 "
        "未保存 没保存 未形成 没有做过 没做过 没有信息 没有该信息 没有此信息 没有相关信息 没有材料 没有资料 "
        "没有该材料 没有这份材料 没有档案 没有这份文件 没有文件 手里没有 本来就没有 根本没有 压根没有 没这个 没这份 "
        "没这东西 向…申请 无该信息 无此 无相关 不是本级 非本级 去别处申请 让去别处问 职责范围外 不属于职责范围",
        "needs_creation": "另行统计 需统计 需另行 非现成 搜集 重新统计 需要统计 需要制作 需制作 得现整理 重新做 "
        "另外做 加工 汇总 重新制作 重新整理 要整理 需整理 没有现成 没现成 无现成 现做",
        "unclear_after_correction": "补正…不具体 补正…看不懂 补正…不清 补正…不明 补正后不明 补正后仍未明确 "
        "补正后仍不能确定 补正不明确 补正后仍无法检索 补正后仍无法确定 补正后仍 补正仍未明确 补了还是看不懂 "
        "补正仍不明确 补了还是不清楚 补了还是说不清 补了也说不清 补正不清 补正后不清 补正后仍无法明确",
        "petition": "检举 控告 申诉 求决 诉求类 上访 投诉 举报 反映问题 反映诉求",
        "repeated": "上一件一样 前件一样 上次一样 上件一样 内容一样 一模一样 同上一件 与前件相同 同前件 给过 已提供过 "
        "提供过 曾提供 已作出过答复 已作过答复 已经作出答复 前已答复 已就…答复 曾答复 同一申请 不重复处理 不重复答复 "
        "内容相同 以前答过 已经答过 已答复过 之前答复过 以前答复过 已经答复过 早答过",
        "publication": "已公开出版 期刊 报纸 书籍 图书 公报 公开出版 已出版 地方志 年鉴 出版物 公开发行 报刊 书店 "
        "正式出版",
        "excessive": "数量太大 数量过大 数量太多 说不出理由 说明不了理由 无法说明理由 未说明理由 滥用 明显超出 "
        "理由不合理 大量重复申请 不合理申请 几十次 次数太多 频次 大量 反复 频繁 超过合理范围",
        "reconfirmation": "重新开 再开 再确认 再次确认 信息确认 要求确认 再给一份 再出具 盖章 加盖公章 补盖 再次出具 "
        "重复出具 重新确认 再出一份 重新提供",
        "correction_overdue": "没按时补 没按期补 未按时补 未按期补 没有按时补正 没有按期补正 没在…补正 补正期满 "
        "未…补正 逾期补正 未予补正 拒绝补正 不予补正 视为放弃 视同放弃 按放弃处理 一直不补 没有补正 没来补 没有来补 "
        "没补 未补 不来补",
        "fee_unpaid": "缴费后没交 缴费后未交 没有缴纳 没交信息费 费用未交 未…缴费 未…缴纳费用 未…交费 拒绝缴费 "
        "拒不缴费 未支付 逾期未缴费视为放弃 未缴纳费用视为放弃 不缴费视为放弃 没来交钱 没来缴费 没来交费 "
        "没交信息处理费 未交信息处理费 没有缴费 未交费 不交费 没交费 没有交费 未付费 没付费 欠费 没交钱 未交钱 没缴 "
        "未缴 不缴 没给钱 没掏钱",
        "other_handling": "要求终止 申请终止 已撤 撤案 不再需要 不需要了 取消申请 申请取消 主动取消 不要了 不申请了 "
        "撤了 撤掉 撤销了申请 撤走 不想要了 自己放弃 放弃申请 申请人放弃",
        "+": "由本机关公开 应由本机关公开 告诉他网址 告诉网址 告知网址 网上有 查阅原件 按要求提供 已予公开 在网站公开 "
        "已上网公开 公示 看了 已交 已发 已寄 已寄送 已邮寄 已告知内容 可公开 应予公开 应公开 按申请提供 依申请提供 "
        "给予提供 查了给 公开 准予 给 提供 可以公开 能公开 寄给",
        "-": "未同意公开 不让公开 不让 不应公开 不能给 没发给 不予公开 不公开 未予公开 未公开 没公开 没有公开 "
        "不同意公开 不同意 不予提供 不提供 未提供 没提供 没有提供 不能公开 不宜公开 不得公开 不可公开 不便公开 不给 "
        "没给 未给 不好给 拒绝 不予 无法提供 不处理",
        "": "审查 送达 通过 页 举报人 投诉人 信访人 路径 网站 完全 含 附件 份 链接 查阅 纸质 电子版 复印 当场 当面 "
        "不作为信息公开 均 现 已于 告知 系统 答复书 全部 都 全 早 网上 要求提供 申请提供 方式 途径 公开后 信息公开 "
        "负责公开 当公开 属于 的 了 已 申请人 对方 他 主动 内容 信息 材料 相关 其 书面 答复 经 依法 依规 无正当理由 "
        "过 本 和 并 予以 存档 归档 人 件 网址 邮寄 对外 不再",
    },
    "ReviewDecision": {
        "!": "拟 二审 起诉 法院 一审 原判 改判 发回",
        "upheld": "维持",
        "request_rejected": "驳回…复议请求 驳回复议请求 驳回请求 驳回其请求 驳回申请人请求 驳回申请人的请求 "
        "驳回其复议请求",
        "application_dismissed": "驳回…复议申请 驳回申请 驳回其申请 驳回其复议申请",
        "revoked": "撤销",
        "changed": "变更",
        "declared_unlawful": "确认…违法 违法",
        "declared_void": "无效",
        "ordered_to_act": "责令 限期答复 履行",
        "not_accepted": "不予受理 不受理 没受理 未受理 未予受理",
        "terminated": "终止 撤回 撤了 撤件 撤销申请 撤销复议申请 申请人撤销 不告了",
        "settled": "调解 和解 调和",
    },
    "Judgment": {
        "!": "撤销一审 撤销原审 撤销原裁定 拟 改判 发回 二审 终审 再审 上诉 但 复议",
        "claims_rejected": "诉讼请求驳回 诉请驳回 请求被驳回 驳回…诉讼请求 驳回…诉请 驳回诉请 驳回请求 驳回其诉讼请求",
        "suit_dismissed": "驳回…起诉 驳回其起诉",
        "revoked": "撤销",
        "changed": "变更",
        "declared_unlawful": "确认…违法 违法",
        "declared_void": "无效",
        "ordered_to_act": "判令 限期公开 限期…答复 限期…公开 责令 限期答复 履行",
        "not_filed": "不予立案 不立案 没立案 未立案",
        "withdrawn": "撤诉 撤了 撤销起诉 不告了",
        "terminated": "终结",
        "": "不撤销 但不撤销 不予撤销",
    },
    "DisputeResult": {
        "pending": "未下判 没下判 没下决定 待下达 未结 没判 未判决 未出 没出 没出来 没结果 没有结果 等结果 没下来 "
        "未作出",
        "": "还 结果 判决 决定 一审 目前 下来",
    },
    "Applicant": {
        "natural_person": "学生 教师 老师 患者 家长 工人 军人 当事人 自然人 百姓 老百姓 市民 农民 社员 业主 住户 "
        "退休人员 职工",
        "company": "工厂 开发商 承包商 供应商 店铺 商家 物业 商业公司 商业机构 私营企业 外资企业 国企 民企 商户 "
        "经营者 商业企业",
        "legal_service": "律师楼 律师行 律师所 法律机构 法律援助机构 公证机构 法律服务",
        "charity": "环保组织 志愿组织 公益团体 民间公益 慈善 公益社团 志愿者 社会公益组织 公益",
        "research_institute": "研究机构 科研",
        "other": "居委会 业委会 学校 机关 行政机关 村民小组 工会 政府 医院 村集体 村民委员会 居民委员会 其他",
        "": "其他组织 社会组织 性 房地产 有限责任 股份 商贸 贸易 科技 建筑 投资 或者 和 法人 组织 辖区 社区 普通 一般 "
        "机构",
    },
    "Channel": {
        "counter": "来办公室 到办公室 亲手 来局里 本人来 来镇 来街道 到镇 到街道 本人送达 自行送达 到场 受理点 公开点 "
        "服务中心 面对面 自送 直送 面呈 到访 当面 柜台 亲自 面交 面递 自己来 跑来 送来 当场",
        "registered_mail": "寄 快递 顺丰 中通 圆通 申通 韵达 京东 德邦 极兔 百世 速递 速运 邮递 ems 邮政 快件",
        "ordinary_mail": "平信寄 平邮寄来 普通信寄来 普通信件寄来 普信 普通邮寄 无需签收 平信邮寄 邮寄平信 普通 "
        "平常信函",
        "internet": "发邮件 微信公众号 支付宝 微博 新媒体 电子渠道 电子方式 栏目 email EMAIL 电子信件 领导信箱 钉钉 "
        "浙里办 粤省事 皖事通 赣服通 政务通 APP app 客户端 小程序 手机端 移动端 掌上 系统 门户 网",
        "fax": "FAX 传真",
        "oral": "代写 代笔 说的 代填 代为填写",
        "transferred": "转 交办 移交 移送",
        "": "局 来",
    },
    "DocumentKind": {
        "!": "废止 失效 修改",
        "other": "规范性文件解读 预案 解读 图解 问答 通告 报告 年报 总结 会议纪要 纪要 动态 新闻 要闻 简报 快讯 资讯 "
        "预算 决算 预决算 采购 招标 中标 合同 人事 任免 招聘 招录 录用 指南 名单 目录 清单 台账 计划 要点 规划 统计 "
        "数据 行政强制 许可 处罚 收费 概况 简介 职能 机构 领导 分工 通讯录 函 批复 请示 公报 讲话 救助 抽检 监测 "
        "检查结果",
        "": "应急 政策 工作 总体 政府 行政 公开 文件 办事 结果",
    },
    "SecrecyConclusion": {
        "!": "拟 暂缓 延期 疑似",
        "release": "公开 可发布 可以发布 同意发布 可上网 可以上网 同意上网 不涉密 无涉密 未涉密 非涉密 不涉及国家秘密 "
        "未涉及国家秘密 不含涉密内容 不涉及秘密 审查通过",
        "separate": "其余公开 抹…后公开 去掉…后公开 涂…后公开 处理掉…后公开 隐…后公开 剔除…后公开 部分公开 "
        "部分内容公开 处理后公开 隐去 遮盖 遮挡 删除 删减 删去 脱敏 打码 涂黑 去除 隐名 部分涉密 附图涉密 附件涉密 "
        "附表涉密 涉密内容",
        "withhold": "不宜公开 不得公开 不能公开 不可公开 不同意公开 不得上网 不上网 不发布 涉密 属涉密 国家秘密 "
        "秘密级 机密级",
        "refer": "上级 保密局 保密部门",
        "": "报 送 确定 审定 提请 请示 经 审查 审核 保密 后 内容 信息 附表 个人 身份证号",
    },
    "ReleaseChannel": {
        "portal": "政府网 公开网",
        "social_media": "微博 抖音 小程序",
        "service_centre": "大厅 服务中心",
        "archive_or_library": "查阅中心 查阅场所",
        "other": "日报 晚报",
    },
    "RetrievalForm": {
        "paper": "复印 打印 纸 寄 书面",
        "email": "电子 邮件 网上 网络 在线",
        "disc": "刻录 盘",
        "inspection": "阅览 当场看 现场看 阅读",
    },
}
"""Signs of a value within a text, by the class of its term and by the term's code, so that a text of signs only is
understood in any order: 「因涉及第三方商业秘密，不同意公开」.

``GRANTS`` and ``REFUSES`` only say that something is given or not, ``UNSURE`` that the text leaves it open,
``SOME_GROUND`` that there is some ground, ``TELLS_WHERE`` that the information is already public unless something else
is said; signs under "" mean nothing.
"""
OURSELVES = "我街道 本街道 我镇 本镇 我乡 本乡 我局 本局 我单位 本单位 我办 本办 我机关 我们"
"""What offices call themselves, replaced by 「本机关」 before signs are searched."""
DENIALS = "不未没无非否勿别拒免缓暂拟待疑"
"""Characters in the rest of a text that may reverse its meaning."""
SIGNS_WITHIN: Mapping[str, Mapping[str, str]] = {
    "Channel": {"oral": "counter"},
    "SecrecyConclusion": {"separate": "release"},
    "ReviewDecision": {"revoked": "ordered_to_act", "terminated": "settled"},
    "Judgment": {"revoked": "ordered_to_act"},
}
"""The sign that outranks another one beside it: 「撤销，责令重新答复」 is revoked."""

SLIPS: Mapping[str, str] = {
    "部分": "部份",
    "给予": "给于",
    "予以": "予与 予于",
    "予以公开": "于以公开",
    "不予": "不于",
    "准予": "准于",
    "已公开": "己公开 巳公开",
    "已提供": "己提供",
    "已办": "己办 巳办",
    "已答": "己答 巳答",
    "已撤": "己撤",
    "已经": "己经",
    "已受理": "己受理",
    "已结": "己结",
    "已主动": "己主动",
    "未办": "末办",
    "未答": "末答",
    "未审结": "末审结",
    "未判": "末判",
    "未补正": "末补正 未补证",
    "未公开": "末公开",
    "撤回": "撒回",
    "撤销": "撒销",
    "撤诉": "撒诉",
    "撤件": "撒件",
    "驳回": "驳会 驳加",
    "维持": "维待",
    "复议": "复仪",
    "申请": "申青 申清",
    "信访": "信仿",
    "举报": "举保",
    "邮寄": "邮计 邮奇",
    "挂号信": "挂号言",
    "自然人": "自然入",
    "公民": "公名",
    "隐私": "隐思 隐秘",
    "商业秘密": "商业密秘",
    "国家秘密": "国家密秘",
    "过程性": "过程姓",
    "内部事务": "内部事物",
    "掌握": "掌屋",
    "不存在": "不存再",
    "补正后": "补证后",
    "逾期不补正": "逾期不补证",
    "补正": "补政",
    "重复": "重覆",
    "重复申请": "从复申请",
    "互联网": "互连网 互联往",
    "电子邮件": "电子邮箱件",
    "传真": "传直",
    "当面": "当而",
    "确认违法": "确认违发",
    "责令履行": "责令覆行 责令屡行",
    "诉讼请求": "诉公请求",
    "诉讼": "诉松",
    "终止": "终只",
    "调解结案": "调节结案",
    "区分处理": "区别处理",
}
"""Typing errors by the correct text; only those that are not words themselves."""

ARTICLES: Mapping[str, str] = {
    "第十五条": "第三方合法权益",
    "第三十二条": "第三方合法权益",
    "第十六条第一款": "内部事务信息",
    "第三十七条": "区分处理",
    "第三十六条第四项": "信息不存在",
    "第三十六条第五项": "不属于本机关",
    "第三十六条第六项": "重复申请",
    "第三十六条第七项": "行政查询事项",
    "第三十五条": "大量反复申请",
    "第三十九条第一款": "信访",
    "第三十九条第二款": "公开出版物",
}
"""The result for an article of the 条例 cited as its ground; earlier ones are searched first."""
LIKELY_ARTICLES: Mapping[str, str] = {
    "第十四条": "国家秘密",
    "第十六条第二款": "过程性信息",
    "第十六条": "内部事务信息",
    "第三十条": "逾期未补正",
    "第三十八条": "需另行制作",
    "第三十九条": "信访",
}
"""The same for articles with several grounds, so that a person has to say which."""

ROUGHLY: Mapping[str, str] = {"Channel": "邮寄 信函 书面 书面申请 纸质 线下 线上 线下申请 线上申请"}
"""Imprecise words for a term, by its class: the text behind them decides, 「邮寄（平信）」."""

ORGANISATIONS = (
    "律师 律师代理 法人 单位 法人或其他组织 组织 法人/其他组织 法人和其他组织 法人及其他组织 法人、其他组织 法人组织 "
    "单位法人"
)
"""Words for an applicant that is some organisation, whose kind the name may tell."""

ANSWERS: Mapping[str, Mapping[str, str]] = {
    "route": {
        "direct_suit": "否 无 没有 没 不是 未 未经 没复议 直接去法院",
        "suit_after_review": "是 有 经 已经 复议 先复议",
    },
    "outcome": {"granted": "给 已给"},
    "document_kind": {"normative_document": "是", "other": "否 不是 非 无 不属于"},
    "secrecy_conclusion": {
        "release": "能 可以 可 是 行 同意 能公开",
        "withhold": "否 不能 不可以 不可 不行 不同意",
    },
}
"""The meaning of yes and no under a question, by column, without 的, 了 and 过 behind it: 「是否经过复议」."""

YES = frozenset(["是", "有", "对", "√", "✓", "1", "yes", "true", "y"])
NO = frozenset(["否", "无", "不", "×", "0", "no", "false", "n"])
"""What is read as 是 and as 否, in lower case."""

NUMBERING = "编号"
"""The usual heading of a ledger's own numbers, whatever the official name is."""
NOT_KEPT = (
    "No. NO 流水 归档情况 是否归档 序号 序 顺序号 顺号 行号 项次 № ID 点击量 点击数 浏览量 浏览次数 访问量 应答复日 "
    "答复期限 办理期限 答复截止日期 办理时限 剩余天数 剩余时间 办理用时 是否逾期 是否超期 满意度 满意度评价 评价 "
    "应办结时间 应回复时间 应答复期限 法定期限 到期日 期限届满日 最晚答复日期 最迟答复日期 截止时间 倒计时 已用天数 "
    "已用时间 用时 办理天数 办理工作日 办理用时（工作日） 剩余工作日 超期天数 逾期天数 红黄绿灯 亮灯 预警状态 阅读量 "
    "阅读数 访问次数 评价结果 满意率 季度 所属季度 所属月份 所属年度 年度 年份 年 页码 打印次数 下载次数"
)
"""Headings of columns that are not stored: row numbers, counts by others, values computed here."""

NOT_OURS = (
    "归档 投诉情况 延期理由 意见征询 工作单位 法人代表 审核人 审批人 审签人 签发人 批准人 发布人 录入人 填报人 登记人 "
    "答复人 代理律师 律师 委托律师 承办律师 法律顾问 出庭负责人 出庭人员 出庭人 应诉人员 出庭应诉人 "
    "行政机关负责人出庭情况 被申请人 被告 第三人 第三方 案件类型 不服什么 告的谁 告谁 审理方式 用途 信息用途 申请用途 "
    "用途说明 所需信息用途 特征描述 受理机构 受理单位 受理机关 送达方式 答复方式 答复形式 告知方式 回复方式 反馈方式 "
    "送达日期 送达时间 送达情况 寄送单号 物流单号 EMS单号 邮件单号 快递编号 寄件单号 投递单号 快递单号 邮寄单号 运单号 "
    "邮件号 挂号单号 输赢 胜败 胜诉败诉 胜败诉 开庭日期 开庭时间 延期至 延期情况 补正情况 收费 收费情况 收费金额 "
    "领导批示 批示 体裁 主题词 关键词 公开范围 公开期限 效力 效力状态 有效性 时效性 时效 发布机构 发文机关 发布单位 "
    "制发机关"
)
"""Headings of columns that are stored as remarks whatever their cells are, as none of ours fits."""
ASKED_FOR = "诉求 请求 标的 诉请 事项 案由 事由 理由 不服 争议 主张 缘由 焦点 诉称 涉案 被复议 被诉"
"""Words in the heading of a dispute for its subject or claims, never for the decision."""
STATUS = "状态 当前状态 办理状态 处理状态 流程状态 办件状态 信件状态 申请状态 当前环节 办理环节 办理进度 办理阶段"
"""Headings for the status of a request, which is computed here; some platforms state the result only there."""

NOT_YET = "待受理 受理中 已受理"
"""Texts in a result or a date that is not decided yet; they count as no value."""

PLACEHOLDERS = "无 暂无 没有 空 空白 N/A n/a NA 不适用 未填 未填写 无此项"
NOT_TOLD = "未提供 未留 不详 未知 不清楚 拒绝提供 不愿提供 不愿透露"
"""Texts that count as no value, also for contact data."""
WRITTEN_ON = (
    "来信日期 来信时间 来函日期 来函时间 来文日期 来文时间 寄信 寄出 发信 落款 填表 填写 书写 签署 签名 申请书日期 "
    "申请表日期 申请书时间 申请表时间 诉状日期"
)
OUR_PAPERS = "答复 告知 决定 判决 裁判 裁定 答辩 文书 通知 回执"
"""Headings of the date printed on a document: not its arrival, if another column has that, unless the document is an
answer."""

ENDINGS = (
    "日期 时间 日",
    "类型 类别 分类",
    "方式 途径 渠道",
    "科室 部门",
    "号 编号 文号 文书编号 书编号 书文号 文件号 码",
    "内容 详情描述 描述 摘要",
)
"""Synonymous endings of headings: what is known for 「答复日期」 holds for 「答复时间」."""
BEGINNINGS = "最终 申请人 申请 办件 稿件 文章 法定 具体 业务"
INSIDE = "的 政府 情况 信息"
"""Prefixes and infixes of headings without a meaning: 「网上提交日期」, 「所需政府信息」."""

SPOKEN_OF: Mapping[str, Mapping[str, str]] = {
    "releases": {
        "secrecy_reviewer": "密 审查",
        "secrecy_reviewed_on": "密 审查",
        "secrecy_conclusion": "密 审查 能否公开 可否公开",
        "first_checked_by": "一审 初审 一核 初核 一校 编辑",
        "second_checked_by": "二审 复审 二核 复核 二校",
        "final_checked_by": "三审 终审 三核 终核 三校 签发 审定 领导",
        "index_number": "索引",
        "repealed_on": "废止",
        "valid_until": "有效期 失效",
        "published_on": "贴 公开 发布 公布 上网 上线 挂网 挂出 刊登",
        "formed_on": "成文 形成 生成 制作 发文 落款 印发 签发 产生 制发",
        "document_number": "文号 字号 公文 文件",
        "channels": "渠道 载体 平台 方式 途径 位置 在哪",
        "document_kind": "规范性 性质 文种",
        "category": "类别 分类 栏目 类目 主题 类型",
        "department": "科室 部门 单位 股室 处室",
        "name": "标题 名称 题目 内容",
        "web_address": "网址 链接 地址",
        "number": "号",
    },
    "requests": {
        "legal_basis": "法律 哪一条 哪条 依据 条款 法条 条例",
        "identity_number": "证件 身份证 信用代码 证照 执照 机构代码",
        "identity_kind": "证件 证照 身份证明",
        "agent": "代理 代办 代为 委托 受托",
        "answered_on": "办结 办复 告知书 答 回",
        "received_on": "起算 起始 收件 收文 收信 收函 接件 到件 接到 收到 受理 签收 接收 收讫 确认",
        "arrived_on": "邮戳 申请 提出 来 交",
        "answer_number": "答复 告知书 文书 文件 文号 字号",
        "applicant_kind": "身份 类别 类型 性质 属性 分类 公民 个人 法人",
        "retrieval": "给 拿 取 形式 要 载体 介质 提供",
        "channel": "方式 途径 渠道 形式 来源",
        "outcome": "公开 答 给 结果 类型 类别 情况 结论 决定 情形 种类",
        "department": "村居 社区 中心 条线 站所 股（室） 口 科室 部门 股室 处室",
        "handler": "负责人 人员 办的人 责任人 跟办 受理人 干部 承办 经办 经手 办理",
        "applicant": "申请人 申请者 姓名 名称 申请单位",
        "phone": "手机 电话 号码 联系",
        "email": "邮箱 邮件",
        "postcode": "邮编",
        "address": "地址 住址 住所 住处 哪里人 所在",
        "archive_number": "归档 档号 卷号 档案 卷宗",
        "content": "文件 资料 事由 标题 主题 缘由 题目 信息 内容 诉求 事项 描述 材料",
        "number": "号 流水",
    },
    "tallies": {"on": "月 日期 时间 时段 期间 截至"},
    "reviews": {
        "closed_on": "决定 结案 审结 办结",
        "replied_on": "提交 答复 答辩",
        "received_on": "收到 通知书 收件 收案",
        "case_number": "文号 案号 字号 通知书",
        "decision": "决定 结论 结果 方式 情况",
        "review_body": "哪级 办案 复议机构 机关",
        "applicant": "提请人 提起 申请人 姓名 名称",
        "procedure": "简易 普通 程序 方式",
        "related_request": "被复议 对应 涉及 申请 原答复 关联",
        "number": "号",
    },
    "litigation": {
        "closed_on": "裁判 判决 裁定 结案 宣判 审结",
        "defence_on": "答辩 举证",
        "received_on": "收到 通知 应诉 传票 收件 收案 诉状",
        "case_number": "文号 案号 字号",
        "judgment": "裁判 判决 裁定 结果 结论 情况",
        "route": "直接 复议 起诉 途径",
        "plaintiff": "起诉 告 上诉人 姓名 名称 当事人",
        "court": "法院",
        "original_case": "一审 原审",
        "related_review": "复议",
        "related_request": "对应 涉及 申请 答复 关联",
        "instance": "一审 二审 几审 第几 审级 审次 程序 阶段",
        "number": "号",
    },
}
"""Words in the heading of a column, whatever else it says; earlier ones win.

They identify a column if all its cells are of its kind - dates, document numbers, names - and no other heading has such
words.
"""
OTHER_EVENTS = (
    "法定答复 法定办结 法定办理 应该 该答 该回 截止 应答复 应回复 应办结 应当 应于 限 到期 最迟 最晚 送达 补正 "
    "延期 延长 延至 征求 第三方 归档 导出 打印 缴费 寄出 寄送 邮寄 回执 审核 审批 审签 转办 交办 分办 批示 拟办 派发 "
    "流转 催办 督办 退回 开庭 出庭 听证 调查 上诉 履行 整改 公告 抄送 备案 更新 修改 创建 录入 首次登录 出生 "
    "评价 回访"
)
"""Words in a heading for a date that no column of ours has."""
OTHER_EVENTS_OF: Mapping[str, str] = {
    "releases": "来文 收文",
    "requests": "复议 诉讼 起诉 撤回 撤销 撤件 协查 协办 移交 移送",
    "reviews": "复议申请日 复议申请时 申请复议日 申请复议时 原答复日 原答复时 原行政 起诉 知道",
    "litigation": "复议决定 复议结 被诉",
}
"""The same by register: 复议决定日期 is the day of a review, and says nothing of the suit that followed."""

SENT = "邮寄 快递 寄送 邮政寄送 邮递 特快专递 挂号 自取 自行领取 当面领取 领取 送达"
"""How a paper or a disc reaches the applicant: if both are given, the other word says what is given."""

SAYS_NOTHING = (
    "不予公开 不公开 不予处理 无法提供 其他处理 已办结 已答复 已回复 办结 属于 涉及 关于 申请人 申请 行政机关 本机关 "
    "本单位 行政 政府 相关 信息 内容 事项 类 情形 主动 要求 提供 提出 危及 保护 合法 无正当理由 已获取 其他 经 的 "
    "渠道 方式 途径 提交 递交 已 作 处理 予以 给予 诉求 实为 性 和 及 时间"
)
"""Meaningless parts of a word in a ledger: 「内部事务信息不公开」, 「信访举报投诉类」, 「在线申请」."""

NO_RECORD = (
    "制表 填表 审核 复核 制表日期 共计 小计 合计 总计 累计 本页小计 本页合计 填表人 制表人 填报人 审核人 负责人 "
    "填表日期 填报单位 制表单位 说明 注 备注 填表说明"
)
"""Beginnings of a row that is not a record: a sum, or the author of the table."""

APPLICANT_NAMES: Mapping[str, str] = {
    "legal_service": "律师事务所 法律援助机构 司法鉴定所 司法鉴定中心 律师所 法律服务中心 律所 法律服务所 法律援助中心 "
    "公证处",
    "research_institute": "科研所 研究室 实验室 研究会 社科院 农科院 科研院 研究基地 研究院 研究所 研究中心 大学 学院",
    "charity": "促进会 公益中心 志愿服务队 志愿者服务队 志愿服务总队 爱心社 红十字会 福利会 救助中心 公益促进中心 "
    "关爱中心 慈善组织 残疾人联合会 残联 学会 基金会 协会 慈善会 慈善总会 公益服务中心 社会工作服务中心 志愿者联合会 "
    "公益联合会",
    "company": "地产 置业 实业 商贸 贸易 科技 建材 物流 传媒 股份 建工 建设 投资 控股 餐饮 服饰 家居 事务所 银行 支行 "
    "分行 农场 养殖场 牧场 林场 加油站 药房 宾馆 商场 物业 电站 矿 门诊部 诊所 营业部 车行 批发部 餐馆 旅行社 公司 "
    "集团 厂 商行 店 超市 经营部 门市部 企业 工作室 合作社",
    "other": "业委会 生产队 小组 社区 卫生院 卫生所 支队 大队 派出所 街道 委员会办公室 管委会 指挥部 管理处 管理所 "
    "项目部 报社 电视台 出版社 编辑部 日报 晚报 党支部 妇联 团委 分校 技校 供销社 信用社 敬老院 福利院 博物馆 图书馆 "
    "寺 教堂 联合会 公会 行业协会 委员会 村委会 居委会 学校 中学 小学 幼儿园 医院 局 政府 办事处 街道办 "
    "经济合作社 合作联社 商会 中心 工会 检察院 法院",
}
"""Endings of names of applicants that are not natural persons, by 申请人类型; the longest ending decides."""

SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝"
    "邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡"
    "田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋"
    "仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳姬申扶堵冉宰郦雍桑桂濮牛寿通边扈燕冀尚农温别庄"
    "晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧沃利蔚越隆师巩聂晁勾敖融冷訾辛阚那简饶空曾沙养鞠丰关蒯相查荆红游竺权盖益桓公仉督岳帅"
    "缑亢况郈琴商佘佴伯赏墨哈谯笪年爱阳佟闫覃逄苟肖付涂代兰雒辜邸揭"
)
"""Family names of one character, to recognise people given with their address, 「兴隆街居民尤小莉」."""

CATEGORY_SUBJECTS: Mapping[str, str] = {
    "20-7": "预算 决算 收支 三公",
    "20-9": "政府采购 采购合同 采购公告",
    "20-6": "行政处罚 行政强制 处罚决定",
    "20-8": "行政事业性收费 收费标准 收费目录",
    "20-14": "招考 招录 招聘公务员 录用",
    "20-12": "突发 预警 防汛 应急",
    "20-4": "统计公报 普查 统计数据",
    "20-3": "规划",
    "20-10": "重大建设项目 中标 招标",
    "20-13": "环境 食品 药品 安全生产 公共卫生",
    "20-11": "低保 救助 扶贫 教育 医疗 社会保障 就业 养老",
    "20-5": "办事指南 许可",
    "20-2": "职能 机构设置 领导分工 办公地址",
    "20-1": "规范性文件 管理办法 实施办法 规定（",
}
"""Words in a title or a 栏目 by the 信息类别 they suggest; earlier ones win."""


def headings(register: str, column: str) -> tuple[str, ...]:
    """Return the other headings of a column in ledgers."""
    return tuple(HEADINGS.get(register, {}).get(column, "").split())


def values(term: str, code: str) -> tuple[str, ...]:
    """Return the other wordings of a value in ledgers; ``term`` is the name of its class."""
    return tuple(VALUES.get(term, {}).get(code, "").split())


def kind_of_body(name: str) -> str:
    """Return the code of the 申请人类型 by the ending of a name, or ""."""
    rows = ((code, tuple(row.split())) for code, row in APPLICANT_NAMES.items())
    ended = ((len(ending), code) for code, row in rows if name.endswith(row) for ending in row if name.endswith(ending))
    return max(ended, default=(0, ""))[1]
