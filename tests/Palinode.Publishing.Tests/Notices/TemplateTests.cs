using Palinode.Publishing.Notices.Templates;

namespace Palinode.Publishing.Tests.Notices;

internal sealed class TemplateTests
{
    private static readonly GroupValue Values = new(
        ("name", "a <b>"), ("none", ""), ("yes", true), ("no", false),
        ("list", new ListValue([new GroupValue(("item", "one")), new GroupValue(("item", "two"))])),
        ("words", new ListValue(["x", "y"])), ("group", new GroupValue(("inner", "deep"))));

    private static string Render(string template) => Template.Parse(template, "t").Render(Values, v => v.Html(), "t");

    [TestCase("{{name}}", "a &lt;b&gt;")]
    [TestCase("{{#yes}}shown{{/yes}}{{#no}}hidden{{/no}}{{^no}}instead{{/no}}", "showninstead")]
    [TestCase("{{#none}}hidden{{/none}}{{^none}}absent{{/none}}", "absent")]
    [TestCase("{{#list}}{{item}},{{/list}}", "one,two,")]
    [TestCase("{{#words}}{{.}}{{/words}}", "xy")]
    [TestCase("{{group.inner}} {{#group}}{{inner}} {{name}}{{/group}}", "deep deep a &lt;b&gt;")]
    [TestCase("{{none.part}}!", "!")]
    [TestCase("a{{! said to nobody }}b", "ab")]
    [TestCase("<ul>\n  {{#words}}\n<li>{{.}}</li>\n  {{/words}}\n</ul>\n", "<ul>\n<li>x</li>\n<li>y</li>\n</ul>\n")]
    public void Mustache_as_it_is_specified(string template, string expected) => Render(template).ShouldBe(expected);

    [TestCase("{{nobody}}", "t, line 1: there is no value nobody")]
    [TestCase("\n{{#yes}}", "t, line 2: {{#yes}} is not closed")]
    [TestCase("{{/yes}}", "t, line 1: {{/yes}} closes nothing that is open")]
    [TestCase("{{#yes}}{{#no}}{{/yes}}{{/no}}", "t, line 1: {{/yes}} closes nothing that is open")]
    [TestCase("a {{ b", "t, line 1: \"{{\" is not closed by \"}}\"")]
    [TestCase("{{> partial}}", "t, line 1: \"> partial\" is no name of a value")]
    public void A_wrong_template_is_refused_with_its_line(string template, string message) => Should.Throw<InputException>(() => Render(template)).Message.ShouldBe(message);
}
