using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Palinode.Server.Cases;
using Palinode.Server.Jobs;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Attachments;
using Palinode.Server.Storage.Chain;
using Palinode.Server.Storage.Cluster;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.Tests;

/// <summary>
/// This assembly as a program: what tests need in processes of their own, to have them killed at a chosen step or to have several at once. The connection
/// comes on standard input.
/// </summary>
internal static class TestProgram
{
    /// <summary>Beyond the steps of <see cref="StoringStep"/>: the row is written, and it is committed.</summary>
    public const string Recorded = "Recorded", Committed = "Committed";

    /// <summary>Starts this program, and waits for its end; its exit code, 137 when it was killed.</summary>
    public static async Task<int> RunAsync(string connection, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Palinode.Server.Tests"), arguments) { RedirectStandardInput = true, RedirectStandardError = true, UseShellExecute = false })!;
        await process.StandardInput.WriteAsync(connection);
        process.StandardInput.Close();
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode is not (0 or 137)) throw new InvalidOperationException(errors);
        return process.ExitCode;
    }

    public static async Task<int> Main(string[] arguments)
    {
        await using CaseDatabase cases = new(NpgsqlDataSource.Create(await Console.In.ReadToEndAsync()));
        switch (arguments)
        {
            case ["append", var person, var journal, var many, .. var ids]:
                await AppendAsync(cases, Guid.Parse(person), Guid.Parse(journal), int.Parse(many, CultureInfo.InvariantCulture), [.. ids.Select(Guid.Parse)]);
                return 0;
            case ["store", var folder, var person, var journal, var id, var step]:
                await StoreAsync(cases, folder, Guid.Parse(person), Guid.Parse(journal), Guid.Parse(id), step);
                return 0;
            case ["work", var folder, var program, var step, var file]:
                await WorkAsync(cases, folder, program, Enum.Parse<StoringStep>(step), int.Parse(file, CultureInfo.InvariantCulture));
                return 0;
            default:
                return 64;
        }
    }

    /// <summary>So many events, to these cases in turn; where somebody else was faster, again.</summary>
    private static async Task AppendAsync(CaseDatabase cases, Guid person, Guid journal, int many, Guid[] ids)
    {
        EventStore store = new(TimeProvider.System);
        for (int done = 0; done < many;)
            try
            {
                Guid id = ids[done % ids.Length];
                await using ActingTransaction transaction = await cases.BeginAsync(Actor.Person(person));
                await store.AppendAsync(transaction, id, journal, (await EventStore.ReadAsync(transaction, id)).Count, [new NewEvent("Step", $"{{\"process\":{Environment.ProcessId}}}", "")]);
                await transaction.CommitAsync();
                done++;
            }
            catch (ConcurrentChangeException)
            {
                // Read again and try again.
            }
    }

    /// <summary>Gives a file to a case, and is killed when a step is done.</summary>
    private static async Task StoreAsync(CaseDatabase cases, string folder, Guid person, Guid journal, Guid id, string step)
    {
        ServiceFolder data = new(folder);
        AttachmentStore store = new(data, MasterKey.Of(data), new AttachmentOptions()) { Reached = reached => DieAt(step, reached.ToString()) };
        StoredContent content = await store.ReceiveAsync(new MemoryStream(Encoding.UTF8.GetBytes(step)));
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Person(person));
        await store.AddAsync(transaction, id, journal, Audience.Case, content, "letter.txt");
        DieAt(step, Recorded);
        await transaction.CommitAsync();
        DieAt(step, Committed);
    }

    /// <summary>Works on jobs, and is killed when a step of the given file of a result is done.</summary>
    private static async Task WorkAsync(CaseDatabase cases, string folder, string program, StoringStep step, int file)
    {
        ServiceFolder data = new(folder);
        int files = 0;
        AttachmentStore store = new(data, MasterKey.Of(data), new AttachmentOptions())
        {
            Reached = reached =>
            {
                if (reached == step && ++files == file) ProgramProcess.KillHard(Environment.ProcessId);
            },
        };
        JobOptions options = Jobs.ScreeningScene.Quick with { Lease = TimeSpan.FromMilliseconds(500) };
        await new Worker(cases, new CaseDesk(new EventStore(TimeProvider.System), TimeProvider.System), store, data, new ScreeningChild([program], options), options, TimeProvider.System, NullLogger<Worker>.Instance).RunAsync(CancellationToken.None);
    }

    private static void DieAt(string wanted, string reached)
    {
        if (wanted == reached) ProgramProcess.KillHard(Environment.ProcessId);
    }
}
