import io

from openpyxl import load_workbook
from starlette.testclient import TestClient


def test_a_table_comes_back_as_a_workbook_with_numbers_as_numbers(client: TestClient) -> None:
    order = {"title": "规划/指标", "columns": ["名称", "目标值（个）"], "rows": [["=1+1", 12.5], ["石墨\u0007", None]]}
    answer = client.post("/api/sheet", json=order)
    assert answer.status_code == 200
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    assert sheet.title == "规划指标"
    assert [[cell.value for cell in row] for row in sheet.rows] == [
        ["名称", "目标值（个）"],
        ["=1+1", 12.5],
        ["石墨", None],
    ]
    assert sheet["A2"].data_type == "s", "text is no formula, whatever it begins with"
    assert sheet.freeze_panes == "A2"


def test_a_row_longer_than_the_head_is_refused(client: TestClient) -> None:
    answer = client.post("/api/sheet", json={"title": "a", "columns": ["b"], "rows": [["c", "d"]]})
    assert answer.status_code == 422
    assert "第 1 行" in answer.json()["detail"]
