"""Screening rules: may this block, right or application be here, under the plan and the law of the day?"""
