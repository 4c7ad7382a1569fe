"""What may stand in the settings of the HTTP gateway."""

from hnu.jgzf.notifications import gateway
import pytest


RIGHT = {
    "sms_transport": "http",
    "http_url": "https://sms.example.edu/send",
    "http_method": "POST",
    "http_format": "json",
    "http_headers": "Authorization: Bearer ${secret}\nX-Id: ${id}",
    "http_body": '{"to": ["${mobile}"], "text": "${text}", "cost": "5 $$"}',
}
FORM = "to=${mobile}\n\ntext = 【${text}】\nkey=${secret}"


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"http_headers": ""},
        {"http_method": "PUT", "http_format": "form", "http_body": FORM},
        {"http_method": "GET", "http_format": "query", "http_body": FORM},
        {"http_method": "POST", "http_format": "query", "http_body": FORM},
        {"sms_transport": "log", "http_url": ""},
    ],
)
def test_what_can_be_sent_is_right(changes):
    assert gateway.why_not({**RIGHT, **changes}) == []


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"http_url": ""}, "http_url", "error_gateway_url"),
        ({"http_method": "GET"}, "http_method", "error_gateway_method"),
        ({"http_headers": "X: ${text}"}, "http_headers", "error_template_unknown"),
        ({"http_headers": "X: 5 $"}, "http_headers", "error_gateway_dollar"),
        ({"http_body": ""}, "http_body", "error_gateway_json"),
        ({"http_body": '"${mobile}"'}, "http_body", "error_gateway_json"),
        ({"http_body": '["${mobile}", "${name}"]'}, "http_body", "error_gateway_json"),
        ({"http_body": '{"${mobile}": "${n}"}'}, "http_body", "error_template_unknown"),
        ({"http_body": '{"to": "${mobile"}'}, "http_body", "error_gateway_dollar"),
        ({"http_body": '{"text": "${text}"}'}, "http_body", "error_gateway_mobile"),
        ({"http_format": "form"}, "http_body", "error_gateway_fields"),
        ({"http_format": "form", "http_body": "=${mobile}"}, "http_body", "error_gateway_fields"),
        ({"http_format": "form", "http_body": ""}, "http_body", "error_gateway_mobile"),
    ],
)  # fmt: skip
def test_what_could_not_be_sent_is_named(changes, field, reason):
    errors = gateway.why_not({**RIGHT, **changes})
    assert [(error.field, str(error.message)) for error in errors] == [(field, reason)]
