using System.Text;
using Palinode.Cases;
using Palinode.Testing;

namespace Palinode.Tests.Cases;

internal sealed class CaseRulesTests
{
    [Test]
    public void Every_request_is_in_the_table_once()
    {
        Type[] requests = [.. typeof(CaseRequest).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(CaseRequest)) && !t.IsAbstract)];
        requests.Select(r => (CaseRule)r.GetProperty("Definition")!.GetValue(null)!).ShouldBe(CaseRules.All, ignoreOrder: true);
        CaseRules.All.Select(r => r.Name).ShouldBeUnique();
        CaseRules.Named("approve-decision").ShouldBe(ApproveDecision.Definition);
        CaseRules.Named("poem").ShouldBeNull();
    }

    [Test]
    public void Nobody_who_only_reads_changes_anything_and_every_rule_has_somebody() =>
        CaseRules.All.ShouldAllBe(r => !r.Roles.IsEmpty && !r.Roles.Contains(CaseRole.Auditor));

    [Test]
    public void The_service_and_the_administrator_decide_nothing() => CaseRules.All.Where(r => r.Roles.Contains(CaseRole.Service) || r.Roles.Contains(CaseRole.Administrator))
        .Select(r => r.Name).ShouldNotContain(n => n.Contains("decision", StringComparison.Ordinal) || n.StartsWith("approve", StringComparison.Ordinal) || n.Contains("publish", StringComparison.Ordinal) || n.Contains("reasons", StringComparison.Ordinal));

    [Test]
    public void Every_state_can_be_reached_and_left()
    {
        foreach (CaseState state in Enum.GetValues<CaseState>())
        {
            CaseRules.All.ShouldContain(r => r.To.Contains(state), state.ToString());
            CaseRules.All.ShouldContain(r => r.From.Contains(state) && r.To.Any(t => t != state), state.ToString());
        }
    }

    [Test]
    public void The_guide_shows_the_table_as_it_is()
    {
        string guide = File.ReadAllText(Path.Combine(SharedMaterial.RepositoryRoot, "docs", "guide", "cases.md"));
        guide.ShouldContain(Table());
    }

    private static string Table()
    {
        StringBuilder table = new("| request | by | leads to |\n|---|---|---|\n");
        foreach (CaseRule rule in CaseRules.All)
        {
            string to = rule.To.IsEmpty ? "" : rule.To == CaseStates.Inquiry ? "back to where it was drafted" : string.Join(", ", rule.To.Take(3).Select(CaseWords.Of)) + (rule.To.Count > 3 ? ", …" : "");
            table.Append(System.Globalization.CultureInfo.InvariantCulture, $"| `{rule.Name}` | {string.Join(", ", rule.Roles.Select(CaseWords.Of))} | {to} |\n");
        }
        return table.ToString();
    }
}
