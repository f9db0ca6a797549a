using System.Globalization;
using Palinode.Processes;

namespace Palinode.Server.Tests.Jobs;

/// <summary>Screenings take what pages leave.</summary>
internal sealed class BackgroundTests
{
    private const int IdleClass = 5;

    [Test]
    public void A_child_in_the_background_comes_after_everybody_else_and_is_otherwise_the_same()
    {
        using TemporaryFolder folder = new();
        ChildResult Run(bool background) => ChildProcess.Run(new ChildCommand("sh", "-c", "cat /proc/self/stat; cat /proc/self/autogroup 2> /dev/null; echo \"$1\"; exit 7", "sh", "two  words")
        {
            Seconds = 20, MemoryBytes = 1L << 30, EndsWithCaller = true, InBackground = background, Folder = folder,
        }, CancellationToken.None);
        (ChildResult before, ChildResult after) = (Run(background: false), Run(background: true));
        foreach (ChildResult child in (ChildResult[])[before, after])
        {
            child.ExitCode.ShouldBe(7, child.Errors);
            child.OutputText.ShouldContain("two  words");
        }
        Rank(before).Class.ShouldBe(0);
        (Rank(after) is { Class: IdleClass } or { Nice: 19 }).ShouldBeTrue(after.OutputText);
        if (File.Exists("/proc/self/autogroup")) after.OutputText.ShouldContain("nice 10");
    }

    /// <summary>Class and nice value; see proc(5), fields 41 and 19, counted behind the name.</summary>
    private static (int Class, int Nice) Rank(ChildResult child)
    {
        string[] fields = child.OutputText.Split('\n')[0].Split(") ")[1].Split(' ');
        return (int.Parse(fields[38], CultureInfo.InvariantCulture), int.Parse(fields[16], CultureInfo.InvariantCulture));
    }
}
