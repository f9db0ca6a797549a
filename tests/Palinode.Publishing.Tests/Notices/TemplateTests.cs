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

    private static readonly Dictionary<string, string> Files = new()
    {
        ["names"] = "{{#list}}\n{{> item}}\n{{/list}}\n", ["item"] = "- {{item}} of {{name}}\n", ["wrong"] = "good\n{{nobody}}", ["open"] = "\n\n{{#yes}}",
        ["a"] = "{{> b}}", ["b"] = "x\n{{> a}}", ["itself"] = "{{> itself}}",
        ["d1"] = "{{> d2}}", ["d2"] = "{{> d3}}", ["d3"] = "{{> d4}}", ["d4"] = "{{> d5}}", ["d5"] = "{{> d6}}", ["d6"] = "{{> d7}}", ["d7"] = "{{> d8}}", ["d8"] = "{{> d9}}", ["d9"] = "deep",
    };

    private static string Including(string template) =>
        Template.Parse(template, "t", name => Files.TryGetValue(name, out string? text) ? new PartialText(text, $"common/{name}") : null).Render(Values, v => v.Plain, "t");

    [TestCase("before\n  {{> names}}\nafter", "before\n- one of a <b>\n- two of a <b>\nafter")]
    [TestCase("{{#list}}{{> item}}{{/list}}", "- one of a <b>\n- two of a <b>\n")]
    [TestCase("{{> d2}}", "deep")]
    public void A_file_is_included_with_the_values_of_its_place(string template, string expected) => Including(template).ShouldBe(expected);

    [TestCase("\n{{> nowhere}}", "t, line 2: there is no file to include as {{> nowhere}}")]
    [TestCase("{{> wrong}}", "common/wrong, line 2: there is no value nobody")]
    [TestCase("{{> open}}", "common/open, line 3: {{#yes}} is not closed")]
    [TestCase("{{> itself}}", "common/itself, line 1: {{> itself}} includes itself (itself → itself)")]
    [TestCase("{{> a}}", "common/b, line 2: {{> a}} includes itself (a → b → a)")]
    [TestCase("{{> d1}}", "common/d8, line 1: more than 8 files are included within each other")]
    public void What_is_wrong_in_an_included_file_is_named_with_that_file_and_its_line(string template, string message) => Should.Throw<InputException>(() => Including(template)).Message.ShouldBe(message);

    [TestCase("{{nobody}}", "t, line 1: there is no value nobody")]
    [TestCase("\n{{#yes}}", "t, line 2: {{#yes}} is not closed")]
    [TestCase("{{/yes}}", "t, line 1: {{/yes}} closes nothing that is open")]
    [TestCase("{{#yes}}{{#no}}{{/yes}}{{/no}}", "t, line 1: {{/yes}} closes nothing that is open")]
    [TestCase("a {{ b", "t, line 1: \"{{\" is not closed by \"}}\"")]
    [TestCase("{{> partial}}", "t, line 1: there is no file to include as {{> partial}}")]
    [TestCase("{{> ../secret}}", "t, line 1: \"../secret\" is no name of a file to include: letters, digits, - and _")]
    public void A_wrong_template_is_refused_with_its_line(string template, string message) => Should.Throw<InputException>(() => Render(template)).Message.ShouldBe(message);
}
