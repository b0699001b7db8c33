"""What a person reads where nothing more is known than the kind of error."""

from disclosure.errors import CancelledError, InvalidRecordError, LockedError, NotAgreedError, WrongPasswordError


def test_an_error_says_what_is_wrong_and_what_can_be_done() -> None:
    assert str(CancelledError()) == "已取消，没有改动任何数据。"
    assert str(LockedError()) == "这个文件设有口令，要先输入口令。"
    assert str(WrongPasswordError()) == "口令不对，要重新输入；也可以输入恢复密钥。"
    assert (
        str(InvalidRecordError({"applicant": "要填写申请人", "content": "要填写申请内容"}))
        == "要填写申请人；要填写申请内容"
    )
    assert str(LockedError("口令已经取消。")) == "口令已经取消。"
    assert str(NotAgreedError("加上 --yes 就办。", ["会改一处"], lambda: None)) == "加上 --yes 就办。"
