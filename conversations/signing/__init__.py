"""The end of a conversation beside the ordinary two signatures (services.signing).

policies   who may refuse, close, remark, sign on another's device or on paper, reopen
services   those verbs
codes      one-time codes of employees without an account
silence    thirty days without a signature
selectors  who has answered and how, whose turn it is, in words; HR's list
"""
