using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Palinode.Server.Hosting;
using Palinode.Server.Notices;
using Palinode.Server.People;
using Palinode.Server.Storage;

namespace Palinode.Server.Demo;

/// <summary>The people of the sample by what they do.</summary>
internal sealed record SampleStaff(Guid Administrator, Guid Intake, Guid Investigator, Guid Editor, Guid Approver);

/// <summary>
/// Fills an empty service with an invented journal, the people who work for it, and cases at different stages. People sign up by invitations, and cases come to
/// be by the requests that people make; nothing is written past them, so the log verifies as any other.
/// </summary>
internal static class SampleOffice
{
    public const string Journal = "Journal of Cell Pathways (invented)";

    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789", Domain = "journal.example";

    /// <exception cref="InputException">There is a case or an administrator already.</exception>
    public static async Task FillAsync(ServiceStorage storage, TextWriter output, CancellationToken stop)
    {
        if (!await IsEmptyAsync(storage.Cases, stop)) throw new InputException($"{storage.Folder.FullName}: there are people or cases in this service; --demo fills an empty one alone. Choose another folder with --data.");
        SampleClock clock = new();
        ServiceCollection parts = new();
        parts.AddLogging();
        WebHost.AddParts(parts, storage, clock, null, TextWriter.Null);
        await using ServiceProvider services = parts.BuildServiceProvider();
        string password = string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));

        await output.WriteLineAsync("demo: making an invented journal with its people and cases; this takes some seconds");
        (Guid journal, SampleStaff staff) = await HireAsync(storage.Cases, services, password, stop);
        await SampleCases.MakeAsync(new SampleDesk(services, clock, journal, stop), staff);
        await output.WriteLineAsync($"demo: sign in as intake@{Domain}, investigator@{Domain}, editor@{Domain}, approver@{Domain} or administrator@{Domain}");
        await output.WriteLineAsync($"demo: password of all of them: {password}");
    }

    private static async Task<bool> IsEmptyAsync(CaseDatabase cases, CancellationToken stop)
    {
        await using (ActingTransaction door = await cases.BeginAsync(Actor.Door, stop))
            if (await door.QueryAsync("SELECT palinode.has_administrator()", r => r.GetBoolean(0), stop) is [true]) return false;
        await using ActingTransaction service = await cases.BeginAsync(Actor.Service, stop);
        return (await service.QueryAsync("SELECT 1 FROM palinode.event LIMIT 1", r => r.GetInt32(0), stop)).Count == 0;
    }

    /// <summary>The administrator signs up, makes the journal, and invites the others.</summary>
    private static async Task<(Guid Journal, SampleStaff Staff)> HireAsync(CaseDatabase cases, IServiceProvider services, string password, CancellationToken stop)
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        Invitations invitations = scope.ServiceProvider.GetRequiredService<Invitations>();
        string first = await Invitations.ForFirstAdministratorAsync(cases, TimeProvider.System, stop) ?? throw new InvalidOperationException("An administrator came meanwhile.");
        Guid administrator = await SignUpAsync(first, "administrator", "Alma Beispiel");
        Guid journal = Guid.NewGuid();
        await using (ActingTransaction transaction = await cases.BeginAsync(Actor.Person(administrator), stop))
        {
            await transaction.ExecuteAsync("INSERT INTO palinode.journal (id, title) VALUES ($1, $2)", stop, journal, Journal);
            await transaction.CommitAsync(stop);
        }
        if (!await invitations.AcceptForAsync(await InviteAsync("administrator"), administrator, stop)) throw new InvalidOperationException("The invitation was not taken.");
        await using (ActingTransaction transaction = await cases.BeginAsync(Actor.Person(administrator), stop))
        {
            await services.GetRequiredService<HouseBook>().SetAsync(transaction, journal, House, stop);
            await transaction.CommitAsync(stop);
        }
        SampleStaff staff = new(administrator,
            await SignUpAsync(await InviteAsync("intake"), "intake", "Ines Muster"),
            await SignUpAsync(await InviteAsync("investigator"), "investigator", "Ivo Platzhalter"),
            await SignUpAsync(await InviteAsync("editor"), "editor", "Edda Exempel"),
            await SignUpAsync(await InviteAsync("approver"), "approver", "Arno Attrappe"));
        return (journal, staff);

        async Task<string> InviteAsync(string role)
        {
            await using ActingTransaction transaction = await cases.BeginAsync(Actor.Person(administrator), stop);
            string link = await invitations.ToJoinAsync(transaction, journal, role, stop);
            await transaction.CommitAsync(stop);
            return link;
        }

        async Task<Guid> SignUpAsync(string link, string login, string name)
        {
            (Account? account, IReadOnlyList<string> wrong) = await invitations.AcceptAsync(link, $"{login}@{Domain}", name, password, stop);
            return account?.Id ?? throw new InvalidOperationException(string.Join(' ', wrong));
        }
    }

    private static House House => new()
    {
        Style = "bulleted", Title = "suffix", SignedBy = $"Editorial Office of the {Journal}", ApprovingOffice = "Editor in Chief", Licence = "CC BY 4.0", LicenceUrl = "https://creativecommons.org/licenses/by/4.0/",
        CopyrightHolder = "Example Press", CorrespondenceName = "Editorial Office", CorrespondenceEmail = $"office@{Domain}", Journal = Journal, JournalAbbreviation = "J Cell Pathw", Issn = "2345-678X", Publisher = "Example Press",
        Resource = $"https://{Domain}/notices/{{doi}}", CrossmarkPolicy = "10.5555/crossmark-policy", DepositorName = "Example Press production", DepositorEmail = $"production@{Domain}",
    };
}
