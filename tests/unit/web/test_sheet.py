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


def test_words_of_a_cell_lead_to_a_page(client: TestClient) -> None:
    link = {"text": "甲调整", "address": "https://example.org/adjustments/T001"}
    answer = client.post("/api/sheet", json={"title": "a", "columns": ["调整"], "rows": [[link]]})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    assert sheet["A2"].value == "甲调整"
    assert sheet["A2"].hyperlink.target == "https://example.org/adjustments/T001"


def test_a_cell_leads_to_no_file_and_no_program(client: TestClient) -> None:
    for address in ("file:///etc/passwd", "javascript:alert(1)", "https://a\u0007", "\\\\host\\share"):
        order = {"title": "a", "columns": ["b"], "rows": [[{"text": "c", "address": address}]]}
        assert client.post("/api/sheet", json=order).status_code == 422, address


def test_a_table_comes_as_csv_without_formulas_and_is_on_record(client: TestClient) -> None:
    link = {"text": "甲调整", "address": "https://example.org/adjustments/T001"}
    rows = [["=1+1", -12.5], ["-3 a", "-3"], ['一，"二"', link], []]
    order = {"title": "规划-指标", "columns": ["名称", "目标值"], "rows": rows, "form": "csv"}
    answer = client.post("/api/sheet", json=order)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    text = answer.content.decode("utf-8-sig")
    assert text == '名称,目标值\r\n\'=1+1,-12.5\r\n-3 a,-3\r\n"一，""二""",甲调整\r\n\r\n'
    line = client.get("/api/records/access", params={"downloads": True}).json()["lines"][0]
    assert (line["path"], line["download"]) == ("/api/sheet", "规划-指标.csv")
