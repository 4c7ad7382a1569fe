"""What people write, for everything that is compared: needs nothing but Python."""

SENTENCES = (
    "十一月二十日上午到窗口办理，等候一个小时仍未受理，工作人员之间互相推脱，没有一次性告知所需材料。",
    "同一份材料要到三个办公室分别盖章，其中一个办公室当天无人值班，只能第二天再去一次。",
    "电话多次无人接听，网页上公布的联系方式已经失效，建议及时更新并安排专人值守。",
    "经办老师态度耐心，讲解清楚，当场帮忙核对了材料，值得肯定。",
    "建议把流程和所需材料公布在网上，并允许线上提交，减少师生往返。",
    "系统里显示已办结，但实际没有收到任何通知，希望增加短信或邮件提醒。",
)
TOPIC = "缓考申请要跑三个办公室盖章"


def content(number):
    """Two to four sentences."""
    return "".join(SENTENCES[(number + n) % len(SENTENCES)] for n in range(2 + number % 3))
