using System.Text;
using Palinode.Cli.Results;

namespace Palinode.Cli.Tests.Results;

internal sealed class ResultFolderTests
{
    private Sandbox _sandbox = null!;

    [SetUp] public void Open() => _sandbox = new Sandbox();

    [TearDown] public void Close() => _sandbox.Dispose();

    private static void Fill(Action<string, byte[]> write)
    {
        write("findings.json", "new"u8.ToArray());
        write("evidence/a.png", [1]);
    }

    [Test]
    public void A_result_appears_with_all_its_files_and_nothing_beside_it()
    {
        ResultFolder.At(_sandbox.At("results", "one"), replace: false).Write(Fill, CancellationToken.None);
        _sandbox.Content().ShouldBe(["results", "results/one", "results/one/evidence", "results/one/evidence/a.png", "results/one/findings.json"]);
    }

    [Test]
    public void A_failure_half_way_leaves_nothing_not_even_the_parent()
    {
        ResultFolder folder = ResultFolder.At(_sandbox.At("results", "deep", "one"), replace: false);
        Should.Throw<IOException>(() => folder.Write(write =>
        {
            write("findings.json", [1]);
            throw new IOException("the disk is full");
        }, CancellationToken.None));
        _sandbox.Content().ShouldBeEmpty();
    }

    [Test]
    public void Stopping_half_way_leaves_nothing()
    {
        using CancellationTokenSource stop = new();
        ResultFolder folder = ResultFolder.At(_sandbox.At("one"), replace: false);
        Should.Throw<OperationCanceledException>(() => folder.Write(write =>
        {
            write("findings.json", [1]);
            stop.Cancel();
            write("report.html", [2]);
        }, stop.Token));
        _sandbox.Content().ShouldBeEmpty();
    }

    [Test]
    public void An_earlier_result_is_refused_and_kept()
    {
        _sandbox.Write("one/findings.json", "old");
        Should.Throw<InputException>(() => ResultFolder.At(_sandbox.At("one"), replace: false)).Message.ShouldContain("--force");
        File.ReadAllText(_sandbox.At("one", "findings.json")).ShouldBe("old");
    }

    [Test]
    public void An_earlier_result_is_replaced_as_a_whole_when_asked_for()
    {
        _sandbox.Write("one/findings.json", "old");
        _sandbox.Write("one/evidence/old.png");
        ResultFolder.At(_sandbox.At("one") + "/", replace: true).Write(Fill, CancellationToken.None);
        _sandbox.Content().ShouldBe(["one", "one/evidence", "one/evidence/a.png", "one/findings.json"]);
        File.ReadAllText(_sandbox.At("one", "findings.json"), Encoding.UTF8).ShouldBe("new");
    }

    [Test]
    public void An_earlier_result_survives_when_its_successor_fails()
    {
        _sandbox.Write("one/findings.json", "old");
        Should.Throw<IOException>(() => ResultFolder.At(_sandbox.At("one"), replace: true).Write(_ => throw new IOException("no"), CancellationToken.None));
        _sandbox.Content().ShouldBe(["one", "one/findings.json"]);
        File.ReadAllText(_sandbox.At("one", "findings.json")).ShouldBe("old");
    }

    [Test]
    public void A_folder_that_holds_something_else_is_never_replaced()
    {
        _sandbox.Write("home/letters.txt");
        Should.Throw<InputException>(() => ResultFolder.At(_sandbox.At("home"), replace: true)).Message.ShouldContain("something else");
        File.Exists(_sandbox.At("home", "letters.txt")).ShouldBeTrue();
    }

    [Test]
    public void An_empty_folder_may_be_filled()
    {
        Directory.CreateDirectory(_sandbox.At("one"));
        ResultFolder.At(_sandbox.At("one"), replace: false).Write(Fill, CancellationToken.None);
        File.Exists(_sandbox.At("one", "findings.json")).ShouldBeTrue();
        _sandbox.Content().Length.ShouldBe(4);
    }

    [Test]
    public void A_file_in_the_way_is_refused()
    {
        _sandbox.Write("one");
        Should.Throw<InputException>(() => ResultFolder.At(_sandbox.At("one"), replace: true)).Message.ShouldContain("a file of this name");
    }

    [Test]
    public void A_file_where_a_parent_should_be_is_refused()
    {
        _sandbox.Write("one");
        Should.Throw<InputException>(() => ResultFolder.At(_sandbox.At("one", "two"), replace: false));
    }
}
